public import GitHubEmulator
import Synchronization

/// What must hold at every moment while the second manifest of the swept world is applied, and what does not.
public enum SweptPromises {
  /// Every promise that is broken now, in words.
  public static func broken(_ secrets: [String: [String: GitHubModel.SecretContent]]) -> [String] {
    let organization = secrets["acme"] ?? [:]
    let repository = secrets["acme/web"] ?? [:]
    var broken: [String] = []
    for name in lasting where organization[name] == nil { broken.append("acme \(name) was deleted") }
    if repository["DSN"] == nil { broken.append("acme/web DSN was deleted") }
    if secrets["acme/web:production/eu"]?["DB"] == nil { broken.append("acme/web:production/eu DB was deleted") }
    for (scope, content) in secrets {
      for (name, secret) in content where (secret.value ?? []).isEmpty {
        broken.append("\(scope) \(name) has no value")
      }
    }
    if organization["UP"] == nil, repository["UP"] == nil { broken.append("UP is nowhere") }
    if organization["DOWN"]?.reaches("web") != true, repository["DOWN"] == nil { broken.append("DOWN is nowhere") }
    for name in lasting where organization[name]?.reaches("web") == false {
      broken.append("acme/web lost \(name), which it keeps")
    }
    if let secret = organization["NARROWED"], secret.isRenewed, secret.reaches("api") {
      broken.append("acme/api sees the new value of NARROWED")
    }
    return broken
  }

  /// The organization's secrets that both manifests have, or that are none of their business.
  private static let lasting = [
    "ADDED", "BROADCAST", "EXTERNAL", "INSIDE", "KEPT", "LEGACY_A", "LEGACY_B", "LEGACY_C", "NARROWED", "REMOVED",
    "REPLACED", "ROTATED",
  ]
}

/// Collects promises that were broken at any moment.
public final class BrokenPromises: Sendable {
  private let found = Mutex<Set<String>>([])

  /// None are known yet.
  public init() {}

  /// All so far.
  public var all: [String] { found.withLock { $0.sorted() } }

  /// Looks at this moment.
  public func check(_ model: GitHubModel) {
    let broken = SweptPromises.broken(model.secrets)
    guard !broken.isEmpty else { return }
    found.withLock { $0.formUnion(broken) }
  }
}

extension GitHubModel.SecretContent {
  fileprivate func reaches(_ repository: String) -> Bool {
    visibility != "selected" || repositories.contains(repository)
  }

  fileprivate var isRenewed: Bool { String(decoding: value ?? [], as: UTF8.self).hasSuffix("_ANEW") }
}
