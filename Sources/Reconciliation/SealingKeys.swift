import GitHubAPI
import SecretModel
import Sealing

/// The public key of each collection, fetched once for a run; never by key id.
actor SealingKeys {
  private let client: GitHubClient
  /// What is known of a key.
  private enum Entry {
    case asked(Task<Result<PublicKey, Diagnostic>, Never>)
    /// Instead of the task that found it, which takes fifty times the memory.
    case answered(Result<PublicKey, Diagnostic>)
  }

  private var keys: [SecretCollection: Entry] = [:]

  init(_ client: GitHubClient) { self.client = client }

  /// The key of a collection.
  ///
  /// - Throws: `Diagnostic` when it cannot be read or is no key.
  func key(of collection: SecretCollection) async throws(Diagnostic) -> PublicKey {
    let result: Result<PublicKey, Diagnostic>
    switch keys[collection] {
    case .answered(let known): result = known
    case .asked(let task): result = await task.value
    case nil:
      let task = fetch(collection)
      keys[collection] = .asked(task)
      result = await task.value
    }
    return try result.get()
  }

  /// Forgets a key that GitHub no longer accepts, so that the next use fetches it again.
  func forget(_ key: PublicKey, of collection: SecretCollection) {
    guard case .answered(.success(let current)) = keys[collection], current.reference == key.reference else { return }
    keys[collection] = nil
  }

  private func fetch(_ collection: SecretCollection) -> Task<Result<PublicKey, Diagnostic>, Never> {
    Task {
      let result = await read(collection)
      keys[collection] = .answered(result)
      return result
    }
  }

  private func read(_ collection: SecretCollection) async -> Result<PublicKey, Diagnostic> {
    do {
      let reference = try await client.publicKey(of: collection)
      return .success(try PublicKey(keyID: reference.keyID, base64: reference.key ?? ""))
    } catch let error as GitHubError {
      return .failure(error.diagnostic)
    } catch {
      return .failure(
        Diagnostic(
          code: "github.unreadable",
          message: "\(collection): the public key that GitHub gave is not a key",
          remedy: "check that 'api_url' is the root of GitHub's REST API"
        )
      )
    }
  }
}
