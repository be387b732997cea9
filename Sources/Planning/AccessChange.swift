import SecretModel

/// How the access of a secret that keeps its value has to change.
enum AccessChange: Equatable {
  /// It is as declared.
  case none
  /// Another visibility, or the first selection.
  case visibility
  /// One repository more.
  case add
  /// One repository less.
  case remove
  /// Several repositories.
  case replace

  /// Compares two accesses of one secret.
  init(from live: AccessState, to desired: AccessState) {
    guard live.visibility == desired.visibility else {
      self = .visibility
      return
    }
    guard let wanted = desired.repositories, let present = live.repositories else {
      self = .none
      return
    }
    let added = wanted.subtracting(present).count
    let removed = present.subtracting(wanted).count
    switch (added, removed) {
    case (0, 0): self = .none
    case (1, 0): self = .add
    case (0, 1): self = .remove
    default: self = .replace
    }
  }

  /// The step that brings it about; nil when there is nothing to do.
  var action: Step.Action? {
    switch self {
    case .none: nil
    case .visibility: .setVisibility
    case .add: .addRepository
    case .remove: .removeRepository
    case .replace: .setRepositories
    }
  }

  /// Why it is done.
  var reason: Step.Reason {
    self == .visibility ? .visibilityDiffers : .repositoriesDiffer
  }
}

extension Step {
  /// Whether some repository that can use the secret now may no longer be able to afterwards.
  var narrowsAccess: Bool {
    guard let before, let after, let old = before.access.visibility, let new = after.access.visibility else {
      return false
    }
    guard old == .selected, new == .selected else { return old.isNarrowed(by: new) }
    return !(before.access.repositories ?? []).isSubset(of: after.access.repositories ?? [])
  }

  /// Whether a given repository may lose the secret by this step.
  ///
  /// Where the visibility alone cannot tell, the answer is yes: it only decides what waits for what.
  func mayTakeAway(from repository: RepositoryID?) -> Bool {
    guard narrowsAccess, let before, let after else { return false }
    if before.access.visibility == .selected {
      guard let selected = before.access.repositories else { return true }
      guard let repository, selected.contains(repository) else { return false }
    }
    guard after.access.visibility == .selected, let repository else { return true }
    return after.access.repositories?.contains(repository) != true
  }
}
