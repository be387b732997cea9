import Foundation
import Manifests
import SecretModel
import Testing
import Workflows

/// A folder for one test, gone afterwards.
final class TemporaryCheckout {
  let path: String

  /// Makes a folder with files, by path.
  init(_ files: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "octoseal-checkout-\(UUID().uuidString)").path()
    for (file, text) in files {
      let url = URL(filePath: "\(path)/\(file)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What a manifest has to say about the workflows here.
  func check(
    _ manifest: String,
    _ repository: String? = "acme/web",
    at subfolder: String = "",
    fallback: String? = nil
  ) throws -> CheckedWorkflows {
    let loaded = try #require(loadManifest(Array(manifest.utf8), named: "m.yaml").manifest, "the manifest is wrong")
    return checkWorkflows(
      of: Checkout(path: path + subfolder, repository: try repository.map { try RepositoryFullName($0) }),
      against: loaded.desired,
      hosts: ["github.com"],
      fallback: try fallback.map { try RepositoryFullName($0) }
    )
  }
}
