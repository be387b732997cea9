import GitHubAPI
import SecretModel

/// Finds out before the first write whether the tokens may do what a plan needs.
///
/// What GitHub has told already costs nothing. Where it tells nothing, one trial stands for an owner and a permission: the
/// deletion of a secret that is proven not to be there.
struct PermissionCheck: Sendable {
  let client: GitHubClient

  /// Every permission that is missing, by owner.
  ///
  /// - Parameters:
  ///   - plan: what is to be written.
  ///   - live: what it was made from.
  ///   - repositories: what is known of the repositories to be written to.
  /// - Returns: one diagnostic for each owner and permission.
  func problems(
    _ plan: Plan,
    live: LiveState,
    repositories: [RepositoryFullName: Repository]
  ) async -> [Diagnostic] {
    let groups = Dictionary(grouping: Set(plan.steps.compactMap { $0.requirement })) { requirement in
      Group(owner: requirement.scope.owner, permission: requirement.permission)
    }
    let found = await sideBySide(Set(groups.keys)) { group in
      await problem(of: groups[group, default: []].sorted { $0.scope < $1.scope }, live: live, repositories)
    }
    return found.compactMap(\.self)
  }

  private struct Group: Hashable {
    var owner: OwnerName
    var permission: Permission
  }

  /// What is missing for writes that need one permission of one owner.
  private func problem(
    of requirements: [WriteRequirement],
    live: LiveState,
    _ repositories: [RepositoryFullName: Repository]
  ) async -> Diagnostic? {
    guard let owner = requirements.first?.scope.owner else { return nil }
    let statistics = client.statistics
    // A token that cannot be had was an error of reading already.
    let tokens = client.configuration.tokens
    guard let grant = try? await tokens.grant(for: owner, at: statistics.latestServerDate) else { return nil }
    let evidence = TokenEvidence(
      kind: grant.token.kind,
      permissions: grant.permissions,
      scopes: statistics.tokenScopes
    )
    var missing: [(WriteRequirement, String)] = []
    for requirement in requirements {
      let repository = requirement.scope.repository.flatMap { repositories[$0] }
      switch evidence.verdict(on: requirement, visibility: repository?.visibility) {
      case .allowed, .unknown: break
      case .missing(let words): missing.append((requirement, words))
      case .onlyATrialTells: return await trial(requirements, live: live, repositories)
      }
    }
    guard let (requirement, words) = missing.first else { return nil }
    return Diagnostic(
      code: "preflight.permission",
      message: "\(requirement.scope)\(andMore(missing.count - 1)): the token lacks \(requirement.permission) for "
        + "'\(requirement.endpoint)': \(words)",
      remedy: SettingsPages(client.configuration.apiURL).advice(on: evidence.kind)
    )
  }

  private func trial(
    _ requirements: [WriteRequirement],
    live: LiveState,
    _ repositories: [RepositoryFullName: Repository]
  ) async -> Diagnostic? {
    let candidate = requirements.lazy
      .compactMap { requirement -> SecretAddress? in
        // Making an environment cannot be tried without making one, and an archived repository refuses everybody.
        guard let collection = requirement.collection, let secrets = live.listings[collection],
          requirement.scope.repository.flatMap({ repositories[$0] })?.isArchived != true
        else { return nil }
        return SecretAddress(collection, absentName(among: secrets.keys))
      }
      .first
    guard let candidate, let refusal = await client.refusalOfWrite(tryingToDelete: candidate) else { return nil }
    var diagnostic = refusal.diagnostic
    if diagnostic.code == "github.forbidden" { diagnostic.code = "preflight.permission" }
    return diagnostic
  }
}

private func andMore(_ count: Int) -> String {
  switch count {
  case 0: ""
  case 1: " and 1 more scope"
  default: " and \(count) more scopes"
  }
}

/// A name that no secret of a complete listing has.
func absentName(among names: some Collection<SecretName>) -> SecretName {
  let taken = Set(names)
  for number in 1... {
    let name = SecretName(listed: "OCTOSEAL_PERMISSION_TRIAL_\(number)")
    if !taken.contains(name) { return name }
  }
  preconditionFailure("a listing ends")
}
