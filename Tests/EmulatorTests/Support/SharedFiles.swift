import Foundation

@testable import GitHubEmulator

/// The material beside the repository that the emulator is checked against.
enum SharedFiles {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")

  static let hasDescriptions = FileManager.default.fileExists(atPath: folder.appendingPathComponent("openapi").path)
  static let hasRecordings = FileManager.default.fileExists(atPath: folder.appendingPathComponent("recorded").path)

  static func description(_ name: String) throws -> JSON {
    let file = folder.appendingPathComponent("openapi").appendingPathComponent(name)
    return try JSON(parsing: [UInt8](try Data(contentsOf: file)))
  }

  static func recording(_ name: String) throws -> [RecordedExchange] {
    let file = folder.appendingPathComponent("recorded/PyGithub").appendingPathComponent("\(name).txt")
    return RecordedExchange.parse(try String(contentsOf: file, encoding: .utf8))
  }
}
