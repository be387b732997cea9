/// The ordered steps from live to desired, and what should be said besides.
///
/// Inert: it can be saved, compared and printed.
public struct Plan: Hashable, Sendable {
  /// The steps in the order in which they are carried out.
  public var steps: [Step]
  /// What a person should know, sorted.
  public var findings: [Finding]
  /// For each secret that is deleted because it is created elsewhere for the same users, where that is.
  public var moves: [SecretAddress: [SecretAddress]]
  /// How many declared secrets need nothing.
  public var unchanged: Int
  /// The names of the repositories that steps mention.
  public var repositoryNames: [RepositoryID: RepositoryFullName]
  /// Entries that the ledger gets without any write, because `--trust-live` takes what is there for right.
  public var adopted: [SecretAddress: LedgerEntry]

  /// Collects the parts of a plan.
  public init(
    steps: [Step] = [],
    findings: [Finding] = [],
    moves: [SecretAddress: [SecretAddress]] = [:],
    unchanged: Int = 0,
    repositoryNames: [RepositoryID: RepositoryFullName] = [:],
    adopted: [SecretAddress: LedgerEntry] = [:]
  ) {
    self.steps = steps
    self.findings = findings
    self.moves = moves
    self.unchanged = unchanged
    self.repositoryNames = repositoryNames
    self.adopted = adopted
  }

  /// The counts of the one-line summary.
  public var summary: PlanSummary { PlanSummary(counting: steps.map(\.action), unchanged: unchanged) }
}

/// The counts of the one-line summary.
public struct PlanSummary: Hashable, Sendable {
  /// Environments and secrets that are made.
  public var create = 0
  /// Secrets whose value is written again.
  public var update = 0
  /// Secrets that are deleted.
  public var delete = 0
  /// Changes of visibility or selection alone.
  public var access = 0
  /// Declared secrets that need nothing.
  public var unchanged = 0

  /// Counts actions.
  public init(counting actions: some Sequence<Step.Action>, unchanged: Int) {
    self.unchanged = unchanged
    for action in actions {
      switch action {
      case .createEnvironment, .createSecret: create += 1
      case .updateSecret: update += 1
      case .setVisibility, .setRepositories, .addRepository, .removeRepository: access += 1
      case .deleteSecret: delete += 1
      }
    }
  }
}
