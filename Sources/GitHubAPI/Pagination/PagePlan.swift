/// How the pages after the first are to be read.
enum PagePlan: Hashable, Sendable {
  /// There are none.
  case complete
  /// All of them are known and can be read side by side.
  case numbered([String])
  /// Only the next one is known; each says what follows.
  case chained(String)

  /// The number of pages, the first included; nil while it is not known.
  var pageCount: Int? {
    switch self {
    case .complete: 1
    case .numbered(let targets): targets.count + 1
    case .chained: nil
    }
  }
}

/// What the first page of a listing told about the others.
struct FirstPage: Sendable {
  /// What was asked for: path and query.
  var target: String
  /// Its links.
  var links: LinkHeader
  /// How many items it has.
  var itemCount: Int
  /// How many items the listing has in all, where it says so.
  var totalCount: Int?

  /// Decides how to go on.
  ///
  /// Links are followed as they are written, since GitHub rewrites paths to ids in them, but only to the origin that
  /// was asked, since the token goes along.
  ///
  /// - Throws: `ForeignLink` when a link leads elsewhere.
  func plan(within origin: Origin) throws(ForeignLink) -> PagePlan {
    guard let next = links["next"] else { return numberedByCount }
    let nextTarget = try requestTarget(of: next, within: origin)
    guard let last = links["last"] else { return .chained(nextTarget) }
    let lastTarget = try requestTarget(of: last, within: origin)
    return numbered(from: nextTarget, to: lastTarget).map { .numbered($0) } ?? .chained(nextTarget)
  }

  /// The pages from `next` to `last`; nil when the two differ in more than their number.
  private func numbered(from next: String, to last: String) -> [String]? {
    guard let (template, first) = splitPageNumber(next), let (lastTemplate, final) = splitPageNumber(last) else {
      return nil
    }
    guard template == lastTemplate, first >= 2, final >= first, final - first < mostNumberedPages else { return nil }
    return (first...final).map { template.target(page: $0) }
  }

  /// Endpoints without links: the total says how many pages of this size there must be.
  private var numberedByCount: PagePlan {
    guard let totalCount, itemCount > 0, totalCount > itemCount else { return .complete }
    let pages = (totalCount - 1) / itemCount + 1
    guard pages <= mostNumberedPages else { return .complete }
    let separator = target.contains("?") ? "&" : "?"
    return .numbered((2...pages).map { "\(target)\(separator)page=\($0)" })
  }
}

/// The path and query that a link leads to.
///
/// - Throws: `ForeignLink` when it leads to another origin.
func requestTarget(of link: String, within origin: Origin) throws(ForeignLink) -> String {
  guard let url = AbsoluteURL(location: link, from: origin), url.origin == origin, !url.hasUserInformation else {
    throw ForeignLink()
  }
  return url.target
}

/// The page after the one that a target asks for.
func targetOfPage(after target: String) -> String {
  guard let (template, page) = splitPageNumber(target) else {
    return "\(target)\(target.contains("?") ? "&" : "?")page=2"
  }
  return template.target(page: page + 1)
}

/// A link that leads away from the server that was asked.
struct ForeignLink: Error, Hashable {}

/// More pages than any listing has, so that a wrong `last` cannot ask for endless requests.
private let mostNumberedPages = 10_000

/// A target with a hole where the page number stands.
private struct PageTemplate: Equatable {
  var before: Substring
  var after: Substring

  func target(page: Int) -> String { "\(before)\(page)\(after)" }
}

private func splitPageNumber(_ target: String) -> (PageTemplate, page: Int)? {
  guard let query = target.firstIndex(of: "?") else { return nil }
  var start = target.index(after: query)
  while start < target.endIndex {
    let end = target[start...].firstIndex(of: "&") ?? target.endIndex
    let parameter = target[start..<end]
    if parameter.hasPrefix("page="), let page = Int(parameter.dropFirst("page=".count)) {
      let number = target.index(start, offsetBy: "page=".count)
      return (PageTemplate(before: target[..<number], after: target[end...]), page)
    }
    guard end < target.endIndex else { return nil }
    start = target.index(after: end)
  }
  return nil
}
