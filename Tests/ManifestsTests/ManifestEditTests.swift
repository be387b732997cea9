import Foundation
import Manifests
import SecretModel
import Testing

@Suite("A sealed value is put into a manifest")
struct ManifestEditTests {
  @Test("in place, with everything else as it was", arguments: editCases)
  func table(_ example: EditCase) throws {
    let edit = try example.edit()
    #expect(shortened(edit.newBytes) == example.after, "\(example.name)")
    #expect(edit.oldBytes == Array(example.before.utf8))
    #expect(edit.path == "m.yaml" && edit.pathFromWorkingFolder == "folder/m.yaml")
  }

  @Test("the second time, only the texts of the block change", arguments: editCases)
  func again(_ example: EditCase) throws {
    let first = try example.edit()
    let text = String(decoding: first.newBytes, as: UTF8.self)
    let second = try edit(text, example.address, otherBlock)
    #expect(String(decoding: second.newBytes, as: UTF8.self) == text.replacing("AAAA", with: "CCCC"))
  }

  @Test("or is refused with nothing changed", arguments: refusals)
  func refused(_ example: Refusal) throws {
    let thrown = #expect(throws: Diagnostic.self, "\(example.name)") {
      try edit(example.manifest, example.address, newBlock)
    }
    #expect(try #require(thrown).description == example.message, "\(example.name)")
  }

  @Test("with line ends, a byte order mark and characters of several bytes as they were")
  func bytes() throws {
    let before =
      "\u{FEFF}# Größe 😀\r\nversion: 1\r\nrepositories:\r\n  o/r: # ü\r\n    secrets:\r\n"
      + "      A: { description: 'ä😀', value: external } # é\r\n      B:\r\n        value: external\t# ß\r\n"
    let first = try edit(before, "o/r A", newBlock)
    #expect(
      Array(first.newBytes) == Array(before.replacing("value: external }", with: "value: \(newBraces) }").utf8)
    )
    let second = try edit(before, "o/r B", newBlock)
    let lines = ["", "sealed: \(newBox)", "key_id: \"12\"", "public_key: \(newKey)"].joined(separator: "\r\n          ")
    #expect(Array(second.newBytes) == Array(before.replacing("value: external\t# ß", with: "value:\t# ß\(lines)").utf8))
    #expect(second.location.line == 9 && second.location.column == 11)
  }

  @Test("with line ends of a single carriage return as they were")
  func carriageReturns() throws {
    let before = "version: 1\rrepositories:\r  o/r:\r    secrets:\r      A:\r        value: # c\r          env: X\r"
    let lines = ["sealed: \(newBox)", "key_id: \"12\"", "public_key: \(newKey)"].joined(separator: "\r          ")
    let after = try edit(before, "o/r A", newBlock).newBytes
    #expect(Array(after) == Array(before.replacing("env: X", with: lines).utf8))
  }

  @Test("but not in UTF-16", arguments: [true, false])
  func encoding(isLittleEndian: Bool) throws {
    let text = "\u{FEFF}version: 1\nrepositories: { o/r: { secrets: { A: { value: external } } } }"
    let bytes = text.utf16.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isLittleEndian ? pair.reversed() : pair
    }
    let manifest = try #require(loadManifest(bytes, named: "m.yaml").manifest)
    let thrown = #expect(throws: Diagnostic.self) {
      try replacingValue(of: try address("o/r A"), with: newBlock, in: manifest)
    }
    #expect(
      thrown?.description == "m.yaml:1:1: error: the file is UTF-16, which is not edited; save it as UTF-8 first"
    )
  }

  @Test(
    "only when the block can be read back",
    arguments: [("A", "12"), (newBlock.sealed, "1 2"), (newBlock.sealed, "")]
  )
  func illegalBlock(sealed: String, keyID: String) throws {
    let block = SealedBlock(sealed: sealed, keyID: keyID, publicKey: newBlock.publicKey)
    let text = "version: 1\nrepositories: { o/r: { secrets: { A: { value: external } } } }"
    #expect(try #require(throws: Diagnostic.self) { try edit(text, "o/r A", block) }.code == "seal.layout")
  }

  @Test("and a file without a line end at its end gets none")
  func lastLine() throws {
    let before = "version: 1\nrepositories:\n  o/r:\n    secrets:\n      A: { value: external }"
    let added = String(decoding: try edit(before, "o/r B", newBlock).newBytes, as: UTF8.self)
    #expect(added.hasPrefix("\(before)\n      B:\n        value:\n") && added.hasSuffix("public_key: \(newKey)"))
  }

  @Test("in the one of several files that declares it")
  func folder() throws {
    let files = [
      "a.yaml": "version: 1\nrepositories: { o/r: { secrets: { A: { value: external } } } }\n",
      "b/c.yml": "repositories:\n  O/R:\n    secrets:\n      B: { value: { env: X } }\n    environments:\n"
        + "      a/b:\n        secrets:\n          A: { value: external }\n",
    ]
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let manifest = try #require(loadManifest(at: folder.path()).manifest)
    let inFlow = try replacingValue(of: try address("o/r A"), with: newBlock, in: manifest)
    #expect(inFlow.path == "a.yaml" && shortened(inFlow.newBytes).contains("{ A: { value: { sealed: BOX,"))
    let inEnvironment = try replacingValue(of: try address("o/r:a/b A"), with: newBlock, in: manifest)
    #expect(inEnvironment.path == "b/c.yml" && inEnvironment.oldBytes == Array((files["b/c.yml"] ?? "").utf8))
    #expect(inEnvironment.pathFromWorkingFolder == folder.appending(path: "b/c.yml").path())
    let added = try replacingValue(of: try address("o/r NEW"), with: newBlock, in: manifest)
    #expect(added.path == "b/c.yml" && shortened(added.newBytes).contains("\n      NEW:\n        value:\n"))
  }

  @Test("and can be printed to be pasted")
  func printed() {
    #expect(
      newBlock.yaml == "value:\n  sealed: \(newBox)\n  key_id: \"12\"\n  public_key: \(newKey)\n"
    )
    #expect(
      SealedBlock(sealed: "a\"\\\n", keyID: "", publicKey: "").yaml.contains("sealed: \"a\\\"\\\\\\u000A\"\n")
    )
  }
}
