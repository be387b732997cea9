import SecretModel
import ValueSources

/// Finds for each secret a variable that no other secret takes its value from.
struct PlaceholderNames {
  private let tellsOwners: Bool
  private var taken: Set<String> = []
  private var nextNumbers: [String: Int] = [:]

  /// - Parameter tellsOwners: whether names begin with the owner, because there are several.
  init(tellsOwners: Bool) { self.tellsOwners = tellsOwners }

  /// The name for a secret, such as `WEB_PRODUCTION_EU_DB_PASSWORD`; a number is added to one that is taken.
  ///
  /// Asked for in the same order, the same secrets get the same names.
  mutating func name(for address: SecretAddress) -> String {
    let wanted = readableName(for: address)
    var name = wanted
    while !taken.insert(name).inserted {
      let number = nextNumbers[wanted, default: 2]
      nextNumbers[wanted] = number + 1
      name = "\(wanted)_\(number)"
    }
    return name
  }

  private func readableName(for address: SecretAddress) -> String {
    let places = [
      tellsOwners ? address.scope.owner.spelling : nil, address.scope.repository?.name.spelling,
      address.scope.environment?.spelling, address.store.qualifier,
    ]
    let words = places.compactMap { $0.map(variableWord) }.filter { !$0.isEmpty } + [address.name.rawValue]
    let name = words.joined(separator: "_")
    if EnvironmentVariable.accepts(name), !isUsuallySet(name) { return name }
    return "SECRET_\(name)"
  }
}

/// A name as a part of a variable's: `PRODUCTION_EU` for `production/eu`.
private func variableWord(_ name: String) -> String {
  name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map { $0.uppercased() }.joined(separator: "_")
}

/// Whether nearly every process or every runner has a variable of that name, which would be taken for the value.
private func isUsuallySet(_ name: String) -> Bool {
  usualVariables.contains(name) || usualPrefixes.contains { name.hasPrefix($0) }
}

private let usualVariables: Set = [
  "ALL_PROXY", "CI", "DISPLAY", "EDITOR", "HOME", "HOSTNAME", "HTTPS_PROXY", "HTTP_PROXY", "LANG", "LANGUAGE",
  "LOGNAME", "MAIL", "NO_COLOR", "NO_PROXY", "OLDPWD", "PAGER", "PATH", "PWD", "SHELL", "SHLVL", "TEMP", "TERM", "TMP",
  "TMPDIR", "TZ", "USER", "USERNAME", "VISUAL", "_",
]

private let usualPrefixes = ["DYLD_", "GITHUB_", "LC_", "LD_", "SSH_", "XDG_"]
