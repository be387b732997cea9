import SecretModel

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The body of a PUT that creates or replaces a secret.
struct SecretBody: Encodable {
  var encryptedValue: String?
  var keyID: String?
  var visibility: String?
  var selectedRepositories: RepositoryIDList?

  private enum CodingKeys: String, CodingKey {
    case encryptedValue = "encrypted_value"
    case keyID = "key_id"
    case visibility
    case selectedRepositories = "selected_repository_ids"
  }
}

/// The body of a PUT that replaces a selection.
struct SelectionBody: Encodable {
  var selectedRepositories: RepositoryIDList

  private enum CodingKeys: String, CodingKey {
    case selectedRepositories = "selected_repository_ids"
  }
}

/// Repository ids as numbers or strings, sorted.
struct RepositoryIDList: Encodable {
  var ids: Set<RepositoryID>
  var asStrings: Bool

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for id in ids.sorted() {
      if asStrings { try container.encode(id.description) } else { try container.encode(id.rawValue) }
    }
  }
}

/// A body in JSON, with the same bytes for the same content.
func json(_ body: some Encodable) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  do {
    return Array(try encoder.encode(body))
  } catch {
    preconditionFailure("texts and integers can always be written as JSON")
  }
}
