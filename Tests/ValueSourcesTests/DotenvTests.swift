import Testing
import ValueSources

@Suite("Values from dotenv files")
struct DotenvTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "values are read as people write them",
    arguments: [
      ("A=b", "b"), ("A=b\n", "b"), ("A=b\r\nC=d\r\n", "b"), ("  A = b c  ", "b c"), ("export A=b", "b"),
      ("export\tA=b", "b"), ("export=x\nA=b", "b"), ("\u{FEFF}A=b", "b"), ("# A=x\n\n#\nA=b", "b"),
      ("A=b # comment", "b"), ("A=b#c", "b#c"), ("A=b\\n", "b\\n"), ("A=$B${C}", "$B${C}"), ("A=b=c==", "b=c=="),
      ("A=\"b\"", "b"), ("A='b'", "b"), ("A=\"b # c\" # d", "b # c"), ("A='b'#d", "b"), ("A=\" b \"", " b "),
      ("A='b\\n$C'", "b\\n$C"), ("A=\"a\\n\\r\\t\\\\\\\"\\$\\'\\`z\"", "a\n\r\t\\\"$'`z"), ("A=\"\\d\"", "\\d"),
      ("A=\"b\nc\n\"\nD=e", "b\nc"), ("A='b\nc'", "b\nc"), ("A=\"it's\"", "it's"), ("A='\"'", "\""),
      ("A=b'c\"d", "b'c\"d"),
      ("X=\"\nA=no\n\"\nA=b", "b"), ("X='\nA=no'\nA=b", "b"), ("AB=x\nA=b\nBA=x", "b"), ("A=\"\\\\\"", "\\"),
      ("A=ü", "ü"), ("a=x\nA=b", "b"), ("A.B-C=x\nA=b", "b"), ("X=\nA=b", "b"), ("X=1\nX=2\nA=b", "b"),
    ]
  )
  func values(content: String, expected: String) throws {
    try folder.write(content, to: "prod.env")
    #expect(try read("{ file: prod.env, key: A }", in: folder) == .given(expected))
  }

  @Test("a file of many lines with quotes that hold a key keeps its line breaks")
  func privateKey() throws {
    try folder.write("KEY=\"-----BEGIN-----\nabc\n-----END-----\n\"\n", to: ".env")
    #expect(
      try read("{ file: .env, key: KEY, trim: none }", in: folder) == .given("-----BEGIN-----\nabc\n-----END-----\n")
    )
  }

  @Test("a value that is there but empty is an error like everywhere", arguments: ["A=", "A=\"\"", "A=''", "A= # b"])
  func empty(content: String) throws {
    try folder.write(content, to: "prod.env")
    guard case .unusable(let message) = try read("{ file: prod.env, key: A }", in: folder) else {
      Issue.record("the value is given")
      return
    }
    #expect(message.hasPrefix("m.yaml:3:5: error: the value of key 'A' of file 'prod.env' is empty; "))
  }

  @Test("a key that is not there is not given", arguments: ["", "# A=b", "B=c", "B='\nA=b'", "B=\"A=b\""])
  func missing(content: String) throws {
    try folder.write(content, to: "prod.env")
    #expect(try read("{ file: prod.env, key: A }", in: folder) == .notGiven("key 'A' of file 'prod.env' is not there"))
  }

  @Test(
    "what is not understood is an error with its line",
    arguments: [
      ("hunter2", 1), ("A=b\nhunter2\n", 2), ("A=b\n\n\n=hunter2", 4), ("A=\"hunter2", 1), ("A=b\nB='hunter2\n\n", 2),
      ("A=\"b\" hunter2", 1), ("B=\"\n\n\"\nA B=hunter2", 4), ("B=\"\\\n\"\n-", 3), ("A=\"hunter2\\", 1),
      ("A: hunter2", 1), ("export hunter2", 1),
    ]
  )
  func malformed(content: String, line: Int) throws {
    try folder.write(content, to: "prod.env")
    #expect(
      try read("{ file: prod.env, key: A }", in: folder)
        == .unusable(
          "m.yaml:3:5: error: key 'A' of file 'prod.env' cannot be read: the file is not in the form of NAME=value "
            + "lines, see its line \(line); correct the file"
        )
    )
  }

  @Test("a key that is there twice is an error")
  func duplicate() throws {
    try folder.write("A=b\nexport A=b\n", to: "prod.env")
    #expect(
      try read("{ file: prod.env, key: A }", in: folder)
        == .unusable("m.yaml:3:5: error: key 'A' of file 'prod.env' is there more than once; keep one of them")
    )
  }
}
