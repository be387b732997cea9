import Foundation
import SecretModel
import Testing

@testable import Reconciliation

@Suite("The ledger on disk")
struct LedgerFileTests {
  private static let updatedAt = Timestamp(secondsSinceEpoch: 1_790_000_000)

  private static func ledger() throws -> Ledger {
    let web = try RepositoryFullName("Acme/web")
    let value = ValueRecord(
      fingerprint: Fingerprint(hexadecimal: String(repeating: "ab12", count: 16), keyCheck: "c0dec0de"),
      keyID: "568250167242549743"
    )
    return Ledger(entries: [
      SecretAddress(
        store: .actions,
        scope: .environment(web, try EnvironmentName("production/eu")),
        name: try SecretName("DB")
      ):
        LedgerEntry(value: value, updatedAt: updatedAt, access: .ownScope, isProtected: false),
      SecretAddress(store: .actions, scope: .organization(web.owner), name: try SecretName("A")):
        LedgerEntry(
          value: value,
          updatedAt: updatedAt,
          access: AccessState(visibility: .selected, repositories: [RepositoryID(20), RepositoryID(3)]),
          isProtected: true
        ),
      SecretAddress(store: .actions, scope: .repository(web), name: try SecretName("NO_KEY")):
        LedgerEntry(
          value: ValueRecord(fingerprint: nil, keyID: "1"),
          updatedAt: updatedAt,
          access: .ownScope,
          isProtected: false
        ),
      SecretAddress(store: .actions, scope: .repository(web), name: try SecretName("EXTERNAL")):
        LedgerEntry(value: nil, updatedAt: updatedAt, access: .ownScope, isProtected: true),
    ])
  }

  /// Runs a test in a folder of its own and removes it.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test("keeps the secrets of every store apart")
  func stores() throws {
    let scope = Scope.repository(try RepositoryFullName("acme/web"))
    let entries = SecretStore.all.enumerated()
      .map { number, store in
        let entry = LedgerEntry(
          value: ValueRecord(fingerprint: nil, keyID: "\(number)"),
          updatedAt: Self.updatedAt,
          access: .ownScope,
          isProtected: false
        )
        return (SecretAddress(store: store, scope: scope, name: SecretName(listed: "A")), entry)
      }
    let document = LedgerDocument(entries: Dictionary(uniqueKeysWithValues: entries))
    #expect(try LedgerDocument(decoding: document.bytes) == document)
  }

  @Test("is sorted, with one line for each secret, and reads back as it was")
  func roundTrip() throws {
    try inFolder { folder in
      let file = LedgerFile(path: "\(folder)/ledger.json")
      try file.save(try Self.ledger(), unfinished: [])
      let expected = try Self.ledger()
      #expect(try file.load() == expected)
      let text = try String(contentsOfFile: file.path, encoding: .utf8)
      #expect(
        text == """
          {"format":"octoseal.ledger/1","entries":[
          {"organization":"Acme","protected":true,"repositories":[3,20],"secret":"A","store":"actions","updated_at":"2026-09-21T14:13:20Z","value":{"fingerprint":"\(String(repeating: "ab12", count: 16))","key_check":"c0dec0de","key_id":"568250167242549743"},"visibility":"selected"},
          {"protected":true,"repository":"Acme/web","secret":"EXTERNAL","store":"actions","updated_at":"2026-09-21T14:13:20Z"},
          {"repository":"Acme/web","secret":"NO_KEY","store":"actions","updated_at":"2026-09-21T14:13:20Z","value":{"key_id":"1"}},
          {"environment":"production/eu","repository":"Acme/web","secret":"DB","store":"actions","updated_at":"2026-09-21T14:13:20Z","value":{"fingerprint":"\(String(repeating: "ab12", count: 16))","key_check":"c0dec0de","key_id":"568250167242549743"}}
          ]}

          """
      )
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["ledger.json"], "nothing is left behind")
    }
  }

  @Test("an absent ledger is an empty one")
  func absent() throws {
    try inFolder { folder in
      let ledger = try LedgerFile(path: "\(folder)/ledger.json").load()
      #expect(ledger == Ledger())
    }
  }

  @Test(
    "a damaged, foreign or newer one is an error that names the repair, and is left as it is",
    arguments: [
      ("", "it is not an octoseal ledger, or only a part of one"),
      ("{}", "it is not an octoseal ledger, or only a part of one"),
      ("[1]", "it is not an octoseal ledger, or only a part of one"),
      (#"{"format":"terraform","entries":[]}"#, "it is not an octoseal ledger, or only a part of one"),
      (#"{"format":"octoseal.ledger/2","entries":[]}"#, "its format is 'octoseal.ledger/2'"),
      (#"{"format":"octoseal.ledger/1","entries":[{"secret":"A"}]}"#, "an entry is damaged"),
      (
        #"{"format":"octoseal.ledger/1","entries":[{"store":"actions","secret":"A","updated_at":"2026-01-01T00:00:00Z"}]}"#,
        "an entry is damaged"
      ),
      (
        #"""
        {"format":"octoseal.ledger/1","entries":[{"organization":"acme","secret":"A","store":"actions",
        "updated_at":"2026-01-01T00:00:00Z","value":{"fingerprint":"ab12","key_check":"c0dec0de"}}]}
        """#, "an entry is damaged"
      ),
      (#"{"format":"octoseal.ledger/1","entries":["#, "it is not an octoseal ledger, or only a part of one"),
    ]
  )
  func damaged(text: String, reason: String) throws {
    try inFolder { folder in
      let path = "\(folder)/ledger.json"
      try Data(text.utf8).write(to: URL(filePath: path))
      let failure = #expect(throws: LedgerFailure.self) { try LedgerFile(path: path).load() }
      let error = failure?.diagnostics.first
      #expect(error?.message == "the ledger '\(path)' cannot be used: \(reason)")
      #expect(error?.remedy?.contains("restore it from git or move it away") == true)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
  }

  @Test("a folder that is not there is an error, not a lost ledger")
  func unwritable() throws {
    try inFolder { folder in
      #expect(throws: LedgerFailure.self) {
        try LedgerFile(path: "\(folder)/none/ledger.json").save(Ledger(), unfinished: [])
      }
    }
  }

  @Test("what a symbolic link names is made if it is not there yet")
  func danglingLink() throws {
    try inFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/real", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "real/file")
      try AtomicFile.write(Array("new".utf8), to: "\(folder)/link")
      #expect(try String(contentsOfFile: "\(folder)/real/file", encoding: .utf8) == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link") == "real/file")
    }
  }

  @Test("a symbolic link stays one, and what it names is replaced")
  func symbolicLink() throws {
    try inFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/real", withIntermediateDirectories: true)
      try Data("old".utf8).write(to: URL(filePath: "\(folder)/real/file"))
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "real/file")
      try AtomicFile.write(Array("new".utf8), to: "\(folder)/link")
      #expect(try String(contentsOfFile: "\(folder)/real/file", encoding: .utf8) == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link") == "real/file")
    }
  }
}
