import SecretModel
import Testing
import ValueSources

@Suite("What is demanded of every value")
struct ValueDeclarationTests {
  private let place = "m.yaml:3:5: error: the value of environment variable 'A'"

  @Test(
    "a value that is there and empty or blank is an error",
    arguments: [("", "empty"), (" ", "blank"), ("\t\n\r ", "blank")]
  )
  func empty(value: String, word: String) throws {
    #expect(
      try read("{ env: A }", environment: ["A": value])
        == .unusable("\(place) is \(word); give it, or set 'allow_empty: true' beside 'value' to mean it")
    )
  }

  @Test("an empty value can be meant")
  func meantEmpty() throws {
    #expect(try read("{ env: A }", environment: ["A": ""], allowEmpty: true) == .given(""))
    #expect(try read("{ env: A }", environment: ["A": " "], allowEmpty: true) == .given(" "))
    #expect(
      try read("{ env: A }", environment: [:], allowEmpty: true) == .notGiven("environment variable 'A' is not set")
    )
  }

  @Test("a value has at most 48 KiB")
  func size() throws {
    let largest = String(repeating: "x", count: 49_152)
    #expect(try read("{ env: A }", environment: ["A": largest]) == .given(largest))
    #expect(
      try read("{ env: A }", environment: ["A": largest + "x"])
        == .unusable(
          "\(place) has 49153 bytes, more than GitHub's 49152; keep it elsewhere and store here what opens it"
        )
    )
  }

  @Test("a line break at either end is remarked, for it is seldom meant", arguments: ["a\n", "\na", "a\r\n", "\ra"])
  func strayNewline(value: String) throws {
    #expect(try read("{ env: A }", environment: ["A": value]) == .given(value, remarks: ["value_stray_newline"]))
  }

  @Test("a line break within a value is nothing special")
  func innerNewline() throws {
    #expect(try read("{ env: A }", environment: ["A": "a\nb"]) == .given("a\nb"))
  }

  @Test("remarks say where the value is declared")
  func locations() throws {
    let declaration = try declaration("{ env: A }")
    guard case .given(_, let remarks) = declaration.read(in: ValueContext(environment: ["A": "a\n"], root: ".")) else {
      Issue.record("the value was not given")
      return
    }
    #expect(
      remarks.map(\.description) == [
        "m.yaml:3:5: warning: the value of environment variable 'A' begins or ends with a line break; "
          + "take it away where the value is made"
      ]
    )
  }

  @Test(
    "a path that leads out of the folder by its words is seen without reading anything",
    arguments: [
      ("a", false), ("b/../a", false), ("../folder/a", false), ("./a", false), ("/srv/folder/a", false),
      ("../a", true), ("b/../../a", true), ("/etc/passwd", true), ("../folder2/a", true), ("/", true),
    ]
  )
  func outside(path: String, isOutside: Bool) throws {
    let warning = try declaration("{ file: \(path) }", in: "/srv/folder").warningAboutOutsideFile(root: "/srv/folder")
    #expect(
      warning?.description
        == (isOutside
          ? "m.yaml:3:5: warning: file '\(path)' lies outside the manifest's folder and will not be read; "
            + "move it there, or pass '--allow-outside-files'" : nil)
    )
  }

  @Test("relative folders are compared too", arguments: [(".", "a", false), ("", "a", false), (".", "../a", true)])
  func relative(root: String, path: String, isOutside: Bool) throws {
    #expect((try declaration("{ file: \(path) }").warningAboutOutsideFile(root: root) != nil) == isOutside)
  }
}
