import GitHubAPI
import Planning
import SecretModel

/// A repository whose workflows' view is to be read.
struct WantedRepository: Sendable {
  var askedName: RepositoryFullName
  var repository: Repository
}

/// A repository as it was read for an explanation.
struct FoundRepository: Sendable {
  var facts: RepositoryFacts
  var remarks: [Finding] = []
  /// Why GitHub did not list the organization secrets that it is given; nil when it did.
  var refusal: GitHubError?
}

/// A repository's environments as they were read for an explanation.
struct FoundEnvironments: Sendable {
  var secrets: [EnvironmentName: [SecretName: LiveSecret]] = [:]
  var remarks: [Finding] = []
  /// Those whose secrets the token may not list.
  private(set) var refusals: [EnvironmentName: GitHubError] = [:]

  mutating func add(_ listing: Result<[SecretName: LiveSecret], GitHubError>, of scope: Scope) {
    guard let name = scope.environment else { return }
    switch listing {
    case .success(let listed): secrets[name] = listed
    case .failure(let refusal):
      refusals[name] = refusal
      remarks.append(.environmentNotListed(scope, refusal))
    }
  }

  /// Notes an environment that does not exist, which has no secrets.
  mutating func addMissing(_ scope: Scope) {
    guard let name = scope.environment else { return }
    secrets[name] = [:]
    remarks.append(.environmentMissing(scope))
  }
}

/// Organizations' own listings as they were read for an explanation.
struct FoundOrganizations {
  var secrets: [OwnerName: [SecretName: LiveSecret]] = [:]
  private var refusals: [OwnerName: GitHubError] = [:]

  mutating func add(_ owner: OwnerName, _ listing: Result<[SecretName: LiveSecret], GitHubError>?) {
    switch listing {
    case .success(let listed): secrets[owner] = listed
    case .failure(let refusal): refusals[owner] = refusal
    case nil: break
    }
  }

  /// Says for each owner which of the two listings are missing, and what follows from it.
  ///
  /// Without either, nothing can be told, unless the owner seems to be a user, who has no such secrets.
  func judge(_ repositories: [FoundRepository], into failures: inout [Diagnostic]) -> [Finding] {
    var remarks: [Finding] = []
    for (owner, members) in Dictionary(grouping: repositories, by: \.facts.repository.fullName.owner) {
      let refused = members.compactMap(\.refusal)
      switch (refusals[owner], refused.first) {
      case (nil, nil): break
      case (let own?, nil): remarks.append(.organizationNotListed(owner, own))
      case (nil, let refusal?): remarks.append(.derived(owner, refusal, count: refused.count))
      case (let own?, let refusal?):
        guard own.isNotFound, refusal.isNotFound else {
          failures += [own.diagnostic, refusal.diagnostic]
          continue
        }
        remarks.append(.organizationUnknown(owner))
      }
    }
    return remarks
  }
}
