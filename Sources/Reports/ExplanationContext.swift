public import SecretModel

/// What belongs to an explanation besides what it explains.
public struct ExplanationContext: Hashable, Sendable {
  /// The root of the API that was asked.
  public var apiURL: String
  /// How many requests this run has made.
  public var requestsMade: Int
  /// The digest of the manifest's files; nil without a manifest.
  public var manifestDigest: String?
  /// What was said on standard error; machine-readable forms repeat it among the findings.
  public var diagnostics: [Diagnostic]

  /// Collects what belongs to an explanation.
  public init(apiURL: String, requestsMade: Int, manifestDigest: String? = nil, diagnostics: [Diagnostic] = []) {
    self.apiURL = apiURL
    self.requestsMade = requestsMade
    self.manifestDigest = manifestDigest
    self.diagnostics = diagnostics
  }
}
