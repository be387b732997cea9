/// The folder from which readers of a result name files, such as the root of a checkout.
public struct SourceRoot: Hashable, Sendable {
  private var root: [Substring]
  private var current: [Substring]

  /// Names the folder.
  ///
  /// - Parameters:
  ///   - root: its absolute path without links; nil for the folder in which the command runs.
  ///   - currentFolder: the absolute path of that folder, without links.
  public init(_ root: String?, currentFolder: String) {
    current = normalized(currentFolder.split(separator: "/"))
    self.root = root.map { normalized($0.split(separator: "/")) } ?? current
  }

  /// A file's path below the root; nil when it lies elsewhere.
  public func relativePath(of file: String) -> String? {
    let start = file.hasPrefix("/") ? [] : current
    let path = normalized(start + file.split(separator: "/"))
    guard path.starts(with: root), path.count > root.count else { return nil }
    return path[root.count...].joined(separator: "/")
  }

  /// A file's absolute path.
  func absolutePath(of file: String) -> String {
    let start = file.hasPrefix("/") ? [] : current
    return "/" + normalized(start + file.split(separator: "/")).joined(separator: "/")
  }
}

private func normalized(_ parts: [Substring]) -> [Substring] {
  var result: [Substring] = []
  for part in parts where part != "." {
    if part == ".." { _ = result.popLast() } else { result.append(part) }
  }
  return result
}
