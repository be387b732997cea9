import SecretModel

/// What the manifest says of one repository's secrets, beside what is live.
struct ManifestComparison {
  private let desired: DesiredState
  private let repository: RepositoryFacts
  private let asOf: Timestamp

  init(_ desired: DesiredState, _ repository: RepositoryFacts, asOf: Timestamp) {
    self.desired = desired
    self.repository = repository
    self.asOf = asOf
  }

  /// Where a secret is declared that shall be there; nil when it is not declared, or declared absent.
  func location(of name: SecretName, in level: Scope) -> SourceLocation? {
    guard let secret = declarations(of: level)?.secrets[name], secret.value != .absent else { return nil }
    return secret.location
  }

  /// How a repository or an environment differs from its declaration, by name.
  func findings(of level: Scope, _ live: [SecretName: LiveSecret]) -> [SecretName: [Finding]] {
    guard let declared = declarations(of: level) else { return [:] }
    var findings: [SecretName: [Finding]] = [:]
    for (name, secret) in declared.secrets {
      let found = live[name].map { remarks(on: name, secret, $0, in: level) } ?? [missing(name, secret, in: level)]
      findings[name] = found.compactMap { $0 }
    }
    for name in live.keys { findings[name, default: []] += [unmanaged(name, declared, in: level)].compactMap { $0 } }
    return findings.filter { !$0.value.isEmpty }
  }

  /// How the organization's secrets differ from their declarations, as far as this repository is concerned, by name.
  func findings(
    ofOrganization owner: OwnerName,
    _ sights: [OrganizationSecretSight],
    _ knowledge: OrganizationKnowledge
  ) -> [SecretName: [Finding]] {
    let level = Scope.organization(owner)
    guard let declared = declarations(of: level) else { return [:] }
    let sights = Dictionary(uniqueKeysWithValues: sights.map { ($0.name, $0) })
    var findings: [SecretName: [Finding]] = [:]
    for (name, secret) in declared.secrets {
      let sight = sights[name]
      findings[name] =
        (sight.map { presenceFindings(name, secret, $0, in: level) } ?? [])
        + [accessDisagreement(name, secret, sight, knowledge, in: level)].compactMap { $0 }
    }
    for (name, sight) in sights where sight.isGiven == true {
      findings[name, default: []] += [unmanaged(name, declared, in: level)].compactMap { $0 }
    }
    return findings.filter { !$0.value.isEmpty }
  }

  private func presenceFindings(
    _ name: SecretName,
    _ secret: DesiredSecret,
    _ sight: OrganizationSecretSight,
    in level: Scope
  ) -> [Finding] {
    guard sight.isGiven == true else { return [] }
    return remarks(on: name, secret, LiveSecret(updatedAt: sight.updatedAt), in: level).compactMap { $0 }
  }

  /// What is to be said where GitHub and the manifest do not give a secret to the same repositories.
  private func accessDisagreement(
    _ name: SecretName,
    _ secret: DesiredSecret,
    _ sight: OrganizationSecretSight?,
    _ knowledge: OrganizationKnowledge,
    in level: Scope
  ) -> Finding? {
    guard secret.value != .absent else { return nil }
    let isMeant = secret.access.reach(repository.repository, alias: repository.askedName.name)
    switch (isMeant, given(sight, knowledge)) {
    case (.reached, .missing):
      return missing(name, secret, in: level)
    case (.reached, .no):
      return Finding(
        .warning,
        code: "not_given",
        SecretAddress(store: .actions, scope: level, name: name),
        message: "\(declaration(secret)) gives it to \(repository.repository.fullName), and GitHub does not",
        at: secret.location
      )
    case (.notSelected, .yes), (.repositoryIsPublic, .yes):
      return Finding(
        .warning,
        code: "given_undeclared",
        SecretAddress(store: .actions, scope: level, name: name),
        message: "GitHub gives it to \(repository.repository.fullName), and \(declaration(secret)) does not",
        at: secret.location
      )
    case (.reached, _), (.notSelected, _), (.repositoryIsPublic, _), (.unknown, _):
      return nil
    }
  }

  private func declaration(_ secret: DesiredSecret) -> String {
    "the manifest's '\(secret.access.visibility?.rawValue ?? "")'"
  }

  /// Whether GitHub gives an organization's secret to the repository.
  private enum Given {
    case yes, no, missing, unknown
  }

  private func given(_ sight: OrganizationSecretSight?, _ knowledge: OrganizationKnowledge) -> Given {
    guard let sight else {
      return switch knowledge {
      case .listed, .derived: .missing
      // It may be there and be for other repositories.
      case .listedForRepository: .no
      case .unknown: .unknown
      }
    }
    return sight.isGiven.map { $0 ? .yes : .no } ?? .unknown
  }

  /// What is to be said of a declared secret that is there.
  private func remarks(
    on name: SecretName,
    _ secret: DesiredSecret,
    _ live: LiveSecret,
    in level: Scope
  ) -> [Finding?] {
    let address = SecretAddress(store: .actions, scope: level, name: name)
    guard secret.value != .absent else {
      return [
        Finding(
          .warning,
          code: "absent_present",
          address,
          message: "it is declared 'state: absent' and is there",
          at: secret.location
        )
      ]
    }
    return [
      secret.overdueAge(of: live, asOf: asOf)
        .map { Finding(.warning, code: "too_old", address, message: $0, at: secret.location) }
    ]
  }

  private func missing(_ name: SecretName, _ secret: DesiredSecret, in level: Scope) -> Finding? {
    guard secret.value != .absent else { return nil }
    return Finding(
      .warning,
      code: "missing",
      SecretAddress(store: .actions, scope: level, name: name),
      message: "it is declared and not there",
      at: secret.location
    )
  }

  private func unmanaged(_ name: SecretName, _ declared: DesiredCollection, in level: Scope) -> Finding? {
    guard declared.secrets[name] == nil, declared.unmanaged != .ignore, !declared.ignores(name) else { return nil }
    return Finding(
      .warning,
      code: "unmanaged",
      SecretAddress(store: .actions, scope: level, name: name),
      message: "it is live and not in the manifest",
      at: declared.location
    )
  }

  /// What the manifest says of a level, by the repository's present name or the one that was asked for.
  private func declarations(of level: Scope) -> DesiredCollection? {
    desired.collections[SecretCollection(.actions, level)]
      ?? level.renamed(to: repository.askedName).flatMap { desired.collections[SecretCollection(.actions, $0)] }
  }
}

extension Scope {
  /// The same level of a repository under another name; nil for an organization.
  fileprivate func renamed(to name: RepositoryFullName) -> Scope? {
    switch self {
    case .organization: nil
    case .repository: .repository(name)
    case .environment(_, let environment): .environment(name, environment)
    }
  }
}
