import Reports
import SecretModel

extension Fixture {
  static let explanationContext = ExplanationContext(
    apiURL: "https://api.github.com",
    requestsMade: 6,
    manifestDigest: String(repeating: "ab", count: 32)
  )

  /// A repository and an environment that show every kind of answer.
  static let explanation = Explanation(
    asOf: noon,
    hasManifest: true,
    places: [
      place(
        web,
        [
          explained("API_KEY", seen(web, days: 400, line: 12), shadowed: [seen(acme, days: 3, .all)]),
          explained(
            "DB_PASSWORD",
            hidden: [HiddenSecret(seen(production, days: 1), .onlyInEnvironment)]
          ),
          explained(
            "DEPLOY_KEY",
            hidden: [HiddenSecret(seen(acme, days: 10, .selected, line: 5), .notSelected)],
            findings: [
              finding(
                "not_given",
                acme,
                "DEPLOY_KEY",
                "the manifest's 'all' gives it to acme/web, and GitHub does not",
                5
              )
            ]
          ),
          explained("GONE", findings: [finding("missing", web, "GONE", "it is declared and not there", 14)]),
          explained("NPM_TOKEN", seen(acme, days: 100, .private, line: 7)),
          explained("PUBLISH", hidden: [HiddenSecret(seen(acme, days: 2, .private), .repositoryIsPublic)]),
          explained("STRAY", hidden: [HiddenSecret(seen(acme, days: 2, .all), .notListed)]),
          explained("UNCERTAIN", hidden: [HiddenSecret(seen(acme, days: 2, .selected), .unknown)]),
          explained("ZZZ", hidden: [HiddenSecret(seen(acme, days: 2, .all), .beyondLimit)]),
        ]
      ),
      place(
        production,
        [
          explained("API_KEY", seen(web, days: 400, line: 12), shadowed: [seen(acme, days: 3, .all)]),
          explained(
            "DB_PASSWORD",
            seen(production, days: 1),
            findings: [finding("unmanaged", production, "DB_PASSWORD", "it is live and not in the manifest", 20)]
          ),
          explained("NPM_TOKEN", seen(acme, days: 100, .private, line: 7)),
        ]
      ),
    ],
    remarks: [
      Finding(.note, code: "archived_left_out", scope: acme, message: "2 archived repositories are left out")
    ]
  )

  private static func place(_ scope: Scope, _ secrets: [ExplainedSecret]) -> ExplainedPlace {
    ExplainedPlace(
      scope: scope,
      repository: Repository(id: RepositoryID(1), fullName: repository("web"), visibility: .private, isArchived: false),
      organizationSecrets: .listed,
      secrets: secrets
    )
  }

  private static func explained(
    _ name: String,
    _ winner: SecretSight? = nil,
    shadowed: [SecretSight] = [],
    hidden: [HiddenSecret] = [],
    findings: [Finding] = []
  ) -> ExplainedSecret {
    ExplainedSecret(
      name: SecretName(listed: name),
      winner: winner,
      shadowed: shadowed,
      hidden: hidden,
      findings: findings
    )
  }

  private static func seen(
    _ scope: Scope,
    days: Int64,
    _ visibility: Visibility? = nil,
    line number: Int? = nil
  ) -> SecretSight {
    SecretSight(
      scope: scope,
      updatedAt: noon.advanced(bySeconds: -days * 86_400),
      visibility: visibility,
      location: number.map { line($0) }
    )
  }

  private static func finding(_ code: String, _ scope: Scope, _ name: String, _ text: String, _ number: Int) -> Finding
  {
    Finding(.warning, code: code, address(scope, name), message: text, at: line(number))
  }
}
