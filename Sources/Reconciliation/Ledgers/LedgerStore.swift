public import SecretModel

/// A place where the ledger is kept between runs.
public protocol LedgerStore: Sendable {
  /// Keeps a second apply away where the place allows it.
  ///
  /// - Returns: what is to be released at the end; nil where nothing can be locked.
  /// - Throws: `LedgerFailure` when another apply is at work on this ledger.
  func lock() throws(LedgerFailure) -> FileLock?

  /// Reads what is remembered.
  ///
  /// - Parameter scopes: the scopes about which something has to be known.
  /// - Returns: what is remembered of them, and perhaps of others.
  /// - Throws: `LedgerFailure` when something is kept that this version does not understand or may not read.
  func load(_ scopes: [Scope]) async throws(LedgerFailure) -> Ledger

  /// Proves before the first write that what will be done can be remembered.
  ///
  /// - Parameter scopes: the scopes that will be written to.
  /// - Throws: `LedgerFailure` when it cannot.
  func prove(_ scopes: Set<Scope>) async throws(LedgerFailure)

  /// Keeps what is remembered by now; what is kept can be read at any moment, whenever the run ends.
  ///
  /// - Parameters:
  ///   - ledger: what is remembered.
  ///   - unfinished: the scopes that will still change; what concerns them may wait for a later call. None are left in
  ///     the last call.
  /// - Throws: `LedgerFailure` when it could not be kept.
  func save(_ ledger: Ledger, unfinished: Set<Scope>) async throws(LedgerFailure)
}

/// Why a ledger could not be read or kept.
public struct LedgerFailure: Error, Sendable {
  /// One diagnostic for each part that failed.
  public var diagnostics: [Diagnostic]

  /// Collects what failed.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
