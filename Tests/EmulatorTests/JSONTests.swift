import Testing

@testable import GitHubEmulator

/// The emulator's own reader and writer of JSON, and its times.
struct JSONTests {
  @Test(
    "values are read and written",
    arguments: [
      ("null", "null"), ("true", "true"), ("[ ]", "[]"), ("{ }", "{}"), ("-12", "-12"), ("1.5e1", "15.0"),
      ("9223372036854775807", "9223372036854775807"), ("\"\\u00fc\\ud83d\\ude00\\/\\b\"", "\"ü😀/\\u0008\""),
      (" {\"b\" : [1, \"x\\n\\\"\\\\\"] , \"a\":{}} ", "{\"b\":[1,\"x\\n\\\"\\\\\"],\"a\":{}}"),
    ]
  )
  func roundTrip(text: String, written: String) throws {
    #expect(String(decoding: try JSON(parsing: Array(text.utf8)).bytes, as: UTF8.self) == written)
  }

  @Test(
    "what is not JSON is refused at its place",
    arguments: [
      ("nul", 1, 1), ("[1,]", 1, 4), ("[1 2]", 1, 4), ("{\"a\" 1}", 1, 6), ("{\"a\":1,}", 1, 8), ("\"a", 1, 3),
      ("\"\\x\"", 1, 4), ("\"\\u12\"", 1, 4), ("\"\\ud800\"", 1, 8), ("01", 1, 1), ("1.", 1, 1), ("-", 1, 1),
      ("+1", 1, 1), ("{}\n x", 2, 2), ("\"\u{1}\"", 1, 2), ("", 1, 1),
    ]
  )
  func refuses(text: String, line: Int, column: Int) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: Array(text.utf8)) }
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test("bytes that are no UTF-8 and depths without end are refused")
  func hostile() {
    #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
    #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [UInt8](repeating: 0x5B, count: 100_000)) }
  }

  @Test(
    "times are read and written",
    arguments: [
      ("1970-01-01T00:00:00Z", 0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      ("2000-02-29T23:59:59Z", 951_868_799, "Tue, 29 Feb 2000 23:59:59 GMT"),
      ("2026-03-10T06:07:08Z", 1_773_122_828, "Tue, 10 Mar 2026 06:07:08 GMT"),
      ("1969-12-31T23:59:59Z", -1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    ]
  )
  func times(text: String, seconds: Int, header: String) throws {
    let time = try #require(ModelTime(iso8601: text))
    #expect(time.seconds == seconds)
    #expect(time.iso8601 == text)
    #expect(time.httpDate == header)
  }

  @Test(
    "what is no time is refused",
    arguments: [
      "", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
      "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.000Z", "+026-01-01T00:00:00Z",
    ]
  )
  func badTimes(text: String) {
    #expect(ModelTime(iso8601: text) == nil)
  }
}
