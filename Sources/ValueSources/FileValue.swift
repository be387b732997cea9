import Sealing
public import SecretModel
public import YAMLTree

/// `file: PATH`: the content of a file, or one key of a file of values.
public struct FileValue: ValueSource {
  /// The key `file`.
  public static let manifestKey = "file"

  /// The keys `key`, `trim` and `encode`.
  public static let companionKeys = ["key", "trim", "encode"]

  /// The form `{ "file": PATH, "key": KEY, "trim": "none", "encode": "base64" }`, of which only `file` is required.
  public static let schema = """
    {
      "type": "object",
      "description": "The content of a file, relative to the manifest.",
      "properties": {
        "file": { "type": "string", "description": "The file's path.", "minLength": 1 },
        "key": {
          "type": "string",
          "description": "Take one key of a dotenv, JSON or YAML file.",
          "minLength": 1
        },
        "trim": {
          "enum": ["newlines", "none"],
          "description": "Whether line breaks at the end are dropped; they are, unless 'none'."
        },
        "encode": { "const": "base64", "description": "Take the bytes as they are and encode them." }
      },
      "required": ["file"],
      "not": { "required": ["encode", "trim"] },
      "additionalProperties": false
    }
    """

  private let written: String
  private let path: String
  private let key: String?
  private let transformation: ValueTransformation

  /// Reads the path and what is to be done with the content.
  public init?(decoding reader: inout MappingReader, into diagnostics: inout [Diagnostic]) {
    let file = reader.takeString("file", into: &diagnostics)
    let key = reader.takeString("key", into: &diagnostics)
    let trim = reader.takeString("trim", into: &diagnostics)
    let encode = reader.takeString("encode", into: &diagnostics)
    if let file, file.value.isEmpty || file.value.utf8.contains(0) {
      diagnostics.append(
        Diagnostic(code: "manifest.file", message: "'file' must be the path of a file", at: file.location)
      )
    }
    if let key, key.value.isEmpty {
      diagnostics.append(
        Diagnostic(code: "manifest.file", message: "'key' must name a key of the file", at: key.location)
      )
    }
    guard let transformation = Self.transformation(trim: trim, encode: encode, into: &diagnostics) else { return nil }
    guard let file else { return nil }
    written = file.value
    path = Self.resolved(file.value, besides: file.location.file)
    self.key = key?.value
    self.transformation = transformation
  }

  private static func transformation(
    trim: Located<String>?,
    encode: Located<String>?,
    into diagnostics: inout [Diagnostic]
  ) -> ValueTransformation? {
    if let encode {
      guard encode.value == "base64" else {
        diagnostics.append(unknownWord(encode, of: "encode", legal: ["base64"]))
        return nil
      }
      if let trim {
        diagnostics.append(
          Diagnostic(
            code: "manifest.file",
            message: "'trim' and 'encode' exclude each other: encoding takes the bytes as they are",
            remedy: "remove 'trim'",
            at: trim.location
          )
        )
        return nil
      }
      return .base64
    }
    switch trim?.value {
    case nil, "newlines": return .trimNewlines
    case "none": return ValueTransformation.none
    default:
      if let trim { diagnostics.append(unknownWord(trim, of: "trim", legal: ["newlines", "none"])) }
      return nil
    }
  }

  private static func unknownWord(_ word: Located<String>, of key: String, legal: [String]) -> Diagnostic {
    Diagnostic(
      code: "manifest.unknown_word",
      message: "unknown word '\(word.value)' for '\(key)'",
      remedy: nearestWord(to: word.value, among: legal).map { "did you mean '\($0)'?" }
        ?? "write \(legal.map { "'\($0)'" }.joined(separator: " or "))",
      at: word.location
    )
  }

  private static func resolved(_ path: String, besides manifest: String) -> String {
    guard !path.hasPrefix("/"), let slash = manifest.lastIndex(of: "/") else { return path }
    return "\(manifest[...slash])\(path)"
  }

  /// A value that is read when the command runs.
  public var desiredValue: DesiredValue { .source }

  /// The form `file 'PATH'`, or `key 'KEY' of file 'PATH'`.
  public var summary: String { key.map { "key '\($0)' of file '\(written)'" } ?? "file '\(written)'" }

  /// The file and its key, however the path to it is written.
  public var origin: String? { "\(plainPath(path)):\(key ?? "")" }

  /// The one file.
  public var filePaths: [String] { [path] }

  /// Line breaks at the end are wanted where nothing is dropped.
  public var keepsNewlines: Bool { transformation != .trimNewlines }

  /// Reads the file.
  public func read(in context: ValueContext) -> ValueReading {
    let files = FileConfinement(root: context.root, allowsOutside: context.allowOutsideFiles)
    do throws(FileConfinement.Refusal) {
      let content = try files.read(path, written: written)
      let remarks = content.isReadableByOthers ? [readableByOthers] : []
      guard let key else { return .given(.plain(transformation.applied(to: content.value)), remarks: remarks) }
      return pick(key, from: content.value, remarks: remarks)
    } catch {
      switch error {
      case .missing: return .notGiven(reason: "file '\(written)' is not there")
      case .forbidden(let diagnostic): return .unusable(diagnostic)
      }
    }
  }

  private func pick(_ key: String, from content: SecretValue, remarks: [Diagnostic]) -> ValueReading {
    do throws(ValueFileError) {
      let format = ValueFileFormat(path: written)
      guard let value = try format.value(of: key, in: content) else {
        return .notGiven(reason: "\(summary) is not there")
      }
      return .given(.plain(transformation.applied(to: value)), remarks: remarks)
    } catch {
      return .unusable(error.diagnostic(summary: summary))
    }
  }

  private var readableByOthers: Diagnostic {
    Diagnostic(
      .warning,
      code: "value_file_readable_by_others",
      message: "the file '\(written)' is readable by every user of this machine",
      remedy: "run 'chmod o-r' on it"
    )
  }
}
