import SecretModel

extension Timestamp {
  /// Reads the header `github-authentication-token-expiration`: `2024-03-02 22:39:38 UTC`, or with an offset such as
  /// `-0700` at its end.
  ///
  /// - Returns: nil when the text is anything else.
  init?(tokenExpiration text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 3 else { return nil }
    self.init("\(parts[0])T\(parts[1])\(parts[2] == "UTC" ? "Z" : parts[2])")
  }
}
