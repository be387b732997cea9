public import SecretModel

extension TextReport {
  /// For each place what is seen there and what is not, then the disagreements.
  public func explanation(_ explanation: Explanation, _ context: ExplanationContext) -> String {
    let places = explanation.places.map { block($0, asOf: explanation.asOf) }
    let findings = findingsText(explanation.remarks + explanation.disagreements, style)
    return (places + [findings, style.painted(explanation.sentence + "\n", .bold)]).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private func block(_ place: ExplainedPlace, asOf: Timestamp) -> String {
    let seen = place.secrets.compactMap { secret in
      secret.winner.map { seenRow(secret, $0, asOf: asOf) }
    }
    let unseen = place.secrets.filter { $0.winner == nil }.flatMap { unseenRows($0, asOf: asOf) }
    var text = title(of: place, seen: seen.count)
    text += TextTable(rows: seen).rendered(style)
    if !unseen.isEmpty { text += "It does not see\n" + TextTable(rows: unseen).rendered(style) }
    return text
  }

  private func title(of place: ExplainedPlace, seen: Int) -> String {
    let heading = Escaped.terminal(place.heading)
    let rest = ": \(place.job) sees \(counted(seen, "secret"))"
    let lines = wrapped(heading + rest, width: style.width)
    return (lines.count == 1 ? style.painted(heading, .bold) + rest : lines.joined(separator: "\n")) + "\n"
  }

  private func seenRow(_ secret: ExplainedSecret, _ winner: SecretSight, asOf: Timestamp) -> [Cell] {
    let words = [winner.visibility?.rawValue].compactMap(\.self) + secret.surroundings(asOf: asOf)
    return [
      Cell(Escaped.terminal(secret.name.rawValue), secret.findings.isEmpty ? .green : .magenta),
      Cell(winner.scope.kind.rawValue),
      Cell(ageWording(winner.days(asOf: asOf))),
      Cell(placeText(winner.location)),
      Cell(Escaped.terminal(words.joined(separator: "; "))),
    ]
  }

  /// One row for each secret of the name that is somewhere; one for a name that is only declared.
  private func unseenRows(_ secret: ExplainedSecret, asOf: Timestamp) -> [[Cell]] {
    let name = Escaped.terminal(secret.name.rawValue)
    guard !secret.hidden.isEmpty else {
      let places = secret.findings.map { placeText($0.location) }
      return [[Cell(name, .magenta), Cell("nowhere"), Cell(""), Cell(places.first ?? ""), Cell("only declared")]]
    }
    return secret.hidden.map { hidden in
      [
        Cell(name, secret.findings.isEmpty ? nil : .magenta),
        Cell(hidden.secret.scope.kind.rawValue),
        Cell(ageWording(hidden.secret.days(asOf: asOf))),
        Cell(placeText(hidden.secret.location)),
        Cell(Escaped.terminal(hidden.explanation)),
      ]
    }
  }
}
