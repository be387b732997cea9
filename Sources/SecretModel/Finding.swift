/// Something that a person should know about a scope or a secret, besides the steps.
public struct Finding: Hashable, Sendable {
  /// A constant word for scripts, such as `shadowed`.
  public var code: String
  /// How much it matters.
  public var severity: Diagnostic.Severity
  /// The scope it is about; nil when it is about the run.
  public var scope: Scope?
  /// The secret it is about; nil when it is about the scope or the run.
  public var secret: SecretName?
  /// What it is and what to do, in one sentence.
  public var message: String
  /// Where the manifest says it.
  public var location: SourceLocation?

  /// Describes a finding about a scope or a run.
  public init(
    _ severity: Diagnostic.Severity,
    code: String,
    scope: Scope? = nil,
    secret: SecretName? = nil,
    message: String,
    at location: SourceLocation? = nil
  ) {
    self.severity = severity
    self.code = code
    self.scope = scope
    self.secret = secret
    self.message = message
    self.location = location
  }

  /// Describes a finding about a secret.
  public init(
    _ severity: Diagnostic.Severity,
    code: String,
    _ address: SecretAddress,
    message: String,
    at location: SourceLocation?
  ) {
    self.init(severity, code: code, scope: address.scope, secret: address.name, message: message, at: location)
  }
}

extension Finding: Comparable {
  /// Orders by scope and secret, what is about the run first, then by code and message.
  public static func < (left: Finding, right: Finding) -> Bool {
    if left.scope != right.scope {
      guard let leftScope = left.scope else { return true }
      guard let rightScope = right.scope else { return false }
      return leftScope < rightScope
    }
    return (left.secret?.rawValue ?? "", left.code, left.message)
      < (right.secret?.rawValue ?? "", right.code, right.message)
  }
}
