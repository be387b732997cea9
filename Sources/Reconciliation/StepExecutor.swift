import GitHubAPI
import SecretModel
import Sealing

/// Carries out one step of a plan.
struct StepExecutor: Sendable {
  /// What a step that succeeded did.
  struct Effect: Sendable {
    /// What the ledger will say of the value; nil when the step did not write it.
    var record: ValueRecord?
    /// GitHub's time of the answer; nil when it did not say.
    var answeredAt: Timestamp?
  }

  /// Why a step failed.
  struct Failure: Error, Sendable {
    var diagnostic: Diagnostic
    var mayHaveHappened: Bool
    /// Whether limits would hold this step, and so every other, up for longer than the run may wait.
    var isHeldUp = false
  }

  private let client: GitHubClient
  private let values: ValueReader
  private let keys: SealingKeys
  private let deletions: DeletionCheck

  init(client: GitHubClient, values: ValueReader, keys: SealingKeys, deletions: DeletionCheck) {
    self.client = client
    self.values = values
    self.keys = keys
    self.deletions = deletions
  }

  /// Sends the request of a step and waits for the answer.
  func carryOut(_ step: Step) async throws(Failure) -> Effect {
    do {
      let record = try await send(step)
      return Effect(record: record, answeredAt: client.statistics.latestServerDate)
    } catch let error as GitHubError {
      throw Failure(diagnostic: error.diagnostic, mayHaveHappened: error.outcomeUnknown, isHeldUp: error.isHeldUp)
    } catch let diagnostic as Diagnostic {
      throw Failure(diagnostic: diagnostic, mayHaveHappened: false)
    } catch {
      throw Failure(
        diagnostic: Diagnostic(code: "step.failed", message: "\(step.id) failed", remedy: "apply again"),
        mayHaveHappened: true
      )
    }
  }

  /// Sends the request of a step.
  ///
  /// - Returns: what the ledger will say of the value, when the step wrote it.
  private func send(_ step: Step) async throws -> ValueRecord? {
    guard let address = step.secret else {
      try await createEnvironment(step.scope)
      return nil
    }
    switch step.action {
    case .createEnvironment: break
    case .createSecret, .updateSecret, .setVisibility: return try await write(address, step)
    case .setRepositories:
      try await client.setSelectedRepositories(of: address, to: step.after?.access.repositories ?? [])
    case .addRepository:
      for repository in step.addedRepositories { try await client.addSelectedRepository(repository, to: address) }
    case .removeRepository:
      for repository in step.removedRepositories {
        try await client.removeSelectedRepository(repository, from: address)
      }
    case .deleteSecret: try await delete(address, step)
    }
    return nil
  }

  private func delete(_ address: SecretAddress, _ step: Step) async throws {
    switch try await deletions.look(at: address, lastChanged: step.before?.updatedAt) {
    case .asPlanned: try await client.deleteSecret(at: address)
    case .gone: break
    case .refused(let diagnostic): throw diagnostic
    }
  }

  private func createEnvironment(_ scope: Scope) async throws {
    guard let repository = scope.repository, let environment = scope.environment else { return }
    // Somebody may have made it since it was planned, and a PUT would take its rules away.
    guard try await !client.environmentExists(environment, in: repository) else { return }
    try await client.createEnvironment(environment, in: repository)
  }

  private func write(_ address: SecretAddress, _ step: Step) async throws -> ValueRecord? {
    if step.after?.needsValue == true { return try await writeValue(address, step) }
    do {
      try await put(address, step, value: nil)
      return nil
    } catch let error as GitHubError where error.lacksValue {
      // Some servers want more than their documents say.
      do { return try await writeValue(address, step) } catch is Diagnostic { throw error.visibilityRefusal(address) }
    }
  }

  private func writeValue(_ address: SecretAddress, _ step: Step) async throws -> ValueRecord? {
    let payload = try values.payload(at: address)
    let keyID =
      switch payload {
      case .sealed(let box): try await put(address, step, value: box)
      case .plain(let value): try await seal(value, andPut: address, step)
      }
    return ValueRecord(fingerprint: values.fingerprint(of: payload, at: address), keyID: keyID)
  }

  private func seal(_ value: SecretValue, andPut address: SecretAddress, _ step: Step) async throws -> String? {
    let key = try await keys.key(of: address.collection)
    do {
      return try await put(address, step, value: key.seal(value))
    } catch let error as GitHubError where error.kind == .rejected {
      // The key may have been replaced since it was read; with a fresh one the write is sound.
      await keys.forget(key, of: address.collection)
      let fresh = try await keys.key(of: address.collection)
      guard fresh.reference != key.reference else { throw error }
      return try await put(address, step, value: fresh.seal(value))
    }
  }

  /// Writes a secret.
  ///
  /// - Returns: the id of the key that its value was sealed with.
  @discardableResult
  private func put(_ address: SecretAddress, _ step: Step, value: SealedBox?) async throws -> String? {
    guard let access = SecretWrite.Access(step.after?.access ?? .ownScope) else {
      throw Diagnostic(
        code: "step.incomplete",
        message: "\(address): the selected repositories are not known",
        remedy: "plan anew"
      )
    }
    let sealed = value.map { SecretWrite.Value(encryptedValue: $0.base64, keyID: $0.key.keyID) }
    try await client.putSecret(address, SecretWrite(value: sealed, access: access))
    return value?.key.keyID
  }
}

extension Step {
  /// The repositories that the step adds to the selection.
  var addedRepositories: Set<RepositoryID> {
    (after?.access.repositories ?? []).subtracting(before?.access.repositories ?? [])
  }

  /// The repositories that the step takes out of the selection.
  var removedRepositories: Set<RepositoryID> {
    (before?.access.repositories ?? []).subtracting(after?.access.repositories ?? [])
  }
}

extension GitHubError {
  /// What it means that a server refused a visibility without a value.
  fileprivate func visibilityRefusal(_ address: SecretAddress) -> Diagnostic {
    Diagnostic(
      code: "step.value_wanted",
      message: "\(diagnostic.message); this server changes the visibility of '\(address.name)' only together with its "
        + "value, although its documents say otherwise",
      remedy: "give the value to 'apply', or change the visibility by hand"
    )
  }
}
