import SecretModel

/// Secrets whose value is `external` and which need something that only the owner of the value can do.
func externalFindings(_ comparison: Comparison) -> [Finding] {
  comparison.declared.compactMap { declared in
    guard let message = declared.externalDemand(asOf: comparison.input.asOf) else { return nil }
    return Finding(
      message.severity,
      code: message.code,
      declared.address,
      message: message.text,
      at: declared.desired.location
    )
  }
}

extension Comparison.Declared {
  fileprivate func externalDemand(
    asOf: Timestamp
  ) -> (severity: Diagnostic.Severity, code: String, text: String)? {
    guard desired.value == .external else { return nil }
    guard let live else {
      return (.warning, "external_missing", "it is not there and its value is 'external'; set it at GitHub by hand")
    }
    if let rotatedAt = desired.rotatedAt, desired.isRotationDue(live, asOf: asOf) {
      return (.warning, "rotation_due", "last changed at \(live.updatedAt), before \(rotatedAt); rotate it by hand")
    }
    return nil
  }
}
