public import SecretModel

/// Why a text is not the YAML that is understood here.
///
/// Never quotes the text: a file of values is YAML too.
public struct YAMLError: Error, Hashable, Sendable {
  /// What is wrong, where, and what to do.
  public var diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  init(
    _ word: String,
    _ message: String,
    remedy: String? = nil,
    at location: SourceLocation,
    related: SourceLocation? = nil
  ) {
    diagnostic = Diagnostic(
      code: "yaml.\(word)",
      message: message,
      remedy: remedy,
      at: location,
      related: related
    )
  }
}
