public import SecretModel

/// Explains which secrets workflows see: the closest level wins, and what does not reach a place is not seen there.
///
/// Pure and deterministic, like the plan.
public func explanation(_ input: ExplanationInput) -> Explanation {
  let asked = Set(input.names)
  var known: Set<SecretName> = []
  let places = Set(input.places).sorted()
    .compactMap { scope -> ExplainedPlace? in
      guard let name = scope.repository, let repository = input.facts.repositories[name] else { return nil }
      var explainer = PlaceExplainer(scope, repository, input)
      var secrets = explainer.secrets()
      known.formUnion(secrets.map(\.name))
      if !asked.isEmpty { secrets.removeAll { !asked.contains($0.name) } }
      return ExplainedPlace(
        scope: scope,
        repository: repository.repository,
        organizationSecrets: input.facts.knowledge(of: repository),
        secrets: secrets
      )
    }
  let unknown = asked.subtracting(known).map { Finding.unknownName($0, among: known) }
  return Explanation(
    asOf: input.asOf,
    hasManifest: input.desired != nil,
    places: places,
    remarks: (input.facts.remarks + unknown).sorted()
  )
}

/// Explains the names of one place.
private struct PlaceExplainer {
  private let scope: Scope
  private let repository: RepositoryFacts
  private let asOf: Timestamp
  private let organizationSights: [OrganizationSecretSight]
  private let knowledge: OrganizationKnowledge
  private let comparison: ManifestComparison?
  private var names: [SecretName: ExplainedSecret] = [:]

  init(_ scope: Scope, _ repository: RepositoryFacts, _ input: ExplanationInput) {
    self.scope = scope
    self.repository = repository
    asOf = input.asOf
    organizationSights = input.facts.organizationSights(of: repository)
    knowledge = input.facts.knowledge(of: repository)
    comparison = input.desired.map { ManifestComparison($0, repository, asOf: input.asOf) }
  }

  mutating func secrets() -> [ExplainedSecret] {
    // From the widest level to the closest: each that is seen takes the place of the one before.
    addOrganizationSecrets()
    for level in ([scope] + scope.wider).reversed() where level.kind != .organization { addOwnSecrets(of: level) }
    if scope.kind == .repository { addEnvironmentsSecrets() }
    return names.values
      .map { secret in
        var secret = secret
        secret.findings.sort()
        return secret
      }
      .sorted { $0.name < $1.name }
  }

  private mutating func addOrganizationSecrets() {
    let level = Scope.organization(scope.owner)
    for sight in organizationSights {
      let secret = SecretSight(
        scope: level,
        updatedAt: sight.updatedAt,
        visibility: sight.visibility,
        location: comparison?.location(of: sight.name, in: level)
      )
      if let reason = sight.hidden {
        hide(sight.name, secret, reason)
      } else {
        show(sight.name, secret)
      }
    }
    let findings = comparison?.findings(ofOrganization: scope.owner, organizationSights, knowledge) ?? [:]
    for (name, findings) in findings {
      names[name, default: ExplainedSecret(name: name)].findings += findings
    }
  }

  private mutating func addOwnSecrets(of level: Scope) {
    let secrets = listing(of: level)
    for (name, secret) in secrets { show(name, sight(of: name, secret, in: level)) }
    addFindings(of: level, secrets)
  }

  /// What only jobs get that name an environment, in the order of the environments' names.
  private mutating func addEnvironmentsSecrets() {
    for environment in repository.environments.keys.sorted() {
      let level = Scope.environment(repository.repository.fullName, environment)
      let secrets = listing(of: level)
      for (name, secret) in secrets { hide(name, sight(of: name, secret, in: level), .onlyInEnvironment) }
      addFindings(of: level, secrets)
    }
  }

  private mutating func addFindings(of level: Scope, _ secrets: [SecretName: LiveSecret]) {
    for (name, findings) in comparison?.findings(of: level, secrets) ?? [:] {
      names[name, default: ExplainedSecret(name: name)].findings += findings
    }
  }

  private func listing(of level: Scope) -> [SecretName: LiveSecret] {
    level.environment.map { repository.environments[$0] ?? [:] } ?? repository.secrets
  }

  private func sight(of name: SecretName, _ secret: LiveSecret, in level: Scope) -> SecretSight {
    SecretSight(
      scope: level,
      updatedAt: secret.updatedAt,
      location: comparison?.location(of: name, in: level)
    )
  }

  private mutating func show(_ name: SecretName, _ secret: SecretSight) {
    var entry = names[name, default: ExplainedSecret(name: name)]
    if let hidden = entry.winner { entry.shadowed.insert(hidden, at: 0) }
    entry.winner = secret
    names[name] = entry
  }

  private mutating func hide(_ name: SecretName, _ secret: SecretSight, _ reason: HiddenSecret.Reason) {
    names[name, default: ExplainedSecret(name: name)].hidden.append(HiddenSecret(secret, reason))
  }
}

extension Finding {
  /// A name that was asked for and that nobody has.
  fileprivate static func unknownName(_ name: SecretName, among known: Set<SecretName>) -> Finding {
    let nearest = nearestWord(to: name.rawValue, among: known.map(\.rawValue).sorted())
    return Finding(
      .note,
      code: "unknown_name",
      message: "there is no secret '\(name)' at any level here" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    )
  }
}
