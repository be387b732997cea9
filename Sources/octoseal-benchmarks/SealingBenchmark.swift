import ArgumentParser
import CSodium
import Sealing
import SecretModel

/// What sealing and fingerprinting add to libsodium's own time.
struct SealingBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sealing")

  private static let valueLength = 1_024
  private static let sealings = 2_000
  private static let fingerprints = 20_000

  func run() throws {
    let bytes = [UInt8](repeating: 7, count: Self.valueLength)
    let value = bytes.withUnsafeBytes { SecretValue(copying: $0) }
    printRow("1 KB values", "CPU µs each", "beside libsodium")
    printRow("---", "---:", "---:")
    try compareSealing(bytes, value)
    try compareFingerprints(bytes, value)
  }

  private func compareSealing(_ bytes: [UInt8], _ value: SecretValue) throws {
    var publicKey = [UInt8](repeating: 0, count: Int(crypto_box_PUBLICKEYBYTES))
    var privateKey = [UInt8](repeating: 0, count: Int(crypto_box_SECRETKEYBYTES))
    crypto_box_keypair(&publicKey, &privateKey)
    var box = [UInt8](repeating: 0, count: bytes.count + crypto_box_sealbytes())
    let bare = medianSeconds {
      for _ in 0..<Self.sealings { _ = crypto_box_seal(&box, bytes, UInt64(bytes.count), publicKey) }
    }
    let key = try PublicKey(keyID: "1", base64: Base64.encode(publicKey))
    let own = try medianSeconds {
      for _ in 0..<Self.sealings { _ = try key.seal(value) }
    }
    show("crypto_box_seal", bare, "sealing, with base64", own, count: Self.sealings)
  }

  private func compareFingerprints(_ bytes: [UInt8], _ value: SecretValue) throws {
    let hashKey = [UInt8](repeating: 3, count: Int(crypto_generichash_KEYBYTES))
    var hash = [UInt8](repeating: 0, count: Int(crypto_generichash_BYTES))
    let bare = medianSeconds {
      for _ in 0..<Self.fingerprints {
        crypto_generichash(&hash, hash.count, bytes, UInt64(bytes.count), hashKey, hashKey.count)
      }
    }
    let key = try FingerprintKey(text: String(repeating: "k", count: FingerprintKey.fewestCharacters))
    let repository = RepositoryFullName(owner: OwnerName(listed: "acme"), name: RepositoryName(listed: "web"))
    let address = SecretAddress(store: .actions, scope: .repository(repository), name: SecretName(listed: "TOKEN"))
    let payload = SecretPayload.plain(value)
    let own = medianSeconds {
      for _ in 0..<Self.fingerprints { _ = key.fingerprint(of: payload, at: address) }
    }
    show(
      "crypto_generichash",
      bare,
      "fingerprint, with the place and hexadecimal digits",
      own,
      count: Self.fingerprints
    )
  }

  private func show(_ bareName: String, _ bare: Double, _ ownName: String, _ own: Double, count: Int) {
    printRow(bareName, shown(bare / Double(count) * 1_000_000), "1.00x")
    printRow(ownName, shown(own / Double(count) * 1_000_000), "\(shown(own / bare))x")
  }
}
