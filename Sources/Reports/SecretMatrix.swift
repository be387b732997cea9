import SecretModel

/// What a cell of the matrix says of a secret at a place; the raw value is its class in the page.
enum CellKind: String, CaseIterable {
  case organization = "o"
  case repository = "r"
  case environment = "e"
  case onlyInEnvironment = "i"
  case notSelected = "s"
  case repositoryIsPublic = "p"
  case beyondLimit = "x"
  case notListed = "n"
  case unknown = "u"
  case onlyDeclared = "m"

  init(_ secret: ExplainedSecret) {
    if let winner = secret.winner {
      switch winner.scope.kind {
      case .organization: self = .organization
      case .repository: self = .repository
      case .environment: self = .environment
      }
    } else if let hidden = secret.hidden.first {
      self = CellKind(hidden.reason)
    } else {
      self = .onlyDeclared
    }
  }

  private init(_ reason: HiddenSecret.Reason) {
    switch reason {
    case .notSelected: self = .notSelected
    case .repositoryIsPublic: self = .repositoryIsPublic
    case .beyondLimit: self = .beyondLimit
    case .notListed: self = .notListed
    case .onlyInEnvironment: self = .onlyInEnvironment
    case .unknown: self = .unknown
    }
  }

  /// The letters that say the same as the colour.
  var symbol: String {
    switch self {
    case .organization: "O"
    case .repository: "R"
    case .environment: "E"
    case .onlyInEnvironment: "env"
    case .notSelected: "sel"
    case .repositoryIsPublic: "pub"
    case .beyondLimit: "100"
    case .notListed: "list"
    case .unknown: "?"
    case .onlyDeclared: "gone"
    }
  }

  /// What it stands for.
  var meaning: String {
    switch self {
    case .organization: "the organization's"
    case .repository: "the repository's"
    case .environment: "the environment's"
    case .onlyInEnvironment: "only in an environment"
    case .notSelected: "not seen: 'selected' without the repository"
    case .repositoryIsPublic: "not seen: 'private', and the repository is public"
    case .beyondLimit: "not seen: after the first \(mostOrganizationSecretsInWorkflow) by name"
    case .notListed: "not seen: GitHub does not list it"
    case .unknown: "cannot be told"
    case .onlyDeclared: "declared and not there"
    }
  }
}

/// Places by secrets as a table.
///
/// End tags that HTML does not need are left out, and what a cell's letters say has no title: a large organization has
/// hundreds of thousands of cells.
struct SecretMatrix {
  private let explanation: Explanation
  private let names: [SecretName]

  init(_ explanation: Explanation) {
    self.explanation = explanation
    names = Set(explanation.places.flatMap { $0.secrets.map(\.name) }).sorted()
  }

  var rows: Int { explanation.places.count }

  var columns: Int { names.count }

  /// The whole table.
  var table: String {
    let heads = names.map { Escaped.html($0.rawValue) }.map { "<th scope=\"col\" title=\"\($0)\"><div>\($0)</div>" }
    return """
      <table id="matrix">
      <thead><tr><th scope="col">Repository\(heads.joined(separator: "\n"))</thead>
      <tbody>
      \(explanation.places.map(row).joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private func row(_ place: ExplainedPlace) -> String {
    let secrets = Dictionary(uniqueKeysWithValues: place.secrets.map { ($0.name, $0) })
    let cells = names.map { secrets[$0].map(cell) ?? "<td>" }
    let note = place.scope.kind == .repository ? place.heading.dropFirst(place.scope.description.count + 2) : ""
    let small = note.isEmpty ? "" : " <small>\(Escaped.html(String(note)))</small>"
    let kind = place.scope.kind == .environment ? " class=\"env\"" : ""
    return "<tr><th scope=\"row\"\(kind)>\(Escaped.html(place.scope.description))\(small)\(cells.joined())"
  }

  private func cell(_ secret: ExplainedSecret) -> String {
    let kind = CellKind(secret)
    var classes = kind.rawValue
    var text = kind.symbol
    if let winner = secret.winner {
      let days = winner.days(asOf: explanation.asOf)
      if let step = ageStep(days) { classes += " \(step)" }
      text = ([secret.winner] + secret.shadowed).compactMap { $0.map(letter) }.joined(separator: "/") + " \(days)"
    }
    if !secret.findings.isEmpty {
      classes += " f"
      text += " !"
    }
    let quote = classes.utf8.contains(UInt8(ascii: " ")) ? "\"" : ""
    return "<td class=\(quote)\(classes)\(quote)\(title(secret))>\(text)"
  }

  private func letter(_ secret: SecretSight) -> String {
    switch secret.scope.kind {
    case .organization: CellKind.organization.symbol
    case .repository: CellKind.repository.symbol
    case .environment: CellKind.environment.symbol
    }
  }

  private func ageStep(_ days: Int) -> String? {
    switch days {
    case ..<90: nil
    case ..<365: "a1"
    default: "a2"
    }
  }

  /// The time, and everything that letters do not say.
  private func title(_ secret: ExplainedSecret) -> String {
    var lines: [String] = []
    if let winner = secret.winner {
      let words = [winner.updatedAt.description] + secret.surroundings(asOf: explanation.asOf)
      lines.append(words.joined(separator: "; "))
    } else {
      lines += secret.hidden.filter { $0.reason == .onlyInEnvironment }
        .map { "\($0.secret.scope): \($0.secret.updatedAt)" }
    }
    lines += secret.findings.map { "\($0.code): \($0.message)" }
    return lines.isEmpty ? "" : " title=\"\(lines.map(Escaped.html).joined(separator: "&#10;"))\""
  }
}
