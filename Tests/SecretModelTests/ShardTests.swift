import SecretModel
import Testing

@Suite("Shards")
struct ShardTests {
  private static let repositories = (0..<5_000).map { "acme/service-\($0)" }

  private func shards(_ count: Int) -> [Shard] { (1...count).compactMap { Shard(index: $0, count: count) } }

  private func index(of scope: String, among count: Int) throws -> Int? {
    let scope = try Scope(scope)
    let owners = shards(count).filter { $0.contains(scope) }
    #expect(owners.count == 1, "\(scope) is in exactly one shard")
    return owners.first?.index
  }

  @Test("a part is written as its number and how many there are", arguments: ["1/1", "2/5", "1000/1000"])
  func parsing(text: String) throws {
    #expect(try #require(Shard(parsing: text)).description == text)
  }

  @Test(
    "what is no part is refused",
    arguments: [
      "", "/", "2", "2/", "/5", "0/3", "4/3", "1/0", "-1/3", "1/-3", "x/y", "1/3/5", " 1/3", "1 /3", "+1/3", "01/3",
      "1/1001", "1/99999999999999999999", "1.0/3", "١/٣",
    ]
  )
  func refused(text: String) {
    #expect(Shard(parsing: text) == nil)
  }

  /// Written out, since a ledger part is found again only while every version computes the same.
  @Test(
    "the same scope is in the same shard of 2, 5, 100 and 1000 in every version",
    arguments: [
      ("acme", [2, 4, 10, 593]),
      ("acme/web", [2, 4, 10, 357]),
      ("acme/api", [1, 5, 39, 650]),
      ("octo-org/octo-repo", [2, 4, 99, 99]),
      ("a/b", [2, 5, 15, 370]),
      ("acme/service-0", [1, 3, 36, 695]),
      ("acme/service-1", [1, 1, 46, 46]),
      ("zeta/.github", [2, 2, 77, 956]),
    ]
  )
  func examples(scope: String, expected: [Int]) throws {
    #expect(try [2, 5, 100, 1_000].map { try index(of: scope, among: $0) } == expected)
  }

  @Test("a repository and its environments stay together, in whatever case their names are written")
  func units() throws {
    for count in [2, 3, 7, 100] {
      let web = try index(of: "acme/web", among: count)
      #expect(try index(of: "acme/web:production", among: count) == web)
      #expect(try index(of: "ACME/Web:Production/EU", among: count) == web)
      #expect(try index(of: "Acme", among: count) == index(of: "acme", among: count))
    }
  }

  @Test("parts of many repositories are about equal", arguments: [2, 3, 10, 50])
  func balance(count: Int) throws {
    var sizes = [Int](repeating: 0, count: count)
    for name in Self.repositories {
      guard let index = try index(of: name, among: count) else { continue }
      sizes[index - 1] += 1
    }
    let fair = Double(Self.repositories.count) / Double(count)
    // Five standard deviations of a fair lottery.
    let tolerance = 5 * fair.squareRoot()
    #expect(sizes.allSatisfy { abs(Double($0) - fair) < tolerance }, "\(sizes)")
  }

  @Test("one part more takes its share from all others, and nothing else moves")
  func stability() throws {
    var moved = 0
    for name in Self.repositories {
      let before = try index(of: name, among: 10)
      let after = try index(of: name, among: 11)
      if before != after {
        #expect(after == 11)
        moved += 1
      }
    }
    #expect((350...560).contains(moved), "about an eleventh of 5,000: \(moved)")
  }
}
