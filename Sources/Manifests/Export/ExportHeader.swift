import SecretModel

/// The words at the top of a manifest of what is live: what was seen, and what cannot be known.
struct ExportHeader: Sendable {
  private let lines: [String]

  init(live: LiveState, secrets: LiveSecrets, server: String, includesEnvironments: Bool) {
    lines =
      ["Written by 'octoseal export': what was live at \(server), as far as it tells."]
      + Self.seen(secrets, includesEnvironments: includesEnvironments)
      + ["What has no secrets is not named here, and so is not managed."]
      + Self.leftOut(live, secrets)
      + [
        "GitHub gives no value back: set the variable that each 'env' names, or write where the value really comes from",
        "('file', 'sealed', or 'external' for one that is managed elsewhere). Who owns a secret and what it is for goes",
        "into its 'description'.",
      ]
  }

  func write(to layout: inout ManifestLayout) {
    layout.addSchema()
    for line in lines { layout.add(comment: line) }
  }

  private static func seen(_ secrets: LiveSecrets, includesEnvironments: Bool) -> [String] {
    func part(_ kind: Scope.Kind, _ one: String, _ many: String) -> String? {
      let scopes = secrets.scopes.filter { $0.kind == kind }
      guard !scopes.isEmpty else { return nil }
      return "\(counted(scopes.count, one, many)) (\(counted(secrets.count(at: kind), "secret", "secrets")))"
    }
    let parts = [
      part(.organization, "organization", "organizations"), part(.repository, "repository", "repositories"),
      includesEnvironments ? part(.environment, "environment", "environments") ?? "no environment" : nil,
    ]
    let seen = "Seen: \(parts.compactMap(\.self).joined(separator: ", "))."
    return [includesEnvironments ? seen : "\(seen) Environments were not looked for."]
  }

  private static func leftOut(_ live: LiveState, _ secrets: LiveSecrets) -> [String] {
    let read = Set(secrets.scopes.compactMap(\.repository))
    let archived = live.repositories.values.count { $0.isArchived == true && !read.contains($0.fullName) }
    let words = counted(archived, "archived repository, which is", "archived repositories, which are")
    return (archived == 0 ? [] : ["Left out: \(words) read-only."])
      + secrets.unnameable.map { scope, count in
        let place = doubleQuoted(scope.description)
        return "Left out: \(place) with \(counted(count, "secret", "secrets")), since no manifest can have that name."
      }
  }
}

extension ManifestLayout {
  /// Tells editors how to check and complete the file.
  mutating func addSchema() { add(comment: "yaml-language-server: $schema=\(manifestSchemaID)") }
}

private func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
