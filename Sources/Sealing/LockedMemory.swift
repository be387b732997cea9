import CSodium
import Synchronization

/// A stretch of locked memory that many small values share, and that is wiped when the last of them is let go.
///
/// A stretch for each value would cost four pages and six system calls each; sixty thousand values are usual in a large
/// manifest, and the system allows only so much locked memory.
final class LockedMemory: Sendable {
  private static let usualSize = 64 * 1_024
  private static let current = Mutex<LockedMemory?>(nil)

  nonisolated(unsafe) private let base: UnsafeMutableRawPointer
  private let size: Int
  private let used = Mutex(0)

  private init(size: Int) {
    Sodium.prepare()
    guard let base = sodium_malloc(size) else { fatalError("out of memory") }
    self.base = base
    self.size = size
  }

  deinit { sodium_free(base) }

  /// Sets bytes aside; they stay as long as the memory that they are part of is held.
  static func reserve(_ byteCount: Int) -> (memory: LockedMemory, bytes: UnsafeMutableRawPointer) {
    // What is large gets its own, so that it is given back at once.
    guard byteCount <= usualSize / 8 else {
      let memory = LockedMemory(size: byteCount)
      return (memory, memory.base)
    }
    return current.withLock { current in
      if let memory = current, let bytes = memory.take(byteCount) { return (memory, bytes) }
      let memory = LockedMemory(size: usualSize)
      current = memory
      return (memory, memory.take(byteCount) ?? memory.base)
    }
  }

  private func take(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    used.withLock { used in
      guard used + byteCount <= size else { return nil }
      defer { used += byteCount }
      return base + used
    }
  }
}
