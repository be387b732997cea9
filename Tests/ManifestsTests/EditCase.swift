import Manifests
import SecretModel
import Testing

/// A manifest before and after a secret's value was replaced, with short words for what the new block has.
struct EditCase: CustomTestStringConvertible {
  var name: String
  var address: String
  var before: String
  var after: String

  var testDescription: String { name }

  init(_ name: String, _ address: String, before: String, after: String) {
    self.name = name
    self.address = address
    self.before = "version: 1\n\(before)\n"
    self.after = "version: 1\n\(after)\n"
  }

  func edit() throws -> ManifestFileEdit { try ManifestsTests.edit(before, address, newBlock) }
}

/// All tables of edits.
let editCases = editCasesInBraces + editCasesInLines + editCasesOfSealedValues + editCasesOfNewSecrets

/// A manifest in which a value is not replaced, and what is said of it.
struct Refusal: CustomTestStringConvertible {
  var name: String
  var address: String
  var manifest: String
  var message: String

  var testDescription: String { name }
}

/// Replaces a value in the text of a file.
func edit(_ text: String, _ secret: String, _ block: SealedBlock) throws -> ManifestFileEdit {
  let (manifest, diagnostics) = loadManifest(Array(text.utf8), named: "folder/m.yaml")
  return try replacingValue(
    of: try address(secret),
    with: block,
    in: try #require(manifest, "\(diagnostics.map(\.description))")
  )
}

/// Reads `SCOPE NAME`.
func address(_ text: String) throws -> SecretAddress {
  let parts = text.split(separator: " ").map(String.init)
  let scope = parts[0].split(separator: ":", maxSplits: 1).map(String.init)
  let name = try SecretName(parts[1])
  guard scope[0].contains("/") else {
    return SecretAddress(store: .actions, scope: .organization(try OwnerName(scope[0])), name: name)
  }
  let repository = try RepositoryFullName(scope[0])
  guard scope.count > 1 else { return SecretAddress(store: .actions, scope: .repository(repository), name: name) }
  return SecretAddress(store: .actions, scope: .environment(repository, try EnvironmentName(scope[1])), name: name)
}

/// The text with short words for the texts of the new block.
func shortened(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self)
    .replacing(newBox, with: "BOX").replacing("\"12\"", with: "ID").replacing(newKey, with: "KEY")
}

let newBlock = block(of: "AAAA")
let otherBlock = block(of: "CCCC")
let newBox = "\"\(newBlock.sealed)\""
let newKey = "\"\(newBlock.publicKey)\""
let newBraces = "{ sealed: \(newBox), key_id: \"12\", public_key: \(newKey) }"

private func block(of word: String) -> SealedBlock {
  SealedBlock(
    sealed: String(repeating: word, count: 17),
    keyID: "12",
    publicKey: String(repeating: word, count: 10) + "BBA="
  )
}
