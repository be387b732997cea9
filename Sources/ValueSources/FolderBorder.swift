#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The folder that value files must not leave.
struct FolderBorder {
  let folder: String

  /// Whether a path lies outside going by its words alone, without a look at any file.
  ///
  /// A path that lies inside by its words can still leave by a symbolic link.
  func excludes(wordsOf path: String) -> Bool {
    !plainComponents(of: path).starts(with: plainComponents(of: folder))
  }
}

/// The absolute path without `.` and `..`, going by its words alone.
func plainPath(_ path: String) -> String { "/" + plainComponents(of: path).joined(separator: "/") }

private func plainComponents(of path: String) -> [Substring] {
  var plain: [Substring] = []
  for component in absolute(path).split(separator: "/") {
    switch component {
    case ".": continue
    case "..": _ = plain.popLast()
    default: plain.append(component)
    }
  }
  return plain
}

private func absolute(_ path: String) -> String {
  guard !path.hasPrefix("/"), let working = getcwd(nil, 0) else { return path }
  defer { free(working) }
  return "\(String(cString: working))/\(path)"
}

/// Where a path leads when every link is followed.
enum RealPath {
  /// The file is there.
  case found(String)
  /// It is not there, and this is how far the path leads, as far as the system tells.
  case missing(upTo: String?)
  /// The system does not let us look, or links go in a circle.
  case unreadable(upTo: String?)

  /// Follows a path.
  init(of path: String) {
    // The system fills it also when it fails, with the place at which it failed.
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let isFound = realpath(path, &buffer) != nil
    let failure = errno
    let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    if isFound {
      self = .found(text)
    } else if failure == ENOENT || failure == ENOTDIR {
      self = .missing(upTo: text.isEmpty ? nil : text)
    } else {
      self = .unreadable(upTo: text.isEmpty ? nil : text)
    }
  }
}
