import Foundation
import Testing

/// The project's own files, as the tests of its workflows need them.
enum ProjectFiles {
  /// The top of the project.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Where the built programs lie.
  static let programs = Bundle.main.bundleURL.path(percentEncoded: false)

  static func path(_ name: String) -> String { root.appending(path: name).path(percentEncoded: false) }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: root.appending(path: name), encoding: .utf8)
  }

  /// The script of the step with this name.
  static func script(ofStep step: String, in workflow: String) throws -> String {
    let lines = try text(workflow).split(separator: "\n", omittingEmptySubsequences: false)
    let name = try #require(lines.firstIndex { $0.hasSuffix("- name: \(step)") }, "\(workflow) has no step '\(step)'")
    let run = try #require(lines[name...].firstIndex { $0.hasSuffix(" run: |") }, "step '\(step)' runs no script")
    let indent = lines[run].prefix { $0 == " " }.count
    let body = lines[(run + 1)...].prefix { $0.isEmpty || $0.prefix { $0 == " " }.count > indent }
    return body.map { $0.dropFirst(indent + 2) }.joined(separator: "\n")
  }
}
