import Sealing
import SecretModel
import Testing
import ValueSources
import YAMLTree

/// What came of reading a value, in a form that tests compare.
enum Reading: Equatable {
  /// The value, and the codes of the remarks.
  case given(String, remarks: [String] = [])
  /// A sealed box.
  case sealed(String)
  /// The reason.
  case notGiven(String)
  /// The whole message.
  case unusable(String)

  init(_ reading: ValueReading) {
    switch reading {
    case .given(.plain(let value), let remarks):
      self = .given(String(decoding: value.withBytes { Array($0) }, as: UTF8.self), remarks: remarks.map(\.code))
    case .given(.sealed(let box), _): self = .sealed(box.base64)
    case .notGiven(let reason): self = .notGiven(reason)
    case .unusable(let diagnostic): self = .unusable(diagnostic.description)
    }
  }
}

/// Decodes the mapping under `value:`, as it would stand in a manifest.
func decode(_ yaml: String, file: String = "m.yaml") throws -> (source: (any ValueSource)?, diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  let source = decodeValueSource(try parseYAML(Array(yaml.utf8), file: file), into: &diagnostics)
  return (source, diagnostics)
}

/// Decodes a value that is right, in a manifest in a folder.
func declaration(_ yaml: String, in folder: String = ".", allowEmpty: Bool = false) throws -> ValueDeclaration {
  let (source, diagnostics) = try decode(yaml, file: "\(folder)/m.yaml")
  #expect(diagnostics == [])
  return ValueDeclaration(
    source: try #require(source),
    allowEmpty: allowEmpty,
    location: SourceLocation(file: "m.yaml", line: 3, column: 5)
  )
}

/// Reads a value that comes from a file in a folder.
func read(_ yaml: String, in folder: TemporaryFolder, allowOutsideFiles: Bool = false) throws -> Reading {
  let context = ValueContext(environment: [:], root: folder.path, allowOutsideFiles: allowOutsideFiles)
  return Reading(try declaration(yaml, in: folder.path).read(in: context))
}

/// Reads a value that comes from the environment.
func read(
  _ yaml: String,
  environment: [String: String],
  allowEmpty: Bool = false,
  allowedPatterns: [String] = []
) throws -> Reading {
  let context = ValueContext(
    environment: .variables(environment),
    root: ".",
    allowedEnvironmentPatterns: allowedPatterns.map { Glob($0) }
  )
  return Reading(try declaration(yaml, allowEmpty: allowEmpty).read(in: context))
}
