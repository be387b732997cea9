import SecretModel
import YAMLTree

/// The entries of a file that lead to something that was declared, from the outermost inwards.
struct DeclaredPath {
  /// One entry of each mapping on the way.
  private(set) var entries: [OutlineEntry] = []
  /// The anchor or merge key through which something else has a part of the way too.
  private(set) var sharedAt: SourceLocation?

  /// The keys as they were written.
  var keys: [String] { entries.compactMap(\.key.text) }

  /// Says whether a key is the one to follow.
  private typealias Step = (String) -> Bool

  /// Finds the secrets of a collection; nil when the file does not have them.
  init?(to collection: SecretCollection, in outline: YAMLOutline) {
    let last: [Step] = [{ $0 == collection.store.manifestKey }]
    for steps in Self.steps(to: collection.scope) where follow(steps + last, in: outline) { return }
    return nil
  }

  /// Finds the value of a secret; nil when the file does not have it.
  init?(toValueOf address: SecretAddress, in outline: YAMLOutline) {
    self.init(to: address.collection, in: outline)
    let steps: [Step] = [{ SecretName(listed: $0) == address.name }, { $0 == "value" }]
    guard follow(steps, in: outline) else { return nil }
  }

  /// The ways on which a scope may be found.
  private static func steps(to scope: Scope) -> [[Step]] {
    let organization: [Step] = [{ $0 == "organizations" }, { OwnerName(listed: $0) == scope.owner }]
    guard let repository = scope.repository else { return [organization] }
    let inside: [Step] = [{ $0 == "repositories" }, { RepositoryName(listed: $0) == repository.name }]
    let outside: [Step] = [{ $0 == "repositories" }, { (try? RepositoryFullName($0)) == repository }]
    guard let environment = scope.environment else { return [organization + inside, outside] }
    let rest: [Step] = [{ $0 == "environments" }, { EnvironmentName(listed: $0) == environment }]
    return [organization + inside + rest, outside + rest]
  }

  /// Goes on from the last entry; what was found stays only when all of it is there.
  private mutating func follow(_ steps: [Step], in outline: YAMLOutline) -> Bool {
    var path = self
    var node = entries.last?.value ?? outline.root
    for step in steps {
      guard let found = Self.entry(step, in: node) else { return false }
      if path.sharedAt == nil {
        path.sharedAt = found.sharedAt ?? (outline.isSharedItself(node) ? node.location : nil)
      }
      path.entries.append(found.entry)
      node = found.entry.value
    }
    self = path
    return true
  }

  private static func entry(
    _ step: @escaping Step,
    in node: OutlineNode
  ) -> (entry: OutlineEntry, sharedAt: SourceLocation?)? {
    switch node.content {
    case .scalar: return nil
    case .alias(let target): return entry(step, in: target).map { ($0.entry, target.location) }
    case .sequence(let items): return items.lazy.compactMap { entry(step, in: $0) }.first
    case .mapping(let entries):
      if let own = entries.first(where: { $0.key.text.map(step) == true }) { return (own, nil) }
      return entries.lazy.filter(\.isMerge)
        .compactMap { merge in
          entry(step, in: merge.value).map { ($0.entry, $0.sharedAt ?? merge.value.location) }
        }
        .first
    }
  }
}

extension OutlineEntry {
  /// Whether it is a merge key.
  fileprivate var isMerge: Bool {
    if case .scalar(let scalar) = key.content { scalar.isPlain && scalar.text == "<<" } else { false }
  }
}
