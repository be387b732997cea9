import Foundation
import Manifests
import SecretModel

/// Manifests with what is said about each, kept as text: `=== name`, the manifest, `---expected`, one line each.
///
/// A line `schema: cannot say REASON` below the name marks a mistake that only the program finds.
struct CaseFile {
  /// One manifest.
  struct Case {
    var name: String
    var schemaCannotSay: String?
    var manifest: String
    var expected: [String]

    /// What the program says about it now: each diagnostic, and below it the other place that belongs to it.
    var diagnostics: [String] {
      loadManifest(Array(manifest.utf8), named: "m.yaml").diagnostics
        .flatMap { diagnostic in
          [diagnostic.description] + (diagnostic.related.map { ["  see \($0)"] } ?? [])
        }
    }
  }

  static let isRecording = ProcessInfo.processInfo.environment["OCTOSEAL_RECORD"] == "1"

  var cases: [Case]
  private let url: URL

  init(_ name: String) throws {
    url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/\(name)")
    cases = try String(contentsOf: url, encoding: .utf8).split(separator: "\n=== ").map { Self.read(String($0)) }
  }

  private static func read(_ text: String) -> Case {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let name = lines.removeFirst().replacing("=== ", with: "")
    var result = Case(name: name, manifest: "", expected: [])
    if let mark = lines.first, mark.hasPrefix(schemaMark) {
      result.schemaCannotSay = String(mark.dropFirst(schemaMark.count))
      lines.removeFirst()
    }
    let parts = lines.split(separator: "---expected", omittingEmptySubsequences: false)
    result.manifest = parts[0].map { "\($0)\n" }.joined()
    result.expected = parts.dropFirst().joined().filter { !$0.isEmpty }
    return result
  }

  /// Writes what the program says now as what is expected.
  func record() throws {
    let text = cases.map { entry in
      let mark = entry.schemaCannotSay.map { "\(schemaMark)\($0)\n" } ?? ""
      let expected = (["---expected"] + entry.diagnostics).map { "\($0)\n" }.joined()
      return "=== \(entry.name)\n\(mark)\(entry.manifest)\(expected)"
    }
    try text.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
  }
}

private let schemaMark = "schema: cannot say "
