import SecretModel
import Testing

@Suite("Instants and ages")
struct TimestampTests {
  @Test(
    "reads what GitHub and people write",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2023-11-23T12:34:56Z", 1_700_742_896), ("2022-10-26T11:15:21.000Z", 1_666_782_921),
      ("2020-02-29T23:59:59+05:30", 1_583_000_999), ("2000-03-01T00:00:00-00:01", 951_868_860),
      ("1969-12-31T23:59:59Z", -1), ("2026-11-01t00:00:00z", 1_793_491_200),
    ] as [(String, Int64)]
  )
  func parses(text: String, seconds: Int64) {
    #expect(Timestamp(text)?.secondsSinceEpoch == seconds)
  }

  @Test(
    "refuses everything else",
    arguments: [
      "", "2026-11-01", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-01T24:00:00Z", "2026-11-01T00:00:00",
      "2026-11-01T00:00:00.Z", "2026-11-01T00:00:00Zx", "2026-11-01T00:00:00+5", "1900-02-29T00:00:00Z",
    ]
  )
  func refuses(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(
    "prints GitHub's form, which reads back as the same instant",
    arguments: [-86_401, 0, 951_782_400, 4_102_444_799]
  )
  func roundTrip(seconds: Int64) {
    let timestamp = Timestamp(secondsSinceEpoch: seconds)
    #expect(Timestamp(timestamp.description) == timestamp)
    #expect(timestamp.description.count == 20)
  }

  @Test("reads ages in minutes, hours, days and weeks")
  func ages() {
    #expect(["30m", "12h", "90d", "2w"].map { Age($0)?.seconds } == [1_800, 43_200, 7_776_000, 1_209_600])
    #expect(["", "d", "0d", "-1d", "1.5d", "90", "1y", "9999999d"].map { Age($0) } == Array(repeating: nil, count: 8))
    #expect(["90m", "48h", "2w"].map { Age($0)?.description } == ["90m", "2d", "14d"])
  }
}
