import SecretModel

extension Timestamp {
  /// Reads the date of an HTTP header, such as `Thu, 01 Feb 2024 23:06:55 GMT`.
  ///
  /// - Returns: nil when the text is anything else.
  init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", parts[1].count == 2 else { return nil }
    guard let month = monthNames.firstIndex(of: parts[2].lowercased()) else { return nil }
    let number = month + 1
    self.init("\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z")
  }
}

private let monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
