import SecretModel
import Testing

@testable import GitHubAPI

struct PaginationTests {
  private let listing = "/orgs/acme/actions/secrets?per_page=100"

  private func page(_ number: Int) -> String { "/organizations/7/actions/secrets?per_page=100&page=\(number)" }

  private func links(next: Int, last: Int?) -> String {
    let lastLink = last.map { ", <https://api.github.com\(page($0))>; rel=\"last\"" } ?? ""
    return "<https://api.github.com\(page(next))>; rel=\"next\"\(lastLink)"
  }

  /// The answers of a server with so many secrets, with or without `rel="last"`.
  private func server(count: Int, withLast: Bool) -> [StubTransport.Exchange] {
    let pages = max(1, (count + 99) / 100)
    return (1...pages)
      .map { number in
        let last = min(number * 100, count)
        let numbers = count == 0 ? 0..<0 : ((number - 1) * 100 + 1)..<(last + 1)
        let body = secretPage(numbers.reversed(), total: count)
        let target = number == 1 ? listing : page(number)
        guard number < pages else { return get(target, body) }
        return get(target, body, ["link": links(next: number + 1, last: withLast ? pages : nil)])
      }
  }

  @Test(
    "a listing of any length is complete, and costs one request for each hundred",
    arguments: [0, 1, 30, 31, 99, 100, 101, 200, 250, 1_000],
    [true, false]
  )
  func complete(count: Int, withLast: Bool) async throws {
    let exchanges = server(count: count, withLast: withLast)
    try await withStubs(exchanges) { client in
      let secrets = try await client.listSecrets(in: acme)
      #expect(secrets.count == count)
      #expect(client.statistics.requests == max(1, (count + 99) / 100))
    }
  }

  @Test("a listing that shifted while it was read is read again")
  func shiftedOnce() async throws {
    let first = [
      get(listing, secretPage(1...100, total: 101), ["Link": links(next: 2, last: 2)]),
      get(page(2), secretPage(100...101, total: 101)),
    ]
    let secrets = try await withStubs(first + server(count: 102, withLast: true)) { client in
      try await client.listSecrets(in: acme)
    }
    #expect(secrets.count == 102)
  }

  @Test("an item that vanished between two pages is noticed by the total")
  func shrunk() async throws {
    let first = [
      get(listing, secretPage(1...100, total: 102), ["Link": links(next: 2, last: 2)]),
      get(page(2), secretPage(102...102, total: 101)),
    ]
    let secrets = try await withStubs(first + server(count: 101, withLast: true)) { client in
      try await client.listSecrets(in: acme)
    }
    #expect(secrets.count == 101)
  }

  @Test("a listing that never fits together is an error that says so")
  func alwaysShifting() async throws {
    let exchanges = Array(repeating: get(listing, secretPage(1...30, total: 31)), count: 3)
    let seconds = Array(repeating: get("\(listing)&page=2", secretPage([], total: 31)), count: 3)
    try await withStubs(exchanges + seconds) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: acme) }
      #expect(error.kind == .unstableListing(found: 30, announced: 31))
      #expect(
        error.diagnostic.text
          == "acme: a listing of secrets is incomplete or changed each time while it was read: 30 items came, 31 were announced; run again when nobody else is changing it; a token that sees all of it may be needed"
      )
    }
  }

  @Test("a page that leads back is an error, not an endless loop")
  func circle() async throws {
    let exchanges = [
      get(listing, secretPage(1...1, total: 9), ["Link": links(next: 2, last: nil)]),
      get(page(2), secretPage(2...2, total: 9), ["Link": links(next: 2, last: nil)]),
    ]
    try await withStubs(exchanges) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: acme) }
      #expect(error.kind == .unreadable(reason: "its pages lead in a circle"))
    }
  }

  @Test("no request and no token go to another server for a further page")
  func foreignLink() async throws {
    let exchanges = [get(listing, secretPage(1...1, total: 2), ["Link": "<https://evil.example/x?page=2>; rel=next"])]
    try await withStubs(exchanges) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: acme) }
      #expect(error.kind == .foreignLink)
    }
  }

  @Test("a failed page fails the listing with its own error")
  func failedPage() async throws {
    let exchanges = [
      get(listing, secretPage(1...100, total: 201), ["Link": links(next: 2, last: 2)]),
      get(page(2), #"{"message":"Bad credentials"}"#, status: 401),
    ]
    try await withStubs(exchanges) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: acme) }
      #expect(error.kind == .unauthorized)
    }
  }

  @Test("selected repositories without links are paged by their total")
  func selectedRepositories() async throws {
    let target = "/orgs/acme/actions/secrets/TOKEN/repositories?per_page=100"
    let exchanges = [1...100, 101...200, 201...250].enumerated()
      .map { index, ids in
        let body = #"{"total_count":250,"repositories":\#(repositoryArray(ids))}"#
        return get(index == 0 ? target : "\(target)&page=\(index + 1)", body)
      }
    let repositories = try await withStubs(exchanges) { try await $0.selectedRepositories(of: secret("TOKEN")) }
    #expect(repositories.map(\.id.rawValue).sorted() == Array(1...250))
  }

  @Test("an organization's repositories come in two stages")
  func twoStages() async throws {
    let first = "/orgs/acme/repos?per_page=100&type=all"
    let second = "/organizations/7/repos?per_page=100&type=all&page=2"
    let link = "<https://api.github.com\(second)>; rel=\"next\", <https://api.github.com\(second)>; rel=\"last\""
    let exchanges = [get(first, repositoryArray(1...100), ["Link": link]), get(second, repositoryArray(101...150))]
    try await withStubs(exchanges) { client in
      let page = try await client.firstRepositoryPage(of: OwnerName(listed: "acme"))
      #expect(page.pageCount == 2)
      #expect(page.repositories.count == 100)
      #expect(client.statistics.requests == 1)
      #expect(try await client.repositories(continuing: page).count == 150)
    }
  }

  @Test("repositories that moved to the next page while it was read are read again from the start")
  func shiftedRepositories() async throws {
    let first = "/orgs/acme/repos?per_page=100&type=all"
    let second = "/organizations/7/repos?per_page=100&type=all&page=2"
    let link = "<https://api.github.com\(second)>; rel=\"next\", <https://api.github.com\(second)>; rel=\"last\""
    let exchanges = [
      get(first, repositoryArray(1...100), ["Link": link]), get(second, repositoryArray(100...150)),
      get(first, repositoryArray(0...99), ["Link": link]), get(second, repositoryArray(100...150)),
    ]
    try await withStubs(exchanges) { client in
      let page = try await client.firstRepositoryPage(of: OwnerName(listed: "acme"))
      #expect(try await client.repositories(continuing: page).count == 151)
    }
  }
}
