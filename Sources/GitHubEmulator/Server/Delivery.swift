import HTTPTypes
import HummingbirdCore
import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How an answer leaves the server.
enum Delivery: Sendable {
  case whole(EmulatedResponse)
  /// Announces the whole body, sends its beginning and closes the connection.
  case cut(EmulatedResponse, keptBytes: Int)
  /// Sends the body byte by byte, with so many milliseconds before each.
  case trickle(EmulatedResponse, milliseconds: Int)
  /// Resets the connection without an answer.
  case reset
}

/// The connection is closed on purpose; thrown so that nothing more is written to it.
struct ConnectionClosed: Error {}

extension Delivery {
  /// Carries it out.
  ///
  /// - Throws: `ConnectionClosed`, or what the connection throws.
  @concurrent func write(to writer: consuming ResponseWriter, _ channel: any Channel) async throws {
    switch self {
    case .whole(let response):
      let body = response.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
      try await writer.write(response: response.head, body: body)
    case .cut(let response, let keptBytes):
      let kept = ByteBuffer(bytes: response.body.prefix(keptBytes))
      var body = try await writer.writeHead(response.head)
      try await body.write(kept)
      try await channel.close()
      throw ConnectionClosed()
    case .trickle(let response, let milliseconds):
      var body = try await writer.writeHead(response.head)
      for byte in response.body {
        try await Task.sleep(for: .milliseconds(milliseconds))
        // Nobody is left to write to once the client has lost patience.
        guard channel.isActive else { throw ConnectionClosed() }
        try await body.write(ByteBuffer(bytes: [byte]))
      }
      try await body.finish(nil)
    case .reset:
      // Without a linger time of zero the peer would see an orderly end, not a reset.
      if let socket = channel as? any SocketOptionProvider {
        try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
      }
      try await channel.close()
      throw ConnectionClosed()
    }
  }
}

extension EmulatedResponse {
  fileprivate var head: HTTPResponse {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    // 204 and 304 have no body, and the real service sends no length with them.
    if status != 204, status != 304 { fields[.contentLength] = String(body.count) }
    return HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: fields)
  }
}
