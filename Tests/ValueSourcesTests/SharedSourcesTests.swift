import SecretModel
import Testing
import ValueSources

@Suite("Shared sources")
struct SharedSourcesTests {
  private func shared(_ values: [String: String]) throws -> [String] {
    var declarations: [SecretAddress: ValueDeclaration] = [:]
    for (name, value) in values {
      let address = SecretAddress(
        store: .actions,
        scope: .organization(OwnerName(listed: "acme")),
        name: SecretName(listed: name)
      )
      declarations[address] = try declaration(value)
    }
    return sharedSources(declarations)
      .map { source in
        "\(source.summary): \(source.addresses.map(\.name.rawValue).joined(separator: " "))"
      }
  }

  @Test("one variable for several secrets")
  func variables() throws {
    #expect(
      try shared(["A": "{ env: X }", "B": "{ env: X }", "C": "{ env: Y }", "D": "{ env: x }"])
        == ["environment variable 'X': A B"]
    )
  }

  @Test("one file, however the path to it is written; another key of it is another value")
  func files() throws {
    #expect(
      try shared([
        "A": "{ file: values/one }", "B": "{ file: ./values/../values/one }", "C": "{ file: values/two }",
        "D": "{ file: values/all.env, key: K }", "E": "{ file: values/all.env, key: L }",
        "F": "{ file: values//all.env, key: K }",
      ]) == ["file 'values/one': A B", "key 'K' of file 'values/all.env': D F"]
    )
  }
}
