#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
public import SecretModel

/// The ledger on disk: JSON with one line for each secret, sorted, so that a change is easy to review.
public struct LedgerFile: Sendable {
  /// Where it is kept.
  public let path: String

  /// Names the file; it need not exist yet.
  public init(path: String) { self.path = path }

  /// Reads the ledger; an absent file is an empty one.
  ///
  /// - Throws: `Diagnostic` when the file is there and is not a ledger that this version understands.
  public func load() throws(Diagnostic) -> Ledger {
    guard FileManager.default.fileExists(atPath: path) else { return Ledger() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw damaged("it cannot be read", remedy: "make it readable for this user")
    }
    guard let header = try? JSONDecoder().decode(WireHeader.self, from: data) else {
      throw damaged("it is not an octoseal ledger", remedy: repair)
    }
    guard header.format == WireLedger.currentFormat else {
      let isNewer = header.format.hasPrefix("octoseal.ledger/")
      throw damaged(
        isNewer ? "its format is '\(printable(header.format))'" : "it is not an octoseal ledger",
        remedy: isNewer ? "use the octoseal version that wrote it, or \(repair)" : repair
      )
    }
    do {
      return try JSONDecoder().decode(WireLedger.self, from: data).ledger()
    } catch {
      throw damaged("an entry is damaged", remedy: repair)
    }
  }

  /// Replaces the file.
  ///
  /// - Throws: `Diagnostic` when it cannot be written; the old content is then untouched.
  public func save(_ ledger: Ledger) throws(Diagnostic) {
    let bytes: [UInt8]
    do {
      bytes = try rendered(ledger)
    } catch {
      throw damaged("it cannot be encoded", remedy: "report this as a bug")
    }
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw damaged("\(error.operation) failed: \(error.reason)", remedy: "make its folder writable, then apply again")
    }
  }

  private func rendered(_ ledger: Ledger) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = Array("{\"format\":\"\(WireLedger.currentFormat)\",\"entries\":[".utf8)
    for (position, pair) in ledger.entries.sorted(by: { $0.key < $1.key }).enumerated() {
      bytes += Array((position == 0 ? "\n" : ",\n").utf8)
      bytes += try encoder.encode(WireEntry(pair.key, pair.value))
    }
    return bytes + Array("\n]}\n".utf8)
  }

  private var repair: String {
    "restore it from git or move it away; without it each value is written once more, and nothing else is lost"
  }

  private func damaged(_ what: String, remedy: String) -> Diagnostic {
    Diagnostic(code: "ledger.unusable", message: "the ledger '\(path)' cannot be used: \(what)", remedy: remedy)
  }

  /// The format word of a foreign file could hold anything.
  private func printable(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(40).filter { $0.isASCII && $0.value >= 32 }))
  }
}

private struct WireHeader: Decodable {
  var format: String
}

private struct WireLedger: Decodable {
  static let currentFormat = "octoseal.ledger/1"

  var entries: [WireEntry]

  func ledger() throws -> Ledger {
    var result = Ledger()
    for entry in entries {
      let address = try entry.address()
      guard result.entries.updateValue(try entry.entry(), forKey: address) == nil else { throw DamagedEntry() }
    }
    return result
  }
}

private struct DamagedEntry: Error {}

private struct WireEntry: Codable {
  struct Value: Codable {
    var fingerprint: String?
    var key_id: String?
  }

  var store: String
  var organization: String?
  var repository: String?
  var environment: String?
  var secret: String
  var updated_at: String
  var value: Value?
  var visibility: String?
  var repositories: [Int64]?
  var protected: Bool?

  init(_ address: SecretAddress, _ entry: LedgerEntry) {
    store = address.store.id
    organization = address.scope.kind == .organization ? address.scope.owner.spelling : nil
    repository = address.scope.repository?.description
    environment = address.scope.environment?.spelling
    secret = address.name.rawValue
    updated_at = entry.updatedAt.description
    value = entry.value.map { Value(fingerprint: $0.fingerprint?.hexadecimal, key_id: $0.keyID) }
    visibility = entry.access.visibility?.rawValue
    repositories = entry.access.repositories?.map(\.rawValue).sorted()
    protected = entry.isProtected ? true : nil
  }

  func address() throws -> SecretAddress {
    guard let store = SecretStore.all.first(where: { $0.id == self.store }) else { throw DamagedEntry() }
    return SecretAddress(store: store, scope: try scope(), name: try SecretName(secret))
  }

  private func scope() throws -> Scope {
    switch (organization, repository, environment) {
    case (let owner?, nil, nil): .organization(try OwnerName(owner))
    case (nil, let repository?, nil): .repository(try RepositoryFullName(repository))
    case (nil, let repository?, let environment?):
      .environment(try RepositoryFullName(repository), try EnvironmentName(environment))
    default: throw DamagedEntry()
    }
  }

  func entry() throws -> LedgerEntry {
    guard let updatedAt = Timestamp(updated_at) else { throw DamagedEntry() }
    let seen = try visibility.map { word in
      guard let visibility = Visibility(rawValue: word) else { throw DamagedEntry() }
      return visibility
    }
    return LedgerEntry(
      value: value.map {
        ValueRecord(fingerprint: $0.fingerprint.map(Fingerprint.init(hexadecimal:)), keyID: $0.key_id)
      },
      updatedAt: updatedAt,
      access: AccessState(visibility: seen, repositories: repositories.map { Set($0.map { RepositoryID($0) }) }),
      isProtected: protected ?? false
    )
  }
}
