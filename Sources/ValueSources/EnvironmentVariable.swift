import Sealing
public import SecretModel
public import YAMLTree

/// `env: NAME`: the value of an environment variable, as it is.
public struct EnvironmentVariable: ValueSource {
  /// The key `env`.
  public static let manifestKey = "env"

  /// The form `{ "env": NAME }`.
  public static let schema = """
    {
      "type": "object",
      "description": "The value of an environment variable.",
      "properties": {
        "env": {
          "type": "string",
          "description": "Its name. Variables of the runner and of octoseal are refused.",
          "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
          "not": { "pattern": "^(?:\(deniedSchemaPattern))$" }
        }
      },
      "required": ["env"],
      "additionalProperties": false
    }
    """

  private let name: String

  /// Whether a variable of that name can be a value: it is one, and neither the runner's nor octoseal's.
  public static func accepts(_ name: String) -> Bool { isVariableName(name) && !isDenied(name) }

  /// Reads the name, and refuses those that a manifest must never get at.
  public init?(decoding reader: inout MappingReader, into diagnostics: inout [Diagnostic]) {
    guard let name = reader.takeString(Self.manifestKey, into: &diagnostics) else { return nil }
    guard isVariableName(name.value) else {
      // Not quoted: it may well be a value that was written here by mistake.
      diagnostics.append(
        Diagnostic(
          code: "manifest.env",
          message: "this is not the name of an environment variable",
          remedy: "name the variable that has the value, with letters, digits and '_', not starting with a digit",
          at: name.location
        )
      )
      return nil
    }
    guard !isDenied(name.value) else {
      diagnostics.append(
        Diagnostic(
          code: "manifest.env_denied",
          message: "environment variable '\(name.value)' belongs to the runner or to octoseal and can never be a value",
          remedy: "give the value in a variable of its own",
          at: name.location
        )
      )
      return nil
    }
    self.name = name.value
  }

  /// A value that is read when the command runs.
  public var desiredValue: DesiredValue { .source }

  /// The form `environment variable 'NAME'`.
  public var summary: String { "environment variable '\(name)'" }

  /// Reads the variable.
  public func read(in context: ValueContext) -> ValueReading {
    let patterns = context.allowedEnvironmentPatterns
    guard patterns.isEmpty || patterns.contains(where: { $0.matches(name) }) else {
      return .unusable(
        Diagnostic(
          code: "value_not_allowed",
          message: "\(summary) fits none of the '--allow-env' patterns",
          remedy: "add a pattern for it, or take it out of the manifest"
        )
      )
    }
    guard let value = context.environment.value(of: name) else { return .notGiven(reason: "\(summary) is not set") }
    return .given(.plain(value), remarks: [])
  }

  /// Wipes the variable.
  public func forget(in context: ValueContext) { context.environment.wipe(name) }
}

/// Names that belong to the runner or to octoseal; a manifest that could read them could give them away.
private let deniedNames = [
  "GITHUB_TOKEN", "GH_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "ACTIONS_*", "RUNNER_*", "OCTOSEAL_*",
]

private let deniedGlobs = deniedNames.map { Glob($0) }

private func isDenied(_ name: String) -> Bool { deniedGlobs.contains { $0.matches(name) } }

/// The same list as a regular expression that has no flag for ignoring case.
private let deniedSchemaPattern =
  deniedNames.map { name in
    name.map { $0 == "*" ? ".*" : $0 == "_" ? "_" : "[\($0)\($0.lowercased())]" }.joined()
  }
  .joined(separator: "|")

private func isVariableName(_ name: String) -> Bool {
  guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
  return name.utf8.allSatisfy { byte in
    (48...57).contains(byte) || byte == 95 || (byte < 0x80 && (97...122).contains(byte | 0x20))
  }
}
