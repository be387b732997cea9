import SecretModel
import Testing

@Suite("Globs and nearest words")
struct GlobTests {
  @Test(
    "matches the whole text, without regard to case",
    arguments: [
      ("svc-*", "SVC-web", true), ("svc-*", "my-svc-web", false), ("*", "", true), ("?", "", false),
      ("a?c", "abc", true),
      ("*a*b*c*", "xxaxxbxxcxx", true), ("a*b", "aXbX", false), ("", "", true), ("", "a", false), ("a**", "a", true),
    ]
  )
  func matches(pattern: String, text: String, expected: Bool) {
    #expect(Glob(pattern).matches(text) == expected)
  }

  @Test("many stars stay cheap")
  func hostilePattern() {
    let pattern = Glob(String(repeating: "*a", count: 50) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 1_000)))
  }

  @Test(
    "suggests the word that was meant, and nothing when none is near",
    arguments: [
      ("visibilty", "visibility"), ("secret", "secrets"), ("repositroies", "repositories"), ("Value", "value"),
      ("zzz", nil), ("", nil),
    ] as [(String, String?)]
  )
  func nearest(word: String, expected: String?) {
    #expect(nearestWord(to: word, among: ["visibility", "secrets", "repositories", "value"]) == expected)
  }
}
