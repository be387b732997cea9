import GitHubAPI
import SecretModel
import Sealing

/// The public key of each scope, fetched once for a run; by scope, never by key id.
actor SealingKeys {
  private let client: GitHubClient
  private let store: SecretStore
  /// What is known of a key.
  private enum Entry {
    case asked(Task<Result<PublicKey, Diagnostic>, Never>)
    /// Instead of the task that found it, which takes fifty times the memory.
    case answered(Result<PublicKey, Diagnostic>)
  }

  private var keys: [Scope: Entry] = [:]

  init(_ client: GitHubClient, store: SecretStore) {
    self.client = client
    self.store = store
  }

  /// The key of a scope.
  ///
  /// - Throws: `Diagnostic` when it cannot be read or is no key.
  func key(of scope: Scope) async throws(Diagnostic) -> PublicKey {
    let result: Result<PublicKey, Diagnostic>
    switch keys[scope] {
    case .answered(let known): result = known
    case .asked(let task): result = await task.value
    case nil:
      let task = fetch(scope)
      keys[scope] = .asked(task)
      result = await task.value
    }
    return try result.get()
  }

  /// Forgets a key that GitHub no longer accepts, so that the next use fetches it again.
  func forget(_ key: PublicKey, of scope: Scope) {
    guard case .answered(.success(let current)) = keys[scope], current.reference == key.reference else { return }
    keys[scope] = nil
  }

  private func fetch(_ scope: Scope) -> Task<Result<PublicKey, Diagnostic>, Never> {
    Task {
      let result = await read(scope)
      keys[scope] = .answered(result)
      return result
    }
  }

  private func read(_ scope: Scope) async -> Result<PublicKey, Diagnostic> {
    do {
      let reference = try await client.publicKey(of: scope, store: store)
      return .success(try PublicKey(keyID: reference.keyID, base64: reference.key ?? ""))
    } catch let error as GitHubError {
      return .failure(error.diagnostic)
    } catch {
      return .failure(
        Diagnostic(
          code: "github.unreadable",
          message: "\(scope): the public key that GitHub gave is not a key",
          remedy: "check that 'api_url' is the root of GitHub's REST API"
        )
      )
    }
  }
}
