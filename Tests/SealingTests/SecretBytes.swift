import Sealing

extension SecretValue {
  /// A value for a test, from text that is no secret.
  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  /// A value for a test, from bytes that are no secret.
  convenience init(_ bytes: [UInt8]) {
    self.init(byteCount: bytes.count) { $0.copyBytes(from: bytes) }
  }

  /// A copy of the bytes, to compare with.
  var bytes: [UInt8] { withBytes { Array($0) } }
}
