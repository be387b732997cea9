import Foundation

/// A command test that reads like a session: commands and expectations, then the files that they work on.
///
/// It is a txtar archive. Each line of its comment is one command (see `ScriptSession`), `#` starts the narrative.
public struct Script: Sendable, CustomStringConvertible {
  /// The file's name.
  public let name: String
  /// The commands.
  public let lines: [ScriptLine]
  /// The files.
  public let archive: Txtar
  /// Where it was read, so that expectations can be recorded; nil when it came from elsewhere.
  let path: String?

  /// Reads the text of a script.
  ///
  /// - Throws: `ScriptSyntaxError` when a quote is not closed.
  public init(name: String, text: String) throws { try self.init(name: name, text: text, path: nil) }

  private init(name: String, text: String, path: String?) throws {
    self.name = name
    self.path = path
    archive = Txtar(text)
    lines = try archive.comment.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in try ScriptLine(String(line), number: index + 1) }
  }

  /// The scripts in a folder beside a source file, by name.
  ///
  /// - Throws: an error when one cannot be read.
  public static func all(in folder: String = "Scripts", beside sourceFile: String = #filePath) throws -> [Script] {
    let folder = URL(filePath: sourceFile).deletingLastPathComponent().appending(path: folder)
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txtar" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { file in
        let text = try String(contentsOf: file, encoding: .utf8)
        return try Script(name: file.lastPathComponent, text: text, path: file.path(percentEncoded: false))
      }
  }

  /// The file's name, which names the case.
  public var description: String { name }
}

/// One command of a script.
public struct ScriptLine: Hashable, Sendable {
  /// Its line, the first being 1.
  public let number: Int
  /// The line as it was written.
  public let text: String
  /// Whether it starts with `!`.
  public let isNegated: Bool
  /// The exit code after `!`; nil when there is none.
  public let exitCode: Int?
  /// The first word.
  public let command: String
  /// The other words, quotes taken off.
  public let arguments: [ScriptWord]
  /// What follows the first word, as it was written.
  public let rest: String

  /// Reads a line; nil when it is empty or a comment.
  ///
  /// - Throws: `ScriptSyntaxError` when a quote is not closed.
  public init?(_ line: String, number: Int) throws {
    text = line.trimmingCharacters(in: .whitespaces)
    self.number = number
    guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
    var rest = Substring(text)
    isNegated = rest.first == "!"
    if isNegated { rest = rest.dropFirst().drop { $0 == " " } }
    let firstWord = rest.prefix { $0 != " " }
    exitCode = isNegated ? Int(firstWord) : nil
    if exitCode != nil { rest = rest.dropFirst(firstWord.count).drop { $0 == " " } }
    command = String(rest.prefix { $0 != " " })
    self.rest = String(rest.dropFirst(command.count).drop { $0 == " " })
    arguments = try words(in: self.rest, line: number)
  }
}

/// One word of a command.
public struct ScriptWord: Hashable, Sendable {
  /// The word without its quotes.
  public let text: String
  /// Whether any of it stood in quotes, where variables are not replaced.
  public let isQuoted: Bool
}

/// A script cannot be read.
public struct ScriptSyntaxError: Error, CustomStringConvertible {
  /// What is wrong, and in which line.
  public let description: String
}

/// Splits at blanks; text in single quotes keeps them, and two single quotes in it stand for one.
private func words(in text: String, line: Int) throws -> [ScriptWord] {
  var words: [ScriptWord] = []
  var word: String?
  var isQuoted = false
  var isInside = false
  var characters = text[...]
  func finish() {
    if let finished = word { words.append(ScriptWord(text: finished, isQuoted: isQuoted)) }
    word = nil
    isQuoted = false
  }
  while let character = characters.popFirst() {
    switch character {
    case "'" where isInside && characters.first == "'":
      characters.removeFirst()
      word?.append("'")
    case "'":
      isInside.toggle()
      isQuoted = true
      word = word ?? ""
    case " " where !isInside: finish()
    default: word = (word ?? "") + String(character)
    }
  }
  guard !isInside else { throw ScriptSyntaxError(description: "line \(line): a quote is not closed") }
  finish()
  return words
}
