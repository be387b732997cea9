import SecretModel
import Testing

@testable import GitHubAPI

/// What is known of a token before it is used, and where people change what it may do.
struct TokenKindTests {
  @Test(
    "GitHub's prefixes tell what a token is",
    arguments: [
      ("ghp_x", TokenKind.classic, false), ("github_pat_x", .fineGrained, true), ("ghs_x", .installation, true),
      ("ghs_7_eyJ.x.y", .installation, true), ("0123456789abcdef", .unknown, false), ("ghs", .unknown, false),
    ]
  )
  func prefixes(text: String, kind: TokenKind, needsTrial: Bool) throws {
    #expect(try Token(text).kind == kind)
    #expect(kind.hidesItsPermissions == needsTrial)
  }

  @Test(
    "the page to set permissions is on the web site of the API",
    arguments: [
      ("https://api.github.com", "at https://github.com/settings/tokens"),
      ("https://api.corp.ghe.com", "at https://corp.ghe.com/settings/tokens"),
      ("https://git.example.com/api/v3", "at https://git.example.com/settings/tokens"),
      ("http://127.0.0.1:8080", "in the token's settings"),
    ]
  )
  func pages(api: String, place: String) throws {
    #expect(SettingsPages(try APIURL(api)).advice(on: .classic) == "add the scope \(place)")
  }

  @Test(
    "both forms of the end of a token are read",
    arguments: [
      ("2024-03-02 22:39:38 UTC", "2024-03-02T22:39:38Z"), ("2024-03-02 22:39:38 -0700", "2024-03-03T05:39:38Z"),
      ("2024-03-02 22:39:38 +0530", "2024-03-02T17:09:38Z"), ("2024-03-02", nil), ("tomorrow at noon", nil), ("", nil),
    ]
  )
  func expiration(text: String, time: String?) {
    #expect(Timestamp(tokenExpiration: text)?.description == time)
  }

  @Test(
    "permissions have the names of the API",
    arguments: [
      (Permission.secrets(of: .organization, .read), "organization_secrets"),
      (.secrets(of: .repository, .read), "secrets"), (.secrets(of: .environment, .write), "environments"),
      (.variables(of: .organization, .read), "organization_actions_variables"),
      (.variables(of: .environment, .read), "actions_variables"), (.environmentLookup, "actions"),
      (.environmentCreation, "administration"), (.metadata, "metadata"),
    ]
  )
  func keys(permission: Permission, key: String) {
    #expect(permission.key == key)
  }

  @Test("write includes read, and reading metadata is always granted")
  func grants() {
    let granted = GrantedPermissions(["secrets": "write", "environments": "read", "actions": "none"])
    #expect(granted.allows(.secrets(of: .repository, .read)))
    #expect(granted.allows(.secrets(of: .repository, .write)))
    #expect(!granted.allows(.secrets(of: .environment, .write)))
    #expect(!granted.allows(.environmentLookup))
    #expect(granted.allows(.metadata))
  }
}

extension Permission {
  /// What Actions secrets need at a level.
  fileprivate static func secrets(of kind: Scope.Kind, _ access: Access) -> Permission {
    Permission(
      level: kind == .organization ? .organization : .repository,
      name: kind == .environment ? "Environments" : "Secrets",
      access: access
    )
  }
}
