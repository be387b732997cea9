public import SecretModel
import Sealing

/// A digest of the manifest's files: it moves when any of them does.
///
/// - Parameter files: path and content of each file, sorted by path.
/// - Returns: 64 hexadecimal digits.
public func manifestDigest(_ files: [(path: String, bytes: [UInt8])]) -> String {
  var text: [UInt8] = []
  for file in files {
    // The lengths keep two different sets of files from giving the same bytes.
    text += Array("\(file.path.utf8.count) \(file.bytes.count)\n\(file.path)\n".utf8) + file.bytes
  }
  return digest(of: text)
}

/// A digest of what GitHub showed: it moves when anything that a plan looks at does.
///
/// - Returns: 64 hexadecimal digits.
public func liveDigest(_ live: LiveState) -> String {
  var lines: [String] = []
  lines += live.missingEnvironments.sorted().map { "missing \($0)" }
  for (collection, secrets) in live.listings.sorted(by: { $0.key < $1.key }) {
    lines.append("scope \(collection.store) \(collection.scope)")
    lines += secrets.sorted { $0.key < $1.key }.map { "\($0) \($1.updatedAt) \($1.access.line)" }
  }
  for (name, lookup) in live.lookups.sorted(by: { $0.key < $1.key }) {
    switch lookup {
    case .notVisible: lines.append("repository \(name) not visible")
    case .found(let id):
      let state = live.repositories[id]
      let archived = state?.isArchived.map(String.init) ?? "-"
      lines.append("repository \(name) \(id) \(state?.visibility?.rawValue ?? "-") \(archived)")
    }
  }
  for (collection, key) in live.publicKeys.sorted(by: { $0.key < $1.key }) {
    lines.append("key \(collection.store) \(collection.scope) \(key.keyID) \(key.key ?? "-")")
  }
  return digest(of: Array(lines.joined(separator: "\n").utf8))
}

/// A digest of what several runs were shown, given the digest of each.
///
/// - Returns: 64 hexadecimal digits.
public func joinedLiveDigest(_ digests: [String]) -> String {
  digest(of: Array(digests.joined(separator: "\n").utf8))
}

extension AccessState {
  fileprivate var line: String {
    let ids = repositories.map { $0.sorted().map(\.description).joined(separator: ",") } ?? "-"
    return "\(visibility?.rawValue ?? "-") \(ids)"
  }
}
