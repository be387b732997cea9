public import SecretModel

/// What is to be done about the value of a declared secret.
public enum ValueVerdict: Hashable, Sendable {
  /// Why an unchanged value is not plainly 'right'.
  public enum Reservation: Hashable, Sendable {
    /// This run was not given the value; nothing has moved since it was written.
    case notGiven
    /// Nothing is remembered and nothing was given.
    case unverified
    /// Without `OCTOSEAL_KEY` values cannot be compared; nothing has moved since it was written.
    case notCompared
    /// The value is not ours to manage.
    case external
  }

  /// It is not there: write it.
  case create
  /// It is not right, or not known to be: write it again.
  case update(Step.Reason)
  /// Remember what is live as right.
  case adopt(ValueRecord)
  /// Leave it.
  case unchanged(Reservation?)
  /// It is not there, and its value is not ours to write.
  case missingExternal
}

/// The verdict table of the contract, as one function.
///
/// - Parameters:
///   - secret: the declaration; not one of `state: absent`.
///   - observation: what this run knows of the value.
///   - entry: what is remembered of the secret.
///   - live: the listed secret; nil when it is not there.
///   - unseenValues: what to do with a given value about which nothing is remembered.
///   - asOf: GitHub's time; a rotation that lies ahead of it is not due yet.
/// - Returns: the first row of the table that fits, `rotated_at` going before what the ledger says.
public func valueVerdict(
  for secret: DesiredSecret,
  observation: ValueObservation.State,
  entry: LedgerEntry?,
  live: LiveSecret?,
  unseenValues: PlanInput.UnseenValues,
  asOf: Timestamp
) -> ValueVerdict {
  let isExternal = secret.value == .external
  guard let live else { return isExternal ? .missingExternal : .create }
  guard !isExternal else { return .unchanged(.external) }
  if secret.isRotationDue(live, asOf: asOf) { return .update(.rotationDue) }
  guard let entry, let remembered = entry.value else {
    return verdictWithoutMemory(observation, unseenValues: unseenValues)
  }
  // A time that went back means a restored server, whose value is an old one: not right either.
  let hasMoved = live.updatedAt != entry.updatedAt
  switch observation {
  case .given(let fingerprint?):
    guard let known = remembered.fingerprint, known.isComparable(with: fingerprint) else {
      guard !hasMoved else { return .update(.changedOutside) }
      return unseen(fingerprint, keyID: remembered.keyID, unseenValues)
    }
    if fingerprint != known { return .update(.valueChanged) }
    return hasMoved ? .update(.changedOutside) : .unchanged(nil)
  case .given(nil):
    return hasMoved ? .update(.changedOutside) : .unchanged(.notCompared)
  case .notGiven, .unusable:
    return hasMoved ? .update(.changedOutside) : .unchanged(.notGiven)
  }
}

extension DesiredSecret {
  /// Whether the live value is from before `rotated_at`; never while that lies ahead, since no write could satisfy it.
  func isRotationDue(_ live: LiveSecret, asOf: Timestamp) -> Bool {
    guard let rotatedAt else { return false }
    return live.updatedAt < rotatedAt && rotatedAt <= asOf
  }
}

private func verdictWithoutMemory(
  _ observation: ValueObservation.State,
  unseenValues: PlanInput.UnseenValues
) -> ValueVerdict {
  switch observation {
  case .given(let fingerprint): unseen(fingerprint, keyID: nil, unseenValues)
  case .notGiven, .unusable: .unchanged(.unverified)
  }
}

/// A given value with nothing to compare it to.
private func unseen(
  _ fingerprint: Fingerprint?,
  keyID: String?,
  _ unseenValues: PlanInput.UnseenValues
) -> ValueVerdict {
  switch unseenValues {
  case .push: .update(.unverified)
  case .trust: .adopt(ValueRecord(fingerprint: fingerprint, keyID: keyID))
  }
}
