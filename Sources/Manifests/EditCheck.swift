import SecretModel
import ValueSources

/// Holds an edited manifest against the one before: only one value may differ.
///
/// This, and not the knowledge of layouts, is what makes an edit safe.
struct EditCheck {
  let address: SecretAddress
  let block: SealedBlock
  let before: LoadedManifest

  /// Loads the manifest with an edited file.
  ///
  /// - Throws: a reason to be read after 'cannot be put in place:', when more or less came of it than was wanted.
  func loaded(_ edited: ManifestFile, insteadOf file: ManifestFile, expecting tree: EditedTree) throws(EditProblem)
    -> LoadedManifest
  {
    let files = before.files.map { $0.path == file.path ? edited : $0 }
    let (after, diagnostics) = loadManifest(files, root: before.root)
    guard let after else {
      let errors = diagnostics.filter { $0.severity == .error }
      throw EditProblem(errors.first?.message ?? "the manifest would not be valid")
    }
    guard tree.isReached(from: file, by: edited), hasSameState(after), hasOnlyThisValue(after) else {
      throw EditProblem("more than this value would change")
    }
    return after
  }

  private func hasSameState(_ after: LoadedManifest) -> Bool {
    var expected = before.desired
    let key = PublicKeyReference(keyID: block.keyID, key: block.publicKey)
    let nowhere = SourceLocation(file: "", line: 0, column: 0)
    let added = DesiredSecret(location: nowhere, value: .external)
    expected.collections[address.collection]?.secrets[address.name, default: added].value = .sealed(with: key)
    return withoutPlaces(expected) == withoutPlaces(after.desired)
  }

  private func hasOnlyThisValue(_ after: LoadedManifest) -> Bool {
    Set(after.values.keys) == Set(before.values.keys).union([address])
      && after.values.allSatisfy { key, value in
        guard let old = before.values[key] else { return key == address }
        return value.allowEmpty == old.allowEmpty && (key == address || value.source.summary == old.source.summary)
      }
  }

  private func withoutPlaces(_ desired: DesiredState) -> DesiredState {
    let nowhere = SourceLocation(file: "", line: 0, column: 0)
    var result = desired
    for scope in desired.environments.keys { result.environments[scope]?.location = nowhere }
    for (key, collection) in desired.collections {
      result.collections[key]?.location = nowhere
      for (name, secret) in collection.secrets {
        result.collections[key]?.secrets[name]?.location = nowhere
        guard case .selected(let selectors) = secret.access else { continue }
        let access = DesiredAccess.selected(selectors.map { Located($0.value, at: nowhere) })
        result.collections[key]?.secrets[name]?.access = access
      }
    }
    return result
  }
}

/// Why an edit is not made.
struct EditProblem: Error {
  /// The reason, to be read after 'cannot be put in place:'.
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
