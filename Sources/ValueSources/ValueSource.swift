public import Sealing
public import SecretModel
public import YAMLTree

/// A place from which a value can come.
///
/// A further source is one further type, and its entry in `allValueSources`.
public protocol ValueSource: Sendable {
  /// The key under `value:` that chooses this source.
  static var manifestKey: String { get }

  /// The further keys under `value:` that this source understands.
  static var companionKeys: [String] { get }

  /// The JSON Schema of this source's mapping under `value:`, as JSON text.
  static var schema: String { get }

  /// Reads the source's own keys.
  ///
  /// - Returns: nil after adding a diagnostic when they are wrong.
  init?(decoding reader: inout MappingReader, into diagnostics: inout [Diagnostic])

  /// What the planner may know of the value.
  var desiredValue: DesiredValue { get }

  /// Where the value comes from, in words and never with the value: `environment variable 'NPM_TOKEN'`.
  var summary: String { get }

  /// The same text for sources that give the same value however they are written; nil where no two can.
  var origin: String? { get }

  /// The files that are read for it, as paths from the working folder.
  var filePaths: [String] { get }

  /// Whether a line break at the end of the value is there because somebody wanted it.
  var keepsNewlines: Bool { get }

  /// Reads the value.
  func read(in context: ValueContext) -> ValueReading

  /// Wipes what this process itself holds of the value, which cannot be read any more then.
  func forget(in context: ValueContext)
}

extension ValueSource {
  /// None, unless the source says otherwise.
  public static var companionKeys: [String] { [] }

  /// What the words say, unless the source says otherwise.
  public var origin: String? { summary }

  /// No files, unless the source says otherwise.
  public var filePaths: [String] { [] }

  /// Not known to be wanted, unless the source says otherwise.
  public var keepsNewlines: Bool { false }

  /// Nothing is held, unless the source says otherwise.
  public func forget(in context: ValueContext) {}
}

/// What a value may be read from.
public struct ValueContext: Sendable {
  /// The environment variables.
  public var environment: ValueEnvironment
  /// The folder of the manifest, which no value file may leave.
  public var root: String
  /// Whether files outside the folder may be read all the same.
  public var allowOutsideFiles: Bool
  /// When not empty, only variables that fit one of these may be read.
  public var allowedEnvironmentPatterns: [Glob]
  /// Why no value at all may be read, as a clause; nil when they may.
  public var withheld: String?

  /// States what may be read.
  public init(
    environment: ValueEnvironment,
    root: String,
    allowOutsideFiles: Bool = false,
    allowedEnvironmentPatterns: [Glob] = [],
    withheld: String? = nil
  ) {
    self.environment = environment
    self.root = root
    self.allowOutsideFiles = allowOutsideFiles
    self.allowedEnvironmentPatterns = allowedEnvironmentPatterns
    self.withheld = withheld
  }
}

/// What came of reading a value.
public enum ValueReading: Sendable {
  /// It is there.
  case given(SecretPayload, remarks: [Diagnostic])
  /// This run was not given it; the reason is a clause such as `environment variable 'A' is not set`.
  case notGiven(reason: String)
  /// It is there, or could be, and must not be used.
  case unusable(Diagnostic)
}
