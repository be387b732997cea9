public import SecretModel

/// How many requests carrying out a plan takes: one for each step, one public key for each scope, and the read-back.
public func plannedRequests(_ plan: Plan, live: LiveState) -> Int {
  let secretSteps = plan.steps.filter { $0.secret != nil }
  let byScope = Dictionary(grouping: secretSteps, by: \.scope)
  let readBacks = byScope.reduce(0) { sum, pair in
    let size = if case .listed(let secrets) = live.scopes[pair.key] { secrets.count } else { 0 }
    return sum + readBackRequests(writes: pair.value.count, listingSize: size + pair.value.count)
  }
  return plan.steps.count + Set(plan.steps.map(\.scope)).count + readBacks
}

/// What reading a scope back costs: single reads, or the pages of its listing, whichever is less.
func readBackRequests(writes: Int, listingSize: Int) -> Int { min(writes, listingPages(listingSize)) }

/// How many pages of a hundred a listing has.
func listingPages(_ count: Int) -> Int { max(1, (count + 99) / 100) }
