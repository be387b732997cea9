import Foundation

/// Expected output that lies in a folder beside the test, for people to read.
///
/// With `OCTOSEAL_RECORD=1` in the environment what differs is written down instead, and the test fails all the same, so
/// that nothing is recorded unseen.
public struct Golden: Sendable {
  private let folder: URL

  /// Names the folder beside a source file.
  public init(_ folder: String = "Golden", beside sourceFile: String = #filePath) {
    self.folder = URL(filePath: sourceFile).deletingLastPathComponent().appending(path: folder)
  }

  /// Whether this run writes down what differs.
  public static var isRecording: Bool { ProcessInfo.processInfo.environment["OCTOSEAL_RECORD"] == "1" }

  /// Compares text with a file.
  ///
  /// - Throws: `GoldenMismatch` when they differ or the file is not there yet.
  public func compare(_ actual: String, with name: String) throws {
    let file = folder.appending(path: name)
    let expected = try? String(contentsOf: file, encoding: .utf8)
    guard expected != actual else { return }
    if Golden.isRecording {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: file)
    }
    throw GoldenMismatch(name: name, expected: expected, actual: actual)
  }
}

/// Output is not what was expected.
public struct GoldenMismatch: Error, CustomStringConvertible {
  /// The golden's name.
  public var name: String
  /// What was expected; nil when nothing was recorded.
  public var expected: String?
  /// What came out.
  public var actual: String

  /// What differs, line by line, and how to record it.
  public var description: String {
    guard !Golden.isRecording else { return "recorded \(name); look at it, then run again without OCTOSEAL_RECORD" }
    guard let expected else { return "nothing is recorded for \(name); run with OCTOSEAL_RECORD=1" }
    return "\(name) differs (- expected, + actual); run with OCTOSEAL_RECORD=1 to record it\n"
      + lineDifference(from: expected, to: actual)
  }
}

/// The lines of two texts, `-` before those that are only in the first, `+` before those that are only in the second.
public func lineDifference(from expected: String, to actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var removed: Set<Int> = []
  var inserted: Set<Int> = []
  for change in new.difference(from: old) {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var lines: [String] = []
  var oldIndex = 0
  var newIndex = 0
  while oldIndex < old.count || newIndex < new.count {
    if removed.contains(oldIndex) {
      lines.append("- \(old[oldIndex])")
      oldIndex += 1
    } else if inserted.contains(newIndex) {
      lines.append("+ \(new[newIndex])")
      newIndex += 1
    } else {
      lines.append("  \(old[oldIndex])")
      oldIndex += 1
      newIndex += 1
    }
  }
  return lines.joined(separator: "\n")
}
