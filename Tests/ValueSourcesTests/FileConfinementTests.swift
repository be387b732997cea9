import Foundation
import SecretModel
import Testing
import ValueSources

/// The folders are `inside`, where the manifest lies, and `outside` beside it.
@Suite("The folder that value files must not leave")
struct FileConfinementTests {
  let folder: TemporaryFolder
  var root: String { "\(folder.path)/inside" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("mine", to: "inside/values/mine")
    try folder.write("foreign", to: "outside/foreign")
    try folder.write("foreign", to: "inside2/foreign")
    try folder.link("inside/link", to: "../outside/foreign")
    try folder.link("inside/folder", to: "../outside")
    try folder.link("inside/absolute", to: "\(folder.path)/outside/foreign")
    try folder.link("inside/twice", to: "link")
    try folder.link("inside/dangling", to: "../outside/nothing")
    try folder.link("inside/round", to: "round")
    try folder.link("inside/back", to: "values/../values/mine")
    try folder.link("inside/nowhere", to: "values/nothing")
  }

  private func read(_ path: String, allowOutsideFiles: Bool = false, root: String? = nil) throws -> Reading {
    let context = ValueContext(environment: [:], root: root ?? self.root, allowOutsideFiles: allowOutsideFiles)
    return Reading(try declaration("{ file: \(path) }", in: self.root).read(in: context))
  }

  private func refused(_ path: String) -> Reading {
    .unusable(
      "m.yaml:3:5: error: the file '\(path)' lies outside the manifest's folder; "
        + "move it there, or pass '--allow-outside-files'"
    )
  }

  @Test(
    "a file that lies in the folder is read, by whatever way",
    arguments: ["values/mine", "./values//mine", "values/../values/mine", "back", "../inside/values/mine"]
  )
  func inside(path: String) throws {
    #expect(try read(path) == .given("mine"))
  }

  @Test(
    "a path that leaves the folder is refused, and read where that is allowed",
    arguments: [
      "../outside/foreign", "values/../../outside/foreign", "link", "folder/foreign", "absolute", "twice",
      "../inside2/foreign",
    ]
  )
  func outside(path: String) throws {
    #expect(try read(path) == refused(path))
    #expect(try read(path, allowOutsideFiles: true) == .given("foreign"))
  }

  @Test("an absolute path is refused if it leaves the folder")
  func absolute() throws {
    #expect(try read("\(folder.path)/outside/foreign") == refused("\(folder.path)/outside/foreign"))
    #expect(try read("\(root)/values/mine") == .given("mine"))
    #expect(try read("/etc/passwd") == refused("/etc/passwd"))
  }

  @Test(
    "whether there is a file outside is not told either",
    arguments: ["../outside/nothing", "folder/nothing", "dangling", "../nothing/at/all", "/nothing/at/all"]
  )
  func missingOutside(path: String) throws {
    #expect(try read(path) == refused(path))
    #expect(try read(path, allowOutsideFiles: true) == .notGiven("file '\(path)' is not there"))
  }

  @Test("a link to nothing within the folder is a missing file")
  func missingInside() throws {
    #expect(try read("nowhere") == .notGiven("file 'nowhere' is not there"))
  }

  @Test("the manifest's folder may itself be reached by a link")
  func linkedRoot() throws {
    try folder.link("alias", to: "inside")
    let context = ValueContext(environment: [:], root: "\(folder.path)/alias")
    for (path, expected) in [
      ("values/mine", Reading.given("mine")), ("link", refused("link")),
      ("nothing", .notGiven("file 'nothing' is not there")),
      ("values/mine/x", .notGiven("file 'values/mine/x' is not there")),
    ] {
      let declaration = try declaration("{ file: \(path) }", in: "\(folder.path)/alias")
      #expect(Reading(declaration.read(in: context)) == expected)
    }
  }

  @Test("what is no plain file is refused without waiting for it", .timeLimit(.minutes(1)))
  func pipes() throws {
    #expect(mkfifo("\(root)/pipe", 0o600) == 0)
    for path in ["pipe", "values", "."] {
      #expect(try read(path) == .unusable("m.yaml:3:5: error: '\(path)' is no plain file; name a file"))
    }
    #expect(
      try read("/dev/null", allowOutsideFiles: true)
        == .unusable("m.yaml:3:5: error: '/dev/null' is no plain file; name a file")
    )
  }

  @Test("links that go in a circle are an error")
  func circle() throws {
    #expect(
      try read("round")
        == .unusable("m.yaml:3:5: error: the file 'round' cannot be read; make it readable for this user")
    )
  }

  @Test("a file that is far too large is refused unread")
  func size() throws {
    #expect(FileManager.default.createFile(atPath: "\(root)/large", contents: nil))
    #expect(truncate("\(root)/large", 1 << 40) == 0)
    #expect(
      try read("large")
        == .unusable("m.yaml:3:5: error: the file 'large' is larger than 1048576 bytes; name a smaller one")
    )
  }
}
