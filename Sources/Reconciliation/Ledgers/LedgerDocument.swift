#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import SecretModel

/// The written form of a ledger: JSON with one line for each secret, sorted, so that a change is easy to review.
struct LedgerDocument: Equatable {
  /// The form that this version writes.
  static let currentFormat = "octoseal.ledger/1"

  /// Far more divisions than anybody tries, so that the next one can always be counted.
  private static let largestGeneration = 1 << 40

  var entries: [SecretAddress: LedgerEntry]
  /// Of how many documents this is the first; nil when it is the only one by nature.
  var parts: Int?
  /// Which of several files that know of one secret was written last: the one with the highest number.
  var generation: Int

  /// Why a text is not a ledger that this version understands.
  enum Unreadable: Error, Equatable {
    /// It is something else, or cut off.
    case foreign
    /// A later version wrote it.
    case newer(format: String)
    /// An entry does not say what an entry says.
    case damagedEntry

    /// The reason in words.
    var reason: String {
      switch self {
      case .foreign: "it is not an octoseal ledger, or only a part of one"
      case .newer(let format): "its format is '\(format)'"
      case .damagedEntry: "an entry is damaged"
      }
    }
  }

  init(entries: [SecretAddress: LedgerEntry], parts: Int? = nil, generation: Int = 0) {
    self.entries = entries
    self.parts = parts
    self.generation = generation
  }

  /// Reads a written ledger.
  init(decoding bytes: [UInt8]) throws(Unreadable) {
    let data = Data(bytes)
    guard let header = try? JSONDecoder().decode(WireHeader.self, from: data) else { throw .foreign }
    guard header.format == Self.currentFormat else {
      throw header.format.hasPrefix("octoseal.ledger/") ? .newer(format: printable(header.format)) : .foreign
    }
    entries = [:]
    parts = header.parts
    generation = header.generation ?? 0
    guard (0...Self.largestGeneration).contains(generation) else { throw .foreign }
    do {
      for entry in try JSONDecoder().decode(WireEntries.self, from: data).entries {
        let address = try entry.address()
        guard entries.updateValue(try entry.entry(), forKey: address) == nil else { throw Unreadable.damagedEntry }
      }
    } catch {
      throw .damagedEntry
    }
  }

  /// The text of the document.
  var bytes: [UInt8] {
    // One line at a time: there may be sixty thousand.
    let lines = entries.keys.sorted().lazy.compactMap { key in entries[key].map { Self.line(key, $0) } }
    return Self.text(lines: lines, parts: parts, generation: generation)
  }

  /// Puts lines between head and foot.
  static func text(lines: some Sequence<[UInt8]>, parts: Int?, generation: Int = 0) -> [UInt8] {
    let count = parts.map { "\"parts\":\($0)," } ?? ""
    let order = generation > 0 ? "\"generation\":\(generation)," : ""
    var text = Array("{\"format\":\"\(currentFormat)\",\(count)\(order)\"entries\":[\n".utf8)
    var isFirst = true
    for line in lines {
      text += isFirst ? line : Array(",\n".utf8) + line
      isFirst = false
    }
    return text + Array("\(isFirst ? "" : "\n")]}\n".utf8)
  }

  /// The line of one secret.
  static func line(_ address: SecretAddress, _ entry: LedgerEntry) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(WireEntry(address, entry)) else {
      preconditionFailure("texts and integers can be encoded")
    }
    return Array(data)
  }
}

/// The format word of a foreign text could hold anything.
private func printable(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.prefix(40).filter { $0.isASCII && $0.value >= 32 }))
}

private struct WireHeader: Decodable {
  var format: String
  var parts: Int?
  var generation: Int?
}

private struct WireEntries: Decodable {
  var entries: [WireEntry]
}

private struct WireEntry: Codable {
  struct Value: Codable {
    var fingerprint: String?
    var key_check: String?
    var key_id: String?

    func record() throws -> ValueRecord {
      guard let fingerprint else { return ValueRecord(fingerprint: nil, keyID: key_id) }
      guard let key_check, isHexadecimal(fingerprint, 64), isHexadecimal(key_check, 8) else {
        throw LedgerDocument.Unreadable.damagedEntry
      }
      return ValueRecord(fingerprint: Fingerprint(hexadecimal: fingerprint, keyCheck: key_check), keyID: key_id)
    }
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
    value = entry.value.map {
      Value(fingerprint: $0.fingerprint?.hexadecimal, key_check: $0.fingerprint?.keyCheck, key_id: $0.keyID)
    }
    visibility = entry.access.visibility?.rawValue
    repositories = entry.access.repositories?.map(\.rawValue).sorted()
    protected = entry.isProtected ? true : nil
  }

  func address() throws -> SecretAddress {
    guard let store = SecretStore.named(store) else {
      throw LedgerDocument.Unreadable.damagedEntry
    }
    return SecretAddress(store: store, scope: try scope(), name: try SecretName(secret))
  }

  private func scope() throws -> Scope {
    switch (organization, repository, environment) {
    case (let owner?, nil, nil): .organization(try OwnerName(owner))
    case (nil, let repository?, nil): .repository(try RepositoryFullName(repository))
    case (nil, let repository?, let environment?):
      .environment(try RepositoryFullName(repository), try EnvironmentName(environment))
    default: throw LedgerDocument.Unreadable.damagedEntry
    }
  }

  func entry() throws -> LedgerEntry {
    guard let updatedAt = Timestamp(updated_at) else { throw LedgerDocument.Unreadable.damagedEntry }
    let seen = try visibility.map { word in
      guard let visibility = Visibility(rawValue: word) else { throw LedgerDocument.Unreadable.damagedEntry }
      return visibility
    }
    return LedgerEntry(
      value: try value?.record(),
      updatedAt: updatedAt,
      access: AccessState(visibility: seen, repositories: repositories.map { Set($0.map { RepositoryID($0) }) }),
      isProtected: protected ?? false
    )
  }
}

private func isHexadecimal(_ text: String, _ count: Int) -> Bool {
  text.utf8.count == count && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
}
