public import SecretModel
public import Sealing
public import ValueSources

/// Reads declared values when they are needed, and lets go of each as soon as possible.
public struct ValueReader: Sendable {
  private let declarations: [SecretAddress: ValueDeclaration]
  private let context: ValueContext
  private let key: FingerprintKey?
  private let onValue: @Sendable (SecretValue) -> Void

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - declarations: where each value comes from.
  ///   - context: the environment and files that may be read.
  ///   - key: what fingerprints are made with; nil when there is none.
  ///   - onValue: called with each plain value that is observed, so that a runner can be told to mask it.
  public init(
    _ declarations: [SecretAddress: ValueDeclaration],
    context: ValueContext,
    key: FingerprintKey?,
    onValue: @escaping @Sendable (SecretValue) -> Void = { _ in }
  ) {
    self.declarations = declarations
    self.context = context
    self.key = key
    self.onValue = onValue
  }

  /// What is known of every declared value; the values themselves are gone when this returns.
  public func observe() -> [SecretAddress: ValueObservation] {
    var observations: [SecretAddress: ValueObservation] = [:]
    for (address, declaration) in declarations {
      observations[address] = observe(address, declaration)
    }
    return observations
  }

  private func observe(_ address: SecretAddress, _ declaration: ValueDeclaration) -> ValueObservation {
    switch declaration.read(in: context) {
    case .given(let payload, let remarks):
      if case .plain(let value) = payload { onValue(value) }
      return ValueObservation(.given(fingerprint(of: payload, at: address)), remarks: remarks)
    case .notGiven(let reason):
      return ValueObservation(.notGiven(reason: reason))
    case .unusable(let diagnostic):
      return ValueObservation(.unusable, remarks: [diagnostic])
    }
  }

  /// Wipes what this process still holds of the values, once no step needs them any more.
  public func forget() {
    for declaration in declarations.values { declaration.source.forget(in: context) }
  }

  /// Reads one value for a step that needs it.
  ///
  /// - Throws: `Diagnostic` when it is not given or cannot be used.
  func payload(at address: SecretAddress) throws(Diagnostic) -> SecretPayload {
    guard let declaration = declarations[address] else {
      throw Diagnostic(
        code: "value.external",
        message: "\(address): the manifest declares no value for it",
        remedy: "declare one, or change it at GitHub by hand"
      )
    }
    switch declaration.read(in: context) {
    case .given(let payload, _):
      return payload
    case .notGiven(let reason):
      throw Diagnostic(
        code: "value.not_given",
        message: "\(address): \(reason)",
        remedy: "give the value to this run",
        at: declaration.location
      )
    case .unusable(let diagnostic):
      throw diagnostic
    }
  }

  /// The fingerprint of a value at its address; nil without a key.
  func fingerprint(of payload: SecretPayload, at address: SecretAddress) -> Fingerprint? {
    key?.fingerprint(of: payload, at: address)
  }
}
