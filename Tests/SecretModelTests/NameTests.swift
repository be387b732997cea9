import SecretModel
import Testing

@Suite("Names")
struct NameTests {
  @Test("a secret's name is folded to upper case")
  func folding() throws {
    #expect(try SecretName("npm_Token").rawValue == "NPM_TOKEN")
    #expect(try SecretName("npm_token") == SecretName("NPM_TOKEN"))
  }

  @Test(
    "a secret's name that GitHub would refuse is refused",
    arguments: [
      ("", .empty), ("A-B", .illegalCharacter), ("A B", .illegalCharacter), ("Ä", .illegalCharacter),
      ("1A", .startsWithDigit), ("github_token", .reservedPrefix), (String(repeating: "A", count: 256), .tooLong),
    ] as [(String, InvalidSecretName)]
  )
  func illegal(name: String, reason: InvalidSecretName) {
    #expect(throws: reason) { try SecretName(name) }
  }

  @Test("owners and repositories are compared without regard to case and shown as written")
  func foldedNames() throws {
    let first = try RepositoryFullName("Acme/Web")
    #expect(try first == RepositoryFullName("acme/web"))
    #expect(first.description == "Acme/Web")
    #expect(throws: InvalidName.self) { try RepositoryFullName("acme/web/x") }
    #expect(throws: InvalidName.self) { try RepositoryFullName("acme") }
    #expect(throws: InvalidName.self) { try RepositoryName("..") }
  }

  @Test("an environment may have any name with up to 255 characters")
  func environments() throws {
    #expect(try EnvironmentName("production/eu west").spelling == "production/eu west")
    #expect(throws: InvalidName.self) { try EnvironmentName("") }
    #expect(throws: InvalidName.self) { try EnvironmentName("a\u{7}") }
    #expect(throws: InvalidName.self) { try EnvironmentName(String(repeating: "a", count: 256)) }
  }

  @Test("scopes sort from wide to close and print as '--only' takes them")
  func scopes() throws {
    let web = try RepositoryFullName("acme/web")
    let all: [Scope] = [
      .organization(web.owner), .repository(try RepositoryFullName("acme/api")), .repository(web),
      .environment(web, try EnvironmentName("production")), .organization(try OwnerName("zeta")),
    ]
    #expect(all.shuffled().sorted() == all)
    #expect(all.map(\.description) == ["acme", "acme/api", "acme/web", "acme/web:production", "zeta"])
  }
}
