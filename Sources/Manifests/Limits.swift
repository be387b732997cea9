import SecretModel

/// What declares more secrets than GitHub keeps there.
///
/// Source: docs.github.com, "Limits for secrets".
func limitProblems(_ desired: DesiredState) -> [Diagnostic] {
  desired.sortedCollections.compactMap { declared in
    let (collection, kind) = (declared.collection, declared.scope.kind)
    let count = declared.secrets.values.count { $0.value != .absent }
    guard let limit = collection.store.levels[kind]?.limit, count > limit else { return nil }
    return Diagnostic(
      code: "manifest.too_many_secrets",
      message: "\(collection) declares \(count) secrets, and GitHub keeps at most \(limit) in one \(kind)",
      remedy: "move some to another level, or join several into one file",
      at: declared.location
    )
  }
}
