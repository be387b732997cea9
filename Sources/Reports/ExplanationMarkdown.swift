public import SecretModel

extension MarkdownReport {
  /// The disagreements, and for each place what is seen there and what is not.
  public func explanation(_ explanation: Explanation, _ context: ExplanationContext) -> String {
    let findings = context.diagnostics.map { Finding($0) } + explanation.remarks + explanation.disagreements
    var document = document(findings, nil, explanation.sentence)
    document.details = explanation.places.map { place in
      let rows = place.secrets.flatMap { $0.rows(asOf: explanation.asOf) }
      let heading = "\(Escaped.htmlCode(place.heading)): \(place.job) sees \(counted(place.seenCount, "secret"))"
      let table = MarkdownTable("secret", ["secret", "level", "age", "what else"], rows) { row in
        [Escaped.markdownCode(row.name.rawValue), row.level, row.age, Escaped.markdown(row.words)]
      }
      return MarkdownDocument.Block(summary: heading, table: table)
    }
    return document.rendered(below: place.rawValue)
  }
}

extension ExplainedSecret {
  fileprivate typealias Row = (name: SecretName, level: String, age: String, words: String)

  /// A row for the secret that is seen, or one for each that is not.
  fileprivate func rows(asOf: Timestamp) -> [Row] {
    if let winner {
      let words = [winner.visibility?.rawValue].compactMap(\.self) + surroundings(asOf: asOf)
      return [(name, winner.scope.kind.rawValue, ageWording(winner.days(asOf: asOf)), words.joined(separator: "; "))]
    }
    guard !hidden.isEmpty else { return [(name, "nowhere", "", "only declared")] }
    return hidden.map { hidden in
      let age = ageWording(hidden.secret.days(asOf: asOf))
      return (name, hidden.secret.scope.kind.rawValue, age, "not seen: \(hidden.explanation)")
    }
  }
}
