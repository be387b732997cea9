/// Something that a person should know about a scope, a store's secrets there, or one of them, besides the steps.
public struct Finding: Hashable, Sendable {
  /// A constant word for scripts, such as `shadowed`.
  public var code: String
  /// How much it matters.
  public var severity: Diagnostic.Severity
  /// The scope it is about; nil when it is about the run.
  public var scope: Scope?
  /// The store it is about; nil when it is about the scope or the run.
  public var store: SecretStore?
  /// The secret it is about; nil when it is about all of them, the scope or the run.
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
    message: String,
    at location: SourceLocation? = nil
  ) {
    self.severity = severity
    self.code = code
    self.scope = scope
    self.message = message
    self.location = location
  }

  /// Describes a finding about a store's secrets in a scope.
  public init(
    _ severity: Diagnostic.Severity,
    code: String,
    _ collection: SecretCollection,
    message: String,
    at location: SourceLocation?
  ) {
    self.init(severity, code: code, scope: collection.scope, message: message, at: location)
    store = collection.store
  }

  /// Describes a finding about a secret.
  public init(
    _ severity: Diagnostic.Severity,
    code: String,
    _ address: SecretAddress,
    message: String,
    at location: SourceLocation?
  ) {
    self.init(severity, code: code, address.collection, message: message, at: location)
    secret = address.name
  }

  /// What it is about, to be read before the message: `acme/web`, `acme/web (Dependabot) NPM_TOKEN`; nil for the run.
  public var subject: String? {
    guard let scope else { return nil }
    let place = store.map { SecretCollection($0, scope).description } ?? scope.description
    return secret.map { "\(place) \($0)" } ?? place
  }
}

extension Finding: Comparable {
  /// Orders by scope, store and secret, what is about the wider first, then by code and message.
  public static func < (left: Finding, right: Finding) -> Bool {
    if left.scope != right.scope {
      guard let leftScope = left.scope else { return true }
      guard let rightScope = right.scope else { return false }
      return leftScope < rightScope
    }
    return (left.store?.id ?? "", left.secret?.rawValue ?? "", left.code, left.message)
      < (right.store?.id ?? "", right.secret?.rawValue ?? "", right.code, right.message)
  }
}
