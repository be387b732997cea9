import Foundation

/// The folder beside the repository that holds GitHub's own descriptions and recorded traffic.
///
/// It is not part of the repository; tests that need it are skipped where it is absent.
enum SharedFolder {
  static let path = URL(filePath: #filePath).deletingLastPathComponent().path() + "../../../shared/"

  static let isPresent = FileManager.default.fileExists(atPath: path + "openapi/openapi-secrets.json")

  static let absence = "the folder 'shared' with GitHub's descriptions is not beside the repository"

  static func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path + name)) }
}
