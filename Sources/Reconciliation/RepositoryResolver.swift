import GitHubAPI
import SecretModel

/// Finds the ids of named repositories by whichever costs fewer requests: looking each up, or listing the organization.
struct RepositoryResolver {
  /// Looking up so few names cannot cost more than the listing would.
  static let fewestNamesWorthListing = 3

  private let client: GitHubClient

  init(_ client: GitHubClient) { self.client = client }

  /// Resolves the names that nothing has shown yet.
  func resolve(_ names: Set<RepositoryFullName>, into reading: inout Reading) async {
    let unknown = names.filter { reading.live.lookups[$0] == nil }
    let byOwner = Dictionary(grouping: unknown, by: \.owner)
    for owner in byOwner.keys.sorted() {
      await resolve((byOwner[owner] ?? []).sorted(), of: owner, into: &reading)
    }
  }

  private func resolve(_ names: [RepositoryFullName], of owner: OwnerName, into reading: inout Reading) async {
    var names = names
    // A listed organization may still have a repository under an old name, which only a lookup follows.
    if names.count >= Self.fewestNamesWorthListing, !reading.live.listedOrganizations.contains(owner) {
      names = await listIfCheaper(names, of: owner, into: &reading)
    }
    let lookups = await collect(names) { name in try await client.repository(named: name) }
    for (name, result) in lookups {
      guard let found = reading.value(of: result) else { continue }
      if let repository = found {
        reading.add(repository)
        reading.live.lookups[name] = .found(repository.id)
      } else {
        reading.live.lookups[name] = .notVisible
      }
    }
  }

  /// Reads the first page of the organization's repositories, and the others if they are fewer than the names.
  ///
  /// - Returns: the names that are still unknown.
  private func listIfCheaper(
    _ names: [RepositoryFullName],
    of owner: OwnerName,
    into reading: inout Reading
  ) async -> [RepositoryFullName] {
    do {
      let first = try await client.firstRepositoryPage(of: owner)
      first.repositories.forEach { reading.add($0) }
      let unknown = names.filter { reading.live.lookups[$0] == nil }
      guard let pageCount = first.pageCount, pageCount - 1 < unknown.count else { return unknown }
      try await client.repositories(continuing: first).forEach { reading.add($0) }
      reading.live.listedOrganizations.insert(owner)
    } catch {
      // The owner may be a user, or the token may not list: looking up still works.
      return names.filter { reading.live.lookups[$0] == nil }
    }
    return names.filter { reading.live.lookups[$0] == nil }
  }
}
