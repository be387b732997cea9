import Foundation
import SecretModel
import Testing

@testable import Reports

@Suite("Rules")
struct RuleTableTests {
  /// Every code that stands in the source as it is.
  private func codes() throws -> Set<String> {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" && !$0.path.contains("/GitHubEmulator/") }
    return try Set(
      files.flatMap { file in
        try String(contentsOf: file, encoding: .utf8)
          .matches(of: #/\bcode: "([a-z_.]+)"/#)
          .map { String($0.output.1) }
      }
    )
  }

  @Test("every code that octoseal can say has an entry that explains it")
  func complete() throws {
    let explained = Set(ruleTable.map(\.id))
    let kinds = DriftEntry.Kind.allCases.map { "drift.\($0.rawValue)" }
    #expect(try codes().union(kinds).subtracting(explained) == [])
  }

  @Test("a code that is made from an answer is explained by its words")
  func unlisted() {
    #expect(Rule.of("github.server_failure").summary == "github server failure")
  }

  @Test("an alert keeps its identity when its line moves, and differs from every other")
  func identity() {
    func finding(_ code: String, _ name: String?, line: Int) -> Finding {
      var finding = Finding(.error, code: code, scope: Fixture.web, message: "m", at: Fixture.line(line))
      finding.secret = name.map { SecretName(listed: $0) }
      return finding
    }
    let one = AlertIdentities([finding("a", "X", line: 1), finding("a", "Y", line: 1), finding("b", "X", line: 1)])
      .texts
    let other = AlertIdentities([finding("a", "X", line: 7), finding("a", "Y", line: 8), finding("b", "X", line: 9)])
      .texts
    #expect(one == other)
    #expect(Set(one).count == 3)
    let twice = AlertIdentities([finding("a", nil, line: 1), finding("a", nil, line: 2)]).texts
    #expect(Set(twice).count == 2)
  }
}
