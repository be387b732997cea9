#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import SecretModel

/// The repository that a checkout is of, as git knows it.
///
/// - Parameters:
///   - root: the root of the checkout.
///   - hosts: the hosts whose repositories are meant, in lower case.
/// - Returns: nil when it has no remote `origin` on one of these hosts.
func checkoutRepository(root: String, hosts: Set<String>) -> RepositoryFullName? {
  guard let folder = gitFolder(joined(root, ".git")), let config = text(joined(folder, "config")) else { return nil }
  return originURL(inGitConfig: config).flatMap { repository(ofRemote: $0, hosts: hosts) }
}

/// The folder with git's configuration; a work tree and a submodule have a file that leads to it.
private func gitFolder(_ path: String) -> String? {
  var isFolder = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
  if isFolder { return path }
  guard let line = text(path).flatMap(firstLine), line.hasPrefix("gitdir: ") else { return nil }
  let parent = String(path.dropLast(".git".count))
  let folder = joined(parent.isEmpty ? "." : parent, String(line.dropFirst("gitdir: ".count)))
  return text(joined(folder, "commondir")).flatMap(firstLine).map { joined(folder, $0) } ?? folder
}

private func text(_ path: String) -> String? {
  FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
}

private func firstLine(_ text: String) -> String? { text.split(whereSeparator: \.isNewline).first.map(String.init) }

/// The URL of the remote `origin`, the last one as for git.
///
/// Source: git-scm.com, "git-config", the parts of its syntax that git itself writes.
func originURL(inGitConfig config: String) -> String? {
  var isOrigin = false
  var url: String?
  for line in config.split(whereSeparator: \.isNewline).map(trimmed) {
    if line.hasPrefix("[") {
      isOrigin = line.lowercased().hasPrefix("[remote ") && line.hasSuffix("\"origin\"]")
    } else if isOrigin, let sign = line.firstIndex(of: "="), trimmed(line[..<sign]).lowercased() == "url" {
      url = trimmed(line[line.index(after: sign)...])
    }
  }
  return url
}

/// The repository that a remote's URL names: `https://HOST/OWNER/NAME.git`, `ssh://git@HOST/OWNER/NAME` or
/// `git@HOST:OWNER/NAME`.
func repository(ofRemote url: String, hosts: Set<String>) -> RepositoryFullName? {
  let parts: (authority: Substring, path: Substring)
  if let scheme = url.firstRange(of: "://") {
    let rest = url[scheme.upperBound...]
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    parts = (rest[..<slash], rest[rest.index(after: slash)...])
  } else {
    guard let colon = url.firstIndex(of: ":") else { return nil }
    parts = (url[..<colon], url[url.index(after: colon)...])
  }
  // Before '@' may be a password; it goes nowhere.
  let host = parts.authority.split(separator: "@").last?.split(separator: ":").first.map { $0.lowercased() } ?? ""
  guard hosts.contains(host) || hosts.contains(where: { "ssh.\($0)" == host }) else { return nil }
  var path = parts.path
  while path.last == "/" { path.removeLast() }
  while path.first == "/" { path.removeFirst() }
  if path.hasSuffix(".git") { path.removeLast(".git".count) }
  return try? RepositoryFullName(String(path))
}

private func trimmed(_ text: some StringProtocol) -> String {
  let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
  let start = text.drop(while: isBlank)
  return String(start[..<(start.lastIndex { !isBlank($0) }.map(start.index(after:)) ?? start.startIndex)])
}
