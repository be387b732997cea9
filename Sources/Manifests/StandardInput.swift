#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads an open file to its end, or as far as anybody would look.
///
/// - Parameters:
///   - descriptor: the file.
///   - most: how many bytes are read at most.
/// - Returns: the bytes; nil when it cannot be read.
func readAll(of descriptor: Int32, upTo most: Int) -> [UInt8]? {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 * 1_024)
  while bytes.count < most {
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, min($0.count, most - bytes.count)) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return nil }
    guard count > 0 else { break }
    bytes += buffer[..<count]
  }
  return bytes
}
