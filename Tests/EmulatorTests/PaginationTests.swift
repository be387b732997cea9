import Testing

@testable import GitHubEmulator

/// Lists in pages.
struct PaginationTests {
  private func emulated(secrets: Int) throws -> Emulated {
    let names = (0..<secrets).map { "\"S\(1_000 + $0)\": {\"value\": \"x\", \"visibility\": \"all\"}" }
    return try Emulated("{\"organizations\": {\"acme\": {\"secrets\": {\(names.joined(separator: ", "))}}}}")
  }

  /// All items by following `next`, and the number of pages.
  private func follow(_ emulated: Emulated, _ path: String) throws -> (names: [String], pages: Int) {
    var names: [String] = []
    var next: String? = path
    var pages = 0
    while let path = next {
      let response = emulated.get(path)
      #expect(response.status == 200)
      names += try response.secretNames()
      pages += 1
      next = response.links()["next"]?.replacing("http://emulator.test", with: "")
    }
    return (names, pages)
  }

  @Test(
    "every item comes once, whatever their number",
    arguments: [0, 1, 30, 31, 100, 101, 250],
    [0, 7, 30, 100, 500]
  )
  func followsLinks(count: Int, size: Int) throws {
    let emulated = try emulated(secrets: count)
    let path = size == 0 ? organizationSecrets : "\(organizationSecrets)?per_page=\(size)"
    let (names, pages) = try follow(emulated, path)
    let effective = size == 0 ? 30 : min(size, 100)
    #expect(names == (0..<count).map { "S\(1_000 + $0)" })
    #expect(pages == max(1, (count + effective - 1) / effective))
    #expect(try emulated.get(path).json()["total_count"] == .integer(count))
  }

  @Test(
    "variables come 10 to a page, and 30 at most, but the repositories of one as many as anything else",
    arguments: [("", 10), ("?per_page=30", 30), ("?per_page=100", 30), ("?per_page=0", 10), ("?per_page=7", 7)]
  )
  func variables(query: String, size: Int) throws {
    let emulated = try Emulated()
    for index in 10..<75 { try emulated.model.setVariable("V\(index)", in: "acme/web", value: "x") }
    var names: [String] = []
    var next: String? = repositoryVariables + query
    while let path = next {
      let response = emulated.get(path)
      let page = try response.variableNames()
      names += page
      next = response.links()["next"]?.replacing("http://emulator.test", with: "")
      #expect(page.count == min(size, 75 - 10 - (names.count - page.count)))
    }
    #expect(names == (10..<75).map { "V\($0)" })
    let repositories = (0..<40).map { "\"r\($0)\"" }.joined(separator: ", ")
    let many = try Emulated("{\"organizations\": {\"acme\": {\"repositories\": [\(repositories)]}}}")
    let all = (0..<40).map { "r\($0)" }
    try many.model.setVariable("V", in: "acme", visibility: "selected", repositories: all)
    let shown = try many.get("\(organizationVariables)/V/repositories").json()["repositories"]?.elements
    #expect(shown?.count == 30)
  }

  @Test("there is no Link when all fits on one page", arguments: [0, 1, 30])
  func noLink(count: Int) throws {
    #expect(try emulated(secrets: count).get(organizationSecrets).header("Link") == nil)
  }

  @Test("links name the organization by id and keep the other parameters")
  func linkForm() throws {
    let links = try emulated(secrets: 31).get("\(organizationSecrets)?x=1&page=1&per_page=30").links()
    let root = "http://emulator.test/organizations/1001/actions/secrets"
    #expect(links == ["next": "\(root)?x=1&per_page=30&page=2", "last": "\(root)?x=1&per_page=30&page=2"])
  }

  @Test("links of a repository name it by id, also for environments with a slash")
  func linkOfRepository() throws {
    let emulated = try Emulated()
    for index in 0..<3 { _ = try emulated.put("x", slashSecrets, "S\(index)") }
    let links = emulated.get("\(slashSecrets)?per_page=1").links()
    let next = try #require(links["next"])
    #expect(next == "http://emulator.test/repositories/71/environments/production%2Feu/secrets?per_page=1&page=2")
    #expect(try emulated.get(next.replacing("http://emulator.test", with: "")).secretNames() == ["S1"])
  }

  @Test("links keep the prefix of Enterprise Server")
  func linkWithPrefix() throws {
    let next = try emulated(secrets: 31).get("/api/v3\(organizationSecrets)").links()["next"]
    #expect(next == "http://emulator.test/api/v3/organizations/1001/actions/secrets?page=2")
  }

  @Test(
    "a page past the end is empty, and an unreadable number is the default",
    arguments: [
      ("page=99", 0), ("page=9223372036854775807", 0), ("page=x", 30), ("page=-1", 30), ("per_page=x", 30),
      ("per_page=0", 30), ("per_page=-5", 30), ("per_page=1000", 100),
    ]
  )
  func oddPages(query: String, expected: Int) throws {
    let response = try emulated(secrets: 250).get("\(organizationSecrets)?\(query)")
    #expect(try response.secretNames().count == expected)
  }

  @Test(
    "an organization's repositories come newest first, or by name",
    arguments: [
      ("", ["renamed", "attic", "api", "web"]), ("?direction=asc", ["web", "api", "attic", "renamed"]),
      ("?sort=full_name", ["api", "attic", "renamed", "web"]), ("?type=public", ["api"]),
      ("?type=private&per_page=100", ["renamed", "attic", "web"]), ("?type=forks", []),
      ("?per_page=3&page=2", ["web"]),
    ]
  )
  func repositories(query: String, expected: [String]) throws {
    let repositories = try Emulated().get("/orgs/acme/repos\(query)").json().elements
    #expect(repositories?.compactMap { $0["name"]?.text } == expected)
  }

  @Test("a selection of 250 repositories comes in three pages")
  func largeSelection() throws {
    let names = (0..<250).map { "\"r\($0)\"" }.joined(separator: ", ")
    let emulated = try Emulated(
      """
      {"organizations": {"acme": {"repositories": [\(names)],
        "secrets": {"S": {"visibility": "selected", "repositories": [\(names)]}}}}}
      """
    )
    var ids: Set<Int> = []
    for page in 1...3 {
      let json = try emulated.get("\(organizationSecrets)/S/repositories?per_page=100&page=\(page)").json()
      #expect(json["total_count"] == 250)
      ids.formUnion(json["repositories"]?.elements?.compactMap { $0["id"]?.integer } ?? [])
    }
    #expect(ids.count == 250)
  }
}
