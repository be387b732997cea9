import Testing

@testable import GitHubAPI

struct PagePlanTests {
  private let origin = Origin(scheme: .https, host: "api.github.com", port: 443)

  private func plan(next: String?, last: String?, items: Int = 100, total: Int? = nil) throws -> PagePlan {
    let links = [next.map { "<\($0)>; rel=next" }, last.map { "<\($0)>; rel=last" }].compactMap(\.self)
    let page = FirstPage(
      target: "/orgs/acme/x?per_page=100",
      links: LinkHeader(links),
      itemCount: items,
      totalCount: total
    )
    return try page.plan(within: origin)
  }

  @Test("pages are numbered when 'last' differs from 'next' in the number only, whatever their path is")
  func numbered() throws {
    let found = try plan(
      next: "https://api.github.com/organizations/7/x?page=2&per_page=100",
      last: "https://api.github.com/organizations/7/x?page=4&per_page=100"
    )
    let expected = (2...4).map { "/organizations/7/x?page=\($0)&per_page=100" }
    #expect(found == .numbered(expected))
    #expect(found.pageCount == 4)
  }

  @Test(
    "a 'last' that cannot be counted to is not used",
    arguments: [
      nil, "https://api.github.com/organizations/8/x?page=4&per_page=100",
      "https://api.github.com/organizations/7/x?page=4", "https://api.github.com/organizations/7/x?page=1&per_page=100",
      "https://api.github.com/organizations/7/x?page=x&per_page=100", "https://api.github.com/organizations/7/x",
      "https://api.github.com/organizations/7/x?page=99999999&per_page=100",
    ]
  )
  func chained(last: String?) throws {
    let next = "https://api.github.com/organizations/7/x?page=2&per_page=100"
    #expect(try plan(next: next, last: last) == .chained("/organizations/7/x?page=2&per_page=100"))
  }

  @Test("a cursor is followed as it is written")
  func cursor() throws {
    let next = "https://api.github.com/x?after=Y3Vyc29yOnYyOpHO%3D&per_page=100"
    #expect(try plan(next: next, last: nil) == .chained("/x?after=Y3Vyc29yOnYyOpHO%3D&per_page=100"))
  }

  @Test("without links the total says how many pages of the first one's size there are")
  func byCount() throws {
    #expect(
      try plan(next: nil, last: nil, items: 30, total: 61)
        == .numbered(["/orgs/acme/x?per_page=100&page=2", "/orgs/acme/x?per_page=100&page=3"])
    )
    #expect(try plan(next: nil, last: nil, items: 30, total: 30) == .complete)
    #expect(try plan(next: nil, last: nil, items: 0, total: 0) == .complete)
    #expect(try plan(next: nil, last: nil, items: 30, total: nil) == .complete)
  }

  @Test(
    "a link to any other origin is refused",
    arguments: [
      "https://evil.example/x?page=2", "http://api.github.com/x?page=2", "https://api.github.com:444/x?page=2",
      "https://api.github.com@evil.example/x?page=2", "https://user@api.github.com/x?page=2", "//evil.example/x?page=2",
      "ftp://api.github.com/x", "x?page=2",
    ]
  )
  func foreign(next: String) {
    #expect(throws: ForeignLink.self) { try plan(next: next, last: nil) }
  }

  @Test("the host's case and a written default port do not matter")
  func sameOrigin() throws {
    #expect(try plan(next: "HTTPS://API.GitHub.com:443/x?page=2", last: nil) == .chained("/x?page=2"))
  }
}
