/// Hands out what stands between the quotes of a JSON text byte by byte, with its escapes resolved.
///
/// - Returns: false when an escape is not one of JSON's.
func forEachUnescapedByte(of written: UnsafeRawBufferPointer, _ body: (UInt8) -> Void) -> Bool {
  var position = 0
  while position < written.count {
    let byte = written[position]
    position += 1
    guard byte == UInt8(ascii: "\\") else {
      body(byte)
      continue
    }
    guard position < written.count else { return false }
    let escape = written[position]
    position += 1
    if let plain = plainEscape(escape) {
      body(plain)
    } else {
      guard escape == UInt8(ascii: "u"), let scalar = unicodeEscape(in: written, at: &position) else { return false }
      UTF8.encode(scalar)?.forEach(body)
    }
  }
  return true
}

private func plainEscape(_ escape: UInt8) -> UInt8? {
  switch escape {
  case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
  case UInt8(ascii: "b"): 0x08
  case UInt8(ascii: "f"): 0x0C
  case UInt8(ascii: "n"): 0x0A
  case UInt8(ascii: "r"): 0x0D
  case UInt8(ascii: "t"): 0x09
  default: nil
  }
}

/// The character after `\u`; one beyond the first 65,536 is written as two escapes.
private func unicodeEscape(in written: UnsafeRawBufferPointer, at position: inout Int) -> Unicode.Scalar? {
  guard let first = codeUnit(in: written, at: &position) else { return nil }
  guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
  guard position + 2 <= written.count, written[position..<position + 2].elementsEqual("\\u".utf8) else { return nil }
  position += 2
  guard let second = codeUnit(in: written, at: &position), UTF16.isTrailSurrogate(second) else { return nil }
  return UTF16.decode(UTF16.EncodedScalar([first, second]))
}

private func codeUnit(in written: UnsafeRawBufferPointer, at position: inout Int) -> UInt16? {
  guard position + 4 <= written.count else { return nil }
  var unit: UInt16 = 0
  for digit in written[position..<position + 4] {
    guard let value = hexadecimalValue(digit) else { return nil }
    unit = unit << 4 | value
  }
  position += 4
  return unit
}

private func hexadecimalValue(_ digit: UInt8) -> UInt16? {
  switch digit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(digit - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(digit - UInt8(ascii: "a")) + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(digit - UInt8(ascii: "A")) + 10
  default: nil
  }
}
