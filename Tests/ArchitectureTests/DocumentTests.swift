import Foundation
import Testing

@Suite("What the documents say")
struct DocumentTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: ImportTests.root.appending(path: path), encoding: .utf8)
  }

  @Test("CI runs the README's test command and its demonstration, and nothing else of the project's")
  func commands() throws {
    let readme = try text("README.md")
    let ci = try text(".ci/run")
    for command in ["bash Tests/run.sh", "bash examples/quickstart.sh"] {
      #expect(readme.contains("```sh\n\(command)\n```"), "\(command)")
      #expect(ci.contains("\n\(command)\n"), "\(command)")
    }
    #expect(ci.contains("swift format lint --strict"))
  }

  @Test("the README's manifest is the demonstration's")
  func manifest() throws {
    func keys(_ text: some StringProtocol) -> [String] {
      text.split(separator: "\n")
        .map { $0.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
    }
    let readme = try text("README.md")
    let block = try #require(readme.firstMatch(of: #/```yaml\n([^`]*)```/#)?.output.1)
    #expect(try keys(block) == keys(text("examples/quickstart/octoseal.yaml")))
  }

  @Test("every relative link of the README leads somewhere")
  func links() throws {
    let paths = try text("README.md").matches(of: #/`((?:examples|schema|Tests|Sources)/[\w./-]+)`/#)
      .map { String($0.output.1) }
    #expect(!paths.isEmpty)
    for path in paths {
      let file = ImportTests.root.appending(path: path)
      #expect(FileManager.default.fileExists(atPath: file.path), "\(path)")
    }
  }
}
