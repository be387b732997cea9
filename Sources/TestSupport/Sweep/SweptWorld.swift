public import GitHubEmulator

/// A small organization with everything that octoseal does to one, and what it looks like in the end.
public enum SweptWorld {
  /// A secret as it must be.
  public struct Secret: Equatable, Sendable {
    /// In plain text.
    public var value: String
    /// `all`, `private` or `selected`; nil outside organizations.
    public var visibility: String?
    /// The names of the selected repositories, without owner, sorted.
    public var repositories: [String] = []
  }

  /// The emulator's state before anything was applied.
  public static let state = """
    {"clock": {"start": "2026-11-01T00:00:00Z", "per_write": 2}, "rate_limit": "off",
     "organizations": {"acme": {
       "repositories": {
         "api": {"visibility": "internal"}, "open": {"visibility": "public"}, "svc-a": {}, "svc-b": {},
         "web": {"environments": {"production/eu": {}}}},
       "secrets": {
         "EXTERNAL": {"visibility": "all", "value": "somebody's"},
         "LEGACY_A": {"visibility": "all", "value": "legacy"}, "LEGACY_B": {"visibility": "all", "value": "legacy"},
         "LEGACY_C": {"visibility": "all", "value": "legacy"}}},
      "other": {}}}
    """

  /// What is applied before anything goes wrong.
  public static let firstManifest = """
    version: 1
    organizations:
      acme:
        unmanaged: delete
        ignore: ["LEGACY_*"]
        secrets:
          ADDED: { visibility: selected, repositories: [web], value: { env: ADDED } }
          BROADCAST: { visibility: selected, repositories: [web], value: { env: BROADCAST } }
          DOWN: { visibility: selected, repositories: [web], value: { env: DOWN } }
          EXTERNAL: { visibility: all, value: external }
          INSIDE: { visibility: all, value: { env: INSIDE } }
          KEPT: { visibility: private, value: { env: KEPT } }
          NARROWED: { visibility: selected, repositories: [web, api], value: { env: NARROWED } }
          REMOVED: { visibility: selected, repositories: [web, api], value: { env: REMOVED } }
          REPLACED: { visibility: selected, repositories: [web, api], value: { env: REPLACED } }
          ROTATED: { visibility: all, value: { env: ROTATED } }
          TOMB: { visibility: all, value: { env: TOMB } }
        repositories:
          web:
            secrets:
              DSN: { value: { env: DSN } }
              GONE: { value: { env: GONE } }
              UP: { value: { env: UP } }
            environments:
              production/eu:
                secrets:
                  DB: { value: { env: DB } }

    """

  /// What is applied while something goes wrong.
  public static let secondManifest = """
    version: 1
    repository_groups:
      backend: [api, "svc-*"]
    organizations:
      acme:
        unmanaged: delete
        ignore: ["LEGACY_*"]
        secrets:
          ADDED: { visibility: selected, repositories: [web, open], value: { env: ADDED } }
          BROADCAST: { visibility: all, value: { env: BROADCAST } }
          CHOSEN: { visibility: selected, repositories: [web, "@backend"], value: { env: CHOSEN } }
          EXTERNAL: { visibility: all, value: external }
          INSIDE: { visibility: private, value: { env: INSIDE } }
          KEPT: { visibility: private, value: { env: KEPT } }
          NARROWED: { visibility: selected, repositories: [web], value: { env: NARROWED_ANEW } }
          REMOVED: { visibility: selected, repositories: [web], value: { env: REMOVED } }
          REPLACED: { visibility: selected, repositories: [web, open, "svc-*"], value: { env: REPLACED } }
          ROTATED: { visibility: all, value: { env: ROTATED_ANEW } }
          TOMB: { state: absent }
          UP: { visibility: private, value: { env: UP } }
        repositories:
          web:
            secrets:
              DOWN: { value: { env: DOWN } }
              DSN: { value: { env: DSN_ANEW } }
              FRESH: { value: { env: FRESH } }
            environments:
              production/eu:
                secrets:
                  DB: { value: { env: DB_ANEW } }
                  FRESH: { value: { env: FRESH } }
              staging:
                create: true
                secrets:
                  SEED: { value: { env: SEED } }

    """

  /// No value has this in it by chance.
  public static let valueMark = "plaintext"

  /// The variables that both manifests take values from.
  public static let environment = Dictionary(
    uniqueKeysWithValues: [
      "ADDED", "BROADCAST", "CHOSEN", "DB", "DB_ANEW", "DOWN", "DSN", "DSN_ANEW", "FRESH", "GONE", "INSIDE", "KEPT",
      "NARROWED", "NARROWED_ANEW", "REMOVED", "REPLACED", "ROTATED", "ROTATED_ANEW", "SEED", "TOMB", "UP",
    ]
    .map { ($0, "\(valueMark) of \($0)") }
  )

  /// What there is when the second manifest is applied, by scope and name.
  public static let wanted: [String: [String: Secret]] = [
    "acme": [
      "ADDED": secret("ADDED", "selected", ["open", "web"]),
      "BROADCAST": secret("BROADCAST", "all"),
      "CHOSEN": secret("CHOSEN", "selected", ["api", "svc-a", "svc-b", "web"]),
      "EXTERNAL": Secret(value: "somebody's", visibility: "all"),
      "INSIDE": secret("INSIDE", "private"),
      "KEPT": secret("KEPT", "private"),
      "LEGACY_A": Secret(value: "legacy", visibility: "all"),
      "LEGACY_B": Secret(value: "legacy", visibility: "all"),
      "LEGACY_C": Secret(value: "legacy", visibility: "all"),
      "NARROWED": secret("NARROWED_ANEW", "selected", ["web"]),
      "REMOVED": secret("REMOVED", "selected", ["web"]),
      "REPLACED": secret("REPLACED", "selected", ["open", "svc-a", "svc-b", "web"]),
      "ROTATED": secret("ROTATED_ANEW", "all"),
      "UP": secret("UP", "private"),
    ],
    "acme/web": ["DOWN": secret("DOWN"), "DSN": secret("DSN_ANEW"), "FRESH": secret("FRESH")],
    "acme/web:production/eu": ["DB": secret("DB_ANEW"), "FRESH": secret("FRESH")],
    "acme/web:staging": ["SEED": secret("SEED")],
  ]

  /// Every secret that is not as the second manifest wants it, and every one that it does not want.
  public static func wrongSecrets(in model: GitHubModel) -> [String] {
    let live = model.secrets.mapValues { secrets in secrets.mapValues { Secret($0) } }
    return Set(live.keys).union(wanted.keys).sorted()
      .flatMap { scope -> [String] in
        let live = live[scope] ?? [:]
        let wanted = wanted[scope] ?? [:]
        return Set(live.keys).union(wanted.keys).sorted().filter { live[$0] != wanted[$0] }.map { "\(scope) \($0)" }
      }
  }

  private static func secret(_ variable: String, _ visibility: String? = nil, _ repositories: [String] = []) -> Secret {
    Secret(value: "\(valueMark) of \(variable)", visibility: visibility, repositories: repositories)
  }
}

extension SweptWorld.Secret {
  /// What the emulator shows of one.
  public init(_ content: GitHubModel.SecretContent) {
    self.init(
      value: content.value.map { String(decoding: $0, as: UTF8.self) } ?? "",
      visibility: content.visibility,
      repositories: content.repositories
    )
  }
}
