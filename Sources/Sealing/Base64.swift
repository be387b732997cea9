import CSodium

/// Standard base64 with padding, as GitHub writes and demands it.
public enum Base64 {
  /// Encodes bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    let capacity = sodium_base64_encoded_len(bytes.count, sodium_base64_VARIANT_ORIGINAL)
    return String(unsafeUninitializedCapacity: capacity) { text in
      text.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress else { return }
        sodium_bin2base64(start, capacity, bytes, bytes.count, sodium_base64_VARIANT_ORIGINAL)
      }
      // The capacity includes the NUL that C wants at the end.
      return capacity - 1
    }
  }

  /// Decodes text; nil when it is anything but base64 with its padding.
  public static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { characters in
      var bytes = [UInt8](repeating: 0, count: characters.count / 4 * 3 + 3)
      var count = 0
      let status = characters.withMemoryRebound(to: CChar.self) { source in
        sodium_base642bin(
          &bytes,
          bytes.count,
          source.baseAddress,
          source.count,
          nil,
          &count,
          nil,
          sodium_base64_VARIANT_ORIGINAL
        )
      }
      return status == 0 ? Array(bytes.prefix(count)) : nil
    }
  }
}
