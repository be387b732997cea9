import SecretModel

/// An organization's secret as it stands to one repository.
struct OrganizationSecretSight {
  /// The name.
  var name: SecretName
  /// When it was last changed.
  var updatedAt: Timestamp
  /// Which repositories it is for; nil where the token cannot see it.
  var visibility: Visibility?
  /// Why workflows of the repository do not get it; nil when they do.
  var hidden: HiddenSecret.Reason?

  /// Whether GitHub gives it to the repository; one beyond the limit is given, and then left out.
  var isGiven: Bool? {
    switch hidden {
    case nil, .beyondLimit: true
    case .unknown: nil
    case .notSelected, .repositoryIsPublic, .notListed, .onlyInEnvironment: false
    }
  }
}

extension ExplanationFacts {
  /// How it is known which organization secrets get to a repository.
  func knowledge(of repository: RepositoryFacts) -> OrganizationKnowledge {
    switch (repository.organizationSecrets, organizations[repository.repository.fullName.owner]) {
    case (.some, .some): .listed
    case (.some, nil): .listedForRepository
    case (nil, .some): .derived
    case (nil, nil): .unknown
    }
  }

  /// The secrets of a repository's organization as they stand to it, by name.
  func organizationSights(of repository: RepositoryFacts) -> [OrganizationSecretSight] {
    let all = organizations[repository.repository.fullName.owner] ?? [:]
    let given = repository.organizationSecrets
    var sights = Set(all.keys).union((given ?? [:]).keys).sorted()
      .compactMap { name -> OrganizationSecretSight? in
        guard let updatedAt = all[name]?.updatedAt ?? given?[name] else { return nil }
        return OrganizationSecretSight(
          name: name,
          updatedAt: updatedAt,
          visibility: all[name]?.access.visibility,
          hidden: hiding(all[name]?.access, given: given.map { $0[name] != nil }, repository.repository)
        )
      }
    let seen = sights.indices.filter { sights[$0].hidden == nil }
    for index in seen.dropFirst(mostOrganizationSecretsInWorkflow) { sights[index].hidden = .beyondLimit }
    return sights
  }

  /// Why a repository is not given a secret; what GitHub lists for the repository counts more than the rule.
  private func hiding(_ access: AccessState?, given: Bool?, _ repository: Repository) -> HiddenSecret.Reason? {
    guard given != true else { return nil }
    switch access?.reach(repository) ?? .unknown {
    case .reached: return given == nil ? nil : .notListed
    case .notSelected: return .notSelected
    case .repositoryIsPublic: return .repositoryIsPublic
    case .unknown:
      guard given == false else { return .unknown }
      // The selection need not be read where GitHub says that the repository is not in it.
      return access?.visibility == .selected ? .notSelected : .notListed
    }
  }
}
