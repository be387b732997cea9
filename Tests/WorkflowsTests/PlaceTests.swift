import SecretModel
import Testing

@testable import Workflows

@Suite("Places of references")
struct PlaceTests {
  /// How a value of a step can be written; each `secrets.` in it is a reference.
  private static let styles = [
    "run: echo ${{ secrets.A }}",
    "run: 'it''s ${{ secrets.A }} and it''s ''${{ secrets.B }}'''",
    #"run: "a \"é\" \t\n\x20\x41\u00e9 \\ ${{ secrets.A }}\/${{ secrets.B }}""#,
    "run: |\n    one\n\n      two ${{ secrets.A }}\n    # three ${{ secrets.B }}\n",
    "run: |2+ # a comment\n    indented ${{ secrets.A }}\n\n\n",
    "run: >-\n    folded\n    text ${{ secrets.A }}\n\n    more\n      ${{\n    secrets.B\n    }}\n",
    "run: plain\n    text over ${{\n    secrets.A }}\n\n    lines ${{ secrets.B }}",
    "run: \"quoted\n    over \\\n    lines ${{ secrets.A }}\n\n   ${{ secrets.B }}\"",
    "run: 'quoted\n\n    over lines ${{ secrets.A }}'",
    "run: &anchor !!str 'x ${{ secrets.A }}'",
    "run: &anchor\n    ${{ secrets.A }}",
    "run: &anchor |-\n    é 🦭\u{a0}${{ secrets.A }} ${{ secrets.B }}",
    "env: { X: \"${{ secrets.A }}\", Y: '${{ secrets.B }}' }",
    "env: { 'NAME_${{ secrets.A }}': x }",
    "if: github.ref == 'secrets.' && secrets.A",
    "if: |\n    always() &&\n    secrets.A",
    "with:\n    list: [ '${{ secrets.A }}',\n      \"${{ secrets.B }}\" ]",
  ]

  @Test("are line and column in the file, however the value is written", arguments: styles, ["\n", "\r\n", "\r"])
  func places(style: String, lineBreak: String) throws {
    let lines = "\u{FEFF}on: push\njobs:\n  a:\n    steps:\n    - name: x\n      "
    let text = lines + style.replacing("\n", with: "\n    ") + "\n"
    let wanted = Self.places(in: text)
    #expect(!wanted.isEmpty)
    var diagnostics: [Diagnostic] = []
    let bytes = Array(text.replacing("\n", with: lineBreak).utf8)
    let workflow = try #require(readWorkflow(bytes, fileName: "a.yml", path: "a.yml", into: &diagnostics))
    #expect(diagnostics.isEmpty)
    #expect(workflow.jobs[0].uses.map(\.location.description) == wanted)
  }

  /// Where `secrets.A` and `secrets.B` are in a text.
  private static func places(in text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .flatMap { number, line in
        line.ranges(of: #/secrets\.[AB]/#)
          .map { range in
            let column = line.unicodeScalars.distance(from: line.startIndex, to: range.lowerBound) + 1
            return "a.yml:\(number + 1):\(column)"
          }
      }
  }

  @Test("of a text that an alias repeats are where it was written")
  func aliases() throws {
    let text = """
      on: push
      jobs:
        a: &job
          steps:
          - &step
            run: echo ${{ secrets.A }}
          - *step
        b: *job
      """
    var diagnostics: [Diagnostic] = []
    let workflow = try #require(readWorkflow(Array(text.utf8), fileName: "a", path: "a", into: &diagnostics))
    #expect(workflow.jobs.map { $0.uses.map(\.location.line) } == [[6], [6]])
  }

  @Test("of UTF-16 are at least those of the values")
  func utf16() throws {
    let text = "on: push\njobs:\n  a:\n    steps:\n    - run: x ${{ secrets.A }}\n"
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    var diagnostics: [Diagnostic] = []
    let workflow = try #require(readWorkflow(bytes, fileName: "a", path: "a", into: &diagnostics))
    #expect(workflow.jobs[0].uses.map(\.location.line) == [5])
  }
}
