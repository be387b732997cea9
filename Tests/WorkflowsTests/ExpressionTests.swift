import Testing

@testable import Workflows

@Suite("Expressions")
struct ExpressionTests {
  private func references(_ expression: String) -> [ContextReference] {
    let text = Array(expression.unicodeScalars)
    return contextReferences(expressionTokens(text, in: text.indices))
  }

  @Test(
    "a secret is named behind a dot or as a text in brackets, in any case and with any blanks",
    arguments: [
      "secrets.TOKEN", "secrets['TOKEN']", "SECRETS . TOKEN", "secrets\n[ 'TOKEN' ]", "toJSON(secrets.TOKEN)",
      "format('secrets.OTHER {0}', secrets.TOKEN)", "'it''s secrets.NO' == secrets.TOKEN", "-1.5e-3 < secrets.TOKEN",
      "github.secrets.NO && secrets.TOKEN", "env['secrets'].x || secrets.TOKEN", "matrix.*.x[secrets.TOKEN]",
      "inputs.secrets-token || secrets.TOKEN.length", "secrets('x') || secrets.TOKEN", "0x1F == secrets.TOKEN",
    ]
  )
  func named(expression: String) {
    #expect(references(expression).map(\.target) == [.property("TOKEN")])
  }

  @Test("the text of a name may have any characters, and quotes are written twice")
  func names() {
    #expect(references("secrets.MY-TOKEN_1").map(\.target) == [.property("MY-TOKEN_1")])
    #expect(references("secrets['it''s']").map(\.target) == [.property("it's")])
  }

  @Test(
    "a name that is put together is computed",
    arguments: [
      "secrets[matrix.name]", "secrets[format('TOKEN_{0}', matrix.n)]", "secrets['A' || 'B']", "secrets[\"A\"]",
      "secrets[",
    ]
  )
  func computed(expression: String) {
    #expect(references(expression).map(\.target) == [.computed])
  }

  @Test("names inside the brackets of a computed one are names of their own")
  func nested() {
    #expect(references("secrets[secrets['A']]").map(\.target) == [.computed, .property("A")])
  }

  @Test(
    "a context without a name is all of it",
    arguments: ["toJSON(secrets)", "secrets", "secrets.*", "secrets[*]", "contains(secrets.*, 'x')", "secrets."]
  )
  func whole(expression: String) {
    #expect(references(expression).map(\.target) == [.whole])
  }

  @Test(
    "an expression that asks whether a secret is there gets along without it",
    arguments: [
      ("secrets.A || secrets.B", [true, false]), ("secrets.A != ''", [true]), ("!secrets.A", [true]),
      ("secrets[matrix.a] && 'x'", [true]), ("github.x == secrets.A", [false]), ("f(secrets.A, 1)", [false]),
    ]
  )
  func optional(expression: String, expected: [Bool]) {
    #expect(references(expression).map(\.isOptional) == expected)
  }

  @Test(
    "expressions of a text end at '}}' outside quotes",
    arguments: [
      ("a ${{ x }} b ${{ y }}", [" x ", " y "], nil), ("${{ '}}' }}", [" '}}' "], nil), ("${{}}", [""], nil),
      ("$${{ x }}}", [" x "], nil), ("${ { x }}", [], nil), ("é ${{ x", [" x"], 2), ("${{ 'a }}", [" 'a }}"], 0),
      ("${{", [""], 0), ("${{ ${{ x }} }}", [" ${{ x "], nil),
    ] as [(String, [String], Int?)]
  )
  func inText(text: String, expected: [String], unclosed: Int?) {
    let scalars = Array(text.unicodeScalars)
    let found = ExpressionsInText(scalars)
    #expect(found.ranges.map { String(String.UnicodeScalarView(scalars[$0])) } == expected)
    #expect(found.unclosed == unclosed)
  }
}
