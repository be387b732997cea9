#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import Synchronization

/// Outside the type, since a signal handler may capture nothing.
private let interruptionWasRequested = Atomic<Bool>(false)

/// Turns SIGINT and SIGTERM into a question that long work asks now and then.
enum Interruption {
  /// Whether somebody asked the process to end.
  static var isRequested: Bool { interruptionWasRequested.load(ordering: .relaxed) }

  /// Begins to listen; a second signal ends the process at once.
  static func listen() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        interruptionWasRequested.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// Runs work that changes nothing, and abandons it when the process is asked to end.
  ///
  /// - Returns: nil when it was abandoned.
  static func abandonable<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value? {
    await withTaskGroup(of: Value?.self) { group in
      group.addTask { await work() }
      group.addTask {
        while !isRequested {
          guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { return nil }
        }
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
