public import GitHubAPI
public import SecretModel

/// What carrying out a plan takes: a write for each step, and the reads of public keys, before an environment is made or
/// a secret deleted, and after all.
public func applyCost(_ plan: Plan, live: LiveState, limits: RequestLimits) -> ApplyCost {
  let readBacks = plan.steps.byCollection()
    .reduce(0) { sum, pair in
      let count = pair.value.count
      return sum + readBackRequests(writes: count, listingSize: live.listingSize(of: pair.key) + count)
    }
  let keys = Set(plan.steps.map(\.collection)).count
  let reads =
    keys + readBacks + deletionReads(plan, live: live)
    + plan.steps.count { $0.action == .createEnvironment } + archiveLookUps(plan, live: live)
  let writes = plan.steps.count
  return ApplyCost(
    requests: reads + writes,
    points: reads * RequestKind.read.points + writes * RequestKind.write.points,
    minutes: limits.minutes(reads: reads, writes: writes)
  )
}

/// What it takes to see whether a repository is archived that nothing has shown: look-ups of a few, a listing for more.
private func archiveLookUps(_ plan: Plan, live: LiveState) -> Int {
  let unknown = Set(plan.steps.compactMap(\.scope.repository)).filter { live.repository(named: $0)?.isArchived == nil }
  return unknown.count < RepositoryResolver.fewestNamesWorthListing ? unknown.count : 1
}

/// What reading a collection back costs: single reads, or the pages of its listing, whichever is less.
func readBackRequests(writes: Int, listingSize: Int) -> Int { min(writes, listingPages(listingSize)) }

/// How many pages of a hundred a listing has.
func listingPages(_ count: Int) -> Int { max(1, (count + 99) / 100) }
