#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A body that is not what the endpoint gives.
struct UnreadableBody: Error, Hashable {
  /// Which part is wrong, never what stands there.
  var reason: String
}

/// What stands in a body, as far as it is read and kept.
protocol WireObject: Codable, Sendable {
  /// Reads the body in the least time, where it is plainly written; nil leaves it to a decoder.
  init?(scanning body: [UInt8])
}

extension WireObject {
  init?(scanning body: [UInt8]) { nil }
}

/// Decodes a JSON body away from the caller's executor, since a page of repositories has half a megabyte.
///
/// - Throws: `UnreadableBody`, which names the field and quotes nothing.
@concurrent
func decode<Value: WireObject>(_ type: Value.Type, from body: [UInt8]) async throws(UnreadableBody) -> Value {
  if let value = Value(scanning: body) { return value }
  return try await decodeJSON(type, from: body)
}

/// Decodes a JSON body that is not for keeping.
///
/// - Throws: `UnreadableBody`, which names the field and quotes nothing.
@concurrent
func decodeJSON<Value: Decodable & Sendable>(
  _ type: Value.Type,
  from body: [UInt8]
) async throws(UnreadableBody) -> Value {
  do {
    return try JSONDecoder().decode(type, from: Data(body))
  } catch let error as UnreadableBody {
    throw error
  } catch DecodingError.keyNotFound(let key, let context) {
    throw UnreadableBody(reason: "the field '\(fieldName(context.codingPath + [key]))' is missing")
  } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
    throw UnreadableBody(reason: "the field '\(fieldName(context.codingPath))' has another type")
  } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
    throw UnreadableBody(reason: "the field '\(fieldName(context.codingPath))' has an unexpected form")
  } catch {
    throw UnreadableBody(reason: body.isEmpty ? "it is empty" : "it is not JSON")
  }
}

/// `secrets[3].updated_at`; the keys are ours, since only fields that we name are decoded.
private func fieldName(_ path: [any CodingKey]) -> String {
  path.reduce(into: "") { name, key in
    if let index = key.intValue {
      name += "[\(index)]"
    } else {
      name += name.isEmpty ? key.stringValue : ".\(key.stringValue)"
    }
  }
}

/// Checks that the body of an answer with nothing to read is none, or JSON.
///
/// - Throws: `UnreadableBody` when it is anything else.
func checkEmptyOrJSON(_ body: [UInt8]) throws(UnreadableBody) {
  let first = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
  guard let first, !"{[n".utf8.contains(first) else { return }
  throw UnreadableBody(reason: "it is not JSON")
}
