public import SecretModel

/// What is no longer as last applied, and the plan that would put it right.
///
/// Pure and deterministic, like the plan.
public func drift(_ input: PlanInput) -> Drift {
  let comparison = Comparison(input)
  let entries =
    comparison.declared.flatMap { $0.drift(asOf: input.asOf) }
    + missingWithTheirEnvironment(input)
    + comparison.tombstones.map {
      DriftEntry(
        .absentPresent,
        $0.address,
        message: "declared 'state: absent' and still there, last changed at \($0.live.updatedAt)",
        updatedAt: $0.live.updatedAt,
        at: $0.location
      )
    }
    + comparison.undeclared.map {
      DriftEntry(
        .unmanaged,
        $0.address,
        message: "not in the manifest, last changed at \($0.live.updatedAt)",
        updatedAt: $0.live.updatedAt,
        at: $0.location
      )
    }
  return Drift(entries: entries.sorted(), plan: plan(comparison))
}

/// The declared secrets of environments that are gone and that no plan would make again.
private func missingWithTheirEnvironment(_ input: PlanInput) -> [DriftEntry] {
  input.desired.sortedSecrets.compactMap { address, secret in
    guard input.live.missingEnvironments.contains(address.scope), secret.value != .absent else { return nil }
    guard input.desired.environments[address.scope]?.create == false else { return nil }
    return DriftEntry(.missing, address, message: "its environment does not exist", at: secret.location)
  }
}

extension Comparison.Declared {
  fileprivate func drift(asOf: Timestamp) -> [DriftEntry] {
    guard let live else {
      let message = entry == nil ? "declared and not there" : "not there any more: deleted outside"
      return [DriftEntry(.missing, address, message: message, at: desired.location)]
    }
    let others = [pendingValue(live), accessDrift(live), ageDrift(live, asOf: asOf)]
    return ([outsideChange(live)] + others).compactMap { $0 }
  }

  /// What somebody else did, whatever else is to be done about the value.
  private func outsideChange(_ live: LiveSecret) -> DriftEntry? {
    guard isChangedOutside else { return nil }
    let what = entry?.hasSeen(live.access) == true ? "value set" : "access changed, and perhaps the value,"
    return entry(.changedOutside, live, "\(what) outside at \(live.updatedAt)")
  }

  private func pendingValue(_ live: LiveSecret) -> DriftEntry? {
    switch verdict {
    case .update(.valueChanged):
      return entry(.notApplied, live, "the given value is not the one that was last applied")
    case .update(.rotationDue):
      let rotatedAt = desired.rotatedAt?.description ?? ""
      return entry(.notApplied, live, "rotated at \(rotatedAt), the live value is of \(live.updatedAt)")
    case .update, .create, .adopt, .unchanged, .missingExternal:
      return nil
    }
  }

  private func accessDrift(_ live: LiveSecret) -> DriftEntry? {
    let change = AccessChange(from: live.access, to: access)
    switch change {
    case .none:
      return nil
    case .visibility:
      let old = live.access.visibility?.rawValue ?? "none"
      let new = access.visibility?.rawValue ?? "none"
      return entry(.visibility, live, "visibility is '\(old)', declared is '\(new)'")
    case .add, .remove, .replace:
      let present = live.access.repositories ?? []
      let wanted = access.repositories ?? []
      let missing = wanted.subtracting(present).count
      let surplus = present.subtracting(wanted).count
      return entry(.repositories, live, "\(missing) of its repositories missing, \(surplus) too many")
    }
  }

  private func ageDrift(_ live: LiveSecret, asOf: Timestamp) -> DriftEntry? {
    if let overdue = overdueAge(asOf: asOf) { return entry(.tooOld, live, overdue) }
    guard desired.value == .external, let rotatedAt = desired.rotatedAt, desired.isRotationDue(live, asOf: asOf) else {
      return nil
    }
    return entry(.tooOld, live, "last changed at \(live.updatedAt), before \(rotatedAt)")
  }

  private func entry(_ kind: DriftEntry.Kind, _ live: LiveSecret, _ message: String) -> DriftEntry {
    DriftEntry(kind, address, message: message, updatedAt: live.updatedAt, at: desired.location)
  }
}
