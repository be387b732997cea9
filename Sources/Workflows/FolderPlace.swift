#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where the workflows of a checkout are, and where the checkout is.
struct FolderPlace {
  /// The folder of the workflows.
  let workflows: String
  /// The root of the checkout; nil when the folder is not the `.github/workflows` of one.
  let root: String?

  /// Finds both from the root of a checkout, its `.github`, or the folder of the workflows itself.
  init?(_ given: String) {
    let given = plain(given)
    let parts = given.split(separator: "/").suffix(2)
    if isFolder(joined(given, ".github/workflows")) {
      self.init(workflows: joined(given, ".github/workflows"), root: given)
    } else if parts.last == ".github", isFolder(joined(given, "workflows")) {
      self.init(workflows: joined(given, "workflows"), root: joined(given, ".."))
    } else if isFolder(given), !exists(joined(given, ".git")) {
      self.init(workflows: given, root: parts == [".github", "workflows"] ? joined(given, "../..") : nil)
    } else {
      return nil
    }
  }

  private init(workflows: String, root: String?) {
    self.workflows = workflows
    self.root = root
  }
}

/// A path below a folder; `.` is not written before it.
func joined(_ folder: String, _ path: String) -> String {
  folder == "." || path.hasPrefix("/") ? path : folder.hasSuffix("/") ? "\(folder)\(path)" : "\(folder)/\(path)"
}

/// A path without `./` before it and slashes behind it.
private func plain(_ path: String) -> String {
  var path = path[...]
  while path.count > 1, path.last == "/" { path.removeLast() }
  while path.hasPrefix("./") { path.removeFirst(2) }
  return path.isEmpty ? "." : String(path)
}

private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

private func isFolder(_ path: String) -> Bool {
  var isFolder = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
}
