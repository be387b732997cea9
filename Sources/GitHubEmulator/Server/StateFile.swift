#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Keeps a model on disk.
///
/// Changes are written soon after they happen, many at once where they come fast, and all of them by `save()`.
public actor StateFile {
  private static let pause = Duration.milliseconds(100)

  private let path: String
  private let model: GitHubModel
  private var savedRevision: Int
  private var isSaving = false

  /// A file that the model shall be written to.
  ///
  /// - Parameters:
  ///   - path: the file; what is there is replaced.
  ///   - model: what to write.
  public init(path: String, model: GitHubModel) {
    self.path = path
    self.model = model
    savedRevision = model.revision
  }

  /// Reads the text of a state file, nil when there is no such file.
  ///
  /// - Throws: what reading the file throws.
  public static func read(_ path: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// Writes the model if it has changed.
  ///
  /// - Throws: what writing the file throws.
  public func save() throws {
    let revision = model.revision
    guard revision != savedRevision else { return }
    // Replaces the file as a whole, so that whoever reads it meanwhile sees the old or the new state.
    try Data(model.state.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    savedRevision = revision
  }

  /// Writes the model soon, if it has changed.
  func noticeChange() {
    guard !isSaving, model.revision != savedRevision else { return }
    isSaving = true
    Task {
      try? await Task.sleep(for: Self.pause)
      isSaving = false
      // A disk that is full now may not be at the next change or at the end, which reports it.
      try? save()
      noticeChange()
    }
  }
}
