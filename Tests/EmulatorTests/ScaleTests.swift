import Testing

@testable import GitHubEmulator

/// A large organization must not cost more than its size.
struct ScaleTests {
  private func state(repositories: Int, secretsEach: Int) -> String {
    let secrets = (0..<secretsEach).map { "\"S\($0)\":\"x\"" }.joined(separator: ",")
    let entries = (0..<repositories).map { "\"r\($0)\":{\"secrets\":{\(secrets)}}" }.joined(separator: ",")
    let names = (0..<250).map { "\"r\($0)\"" }.joined(separator: ",")
    let own = (0..<1_000).map { "\"O\($0)\":{\"repositories\":[\(names)]}" }.joined(separator: ",")
    return "{\"organizations\":{\"acme\":{\"repositories\":{\(entries)},\"secrets\":{\(own)}}}}"
  }

  @Test("5,000 repositories with 60,000 secrets are read and listed", .timeLimit(.minutes(5)))
  func largeOrganization() async throws {
    try await RawClient.onOwnThread { try readEverything() }
  }

  private func readEverything() throws {
    let model = try Emulated(state(repositories: 5_000, secretsEach: 12))
    for page in 1...50 {
      try #require(model.get("/orgs/acme/repos?per_page=100&page=\(page)").status == 200)
    }
    for page in 1...10 {
      try #require(try model.get("\(organizationSecrets)?per_page=100&page=\(page)").secretNames().count == 100)
    }
    for index in 0..<1_000 {
      try #require(try model.get("/repos/acme/r\(index)/actions/secrets").secretNames().count == 12)
    }
    for index in 0..<40 {
      for page in 1...3 {
        let path = "\(organizationSecrets)/O\(index)/repositories?per_page=100&page=\(page)"
        try #require(model.get(path).status == 200)
      }
    }
  }
}
