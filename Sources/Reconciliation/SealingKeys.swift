import GitHubAPI
import SecretModel
import Sealing

/// The public key of each scope, fetched once for a run; by scope, never by key id.
actor SealingKeys {
  private let client: GitHubClient
  private let store: SecretStore
  private var keys: [Scope: Task<Result<PublicKey, Diagnostic>, Never>] = [:]

  init(_ client: GitHubClient, store: SecretStore) {
    self.client = client
    self.store = store
  }

  /// The key of a scope.
  ///
  /// - Throws: `Diagnostic` when it cannot be read or is no key.
  func key(of scope: Scope) async throws(Diagnostic) -> PublicKey {
    let task = keys[scope] ?? fetch(scope)
    keys[scope] = task
    return try await task.value.get()
  }

  /// Forgets a key that GitHub no longer accepts, so that the next use fetches it again.
  func forget(_ key: PublicKey, of scope: Scope) async {
    guard case .success(let current) = await keys[scope]?.value, current.reference == key.reference else { return }
    keys[scope] = nil
  }

  private func fetch(_ scope: Scope) -> Task<Result<PublicKey, Diagnostic>, Never> {
    Task { [client, store] in
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
}
