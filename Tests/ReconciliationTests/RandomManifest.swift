import TestSupport

/// A random manifest over a small world, and what it asks for.
struct RandomManifest {
  struct Secret: Hashable {
    var scope: String
    var name: String
    /// Nil for a tombstone.
    var value: String?
    var visibility: String?
    var repositories: [String] = []

    var id: String { "\(scope) \(name)" }
    var variable: String { "V_" + scope.map { $0.isLetter ? String($0) : "_" }.joined() + "_\(name)" }
  }

  static let names = ["A", "B", "C"]
  static let repositories = ["api", "open", "web"]
  static let liveScopes = ["acme", "acme/web", "acme/web:production/eu"]

  var secrets: [Secret] = []
  private let policy: String

  init(using generator: inout SplitMix64) {
    policy = ["report", "delete", "delete_owned"].randomElement(using: &generator) ?? "report"
    for name in Self.names where !generator.chance(20) { declareInOrganization(name, &generator) }
    for name in Self.names where generator.chance(60) { declare("acme/web", name, &generator) }
    for name in Self.names where generator.chance(50) { declare("acme/web:production/eu", name, &generator) }
    secrets.append(Secret(scope: "acme/web:staging", name: "A", value: Self.value("acme/web:staging A", &generator)))
  }

  /// The same manifest with some other values, and some secrets taken out or changed in their access.
  func edited(using generator: inout SplitMix64) -> RandomManifest {
    var next = self
    for position in next.secrets.indices where next.secrets[position].value != nil {
      if generator.chance(15) { next.secrets[position].value = Self.value(next.secrets[position].id, &generator) }
      if next.secrets[position].visibility != nil, generator.chance(15) {
        next.secrets[position].chooseAccess(&generator)
      }
    }
    next.secrets.removeAll { $0.scope != "acme/web:staging" && generator.chance(8) }
    return next
  }

  /// What the variables hold that the values come from.
  var environment: [String: String] {
    Dictionary(secrets.compactMap { secret in secret.value.map { (secret.variable, $0) } }) { first, _ in first }
  }

  var text: String {
    """
    version: 1
    organizations:
      acme:
        unmanaged: \(policy)
        secrets:\(lines("acme", indent: 6))
        repositories:
          web:
            secrets:\(lines("acme/web", indent: 10))
            environments:
              production/eu:
                secrets:\(lines("acme/web:production/eu", indent: 14))
              staging:
                create: true
                secrets:\(lines("acme/web:staging", indent: 14))

    """
  }

  private func lines(_ scope: String, indent: Int) -> String {
    let declared = secrets.filter { $0.scope == scope }
    guard !declared.isEmpty else { return " {}" }
    return declared.map { "\n" + String(repeating: " ", count: indent) + "\($0.name): { \($0.declaration) }" }.joined()
  }

  private mutating func declareInOrganization(_ name: String, _ generator: inout SplitMix64) {
    var secret = Secret(scope: "acme", name: name)
    if !generator.chance(15) {
      secret.value = Self.value(secret.id, &generator)
      secret.chooseAccess(&generator)
    }
    secrets.append(secret)
  }

  private mutating func declare(_ scope: String, _ name: String, _ generator: inout SplitMix64) {
    var secret = Secret(scope: scope, name: name)
    if !generator.chance(15) { secret.value = Self.value(secret.id, &generator) }
    secrets.append(secret)
  }

  private static func value(_ id: String, _ generator: inout SplitMix64) -> String {
    "plaintext \(Int.random(in: 0..<3, using: &generator)) of \(id)"
  }
}

extension RandomManifest.Secret {
  fileprivate mutating func chooseAccess(_ generator: inout SplitMix64) {
    visibility = ["all", "private", "selected", "selected"].randomElement(using: &generator)
    repositories = visibility == "selected" ? RandomManifest.repositories.filter { _ in generator.chance(50) } : []
  }

  fileprivate var declaration: String {
    guard value != nil else { return "state: absent" }
    let selection = visibility == "selected" ? ", repositories: [\(repositories.joined(separator: ", "))]" : ""
    return (visibility.map { "visibility: \($0)\(selection), " } ?? "") + "value: { env: \(variable) }"
  }
}

extension SplitMix64 {
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
