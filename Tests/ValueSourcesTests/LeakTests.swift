import SecretModel
import Testing
import ValueSources

/// Whatever is wrong with a value, its message must not repeat it: logs of CI are read by many.
@Suite("Messages about values that are wrong")
struct LeakTests {
  static let marker = "hunter2_Xq7"

  @Test(
    "a file is never quoted",
    arguments: ["v.env", "v.json", "v.yaml"],
    [
      marker, "A: \(marker)", "A: [\(marker)", "A: \"\(marker)", "A=\"\(marker)", "A='\(marker)",
      "\(marker)=\(marker) ",
      "A=\"x\" \(marker)", "{\"A\": \(marker)}", "{\"A\": \"\(marker)", "{\"A\": \"\\x\(marker)\"}", "{\"\(marker)",
      "{\"A\": [\"\(marker)\"]}", "{\"A\": {\"\(marker)\": 1}}", "\(marker): {\(marker)", "A: *\(marker)",
      "A: !\(marker) x",
      "%\(marker)\n---\nA: 1", "A: |\n  \(marker)\n \(marker): x", "A: 1\n\(marker): 1\n\(marker): 2", "- \(marker)",
      "\(marker)\u{0}", "A: \"\(marker)\u{7}\"", "{\"A\":\"\(marker)\"} \(marker)", "@\(marker)",
      "A: &\(marker) {x: *\(marker)}",
      "A: \(marker)\nA: \(marker)", "A=\(marker)\nA=\(marker)", "{\"A\":\"\(marker)\",\"A\":\"\(marker)\"}",
    ]
  )
  func files(file: String, content: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(content, to: file)
    for key in ["A", "A.B", "C"] {
      let reading = try declaration("{ file: \(file), key: \(key) }", in: folder.path)
        .read(in: ValueContext(environment: [:], root: folder.path))
      var everything = ""
      dump(reading, to: &everything)
      #expect(!everything.contains(Self.marker) && !everything.contains("hunter2"))
    }
  }

  @Test("a value that breaks a rule is not quoted", arguments: ["\n", String(repeating: "x", count: 49_152)])
  func rules(rest: String) throws {
    let context = ValueContext(environment: ["A": Self.marker + rest], root: ".")
    var everything = ""
    dump(try declaration("{ env: A }").read(in: context), to: &everything)
    #expect(!everything.contains("hunter2"))
  }

  @Test(
    "a value that was written where its source belongs is not quoted",
    arguments: [
      "'\(marker)!'", "\(marker)", "[\(marker)]", "{ env: '\(marker)!' }", "{ env: [\(marker)] }",
      "{ env: '1\(marker)' }", "{ file: [\(marker)] }", "{ file: \"\(marker)\\0\" }",
      "{ sealed: \(marker), key_id: 1 }",
      "{ sealed: \(marker), key_id: '\(marker)!' }", "{ sealed: A, key_id: 1, public_key: \(marker) }",
      "{ env: A, file: \(marker) }", "{ fiel: \(marker) }", "{ key: \(marker) }", "{ env: A, key: \(marker) }",
    ]
  )
  func manifests(yaml: String) throws {
    let (source, diagnostics) = try decode(yaml)
    #expect(source == nil)
    #expect(!diagnostics.isEmpty)
    for diagnostic in diagnostics { #expect(!"\(diagnostic)".contains("hunter2")) }
  }
}
