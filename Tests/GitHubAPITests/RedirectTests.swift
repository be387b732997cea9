import SecretModel
import Testing

@testable import GitHubAPI

struct RedirectTests {
  private let found = #"{"id":7,"full_name":"acme/new"}"#
  private let write = SecretWrite(value: .init(encryptedValue: "YQ==", keyID: "1"), access: .ownScope)
  private let target = "/repos/acme/web/actions/secrets/TOKEN"
  private let moved = "/repositories/7/actions/secrets/TOKEN"

  @Test("a read follows a renamed repository and gives its present name", arguments: [301, 302, 303, 307, 308])
  func renamed(status: Int) async throws {
    let exchanges = [
      get("/repos/acme/web", "", status: status, ["Location": "https://api.github.com/repositories/7"]),
      get("/repositories/7", found),
    ]
    try await withStubs(exchanges) { client in
      let repository = try await client.repository(named: web)
      #expect(repository?.fullName.description == "acme/new")
      #expect(client.statistics.requests == 2)
    }
  }

  @Test("a listing below a renamed repository is followed with its query")
  func listing() async throws {
    let moved = "/repositories/7/actions/secrets?per_page=100"
    let exchanges = [
      get("/repos/acme/web/actions/secrets?per_page=100", "", status: 301, ["location": moved]),
      get(moved, #"{"total_count":0,"secrets":[]}"#),
    ]
    let secrets = try await withStubs(exchanges) { try await $0.listSecrets(in: .repository(web)) }
    #expect(secrets.isEmpty)
  }

  @Test(
    "the token never follows to another server",
    arguments: [
      "https://evil.example/repositories/7", "http://api.github.com/repositories/7", "//evil.example/x",
      "https://api.github.com:8443/repositories/7", "https://api.github.com@evil.example/", "repositories/7", "",
    ]
  )
  func elsewhere(location: String) async throws {
    try await withStubs([get("/repos/acme/web", "", status: 301, ["Location": location])]) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.repository(named: web) }
      #expect(error.kind == .redirected(.anotherServer))
    }
  }

  @Test("a redirect without a target, and one too many, are errors")
  func hopeless() async throws {
    try await withStubs([get("/repos/acme/web", "", status: 301)]) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.repository(named: web) }
      #expect(error.kind == .redirected(.noTarget))
    }
    let circle = Array(repeating: get("/repos/acme/web", "", status: 301, ["Location": "/repos/acme/web"]), count: 6)
    try await withStubs(circle) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.repository(named: web) }
      #expect(error.kind == .redirected(.tooMany))
    }
  }

  @Test("a write is repeated with its method and body where GitHub keeps them", arguments: [307, 308])
  func write(status: Int) async throws {
    let body = #"{"encrypted_value":"YQ==","key_id":"1"}"#
    let exchanges = [
      exchange(.put, target, sent: body, status: status, ["Location": "https://api.github.com\(moved)"]),
      put(moved, body: body),
    ]
    try await withStubs(exchanges) { client in
      try await client.putSecret(secret("TOKEN", in: .repository(web)), write)
      #expect(client.statistics.mutations == 2)
    }
  }

  @Test("a sealed value never follows to another server", arguments: [307, 308])
  func writeElsewhere(status: Int) async throws {
    let exchanges = [exchange(.put, target, status: status, ["Location": "https://evil.example/x"])]
    try await withStubs(exchanges) { client in
      let error = try await failure { () async throws(GitHubError) in
        try await client.putSecret(secret("TOKEN", in: .repository(web)), write)
      }
      #expect(error.kind == .redirected(.anotherServer))
    }
  }

  @Test(
    "a redirect that would turn a write into a read is an error that says how to go on",
    arguments: [301, 302, 303]
  )
  func changedMethod(status: Int) async throws {
    let exchanges = [exchange(.delete, target, status: status, ["Location": "https://api.github.com\(moved)"])]
    try await withStubs(exchanges) { client in
      let error = try await failure { () async throws(GitHubError) in
        try await client.deleteSecret(at: secret("TOKEN", in: .repository(web)))
      }
      #expect(error.kind == .redirected(.changesMethod))
      #expect(
        error.diagnostic.text
          == "acme/web: GitHub answered \(status) to the deletion of secret 'TOKEN': the repository was renamed or transferred, and the write was not repeated there; write the present name of the repository in the manifest"
      )
    }
  }
}
