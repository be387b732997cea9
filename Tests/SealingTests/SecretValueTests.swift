import Foundation
import Sealing
import Testing

@Suite("Secret values")
struct SecretValueTests {
  struct Holder {
    var name = "holder"
    var value = SecretValue("hunter2")
    var list = [SecretValue("hunter2")]
    var table = ["key": SecretValue("hunter2")]
    var payload = SecretPayload.plain(SecretValue("hunter2"))
  }

  @Test("bytes come out as they went in, and the source may be wiped", arguments: [0, 1, 7, 4_096, 49_152])
  func content(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var source = bytes
    let value = source.withUnsafeBytes { SecretValue(copying: $0) }
    wipe(&source)
    #expect(source == [UInt8](repeating: 0, count: count))
    #expect(value.byteCount == count)
    #expect(value.bytes == bytes)
  }

  @Test(
    "base64 is made without another copy of the value",
    arguments: [("", ""), ("f", "Zg=="), ("foobar", "Zm9vYmFy")]
  )
  func base64(text: String, encoded: String) {
    let value = Array(text.utf8).withUnsafeBytes { SecretValue(base64Of: $0) }
    #expect(value.bytes == Array(encoded.utf8))
  }

  @Test("no way of printing shows a value")
  func printing() {
    let holder = Holder()
    var dumped = ""
    dump(holder, to: &dumped)
    let forms = [
      "\(holder.value)", String(describing: holder.value), String(reflecting: holder.value), "\(holder)",
      String(reflecting: holder), dumped, "\(holder.list) \(holder.table) \(holder.payload)",
      "\(Mirror(reflecting: holder.value).children.map { "\($0)" })",
    ]
    for form in forms { #expect(!form.contains("hunter2") && !form.contains("104, 117")) }
    #expect(forms[0] == "<secret>")
    #expect(forms[2] == "<secret>")
    #expect(Mirror(reflecting: holder.value).children.isEmpty)
  }

  @Test("a value can be neither compared, hashed nor encoded")
  func conformances() {
    let value: Any = SecretValue("hunter2")
    #expect(!(value is any Equatable))
    #expect(!(value is any Encodable))
  }

  @Test("an error while a value is filled in comes out")
  func failedFill() {
    struct Failed: Error {}
    #expect(throws: Failed.self) {
      _ = try SecretValue(byteCount: 4) { (_) throws(Failed) in throw Failed() }
    }
  }

  @Test("a value that was let go is wiped, although its neighbours are still there")
  func wiped() {
    // Held meanwhile, so that the memory of both can be read.
    let neighbour = SecretValue("neighbour")
    var value: SecretValue? = SecretValue("hunter2")
    let escaped = value?.withBytes { UnsafeRawBufferPointer($0) }
    #expect(escaped.map(Array.init) == Array("hunter2".utf8))
    value = nil
    // Only where both lie in one stretch; a new one may have begun between them.
    let distance = neighbour.withBytes { $0.baseAddress }.flatMap { near in escaped?.baseAddress.map { $0 - near } }
    if distance == neighbour.byteCount { #expect(escaped.map(Array.init) == [UInt8](repeating: 0, count: 7)) }
    #expect(neighbour.bytes == Array("neighbour".utf8))
  }

  /// libsodium wipes the memory before it gives it back, so that nothing is left to be read.
  @Test("the memory of a large value that was let go cannot be read")
  func givenBack() async {
    await #expect(processExitsWith: .failure) {
      turnCoreDumpsOff()
      let large = String(repeating: "hunter2", count: 5_000)
      let escaped = SecretValue(large).withBytes { $0.baseAddress }
      withExtendedLifetime(escaped?.load(as: UInt8.self)) { exit(EXIT_SUCCESS) }
    }
  }

  @Test("many values at once keep their own bytes")
  func many() async {
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<2_000 {
        group.addTask {
          let text = String(repeating: "\(number) ", count: 1 + number % 50)
          let value = SecretValue(text)
          await Task.yield()
          #expect(value.bytes == Array(text.utf8))
        }
      }
    }
  }

  @Test("core dumps can be turned off")
  func coreDumps() async {
    await #expect(processExitsWith: .success) {
      turnCoreDumpsOff()
      var limit = rlimit(rlim_cur: 1, rlim_max: 1)
      #if canImport(Glibc)
      getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
      #else
      getrlimit(RLIMIT_CORE, &limit)
      #endif
      exit(limit.rlim_cur == 0 && limit.rlim_max == 0 ? 0 : 1)
    }
  }
}
