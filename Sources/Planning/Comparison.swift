import SecretModel

/// Desired and live side by side: what plan, drift and findings are all read from.
struct Comparison {
  /// A declared secret beside what is live.
  struct Declared {
    var address: SecretAddress
    var desired: DesiredSecret
    var live: LiveSecret?
    var entry: LedgerEntry?
    var observation: ValueObservation.State
    var verdict: ValueVerdict
    /// The access that is asked for, in ids.
    var access: AccessState
    /// Whether the server changes the visibility only together with the value.
    var visibilityNeedsValue: Bool

    /// Whether somebody else wrote to it after the last time that octoseal did.
    var isChangedOutside: Bool {
      guard desired.value != .external, let live, let entry, entry.value != nil else { return false }
      return live.updatedAt != entry.updatedAt
    }
  }

  /// A live secret that the manifest does not declare.
  struct Undeclared {
    var address: SecretAddress
    var live: LiveSecret
    var isDeleted: Bool
    var location: SourceLocation
  }

  /// A secret that is declared `state: absent` and is there.
  struct Tombstone {
    var address: SecretAddress
    var live: LiveSecret
    var location: SourceLocation
  }

  var input: PlanInput
  var declared: [Declared] = []
  var undeclared: [Undeclared] = []
  var tombstones: [Tombstone] = []
  /// Environments that are missing and shall be made.
  var environmentsToCreate: [(scope: Scope, location: SourceLocation)] = []
  /// What came up while selectors were resolved and environments looked for.
  var findings: [Finding] = []

  init(_ input: PlanInput) {
    self.input = input
    compareEnvironments()
    let selection = RepositorySelection(desired: input.desired, live: input.live)
    for collection in input.desired.sortedCollections where isReachable(collection.scope) {
      compareSecrets(in: collection, selection: selection)
    }
  }

  private mutating func compareEnvironments() {
    for (scope, environment) in input.desired.environments.sorted(by: { $0.key < $1.key })
    where input.live.missingEnvironments.contains(scope) {
      if environment.create {
        environmentsToCreate.append((scope, environment.location))
      } else {
        findings.append(.environmentMissing(scope, at: environment.location))
      }
    }
  }

  /// An environment that is missing and not to be made has nothing that could be compared or written.
  private func isReachable(_ scope: Scope) -> Bool {
    !input.live.missingEnvironments.contains(scope) || input.desired.environments[scope]?.create == true
  }

  private mutating func compareSecrets(in desired: DesiredCollection, selection: RepositorySelection) {
    let liveSecrets = visibleLiveSecrets(in: desired)
    for (name, secret) in desired.secrets.sorted(by: { $0.key < $1.key }) {
      let address = SecretAddress(desired.collection, name)
      if secret.value == .absent {
        guard let live = liveSecrets[name] else { continue }
        tombstones.append(Tombstone(address: address, live: live, location: secret.location))
      } else {
        declared.append(compare(address, secret, live: liveSecrets[name], selection: selection))
      }
    }
    guard desired.unmanaged != .ignore else { return }
    for (name, live) in liveSecrets.sorted(by: { $0.key < $1.key }) where desired.secrets[name] == nil {
      let address = SecretAddress(desired.collection, name)
      let isDeleted = desired.unmanaged.deletes(input.ledger.entries[address])
      undeclared.append(
        Undeclared(address: address, live: live, isDeleted: isDeleted, location: desired.location)
      )
    }
  }

  /// What `ignore` names is gone before anything is compared, so that no later rule has to think of it.
  private func visibleLiveSecrets(in desired: DesiredCollection) -> [SecretName: LiveSecret] {
    let secrets = input.live.listings[desired.collection] ?? [:]
    return desired.ignore.isEmpty ? secrets : secrets.filter { !desired.ignores($0.key) }
  }

  private mutating func compare(
    _ address: SecretAddress,
    _ secret: DesiredSecret,
    live: LiveSecret?,
    selection: RepositorySelection
  ) -> Declared {
    let observation = input.observations[address]?.state ?? .notGiven(reason: "its value was not looked for")
    let entry = input.ledger.entries[address]
    return Declared(
      address: address,
      desired: secret,
      live: live,
      entry: entry,
      observation: observation,
      verdict: valueVerdict(
        for: secret,
        observation: observation,
        entry: entry,
        live: live,
        unseenValues: input.unseenValues,
        asOf: input.asOf
      ),
      access: selection.access(of: address, desired: secret, findings: &findings),
      visibilityNeedsValue: input.server.visibilityNeedsValue(in: address.store)
    )
  }
}

extension UnmanagedPolicy {
  /// Whether an undeclared secret is deleted, given what the ledger remembers of it.
  fileprivate func deletes(_ entry: LedgerEntry?) -> Bool {
    switch self {
    case .report, .ignore: false
    case .delete: true
    case .deleteOwned: entry?.isOwned == true
    }
  }
}
