import GitHubAPI
import Synchronization

/// One request of a run by what it asks and how often that was asked before, so that it is the same in every run
/// whatever the order in which requests of one moment leave.
struct RequestName: Hashable, CustomStringConvertible {
  var method: String
  var target: String
  /// Counted from 1.
  var occurrence: Int

  /// `METHOD TARGET #OCCURRENCE`.
  var description: String { "\(method) \(target) #\(occurrence)" }

  /// Whether the other asks the same of the same path.
  func asksTheSame(as other: RequestName) -> Bool { method == other.method && path == other.path }

  private var path: Substring { target.prefix { $0 != "?" } }
}

/// Names requests as they come.
final class RequestNames: Sendable {
  private let names = Mutex<[RequestName]>([])

  /// All so far.
  var all: [RequestName] { names.withLock { $0 } }

  /// How many so far.
  var count: Int { names.withLock { $0.count } }

  /// Names the next one.
  func note(_ request: HTTPRequest) -> RequestName {
    names.withLock { names in
      let method = request.method.rawValue
      let earlier = names.count { $0.method == method && $0.target == request.target }
      let name = RequestName(method: method, target: request.target, occurrence: earlier + 1)
      names.append(name)
      return name
    }
  }
}
