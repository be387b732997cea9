public import SecretModel

extension TextReport {
  /// For each place what is seen there and what is not, then the disagreements.
  public func explanation(_ explanation: Explanation, _ context: ExplanationContext) -> String {
    let places = explanation.places.map { block($0, asOf: explanation.asOf) }
    let findings = findingsText(explanation.remarks + explanation.disagreements, style)
    return (places + [findings, style.painted(summary(explanation), .bold)]).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private func block(_ place: ExplainedPlace, asOf: Timestamp) -> String {
    let seen = place.secrets.compactMap { secret in
      secret.winner.map { seenRow(secret, $0, asOf: asOf) }
    }
    let unseen = place.secrets.filter { $0.winner == nil }.flatMap { unseenRows($0, asOf: asOf) }
    let title = style.painted(Escaped.terminal(place.heading), .bold)
    var text = "\(title): \(place.job) sees \(counted(seen.count, "secret"))\n"
    text += TextTable(rows: seen).rendered(style)
    if !unseen.isEmpty { text += "It does not see\n" + TextTable(rows: unseen).rendered(style) }
    return text
  }

  private func seenRow(_ secret: ExplainedSecret, _ winner: SecretSight, asOf: Timestamp) -> [Cell] {
    let words = [winner.visibility?.rawValue].compactMap(\.self) + secret.surroundings(asOf: asOf)
    return [
      Cell(Escaped.terminal(secret.name.rawValue), secret.findings.isEmpty ? .green : .yellow),
      Cell(winner.scope.kind.rawValue),
      Cell(ageWording(winner.days(asOf: asOf))),
      Cell(placeText(winner.location), .dim),
      Cell(Escaped.terminal(words.joined(separator: "; "))),
    ]
  }

  /// One row for each secret of the name that is somewhere; one for a name that is only declared.
  private func unseenRows(_ secret: ExplainedSecret, asOf: Timestamp) -> [[Cell]] {
    let name = Escaped.terminal(secret.name.rawValue)
    guard !secret.hidden.isEmpty else {
      let places = secret.findings.map { placeText($0.location) }
      return [[Cell(name, .yellow), Cell("nowhere"), Cell(""), Cell(places.first ?? "", .dim), Cell("only declared")]]
    }
    return secret.hidden.map { hidden in
      [
        Cell(name, secret.findings.isEmpty ? nil : .yellow),
        Cell(hidden.secret.scope.kind.rawValue),
        Cell(ageWording(hidden.secret.days(asOf: asOf))),
        Cell(placeText(hidden.secret.location), .dim),
        Cell(Escaped.terminal(hidden.explanation)),
      ]
    }
  }

  private func summary(_ explanation: Explanation) -> String {
    guard explanation.hasManifest else { return "There is no manifest to compare with.\n" }
    let count = explanation.disagreements.count
    return count == 0
      ? "GitHub and the manifest agree.\n" : "GitHub and the manifest disagree: \(counted(count, "finding")).\n"
  }
}
