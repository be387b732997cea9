import Foundation
import TestSupport
import Testing

@testable import GitHubEmulator

/// Clients that were written for the real service must find the emulator no different.
struct ClientTests {
  private static let python = ProcessInfo.processInfo.environment["OCTOSEAL_TEST_PYTHON"]
  private static let gh = ["/usr/bin/gh", "/usr/local/bin/gh", "/opt/homebrew/bin/gh"]
    .first {
      FileManager.default.isExecutableFile(atPath: $0)
    }

  @Test(
    "PyGithub creates, lists and deletes secrets and variables",
    .enabled(if: python != nil, "OCTOSEAL_TEST_PYTHON names no interpreter that has PyGithub"),
    arguments: [("github.com", ""), ("ghes-3.21", "/api/v3"), ("ghes-3.12", "/api/v3"), ("ghes-3.8", "/api/v3")]
  )
  func pyGithub(dialect: String, prefix: String) async throws {
    let model = try GitHubModel(state: Emulated.smallState)
    #expect(model.applyDialect(dialect))
    let server = try await EmulatorServer.start(model: model)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("pygithub_check.py").path
    let run = try await Program.run(try #require(Self.python), [script, server.baseURL + prefix])
    #expect(run.status == 0, "\(run.output)")
    let secrets = server.model.secrets
    #expect(secrets["Acme"]?["PY_ALL"]?.value == Array("value 2".utf8))
    #expect(secrets["Acme"]?["PY_SELECTED"]?.repositories == ["api"])
    #expect(secrets["Acme/web"]?["PY_REPOSITORY"]?.value == Array("value 5".utf8))
    #expect(secrets["Acme/web:python/eu"]?["PY_ENVIRONMENT"]?.value == Array("value 7".utf8))
    #expect(server.model.variable("PY_ALL", in: "acme")?.value == "value 2")
    #expect(server.model.variable("PY_SELECTED", in: "acme")?.repositories == ["api"])
    #expect(server.model.variable("PY_TWICE", in: "acme/web")?.value == "c")
    #expect(server.model.variables["Acme/web"]?.count == 25)
    try await server.stop()
  }

  @Test(
    "PyGithub gets tokens as a GitHub App",
    .enabled(if: python != nil, "OCTOSEAL_TEST_PYTHON names no interpreter that has PyGithub")
  )
  func pyGithubApp() async throws {
    let key = try AppKey()
    let state = """
      {"apps": [{"id": 7, "client_id": "Iv23liKeeper", "slug": "keeper",
         "public_key": "\(key.publicPEM.replacing("\n", with: "\\n"))", "installations": [
           {"id": 51, "owner": "acme", "permissions": {"organization_secrets": "write"}}, {"id": 52, "owner": "octocat"}]}],
       "organizations": {"acme": {"secrets": {"DEPLOY": {"visibility": "all"}}}}, "users": ["octocat"]}
      """
    let server = try await EmulatorServer.start(model: GitHubModel(state: state))
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("pygithub_app_check.py").path
    let run = try await Program.run(
      try #require(Self.python),
      [script, server.baseURL],
      environment: ["PRIVATE_KEY": key.privatePEM]
    )
    #expect(run.status == 0, "\(run.output)")
    #expect(server.model.secrets["acme"]?["PY_APP"]?.value == Array("value".utf8))
    try await server.stop()
  }

  @Test(
    "gh sets, lists and deletes secrets at all levels",
    .enabled(if: gh != nil, "gh is not installed"),
    arguments: ["github.com", "ghes-3.21", "ghes-3.8"]
  )
  func commandLineClient(dialect: String) async throws {
    let model = try GitHubModel(state: Emulated.smallState)
    #expect(model.applyDialect(dialect))
    let server = try await EmulatorServer.start(model: model)
    let gh = GitHubCLI(program: try #require(Self.gh), server: server)
    try await gh.run("secret", "set", "GH_ALL", "--org", "acme", "--visibility", "all", "--body", "value 1")
    try await gh.run("secret", "set", "GH_REPOSITORY", "--repo", "acme/web", "--body", "value 2")
    try await gh.run("secret", "set", "GH_ENV", "--repo", "acme/web", "--env", "production", "--body", "value 3")
    let listed = try await gh.run("secret", "list", "--org", "acme")
    #expect(listed.contains("GH_ALL"))
    #expect(listed.contains("DEPLOY"))
    #expect(try await gh.run("secret", "list", "--repo", "acme/web").contains("GH_REPOSITORY"))
    #expect(try await gh.run("secret", "list", "--repo", "acme/web", "--env", "production").contains("GH_ENV"))
    try await gh.run("secret", "delete", "GH_REPOSITORY", "--repo", "acme/web")
    let secrets = server.model.secrets
    #expect(secrets["Acme"]?["GH_ALL"]?.value == Array("value 1".utf8))
    #expect(secrets["Acme"]?["GH_ALL"]?.visibility == "all")
    #expect(secrets["Acme/web"]?["GH_REPOSITORY"] == nil)
    #expect(secrets["Acme/web:production"]?["GH_ENV"]?.value == Array("value 3".utf8))
    try await server.stop()
  }
}

/// `gh` against an emulator: it talks plain HTTP to the host `github.localhost` only, so the emulator is its proxy.
private struct GitHubCLI {
  var program: String
  var server: EmulatorServer

  @discardableResult
  func run(_ arguments: String...) async throws -> String {
    let home = FileManager.default.temporaryDirectory.appendingPathComponent("octoseal-gh-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let environment = [
      "GH_HOST": "github.localhost", "GH_ENTERPRISE_TOKEN": "t", "GH_TOKEN": "t", "GH_CONFIG_DIR": home,
      "http_proxy": server.baseURL, "HOME": home, "GH_NO_UPDATE_NOTIFIER": "1", "NO_COLOR": "1",
      "PATH": "/usr/bin:/bin",
    ]
    let run = try await Program.run(program, arguments, environment: environment)
    try #require(run.status == 0, "gh \(arguments): \(run.output)")
    return run.output
  }
}
