import CSodium

/// The length of every hash here in bytes.
let hashLength = 32

/// BLAKE2b-256 without a key, in lower-case hexadecimal digits: for what is no secret.
public func digest(of bytes: [UInt8]) -> String {
  Sodium.prepare()
  var hash = [UInt8](repeating: 0, count: hashLength)
  crypto_generichash(&hash, hash.count, bytes, UInt64(bytes.count), nil, 0)
  return hexadecimal(hash)
}

/// Random bytes in lower-case hexadecimal digits, good enough for a key.
public func randomHexadecimal(byteCount: Int) -> String {
  Sodium.prepare()
  var bytes = [UInt8](repeating: 0, count: byteCount)
  defer { wipe(&bytes) }
  randombytes_buf(&bytes, bytes.count)
  return hexadecimal(bytes)
}

func hexadecimal(_ bytes: [UInt8]) -> String {
  String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
    for (index, byte) in bytes.enumerated() {
      digits[index * 2] = hexadecimalDigit(byte >> 4)
      digits[index * 2 + 1] = hexadecimalDigit(byte & 15)
    }
    return bytes.count * 2
  }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
