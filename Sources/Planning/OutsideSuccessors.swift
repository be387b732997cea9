public import SecretModel

/// Where secrets that a narrowed run deletes are declared for the same users in scopes that it leaves to others.
///
/// Within one plan a deletion waits for the steps that replace it. What another run creates has no step here to wait for:
/// before such a deletion somebody has to look whether the secret is there.
///
/// - Parameters:
///   - steps: the steps of the narrowed plan.
///   - desired: all that the manifest declares.
///   - narrowed: the part of it that the plan was made for.
/// - Returns: for each deletion that has any the declared addresses, sorted. What is `external` counts no more than it
///   does within a plan, where no step makes it either.
public func outsideSuccessors(
  of steps: [Step],
  desired: DesiredState,
  narrowed: DesiredState
) -> [SecretAddress: [SecretAddress]] {
  let origins = steps.filter { $0.action == .deleteSecret }.compactMap(\.secret)
  guard !origins.isEmpty, desired.collections.count > narrowed.collections.count else { return [:] }
  let inside = narrowed.scopes
  let outside = desired.filtered { !inside.contains($0) }.sortedSecrets
    .filter { $0.secret.value.isWritten }
    .map { Step(.createSecret, $0.address, reason: .missing, before: nil, after: nil, at: $0.secret.location) }
  // The same index as within a plan, so that there is one rule of what replaces what.
  let successors = SuccessorIndex(outside, replacing: steps.deletedNames)
  var result: [SecretAddress: [SecretAddress]] = [:]
  for origin in origins {
    let places = successors.positions(replacing: origin).compactMap { outside[$0].secret }
    if !places.isEmpty { result[origin] = places.sorted() }
  }
  return result
}

extension DesiredValue {
  /// Whether a run may create a secret with it.
  fileprivate var isWritten: Bool {
    switch self {
    case .source, .sealed: true
    case .absent, .external: false
    }
  }
}
