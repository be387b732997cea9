import Foundation

/// What a script expects of output and files.
extension ScriptSession {
  func expectMatch(_ text: String, _ line: ScriptLine, _ arguments: [String]) throws {
    let pattern = try argument(0, of: arguments)
    let isFound = try text.contains(Regex(pattern).anchorsMatchLineEndings())
    guard isFound != line.isNegated else { throw Unmet(isFound ? "is found" : "is not found") }
  }

  func expectJSON(_ line: ScriptLine, _ arguments: [String]) throws {
    let path = try argument(0, of: arguments)
    let value = try JSONTree(parsing: lastRun().output).value(at: path)?.text
    guard arguments.count > 1 else {
      guard (value != nil) != line.isNegated else { throw Unmet("is \(value ?? "absent")") }
      return
    }
    guard arguments[1] == "==", arguments.count > 2 else { throw Unmet("must read json PATH == VALUE") }
    let wanted = arguments[2...].joined(separator: " ")
    guard (value == wanted) != line.isNegated else { throw Unmet("is \(value ?? "absent")") }
  }

  /// Compares what a program wrote, or a file, with a file of the archive.
  mutating func compare(_ arguments: [String]) throws {
    let source = try argument(0, of: arguments)
    let name = try argument(1, of: arguments)
    let actual = normalized(try textToCompare(source))
    guard let expected = script.archive[name] else { throw Unmet("the archive has no '\(name)'") }
    guard actual != expected else { return }
    guard Golden.isRecording else {
      throw Unmet("differs (- expected, + actual)\n\(lineDifference(from: expected, to: actual))")
    }
    recorded[name] = actual
  }

  private func textToCompare(_ source: String) throws -> String {
    switch source {
    case "stdout": try lastRun().output
    case "stderr": try lastRun().errors
    default: try text(ofFile: source)
    }
  }

  /// Takes out what differs from run to run, and adds the last newline that an archive always has.
  private func normalized(_ text: String) -> String {
    var text = text.replacing(folder.path(percentEncoded: false), with: "$WORK")
    if let server { text = text.replacing(server.baseURL, with: "$URL") }
    return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }

  func expectNoLeak(_ text: String) throws {
    for run in runs where run.output.contains(text) || run.errors.contains(text) {
      throw Unmet("it is in the output of '\(run.command)'")
    }
    let leaked = Data(text.utf8)
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)) {
      guard let data = try? Data(contentsOf: file(path)), data != placedFiles[path] else { continue }
      if data.range(of: leaked) != nil { throw Unmet("it is in the file '\(path)'") }
    }
  }

  /// Makes a key pair; the file is for its owner alone, as a private key should be.
  mutating func makeAppKey(_ path: String) throws {
    let key = try AppKey()
    try place(Data(key.privatePEM.utf8), at: path)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600],
      ofItemAtPath: file(path).path(percentEncoded: false)
    )
    environment["APP_PRIVATE_KEY"] = key.privatePEM.replacing("\n", with: "\\n")
    environment["APP_PUBLIC_KEY"] = key.publicPEM.replacing("\n", with: "\\n")
  }

  mutating func lock(_ path: String) throws {
    try place(Data("1\n".utf8), at: path)
    let handle = try FileHandle(forUpdating: file(path))
    guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw Unmet("it is locked already") }
    lockedFiles[path] = handle
  }

  mutating func performOnFiles(_ line: ScriptLine, _ arguments: [String]) throws {
    let path = try argument(0, of: arguments)
    switch line.command {
    case "cp":
      try place(try Data(contentsOf: file(path)), at: try argument(1, of: arguments))
    case "rm":
      try FileManager.default.removeItem(at: file(path))
    case "mkdir":
      try FileManager.default.createDirectory(at: file(path), withIntermediateDirectories: true)
    case "symlink":
      let target = try argument(1, of: arguments)
      try FileManager.default.createSymbolicLink(
        atPath: file(path).path(percentEncoded: false),
        withDestinationPath: target
      )
    case "exists":
      let exists = FileManager.default.fileExists(atPath: file(path).path(percentEncoded: false))
      guard exists != line.isNegated else { throw Unmet(exists ? "it is there" : "it is not there") }
    default:
      try expectMatch(try text(ofFile: try argument(1, of: arguments)), line, arguments)
    }
  }
}
