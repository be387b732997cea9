public import Sealing

/// What is done to the bytes of a value before they are used.
public enum ValueTransformation: Equatable, Sendable {
  /// All line breaks at the end are dropped, as `gh` does.
  case trimNewlines
  /// They stay as they are.
  case none
  /// They are encoded in base64, as they are.
  case base64

  /// The value after it.
  public func applied(to value: SecretValue) -> SecretValue {
    switch self {
    case .none: return value
    case .base64: return value.withBytes { bytes in SecretValue(base64Of: bytes) }
    case .trimNewlines:
      return value.withBytes { bytes in
        let end = bytes.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
        return end == bytes.count ? value : SecretValue(copying: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
      }
    }
  }
}
