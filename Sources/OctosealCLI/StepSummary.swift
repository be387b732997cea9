#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import SecretModel

/// The page that GitHub Actions shows of a step, to which every command of the step adds.
enum StepSummary {
  /// Adds a text.
  ///
  /// - Throws: `Diagnostic`, a warning, when it cannot be added.
  static func append(_ text: String, to path: String) throws(Diagnostic) {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw problem(String(cString: strerror(errno))) }
    defer { close(file) }
    let bytes = Array("\(text)\n".utf8)
    var status = stat()
    // Of a page that is too large the runner shows nothing at all.
    guard fstat(file, &status) == 0, Int(status.st_size) + bytes.count <= mostBytes else {
      throw problem("the step has shown so much already that GitHub would show nothing of it")
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
      guard written >= 0 || errno == EINTR else { throw problem(String(cString: strerror(errno))) }
      rest = rest.dropFirst(max(0, written))
    }
  }

  private static func problem(_ reason: String) -> Diagnostic {
    Diagnostic(
      .warning,
      code: "output.summary",
      message: "the summary of the step (GITHUB_STEP_SUMMARY) was not written: \(reason)",
      remedy: "the result itself is complete"
    )
  }
}

/// The most that a runner takes of one step.
///
/// Source: docs.github.com, "Workflow commands for GitHub Actions", "Step isolation and limits".
private let mostBytes = 1_024 * 1_024

private func systemWrite(_ file: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, base, count)
}
