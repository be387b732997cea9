import SecretModel

/// A context of the expression language whose properties a manifest declares.
struct LintedContext: Hashable, Sendable {
  /// How expressions name it, in lower case.
  let name: String
  /// Where the manifest declares them.
  let store: SecretStore
  /// The properties that are there without anybody declaring them.
  let alwaysThere: Set<SecretName>

  /// Source: docs.github.com, "Contexts reference": `secrets`.
  static let secrets = LintedContext(
    name: "secrets",
    store: .actions,
    alwaysThere: [SecretName(listed: "GITHUB_TOKEN")]
  )

  static let all = [secrets]

  /// The context that a word of an expression names.
  static func named(_ word: String) -> LintedContext? { all.first { $0.name == word.lowercased() } }
}
