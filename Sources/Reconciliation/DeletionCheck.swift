import GitHubAPI
import SecretModel

/// Looks, right before a secret is deleted, whether it is still the one that the plan saw.
///
/// Deletions come last, perhaps an hour after the listing. Who wrote the secret meanwhile, or made a new repository of
/// the same name, would lose a value that no plan has shown.
actor DeletionCheck {
  /// How long a listing is believed, so that a thousand paced deletions do not rest on one old look.
  private static let shelfLife = Duration.seconds(30)

  /// What a look found.
  enum Finding: Sendable {
    /// The secret that the plan saw.
    case asPlanned
    /// There is nothing to delete any more.
    case gone
    /// Something that must not be deleted.
    case refused(Diagnostic)
  }

  private struct Look {
    var listing: Task<Result<[SecretName: LiveSecret], GitHubError>, Never>
    var begun: ContinuousClock.Instant
  }

  private let client: GitHubClient
  private let successors: [SecretAddress: [SecretAddress]]
  private let isListed: Set<SecretCollection>
  private var looks: [SecretCollection: Look] = [:]
  private var successorLooks: [SecretAddress: Task<Result<LiveSecret?, GitHubError>, Never>] = [:]

  /// Prepares to check the deletions of a plan.
  ///
  /// - Parameters:
  ///   - client: the connection to GitHub.
  ///   - plan: the plan.
  ///   - live: what it was made from.
  ///   - successors: for a secret that moves to where this run does not write, the places that it moves to.
  init(
    _ client: GitHubClient,
    plan: Plan,
    live: LiveState,
    successors: [SecretAddress: [SecretAddress]]
  ) {
    self.client = client
    self.successors = successors
    isListed = Set(plan.deletions.filter { $0.value.count >= listingPages(live.listingSize(of: $0.key)) }.keys)
  }

  /// Looks at a secret that the plan saw as it was changed last at that time.
  ///
  /// - Throws: `GitHubError` when it cannot be seen what is there.
  func look(at address: SecretAddress, lastChanged: Timestamp?) async throws(GitHubError) -> Finding {
    if let missing = try await missingSuccessor(of: address) { return .refused(missing) }
    guard let live = try await present(address) else { return .gone }
    guard live.updatedAt == lastChanged else { return .refused(.changedSince(address, live)) }
    return .asPlanned
  }

  /// A place to which the secret moves and in which it is not yet.
  private func missingSuccessor(of address: SecretAddress) async throws(GitHubError) -> Diagnostic? {
    for successor in successors[address] ?? [] {
      switch await look(atSuccessor: successor).value {
      case .success(.some): continue
      case .success(nil): return .notMovedYet(address, to: successor.collection)
      case .failure(let error) where error.kind == .forbidden:
        return .unseenSuccessor(address, in: successor.collection)
      case .failure(let error): throw error
      }
    }
    return nil
  }

  /// One look for all secrets that move to the same place.
  private func look(atSuccessor successor: SecretAddress) -> Task<Result<LiveSecret?, GitHubError>, Never> {
    if let look = successorLooks[successor] { return look }
    let look = Task { [client] in
      do throws(GitHubError) {
        return Result<_, GitHubError>.success(try await client.secret(at: successor))
      } catch {
        return .failure(error)
      }
    }
    successorLooks[successor] = look
    return look
  }

  private func present(_ address: SecretAddress) async throws(GitHubError) -> LiveSecret? {
    guard isListed.contains(address.collection) else { return try await client.secret(at: address) }
    return try await listing(of: address.collection).value.get()[address.name]
  }

  private func listing(of collection: SecretCollection) -> Task<Result<[SecretName: LiveSecret], GitHubError>, Never> {
    let now = ContinuousClock.now
    if let look = looks[collection], now - look.begun < Self.shelfLife { return look.listing }
    let listing = Task { [client] in
      do throws(GitHubError) {
        return Result<_, GitHubError>.success(try await client.listSecrets(in: collection))
      } catch {
        return error.isNotFound ? .success([:]) : .failure(error)
      }
    }
    looks[collection] = Look(listing: listing, begun: now)
    return listing
  }
}

/// How many reads the looks before a plan's deletions take.
func deletionReads(_ plan: Plan, live: LiveState) -> Int {
  plan.deletions.reduce(0) { sum, pair in
    sum + readBackRequests(writes: pair.value.count, listingSize: live.listingSize(of: pair.key))
  }
}

extension Plan {
  /// The steps that delete secrets, by where these are kept.
  fileprivate var deletions: [SecretCollection: [Step]] {
    steps.lazy.filter { $0.action == .deleteSecret }.byCollection()
  }
}

extension LiveState {
  /// How many secrets a collection was listed with.
  func listingSize(of collection: SecretCollection) -> Int { listings[collection]?.count ?? 0 }
}

extension Diagnostic {
  fileprivate static func notMovedYet(_ address: SecretAddress, to collection: SecretCollection) -> Diagnostic {
    Diagnostic(
      code: "step.not_moved_yet",
      message:
        "\(address): not deleted, since it moves to \(collection), which does not have it, or the token cannot see it",
      remedy: "apply again when the run that writes \(collection) is over, with a token that may read secrets there"
    )
  }

  fileprivate static func unseenSuccessor(_ address: SecretAddress, in collection: SecretCollection) -> Diagnostic {
    Diagnostic(
      code: "step.unseen_successor",
      message: "\(address): not deleted, since it moves to \(collection), whose secrets the token may not read",
      remedy: "let the token read the secrets of \(collection), or apply without '--only' and '--shard'"
    )
  }

  fileprivate static func changedSince(_ address: SecretAddress, _ live: LiveSecret) -> Diagnostic {
    Diagnostic(
      code: "step.changed_since",
      message: "\(address): not deleted, since somebody changed it at \(live.updatedAt), after it was planned",
      remedy: "look at 'octoseal plan', then apply again"
    )
  }
}
