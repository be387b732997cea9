/// Seconds since 1970-01-01T00:00:00Z: the resolution of GitHub's times of secrets.
package struct ModelTime: Hashable, Comparable, Sendable {
  package var seconds: Int

  package static func < (left: ModelTime, right: ModelTime) -> Bool { left.seconds < right.seconds }

  package static func + (time: ModelTime, seconds: Int) -> ModelTime { ModelTime(seconds: time.seconds + seconds) }

  /// `2026-03-10T00:00:00Z`.
  package var iso8601: String {
    let parts = civil
    return "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))T\(timeOfDay)Z"
  }

  /// `Tue, 10 Mar 2026 00:00:00 GMT`, as in the header `Date`.
  package var httpDate: String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let parts = civil
    let weekday = days[(dayNumber % 7 + 7) % 7]
    return "\(weekday), \(digits(parts.day, 2)) \(months[parts.month - 1]) \(digits(parts.year, 4)) \(timeOfDay) GMT"
  }

  /// `2026-03-10 00:00:00 UTC`, as in the header that tells when a token ends.
  var spelledOut: String { iso8601.replacing("T", with: " ").replacing("Z", with: " UTC") }

  package init(seconds: Int) {
    self.seconds = seconds
  }

  /// Reads `2026-03-10T00:00:00Z`; nil for any other form.
  package init?(iso8601 text: String) {
    let bytes = Array(text.utf8)
    let separators: [(Int, Character)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "Z")]
    guard bytes.count == 20, separators.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }) else { return nil }
    let fields = [0..<4, 5..<7, 8..<10, 11..<13, 14..<16, 17..<19]
      .map { range -> Int? in
        let digits = bytes[range]
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
      }
    guard let year = fields[0], let month = fields[1], let day = fields[2], let hour = fields[3],
      let minute = fields[4], let second = fields[5], (1...12).contains(month), hour < 24, minute < 60, second < 60
    else { return nil }
    seconds = daysSinceEpoch(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
    guard civil == (year, month, day) else { return nil }
  }

  private var dayNumber: Int { (seconds - ((seconds % 86_400) + 86_400) % 86_400) / 86_400 }

  private var timeOfDay: String {
    let second = seconds - dayNumber * 86_400
    return "\(digits(second / 3_600, 2)):\(digits(second / 60 % 60, 2)):\(digits(second % 60, 2))"
  }

  /// The day in the Gregorian calendar, after Howard Hinnant's `civil_from_days`.
  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

private func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
  let shiftedYear = month <= 2 ? year - 1 : year
  let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
  let yearOfEra = shiftedYear - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func digits(_ number: Int, _ count: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, count - text.count)) + text
}
