import Foundation
import Sealing
import Testing

@testable import ValueSources

@Suite("Files of values that are damaged")
struct HostileFileTests {
  /// SplitMix64, so that a seed names a case.
  struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let json = Array(
    #"{"A": "b\n\u00e9\ud83d\ude00ü", "n": [-0.5e+3, 10, true, false, null, {}], "m": {"A": {"x": "\\"}}, "": ""}"#.utf8
  )

  static let dotenv = Array("# c\nexport A=\"b\\n\\\"\nc\" # d\nB = 'x\ny'\r\nC=d # e\nD=\nE=\\\n".utf8)

  private func mutated(_ original: [UInt8], _ random: inout Random) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[position] = original[Int.random(in: 0..<original.count, using: &random)]
      case 1: bytes.remove(at: position)
      case 2: bytes.insert(Array("\"\\{}[],:0-.eEu'#=\n\u{1}".utf8).randomElement(using: &random) ?? 0, at: position)
      default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0..<8, using: &random)))
      }
    }
    return bytes
  }

  private func value(of bytes: [UInt8], _ format: ValueFileFormat) throws(ValueFileError) -> [UInt8]? {
    let content = bytes.withUnsafeBytes { SecretValue(copying: $0) }
    return try format.value(of: "A", in: content).map { $0.withBytes { Array($0) } }
  }

  @Test("a damaged JSON file is refused or gives the text that a strict reader finds", arguments: 0..<20)
  func json(seed: UInt64) {
    var random = Random(state: seed)
    for _ in 0..<100 {
      let bytes = mutated(Self.json, &random)
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.utf8.elementsEqual(bytes) else { continue }
      let foundation = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      do {
        let value = try value(of: bytes, .json)
        let object = foundation as? [String: Any]
        if let expected = object?["A"] as? String {
          #expect(value == Array(expected.utf8), "\(text)")
        }
      } catch {
        if case .malformed = error { #expect(foundation == nil, "\(text)") }
      }
    }
  }

  @Test("a damaged dotenv file is read or refused, and nothing worse", arguments: 0..<20)
  func dotenv(seed: UInt64) {
    var random = Random(state: seed)
    for _ in 0..<500 {
      let bytes = mutated(Self.dotenv, &random)
      let lines = bytes.count { $0 == 0x0A } + 1
      do {
        #expect(try value(of: bytes, .dotenv)?.count ?? 0 <= bytes.count)
      } catch {
        if case .malformed(_, let line) = error { #expect((1...lines).contains(line ?? 0)) }
      }
    }
  }
}
