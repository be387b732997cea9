import SecretModel

extension SecretView {
  /// The secret whose name a person most likely meant, when the difference is one of spelling alone.
  func nearestSecret(to name: String, _ environment: JobEnvironment) -> Sight? {
    let visible = allVisible(environment)
    let letters = lettersAndDigits(name)
    if let same = visible.first(where: { lettersAndDigits($0.address.name.rawValue) == letters }) { return same }
    // 'KEY_1' and 'KEY_2' are two names on purpose.
    let similar = visible.filter {
      let other = $0.address.name.rawValue
      return abs(other.utf8.count - name.utf8.count) <= 1 && digits(other) == digits(name)
    }
    let nearest = nearestWord(to: name, among: similar.map(\.address.name.rawValue), tolerance: 1)
    return similar.first { $0.address.name.rawValue == nearest }
  }
}

private func lettersAndDigits(_ name: String) -> String { name.uppercased().filter { $0 != "_" && $0 != "-" } }

private func digits(_ name: String) -> String { name.filter(\.isNumber) }
