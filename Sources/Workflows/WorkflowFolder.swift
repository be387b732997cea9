#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import SecretModel

/// The workflows of a checkout as they were read.
struct WorkflowFolder {
  /// The folder, as messages name it.
  let path: String
  /// What could be read, sorted by file name.
  private(set) var workflows: [Workflow] = []
  /// Whether nothing was left out that could be a workflow.
  private(set) var isComplete = true

  /// Reads every file of a folder that GitHub takes for a workflow.
  init?(at path: String, into diagnostics: inout [Diagnostic]) {
    self.path = path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      diagnostics.append(unreadable("the folder '\(path)' cannot be read", remedy: "make it readable for this user"))
      return nil
    }
    let files = names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted()
    guard !files.isEmpty else {
      diagnostics.append(noWorkflows(at: path))
      return nil
    }
    for file in files { read(file, into: &diagnostics) }
  }

  private mutating func read(_ fileName: String, into diagnostics: inout [Diagnostic]) {
    let file = joined(path, fileName)
    var problems: [Diagnostic] = []
    let workflow = bytes(of: file, into: &problems)
      .flatMap { readWorkflow($0, fileName: fileName, path: file, into: &problems) }
    if let workflow { workflows.append(workflow) }
    isComplete = isComplete && !problems.contains { $0.severity == .error }
    diagnostics += problems
  }
}

/// That a place has no workflow.
func noWorkflows(at path: String) -> Diagnostic {
  Diagnostic(
    code: "workflow.not_found",
    message: "there is no workflow in '\(path)'",
    remedy: "name the root of a checkout or its '.github/workflows' with '--workflows'"
  )
}

/// The largest file that is read as a workflow, in bytes; the longest that people write have a tenth of it.
private let largestFile = 1_024 * 1_024

private func bytes(of file: String, into diagnostics: inout [Diagnostic]) -> [UInt8]? {
  let start = SourceLocation(file: file, line: 1, column: 1)
  let attributes = try? FileManager.default.attributesOfItem(atPath: file)
  let type = attributes?[.type] as? FileAttributeType
  guard type != .typeSymbolicLink else {
    diagnostics.append(
      Diagnostic(
        .warning,
        code: "workflow.symbolic_link",
        message: "this is a symbolic link, which GitHub does not follow",
        remedy: "put the file itself here",
        at: start
      )
    )
    return nil
  }
  // Before it is read: a file may be larger than the memory.
  if let size = attributes?[.size] as? UInt, size > largestFile {
    let problem = "this is larger than \(largestFile >> 20) MiB, and no workflow"
    diagnostics.append(unreadable(problem, remedy: "remove it", at: start))
    return nil
  }
  guard type == .typeRegular, let data = FileManager.default.contents(atPath: file) else {
    diagnostics.append(unreadable("this cannot be read", remedy: "make it a readable file, or remove it", at: start))
    return nil
  }
  return Array(data)
}

private func unreadable(_ message: String, remedy: String, at location: SourceLocation? = nil) -> Diagnostic {
  Diagnostic(code: "workflow.unreadable", message: message, remedy: remedy, at: location)
}
