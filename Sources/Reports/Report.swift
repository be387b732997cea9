public import SecretModel

/// A form in which results are shown on standard output.
///
/// A further form is one further type. Every function gives complete text that ends with a newline; whatever came from
/// the API or a manifest is escaped in it.
public protocol Report: Sendable {
  /// What would be done.
  func plan(_ plan: Plan, _ context: ReportContext) -> String

  /// What was done.
  func outcome(_ outcome: Outcome, _ context: ReportContext) -> String

  /// What is no longer as last applied.
  func drift(_ drift: Drift, _ context: ReportContext) -> String

  /// What workflows see.
  func explanation(_ explanation: Explanation, _ context: ExplanationContext) -> String

  /// A value that was sealed for a manifest.
  func sealed(_ result: SealedResult) -> String

  /// Whether the manifest is right, and workflows agree with it.
  func validation(_ validation: Validation) -> String
}

/// What belongs to a result besides the plan.
public struct ReportContext: Hashable, Sendable {
  /// The digest of the manifest's files.
  public var manifestDigest: String
  /// The digest of what GitHub showed.
  public var liveDigest: String
  /// The root of the API that was asked.
  public var apiURL: String
  /// How many requests this run has made.
  public var requestsMade: Int
  /// What carrying the steps out takes.
  public var cost: ApplyCost
  /// How many live values were taken for right without a write.
  public var adopted: Int
  /// When GitHub was looked at, by its own clock; nil when several looks were joined.
  public var asOf: Timestamp?
  /// The part of the manifest that it is about; nil for all of it.
  public var shard: Shard?
  /// What was said on standard error; machine-readable forms repeat it among the findings.
  public var diagnostics: [Diagnostic]

  /// Collects what belongs to a result.
  public init(
    manifestDigest: String,
    liveDigest: String,
    apiURL: String,
    requestsMade: Int,
    cost: ApplyCost,
    adopted: Int = 0,
    asOf: Timestamp? = nil,
    shard: Shard? = nil,
    diagnostics: [Diagnostic] = []
  ) {
    self.manifestDigest = manifestDigest
    self.liveDigest = liveDigest
    self.apiURL = apiURL
    self.requestsMade = requestsMade
    self.cost = cost
    self.adopted = adopted
    self.asOf = asOf
    self.shard = shard
    self.diagnostics = diagnostics
  }
}

/// A value that was sealed for a manifest.
public struct SealedResult: Hashable, Sendable {
  /// Which secret it is for.
  public var address: SecretAddress
  /// The sealed box in base64.
  public var sealed: String
  /// GitHub's id of the key that it was sealed with.
  public var keyID: String
  /// The key itself in base64.
  public var publicKey: String
  /// The block to paste into a manifest.
  public var yaml: String

  /// Collects what belongs to a sealed value.
  public init(address: SecretAddress, sealed: String, keyID: String, publicKey: String, yaml: String) {
    self.address = address
    self.sealed = sealed
    self.keyID = keyID
    self.publicKey = publicKey
    self.yaml = yaml
  }
}

/// The result of checking a manifest offline.
public struct Validation: Hashable, Sendable {
  /// Everything that is wrong or worth saying.
  public var diagnostics: [Diagnostic]
  /// How many scopes the manifest names.
  public var scopes: Int
  /// How many secrets it declares.
  public var secrets: Int
  /// What was found in workflows; nil when nobody asked.
  public var workflows: WorkflowValidation?

  /// Collects the result of a check.
  public init(diagnostics: [Diagnostic], scopes: Int, secrets: Int, workflows: WorkflowValidation? = nil) {
    self.diagnostics = diagnostics
    self.scopes = scopes
    self.secrets = secrets
    self.workflows = workflows
  }

  /// Whether nothing is wrong with the manifest; warnings and notes are allowed.
  public var isValid: Bool { !diagnostics.contains { $0.severity == .error } }
}

/// The result of comparing workflows with a manifest.
public struct WorkflowValidation: Hashable, Sendable {
  /// Everything that is wrong or worth saying.
  public var diagnostics: [Diagnostic]
  /// How many workflows were read.
  public var count: Int

  /// Collects the result of a comparison.
  public init(diagnostics: [Diagnostic], count: Int) {
    self.diagnostics = diagnostics
    self.count = count
  }

  /// Whether nothing is wrong; warnings and notes are allowed.
  public var isValid: Bool { !diagnostics.contains { $0.severity == .error } }
}
