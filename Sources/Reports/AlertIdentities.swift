import SecretModel

/// By what an alert is known from one run to the next: what it is about, and never the line, which moves with others.
struct AlertIdentities {
  /// `HASH:NUMBER` for each finding; the number tells apart what is the same otherwise.
  let texts: [String]

  init(_ findings: [Finding]) {
    var seen: [UInt64: Int] = [:]
    texts = findings.map { finding in
      // Without a scope, only file and message tell one mistake from another.
      let about = finding.subject.map { [$0] } ?? [finding.location?.file ?? "", finding.message]
      let hash = stableHash(([finding.code] + about).joined(separator: "\u{0}"))
      let number = seen[hash, default: 0] + 1
      seen[hash] = number
      let digits = String(hash, radix: 16)
      return "\(String(repeating: "0", count: 16 - digits.count))\(digits):\(number)"
    }
  }
}

/// FNV-1a, which is the same in every run, unlike Swift's own; a collision makes two alerts look like one that moved.
///
/// Source: the Internet draft "The FNV Non-Cryptographic Hash Algorithm".
private func stableHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
