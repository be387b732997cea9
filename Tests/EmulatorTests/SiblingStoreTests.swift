import Testing

@testable import GitHubEmulator

/// Dependabot and Codespaces secrets, as far as they are not as Actions secrets are.
struct SiblingStoreTests {
  private static let stores: [GitHubModel.Store] = [.dependabot, .codespaces]

  private func paths(_ store: GitHubModel.Store) -> (organization: String, repository: String) {
    ("/orgs/acme/\(store.rawValue)/secrets", "/repos/acme/web/\(store.rawValue)/secrets")
  }

  @Test("each store has a key and secrets of its own in each scope", arguments: stores)
  func keepsApart(store: GitHubModel.Store) throws {
    let emulated = try Emulated()
    let paths = paths(store)
    let keys = try [paths.organization, paths.repository, organizationSecrets, repositorySecrets]
      .map { try emulated.get("\($0)/public-key").json()["key"]?.text }
    #expect(Set(keys).count == 4)
    #expect(try emulated.put("x", paths.repository, "DSN").status == 201)
    #expect(emulated.model.secret("DSN", in: "acme/web", of: store)?.value == Array("x".utf8))
    #expect(emulated.model.secret("DSN", in: "acme/web")?.value == Array("dsn-value".utf8))
    #expect(try emulated.get(paths.organization).secretNames() == [])
    let wrong = try emulated.sealed("x", for: repositorySecrets)
    #expect(emulated.send("PUT", "\(paths.repository)/OTHER", body: wrong).status == 422)
    #expect(emulated.get("/repos/acme/web/environments/production/\(store.rawValue)/secrets").status == 404)
  }

  @Test("an organization's secret that is there may change its visibility alone", arguments: stores)
  func visibilityAlone(store: GitHubModel.Store) throws {
    let emulated = try Emulated()
    let path = paths(store).organization
    #expect(emulated.send("PUT", "\(path)/NEW", body: ["visibility": "all"]).status == 422)
    #expect(try emulated.put("x", path, "NEW", adding: ["visibility": "private"]).status == 201)
    #expect(emulated.send("PUT", "\(path)/NEW", body: ["visibility": "all"]).status == 204)
    let secret = try #require(emulated.model.secret("NEW", in: "acme", of: store))
    #expect(secret.visibility == "all" && secret.value == Array("x".utf8))
  }

  @Test(
    "Dependabot takes ids as text until the version 2026-03-10, Codespaces never",
    arguments: [
      (GitHubModel.Store.dependabot, "2022-11-28", 201), (.dependabot, "2026-03-10", 422),
      (.codespaces, "2022-11-28", 422), (.actions, "2022-11-28", 422),
    ]
  )
  func idsAsText(store: GitHubModel.Store, version: String, status: Int) throws {
    let emulated = try Emulated()
    let path = paths(store).organization
    let access: JSON = ["visibility": "selected", "selected_repository_ids": ["71"]]
    let body = try emulated.sealed("x", for: path, adding: access)
    let headers = ["x-github-api-version": version]
    #expect(emulated.send("PUT", "\(path)/NEW", body: body, headers: headers).status == status)
  }

  @Test(
    "Enterprise Server has Dependabot secrets since 3.4 and no Codespaces",
    arguments: EmulatorSwitches.dialects
  )
  func dialects(name: String) throws {
    let emulated = try Emulated()
    #expect(emulated.model.applyDialect(name))
    #expect(emulated.get(paths(.dependabot).organization).status == (name == "ghes-3.0" ? 404 : 200))
    #expect(emulated.get(paths(.codespaces).repository).status == (name == "github.com" ? 200 : 404))
  }

  @Test(
    "each store has permissions of its own, which the refusal's header names",
    arguments: [
      (GitHubModel.Store.dependabot, "organization_dependabot_secrets=read", "dependabot_secrets=read"),
      (.codespaces, "organization_codespaces_secrets=read", "codespaces_secrets=write"),
    ]
  )
  func permissions(store: GitHubModel.Store, organization: String, repository: String) throws {
    let emulated = try Emulated(
      """
      {"tokens": [{"token": "t", "permissions": {"organization_secrets": "write", "secrets": "write"}}],
       "organizations": {"acme": {"repositories": ["web"]}}}
      """
    )
    for (path, needed) in [(paths(store).organization, organization), (paths(store).repository, repository)] {
      let response = emulated.get(path)
      #expect(response.status == 403)
      #expect(response.header("X-Accepted-GitHub-Permissions") == needed)
    }
  }

  @Test("a state file keeps the secrets and keys of every store")
  func roundTrip() throws {
    let first = try Emulated()
    for store in GitHubModel.Store.allCases {
      #expect(try first.put("\(store)", paths(store).repository, "NEW").status == 201)
      try first.model.setSecret("OUTSIDE", in: "acme", of: store, to: .init(value: [1], visibility: "all"))
    }
    let second = try Emulated(first.model.state)
    for store in GitHubModel.Store.allCases {
      #expect(second.model.secrets(of: store) == first.model.secrets(of: store))
      let path = "\(paths(store).repository)/public-key"
      #expect(try second.get(path).json() == first.get(path).json())
    }
  }
}
