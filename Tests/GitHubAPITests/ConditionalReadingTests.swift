import SecretModel
import Synchronization
import TestSupport
import Testing

@testable import GitHubAPI

struct ConditionalReadingTests {
  private let repositories = "/orgs/acme/repos?per_page=100&type=all"
  private let secrets = "/orgs/acme/actions/secrets?per_page=100"
  private let acme = OwnerName(listed: "acme")

  /// Answers with 304 when the request carries the validator of what stands there.
  private final class Server: Transport {
    struct Page: Sendable {
      var body: String
      var link: String?
    }

    private let pages = Mutex<[String: Page]>([:])
    let log = Shared<[String]>([])

    subscript(target: String) -> Page? {
      get { pages.withLock { $0[target] } }
      set { pages.withLock { $0[target] = newValue } }
    }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
      guard let page = self[request.target] else { return HTTPResponse(status: 404) }
      // As a server that validates bodies alone: the link is no part of it.
      let etag = "W/\"\(page.body.hashValue)\""
      let isKnown = request.fields["If-None-Match"] == etag
      log.change { $0.append("\(isKnown ? 304 : 200) \(request.target)") }
      guard !isKnown else { return HTTPResponse(status: 304, fields: HeaderFields([("ETag", etag)])) }
      var fields = HeaderFields([("ETag", etag)])
      fields["Link"] = page.link
      return HTTPResponse(status: 200, fields: fields, body: Array(page.body.utf8))
    }
  }

  private final class Memory: ResponseCache {
    let answers = Shared<[CacheKey: CachedAnswer]>([:])
    func answer(to request: CacheKey) async -> CachedAnswer? { answers.value[request] }
    func keep(_ answer: CachedAnswer, for request: CacheKey) async { answers.change { $0[request] = answer } }
  }

  private func client(_ server: Server, _ cache: Memory) throws -> GitHubClient {
    let configuration = GitHubConfiguration(tokens: try Token(exampleToken), userAgent: "octoseal/test")
    let surroundings = ClientSurroundings(clock: TestClock(), cache: cache)
    return GitHubClient(configuration: configuration, transport: server, surroundings: surroundings)
  }

  private func repositoryPage(_ ids: ClosedRange<Int>) -> String {
    "[\(ids.map { #"{"id":\#($0),"full_name":"acme/r\#($0)","description":"long"}"# }.joined(separator: ","))]"
  }

  private func ids(_ client: GitHubClient) async throws -> [Int64] {
    let first = try await client.firstRepositoryPage(of: acme)
    return try await client.repositories(continuing: first).map(\.id.rawValue).sorted()
  }

  @Test("what did not change is confirmed and read from what was kept; what did is read anew")
  func confirmed() async throws {
    let server = Server()
    let cache = Memory()
    server[secrets] = .init(
      body: #"{"total_count":1,"secrets":[{"name":"A","updated_at":"2024-02-01T00:00:00Z","visibility":"all"}]}"#
    )
    let client = try client(server, cache)
    let first = try await client.listSecrets(in: .organization(acme))
    let second = try await client.listSecrets(in: .organization(acme))
    #expect(first == second && first.count == 1)
    server[secrets]?.body =
      #"{"total_count":1,"secrets":[{"name":"A","updated_at":"2024-02-02T00:00:00Z","visibility":"private"}]}"#
    let third = try await client.listSecrets(in: .organization(acme))
    #expect(third.values.first?.access.visibility == .private)
    #expect(server.log.value == ["200 \(secrets)", "304 \(secrets)", "200 \(secrets)"])
  }

  @Test("what is kept is the fields that are read, and no others")
  func reduced() async throws {
    let server = Server()
    let cache = Memory()
    server[repositories] = .init(body: repositoryPage(1...2))
    _ = try await ids(try client(server, cache))
    let body = try #require(cache.answers.value.values.first?.body)
    #expect(text(body) == #"[{"full_name":"acme/r1","id":1},{"full_name":"acme/r2","id":2}]"#)
  }

  @Test("a repository behind a full last page is found, although that page is confirmed as it was")
  func fullLastPage() async throws {
    let server = Server()
    let cache = Memory()
    server[repositories] = .init(body: repositoryPage(1...100))
    server["\(repositories)&page=2"] = .init(body: "[]")
    let client = try client(server, cache)
    #expect(try await ids(client).count == 100)
    #expect(try await ids(client).count == 100)
    server[repositories]?.link = "<https://api.github.com\(repositories)&page=2>; rel=\"next\""
    server["\(repositories)&page=2"]?.body = repositoryPage(101...101)
    #expect(try await ids(client).last == 101)
    #expect(
      server.log.value.suffix(3) == [
        "200 \(repositories)&page=2", "304 \(repositories)", "200 \(repositories)&page=2",
      ]
    )
  }

  @Test("pages that do not fit together are read once more without what was kept")
  func shifted() async throws {
    let server = Server()
    let cache = Memory()
    let next = "\(repositories)&page=2"
    server[repositories] = .init(
      body: repositoryPage(1...100),
      link: "<https://api.github.com\(next)>; rel=\"next\", <https://api.github.com\(next)>; rel=\"last\""
    )
    server[next] = .init(body: repositoryPage(101...110))
    let client = try client(server, cache)
    #expect(try await ids(client).count == 110)
    // As if a proxy on the way had given the second page of another day.
    cache.answers.change { answers in
      for key in answers.keys where key.text.hasSuffix(next) {
        answers[key]?.body = Array(repositoryPage(100...109).utf8)
      }
    }
    #expect(try await ids(client) == Array(1...110))
    #expect(server.log.value.suffix(2).allSatisfy { $0.hasPrefix("200") })
  }

  @Test("what cannot be read of what was kept is asked for as if there were nothing")
  func unreadable() async throws {
    let server = Server()
    let cache = Memory()
    server[repositories] = .init(body: repositoryPage(1...2))
    let client = try client(server, cache)
    _ = try await ids(client)
    cache.answers.change { answers in for key in answers.keys { answers[key]?.body = Array(#"{"other":1}"#.utf8) } }
    #expect(try await ids(client) == [1, 2])
    #expect(server.log.value == ["200 \(repositories)", "200 \(repositories)"])
  }
}
