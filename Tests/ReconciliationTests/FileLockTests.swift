import Foundation
import Testing

@testable import Reconciliation

@Suite("The lock of a file")
struct FileLockTests {
  private func inFolder(_ body: (_ ledger: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "ledger.json").path)
  }

  @Test("is held by one, names its holder, and leaves nothing behind")
  func exclusive() throws {
    try inFolder { ledger in
      let first = try FileLock.take(for: ledger)
      let refusal = #expect(throws: FileLock.Held.self) { try FileLock.take(for: ledger) }
      #expect(refusal?.process == getpid())
      first?.release()
      let second = try #require(try FileLock.take(for: ledger))
      second.release()
      #expect(!FileManager.default.fileExists(atPath: "\(ledger).lock"))
    }
  }

  @Test("a file that a killed holder left behind is no lock")
  func stale() throws {
    try inFolder { ledger in
      try Data("999999\n".utf8).write(to: URL(filePath: "\(ledger).lock"))
      let lock = try #require(try FileLock.take(for: ledger))
      lock.release()
    }
  }

  @Test("what a holder left behind that was killed while it wrote is removed, and nothing else")
  func leftovers() throws {
    try inFolder { ledger in
      let others = ["\(ledger).tmp", "\(ledger).old.tmp", "\(ledger).12", "\(ledger)2.12.tmp"]
      for path in others + ["\(ledger).4711.tmp"] { try Data().write(to: URL(filePath: path)) }
      let lock = try #require(try FileLock.take(for: ledger))
      lock.release()
      #expect(!FileManager.default.fileExists(atPath: "\(ledger).4711.tmp"))
      for path in others { #expect(FileManager.default.fileExists(atPath: path), "\(path)") }
    }
  }

  @Test("two names of one ledger have one lock")
  func symbolicLink() throws {
    try inFolder { ledger in
      try Data().write(to: URL(filePath: ledger))
      try FileManager.default.createSymbolicLink(atPath: "\(ledger).link", withDestinationPath: ledger)
      let lock = try FileLock.take(for: ledger)
      #expect(throws: FileLock.Held.self) { try FileLock.take(for: "\(ledger).link") }
      lock?.release()
    }
  }

  @Test("where no file can be made there is nothing to lock")
  func readOnly() throws {
    #expect(try FileLock.take(for: "/no/such/folder/ledger.json") == nil)
  }

  @Test("of many that try at once, one at a time has it")
  func contention() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let ledger = folder.appending(path: "ledger.json").path
    let counter = folder.appending(path: "counter").path
    try Data("0".utf8).write(to: URL(filePath: counter))
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<20 { countUp(counter, holding: ledger) } }
      }
    }
    #expect(try String(contentsOfFile: counter, encoding: .utf8) == "160")
  }
}

/// Adds one to the number in a file, without any protection but the lock.
private func countUp(_ counter: String, holding ledger: String) {
  while true {
    guard let lock = try? FileLock.take(for: ledger) else { continue }
    let number = (try? String(contentsOfFile: counter, encoding: .utf8)).flatMap { Int($0) } ?? 0
    try? Data("\(number + 1)".utf8).write(to: URL(filePath: counter))
    lock.release()
    return
  }
}
