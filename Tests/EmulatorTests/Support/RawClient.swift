import Foundation
import Testing

/// A connection that sends and receives bytes as they are, so that a test sees what is really on the wire.
final class RawClient: Sendable {
  private let descriptor: Int32

  init(port: Int) throws {
    #if canImport(Glibc)
    let stream = Int32(SOCK_STREAM.rawValue)
    #else
    let stream = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, stream, 0)
    var timeout = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  deinit {
    close(descriptor)
  }

  func send(_ method: String, _ target: String, body: String = "", headers: [String] = []) {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: emulator.test", "User-Agent: tests", "Authorization: token t"]
    lines += headers
    if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
    let text = lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { return }
      bytes.removeFirst(count)
    }
  }

  /// The next bytes; empty at the end of the connection.
  ///
  /// - Throws: `POSIXError`, as when the connection was reset.
  func receive() throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return Array(buffer.prefix(count))
  }

  /// All bytes up to the end of the connection.
  func receiveAll() throws -> String {
    var text: [UInt8] = []
    while true {
      let bytes = try receive()
      if bytes.isEmpty { return String(decoding: text, as: UTF8.self) }
      text += bytes
    }
  }

  /// One request on a connection of its own, from first to last byte.
  static func exchange(
    _ port: Int,
    _ method: String,
    _ target: String,
    body: String = "",
    headers: [String] = []
  ) async throws -> String {
    try await onOwnThread {
      let client = try RawClient(port: port)
      client.send(method, target, body: body, headers: headers + ["Connection: close"])
      return try client.receiveAll()
    }
  }

  /// Runs what blocks away from the threads that tests and server share.
  static func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
  }
}

extension RawClient {
  /// Makes a request that must be answered with this status.
  static func expect(
    _ status: Int,
    _ port: Int,
    _ method: String,
    _ target: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let answer = try await exchange(port, method, target)
    #expect(answer.status == status, sourceLocation: sourceLocation)
  }
}

extension String {
  /// The status of an answer.
  var status: Int { Int(split(separator: " ").dropFirst().first ?? "") ?? 0 }

  /// What comes after the headers.
  var content: String { range(of: "\r\n\r\n").map { String(self[$0.upperBound...]) } ?? "" }
}
