/// An instant in whole seconds, as GitHub gives it.
///
/// Our own type, so that pure modules need no clock and no Foundation. Fractions of a second are cut off.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var secondsSinceEpoch: Int64

  /// Wraps a number of seconds since 1970-01-01T00:00:00Z.
  public init(secondsSinceEpoch: Int64) { self.secondsSinceEpoch = secondsSinceEpoch }

  /// Reads an ISO 8601 instant such as `2026-11-01T00:00:00Z`, with optional fraction and offset.
  ///
  /// - Returns: nil when the text is anything else, a date without a time included.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.skip("-"),
      let month = reader.number(digits: 2), reader.skip("-"),
      let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t") || reader.skip(" "),
      let hour = reader.number(digits: 2), reader.skip(":"),
      let minute = reader.number(digits: 2), reader.skip(":"),
      let second = reader.number(digits: 2),
      reader.skipFraction(),
      let offset = reader.offset(), reader.isAtEnd
    else { return nil }
    guard (1...12).contains(month), day >= 1, day <= daysIn(month: month, year: year) else { return nil }
    guard hour <= 23, minute <= 59, second <= 60 else { return nil }
    let clock = Int64(hour * 3_600 + minute * 60 + second)
    secondsSinceEpoch = daysSinceEpoch(year: year, month: month, day: day) * 86_400 + clock - offset
  }

  /// The instant that lies a number of seconds later.
  public func advanced(bySeconds seconds: Int64) -> Timestamp {
    Timestamp(secondsSinceEpoch: secondsSinceEpoch &+ seconds)
  }

  /// Orders by time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }
}

extension Timestamp: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SSZ`, GitHub's own form.
  public var description: String {
    let day = secondsSinceEpoch.floorDivided(by: 86_400)
    let clock = secondsSinceEpoch - day * 86_400
    let date = civilDate(daysSinceEpoch: day)
    let time = [clock / 3_600, clock / 60 % 60, clock % 60].map { padded($0, to: 2) }.joined(separator: ":")
    return "\(padded(date.year, to: 4))-\(padded(date.month, to: 2))-\(padded(date.day, to: 2))T\(time)Z"
  }
}

/// How old a value may become, in seconds; written `90d`, `12h`, `2w` or `30m` in a manifest.
public struct Age: Hashable, Comparable, Sendable {
  /// The length in seconds.
  public var seconds: Int64

  /// Wraps a number of seconds.
  public init(seconds: Int64) { self.seconds = seconds }

  /// Reads a positive number and one of the units `m`, `h`, `d`, `w`.
  ///
  /// - Returns: nil when the text is anything else.
  public init?(_ text: String) {
    guard let unit = text.last.flatMap({ secondsPerUnit[$0] }) else { return nil }
    let digits = text.dropLast()
    guard (1...6).contains(digits.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    guard let number = Int64(digits), number > 0 else { return nil }
    seconds = number * unit
  }

  /// Orders by length.
  public static func < (left: Age, right: Age) -> Bool { left.seconds < right.seconds }
}

extension Age: CustomStringConvertible {
  /// The length in the largest unit that fits without a rest, such as `90d`.
  public var description: String {
    for (unit, size) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)] where seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }
}

private let secondsPerUnit: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]

private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number(digits: Int) -> Int? {
    guard rest.count >= digits else { return nil }
    var result = 0
    for byte in rest.prefix(digits) {
      guard (48...57).contains(byte) else { return nil }
      result = result * 10 + Int(byte - 48)
    }
    rest = rest.dropFirst(digits)
    return result
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func skipFraction() -> Bool {
    guard skip(".") else { return true }
    let digits = rest.prefix { (48...57).contains($0) }
    rest = rest.dropFirst(digits.count)
    return !digits.isEmpty
  }

  /// The offset from UTC in seconds.
  mutating func offset() -> Int64? {
    if skip("Z") || skip("z") { return 0 }
    let sign: Int64
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(digits: 2), hours <= 23 else { return nil }
    _ = skip(":")
    guard let minutes = number(digits: 2), minutes <= 59 else { return nil }
    return sign * Int64(hours * 3_600 + minutes * 60)
  }
}

private func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

private func daysIn(month: Int, year: Int) -> Int {
  switch month {
  case 4, 6, 9, 11: 30
  case 2: isLeap(year) ? 29 : 28
  default: 31
  }
}

/// Days in the proleptic Gregorian calendar, with years that begin in March so that leap days come last.
private func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int64 {
  let shiftedYear = Int64(month <= 2 ? year - 1 : year)
  let era = shiftedYear.floorDivided(by: 400)
  let yearOfEra = shiftedYear - era * 400
  let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

private func civilDate(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
  let shifted = daysSinceEpoch + 719_468
  let era = shifted.floorDivided(by: 146_097)
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
}

private func padded(_ number: Int64, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
