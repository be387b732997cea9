import Foundation
import Manifests
import SecretModel
import TestSupport
import Testing

@Suite("A sealed value in any manifest")
struct EditPropertyTests {
  /// Replaces every value of a manifest; gives the codes of what was refused.
  private func replaceAll(in manifest: LoadedManifest) throws -> [String] {
    var refused: [String] = []
    for (address, secret) in manifest.desired.sortedSecrets {
      do throws(Diagnostic) {
        let edit = try replacingValue(of: address, with: newBlock, in: manifest)
        expectOnlyLines(of: secret, changed: edit, manifest)
      } catch {
        refused.append("\(address.name) \(error.code)")
      }
    }
    return refused
  }

  /// What changed must begin at the secret or behind, and end before the next one.
  private func expectOnlyLines(of secret: DesiredSecret, changed edit: ManifestFileEdit, _ manifest: LoadedManifest) {
    let (old, new) = (edit.oldBytes, edit.newBytes)
    let prefix = zip(old, new).prefix { $0 == $1 }.count
    let suffix = zip(old.dropFirst(prefix).reversed(), new.dropFirst(prefix).reversed()).prefix { $0 == $1 }.count
    let next = manifest.desired.sortedSecrets.map(\.secret.location)
      .filter { $0.file == secret.location.file && $0 > secret.location }.min()
    #expect(prefix > offset(of: secret.location, in: old))
    #expect(old.count - suffix <= next.map { offset(of: $0, in: old) } ?? old.count)
    #expect(new.count > prefix + suffix, "nothing changed at \(secret.location)")
  }

  private func offset(of location: SecretModel.SourceLocation, in text: [UInt8]) -> Int {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines[location.line - 1]
    let isFirstByte = { (byte: UInt8) in byte & 0xC0 != 0x80 }
    let offset = line.indices.filter { isFirstByte(line[$0]) }.dropFirst(location.column - 1).first
    return offset ?? line.endIndex
  }

  @Test(
    "takes the place of each value of the examples",
    arguments: [
      ("single-repository/octoseal.yaml", []), ("organization/octoseal.yaml", ["OLD_TOKEN seal.absent"]),
      ("folder", []),
    ] as [(String, [String])]
  )
  func examples(path: String, refused: [String]) throws {
    let manifest = try #require(loadManifest(at: examplesFolder.appending(path: path).path()).manifest)
    #expect(try replaceAll(in: manifest) == refused)
  }

  @Test("takes the place of each value of the valid manifests, but for what is absent or shared")
  func validManifests() throws {
    let refused = try CaseFile("valid.txt").cases
      .flatMap { entry in
        try replaceAll(in: try #require(loadManifest(Array(entry.manifest.utf8), named: "m.yaml").manifest))
      }
    #expect(refused == ["A seal.shared", "B seal.shared", "H seal.absent"])
  }

  private static let rounds = 8
  private static let manifestsPerRound = 40

  @Test("takes the place of a value in any layout, and no comment is lost", arguments: 0..<rounds)
  func layouts(round: Int) throws {
    var random = SplitMix64(seed: round)
    for number in 0..<Self.manifestsPerRound {
      let (text, comments) = randomManifest(&random)
      let manifest = try loaded(text)
      let (address, secret) = random.pick(manifest.desired.sortedSecrets)
      let edit = try #require(
        try? replacingValue(of: address, with: newBlock, in: manifest),
        "\(round).\(number) \(address) is refused:\n\(text)"
      )
      expectOnlyLines(of: secret, changed: edit, manifest)
      try expectAll(comments, in: edit, "\(round).\(number) \(address)")
    }
  }

  @Test("is added to any list of secrets that has lines, and no comment is lost", arguments: 0..<rounds)
  func additions(round: Int) throws {
    var random = SplitMix64(seed: round)
    var added = 0
    for number in 0..<Self.manifestsPerRound {
      let (text, comments) = randomManifest(&random)
      let manifest = try loaded(text)
      for scope in manifest.desired.sortedCollections.map(\.scope) {
        let address = SecretAddress(store: .actions, scope: scope, name: try SecretName("ADDED"))
        let result = Result { try replacingValue(of: address, with: newBlock, in: manifest) }
        switch result {
        case .success(let edit):
          added += 1
          #expect(isSubsequence(edit.oldBytes, of: edit.newBytes), "\(round).\(number) \(address)")
          try expectAll(comments, in: edit, "\(round).\(number) \(address)")
        case .failure(let error):
          #expect((error as? Diagnostic)?.code == "seal.undeclared", "\(round).\(number) \(address): \(error)\n\(text)")
        }
      }
    }
    #expect(added > Self.manifestsPerRound / 4)
  }

  private func loaded(_ text: String) throws -> LoadedManifest {
    let (manifest, diagnostics) = loadManifest(Array(text.utf8), named: "m.yaml")
    return try #require(manifest, "\(diagnostics.map(\.description))\n\(text)")
  }

  /// Every comment must be there once, and another block must fit in without anything being moved.
  private func expectAll(_ comments: Int, in edit: ManifestFileEdit, _ what: String) throws {
    let text = String(decoding: edit.newBytes, as: UTF8.self)
    let numbers = text.split(separator: "# c").compactMap { Int($0.prefix { $0 != ";" }) }
    let old = String(decoding: edit.oldBytes, as: UTF8.self)
    #expect(numbers.sorted() == Array(1..<(comments + 1)), "\(what):\n\(old)\n\(text)")
    let manifest = try loaded(text)
    let address = try #require(manifest.desired.sortedSecrets.first { $0.secret.value == newValue }).address
    let renewed = try replacingValue(of: address, with: otherBlock, in: manifest)
    #expect(String(decoding: renewed.newBytes, as: UTF8.self) == text.replacing("AAAA", with: "CCCC"))
  }

  private let newValue = DesiredValue.sealed(with: PublicKeyReference(keyID: newBlock.keyID, key: newBlock.publicKey))

  /// Whether a text is another with one part put in.
  private func isSubsequence(_ old: [UInt8], of new: [UInt8]) -> Bool {
    let prefix = zip(old, new).prefix { $0 == $1 }.count
    return old.dropFirst(prefix) == new.suffix(old.count - prefix)
  }
}

/// A manifest with secrets at all levels, and how many comments it has.
private func randomManifest(_ random: inout SplitMix64) -> (text: String, comments: Int) {
  let environments = Written.mapping([
    ("prod/eu", .mapping([("secrets", secrets(&random, isOfOrganization: false))])),
    ("dev", .mapping([("create", .word("true"))])),
  ])
  let web = Written.mapping([("secrets", secrets(&random, isOfOrganization: false)), ("environments", environments)])
  let acme = Written.mapping([
    ("repositories", .mapping([("Web", web)])), ("secrets", secrets(&random, isOfOrganization: true)),
  ])
  let outside = Written.mapping([("secrets", secrets(&random, isOfOrganization: false))])
  var layout = RandomLayout(SplitMix64(seed: random.next()))
  let text = layout.document([
    ("version", .word("1")), ("x-first", .text("ü # 😀")), ("organizations", .mapping([("acme", acme)])),
    ("repositories", .mapping([("o/r", outside)])), ("x-last", .text("1")),
  ])
  return (text, layout.comments)
}

private func secrets(_ random: inout SplitMix64, isOfOrganization: Bool) -> Written {
  .mapping(
    ["FIRST", "second", "Third"].prefix(random.pick([1, 2, 3]))
      .map { name in
        var members: [(key: String, value: Written)] = [("value", value(&random))]
        if isOfOrganization { members.append(("visibility", .text("all"))) }
        if random.once(in: 2) { members.append(("max_age", .text("90d"))) }
        if random.once(in: 3) { members.append(("description", .text("a # no comment, ü😀"))) }
        members.shuffle(using: &random)
        return (name, .mapping(members))
      }
  )
}

private func value(_ random: inout SplitMix64) -> Written {
  let box = ("sealed", Written.text(String(repeating: "BBBB", count: 16)))
  let keyID = ("key_id", Written.text("99"))
  let key = ("public_key", Written.text(String(repeating: "BBBB", count: 10) + "BBA="))
  return random.pick([
    .text("external"), .mapping([("env", .text("SOME_NAME"))]), .mapping([box, keyID, key]), .mapping([keyID, box]),
    .mapping([("file", .text("a/b#c.txt")), ("key", .text("k"))]),
  ])
}
