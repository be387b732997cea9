import SecretModel

/// One page of a listing.
protocol ListingPage: WireObject {
  /// What a page has many of.
  associatedtype Item: Sendable
  /// What tells two items apart.
  associatedtype Key: Hashable

  /// How many items the listing has in all, where it says so.
  var totalCount: Int? { get }
  /// The items of this page.
  var items: [Item] { get }
  /// What tells an item apart from all others of the listing.
  static func key(of item: Item) -> Key
}

/// A page with what it says of the others.
struct ReceivedPage<Page: ListingPage>: Sendable {
  /// What was asked for: path and query.
  var target: String
  var content: Page
  var links: LinkHeader
  /// Whether the server only confirmed what was kept of an earlier answer.
  var isConfirmed: Bool
}

extension Requester {
  /// Reads a listing completely, again when it shifted meanwhile.
  ///
  /// - Throws: `GitHubError`; of kind `unstableListing` when it shifted each time.
  func all<Page: ListingPage>(_ type: Page.Type, of endpoint: Endpoint) async throws(GitHubError) -> [Page.Item] {
    try await all(from: try await firstPage(type, of: endpoint), of: endpoint)
  }

  /// Reads the rest of a listing whose first page is there, and all of it again when it shifted meanwhile.
  ///
  /// - Throws: `GitHubError`; of kind `unstableListing` when it shifted each time.
  func all<Page: ListingPage>(
    from first: ReceivedPage<Page>,
    of endpoint: Endpoint
  ) async throws(GitHubError) -> [Page.Item] {
    var first = first
    var freshness = Freshness.confirmed
    for reading in 1... {
      switch try await joined(first, of: endpoint, freshness) {
      case .success(let items): return items
      case .failure(let shift):
        guard reading < mostReadings else {
          let kind = GitHubError.Kind.unstableListing(found: shift.found, announced: shift.announced)
          throw GitHubError(kind, endpoint: endpoint, attempts: mostReadings)
        }
        freshness = .sentAnew
        first = try await firstPage(Page.self, of: endpoint, freshness)
      }
    }
    preconditionFailure("readings are bounded")
  }

  /// Reads the first page of a listing.
  func firstPage<Page: ListingPage>(
    _ type: Page.Type,
    of endpoint: Endpoint,
    _ freshness: Freshness = .confirmed
  ) async throws(GitHubError) -> ReceivedPage<Page> {
    try await page(type, at: configuration.apiURL.path + endpoint.path, of: endpoint, freshness)
  }

  /// Decides how the pages after the first are to be read.
  func plan<Page>(for first: ReceivedPage<Page>, of endpoint: Endpoint) throws(GitHubError) -> PagePlan {
    let facts = FirstPage(
      target: first.target,
      links: first.links,
      itemCount: first.content.items.count,
      totalCount: first.content.totalCount
    )
    do { return try facts.plan(within: configuration.apiURL.origin) } catch {
      throw GitHubError(.foreignLink, endpoint: endpoint)
    }
  }

  /// Reads the pages after the first and joins them.
  private func joined<Page: ListingPage>(
    _ first: ReceivedPage<Page>,
    of endpoint: Endpoint,
    _ freshness: Freshness
  ) async throws(GitHubError) -> Result<[Page.Item], ListingShift> {
    var pages = [first]
    switch try plan(for: first, of: endpoint) {
    case .complete: break
    case .numbered(let targets): pages += try await self.pages(Page.self, at: targets, of: endpoint, freshness)
    case .chained(let next): try await follow(next, of: endpoint, freshness, into: &pages)
    }
    if let target = pages.last?.doubtfulNextTarget {
      pages.append(try await page(Page.self, at: target, of: endpoint, freshness))
    }
    return joinedItems(of: pages)
  }

  private func page<Page: ListingPage>(
    _ type: Page.Type,
    at target: String,
    of endpoint: Endpoint,
    _ freshness: Freshness
  ) async throws(GitHubError) -> ReceivedPage<Page> {
    let received = try await object(type, from: endpoint, at: target, freshness)
    return ReceivedPage(
      target: target,
      content: received.object,
      links: received.links,
      isConfirmed: received.isConfirmed
    )
  }

  /// Reads pages side by side, in the order of their numbers.
  private func pages<Page: ListingPage>(
    _ type: Page.Type,
    at targets: [String],
    of endpoint: Endpoint,
    _ freshness: Freshness
  ) async throws(GitHubError) -> [ReceivedPage<Page>] {
    let results = await withTaskGroup(of: (Int, Result<ReceivedPage<Page>, GitHubError>).self) { group in
      for (index, target) in targets.enumerated() {
        group.addTask {
          do throws(GitHubError) {
            return (index, .success(try await self.page(type, at: target, of: endpoint, freshness)))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      var results: [(Int, Result<ReceivedPage<Page>, GitHubError>)] = []
      for await result in group {
        results.append(result)
        // The listing has failed as a whole; further pages would only cost requests.
        if case .failure = result.1 { group.cancelAll() }
      }
      return results
    }
    // The first failure to arrive is the cause, later ones are cancellations.
    for case (_, .failure(let error)) in results { throw error }
    var pages: [ReceivedPage<Page>] = []
    for (_, result) in results.sorted(by: { $0.0 < $1.0 }) { pages.append(try result.get()) }
    return pages
  }

  /// Follows `next` from page to page.
  private func follow<Page: ListingPage>(
    _ next: String,
    of endpoint: Endpoint,
    _ freshness: Freshness,
    into pages: inout [ReceivedPage<Page>]
  ) async throws(GitHubError) {
    var seen: Set<String> = []
    var upcoming: String? = next
    while let target = upcoming {
      guard seen.insert(target).inserted else {
        throw GitHubError(.unreadable(reason: "its pages lead in a circle"), endpoint: endpoint)
      }
      let page = try await page(Page.self, at: target, of: endpoint, freshness)
      pages.append(page)
      upcoming = try following(page, of: endpoint)
    }
  }

  private func following<Page>(_ page: ReceivedPage<Page>, of endpoint: Endpoint) throws(GitHubError) -> String? {
    guard let link = page.links["next"] else { return nil }
    do { return try requestTarget(of: link, within: configuration.apiURL.origin) } catch {
      throw GitHubError(.foreignLink, endpoint: endpoint)
    }
  }
}

extension ReceivedPage {
  /// The page after this one, when it is the last only by what was kept, and could have got a successor unseen.
  ///
  /// A full page stays as it is when an item is added behind it; a server that validates bodies alone then confirms it
  /// and says nothing of the new link. A total beside the items would have changed.
  fileprivate var doubtfulNextTarget: String? {
    guard isConfirmed, links["next"] == nil, content.totalCount == nil else { return nil }
    guard content.items.count == largestPage else { return nil }
    return targetOfPage(after: target)
  }
}

/// A listing whose pages do not fit together: something was added or removed while they were read.
struct ListingShift: Error, Hashable {
  /// How many distinct items came.
  var found: Int
  /// How many there should be; the number that came, repetitions included, where the listing has no total.
  var announced: Int
}

/// The items of all pages, each once and none missing.
///
/// - Returns: a shift when an item came twice, when the total is another or changed between pages, or when a link leads
///   on from the last page.
private func joinedItems<Page: ListingPage>(of pages: [ReceivedPage<Page>]) -> Result<[Page.Item], ListingShift> {
  let items = pages.flatMap(\.content.items)
  let distinct = Set(items.map(Page.key)).count
  let totals = Set(pages.compactMap(\.content.totalCount))
  let isWhole = distinct == items.count && totals.isSubset(of: [distinct]) && pages.last?.links["next"] == nil
  return isWhole ? .success(items) : .failure(ListingShift(found: distinct, announced: totals.max() ?? items.count))
}

/// How often a listing is read before it counts as unstable.
private let mostReadings = 3
