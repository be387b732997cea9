import SecretModel

/// What reading the values brought up: empty ones, stray newlines, files that others can read.
func valueRemarks(_ comparison: Comparison) -> [Finding] {
  comparison.declared.flatMap { declared in
    (comparison.input.observations[declared.address]?.remarks ?? [])
      .map { remark in
        Finding(
          remark.severity,
          code: remark.code,
          declared.address,
          message: remark.text,
          at: remark.location ?? declared.desired.location
        )
      }
  }
}

/// Steps that write a value which this run was not given.
func neededValueFindings(_ comparison: Comparison) -> [Finding] {
  comparison.declared.compactMap { declared in
    guard let step = declared.step, step.after?.needsValue == true, step.action != .setVisibility else { return nil }
    guard case .notGiven(let reason) = declared.observation else { return nil }
    return Finding(
      .note,
      code: "value_needed",
      declared.address,
      message: "\(reason); 'apply' needs the value for \(step.action.rawValue)",
      at: declared.desired.location
    )
  }
}

/// Values of which it is not known that they are right, although nothing is planned for them.
func reservationFindings(_ comparison: Comparison) -> [Finding] {
  var findings = comparison.declared.compactMap { declared -> Finding? in
    switch declared.verdict {
    case .create, .adopt, .missingExternal, .unchanged(nil), .unchanged(.external), .unchanged(.notCompared):
      return nil
    case .update(let reason):
      guard reason == .unverified, !declared.isRememberedByAnotherKey else { return nil }
      return Finding(
        .note,
        code: "unverified",
        declared.address,
        message: declared.entry?.value == nil
          ? "nothing is remembered of the live value, so it cannot be known to be the given one"
          : "it was applied without OCTOSEAL_KEY, so the live value cannot be known to be the given one",
        at: declared.desired.location
      )
    case .unchanged(.notGiven):
      return Finding(
        .note,
        code: "value_not_given",
        declared.address,
        message: "value not given to this run; unchanged at GitHub since it was last applied",
        at: declared.desired.location
      )
    case .unchanged(.unverified):
      return Finding(
        .note,
        code: "unverified",
        declared.address,
        message: "value not given to this run and never applied by octoseal; nothing is known about the live one",
        at: declared.desired.location
      )
    }
  }
  let notCompared = comparison.declared.filter { $0.verdict == .unchanged(.notCompared) }.count
  if notCompared > 0 {
    findings.append(
      Finding(
        .warning,
        code: "value_not_compared",
        message: "\(notCompared) given \(notCompared == 1 ? "value was" : "values were") not compared with what was "
          + "last applied; set OCTOSEAL_KEY to the key of the earlier runs (at least 32 characters)"
      )
    )
  }
  return findings
}

/// Changes made outside that a step does not show: those of the access, and those beside another reason to write.
func outsideChangeFindings(_ comparison: Comparison) -> [Finding] {
  comparison.declared.compactMap { declared in
    guard declared.isChangedOutside, let live = declared.live, let entry = declared.entry else { return nil }
    guard entry.hasSeen(live.access) else {
      return Finding(
        .warning,
        code: "access_changed_outside",
        declared.address,
        message: "its access was changed outside at \(live.updatedAt), and the value may have been too",
        at: declared.desired.location
      )
    }
    // A step that says so itself needs no finding.
    guard declared.verdict != .update(.changedOutside) else { return nil }
    return Finding(
      .warning,
      code: "changed_outside",
      declared.address,
      message: "its value was set outside at \(live.updatedAt), besides what is to be done here",
      at: declared.desired.location
    )
  }
}

/// Values that are older than their `max_age`.
func ageFindings(_ comparison: Comparison) -> [Finding] {
  comparison.declared.compactMap { declared in
    guard let overdue = declared.overdueAge(asOf: comparison.input.asOf) else { return nil }
    return Finding(.warning, code: "too_old", declared.address, message: overdue, at: declared.desired.location)
  }
}

/// Rotations that lie ahead, which are not due before their time.
func futureRotationFindings(_ comparison: Comparison) -> [Finding] {
  comparison.declared.compactMap { declared in
    guard let rotatedAt = declared.desired.rotatedAt, rotatedAt > comparison.input.asOf else { return nil }
    return Finding(
      .warning,
      code: "rotation_ahead",
      declared.address,
      message: "'rotated_at' is \(rotatedAt), which lies ahead; it has no effect before then",
      at: declared.desired.location
    )
  }
}

extension Comparison.Declared {
  /// A sentence about a value that is older than `max_age`; nil when it is not.
  func overdueAge(asOf: Timestamp) -> String? {
    live.flatMap { desired.overdueAge(of: $0, asOf: asOf) }
  }
}

extension DesiredSecret {
  /// A sentence about a live value that is older than `max_age`; nil when it is not.
  func overdueAge(of live: LiveSecret, asOf: Timestamp) -> String? {
    guard let maxAge, live.updatedAt.advanced(bySeconds: maxAge.seconds) < asOf else { return nil }
    return "last changed at \(live.updatedAt), more than \(maxAge) ago; rotate it"
  }
}
