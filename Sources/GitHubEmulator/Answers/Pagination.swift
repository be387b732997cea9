/// The page that a request asks for.
struct Page: Sendable {
  var number: Int
  var size: Int

  /// Reads `page` and `per_page`; what cannot be read is the default, what is too large the most allowed.
  init(_ exchange: Exchange) {
    let request = exchange.request
    let sizes = exchange.operation.pageSizes
    number = max(1, request.queryValue("page").flatMap { Int($0) } ?? 1)
    let asked = request.queryValue("per_page").flatMap { Int($0) } ?? sizes.usual
    size = asked < 1 ? sizes.usual : min(asked, sizes.most)
  }

  func items<Items: RandomAccessCollection>(of items: Items) -> Items.SubSequence where Items.Index == Int {
    let (start, overflows) = (number - 1).multipliedReportingOverflow(by: size)
    guard !overflows, start < items.count else { return items[items.endIndex...] }
    return items[(items.startIndex + start)..<min(items.startIndex + start + size, items.endIndex)]
  }

  func pageCount(for count: Int) -> Int { max(1, (count + size - 1) / size) }
}

extension Operation {
  /// How many items a page has when nothing is asked, and at most.
  fileprivate var pageSizes: (usual: Int, most: Int) {
    switch self {
    case .listOrganizationVariables, .listRepositoryVariables: (10, 30)
    default: (30, 100)
    }
  }
}

extension World {
  /// The `Link` of a page of a list with this many items, nil when all fits on one page.
  ///
  /// Its URLs name organizations and repositories by id, as recorded of the real service.
  func linkHeader(_ exchange: Exchange, count: Int) -> [(name: String, value: String)] {
    let page = Page(exchange)
    let last = page.pageCount(for: count)
    guard last > 1 else { return [] }
    var targets: [(relation: String, page: Int)] = []
    if page.number > 1 { targets.append(("prev", min(page.number - 1, last))) }
    if page.number < last { targets += [("next", page.number + 1), ("last", last)] }
    if page.number > 1 { targets.append(("first", 1)) }
    let root = exchange.request.base + pathByID(exchange)
    let others = exchange.request.query.split(separator: "&").filter { !$0.hasPrefix("page=") }
    let links = targets.map { target in
      let query = (others + ["page=\(target.page)"]).joined(separator: "&")
      return "<\(root)?\(query)>; rel=\"\(target.relation)\""
    }
    return [("Link", links.joined(separator: ", "))]
  }

  private func pathByID(_ exchange: Exchange) -> String {
    guard exchange.match.root == .name else { return exchange.request.path }
    let segments = exchange.request.rawSegments
    if let owner = owner(named: exchange.parameter("org")) {
      return (["", "organizations", String(owner.id)] + segments.dropFirst(2).map(String.init)).joined(separator: "/")
    }
    let name = "\(exchange.parameter("owner"))/\(exchange.parameter("repo"))"
    guard let repository = repository(named: name) else { return exchange.request.path }
    return (["", "repositories", String(repository.id)] + segments.dropFirst(3).map(String.init))
      .joined(separator: "/")
  }
}
