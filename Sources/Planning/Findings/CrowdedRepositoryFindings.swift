import SecretModel

/// Organizations that show more secrets to one repository than a workflow there gets; the rest, sorted by name, is
/// silently left out.
///
/// Source: docs.github.com, "Limits for secrets".
func crowdedRepositoryFindings(_ comparison: Comparison, _ audience: SecretAudience) -> [Finding] {
  audience.ofOrganizations.compactMap { collection in
    let secrets = audience.organizationSecrets(in: collection)
    guard let mostSeen = collection.store.mostOrganizationSecretsSeen, secrets.count > mostSeen else { return nil }
    let toAll = secrets.filter { $0.access.visibility == .all }.count
    let toPrivate = secrets.filter { $0.access.visibility == .private }.count
    var selected: [RepositoryID: Int] = [:]
    for id in secrets.flatMap({ $0.access.repositories ?? [] }) { selected[id, default: 0] += 1 }
    let crowded = comparison.input.live.repositories.values
      .filter { $0.fullName.owner == collection.scope.owner }
      .map { repository in
        let seesPrivate = AccessState(visibility: .private).reach(repository) == .reached
        let count = toAll + (seesPrivate ? toPrivate : 0) + (selected[repository.id] ?? 0)
        return (name: repository.fullName, count: count)
      }
      .filter { $0.count > mostSeen }
    let worst = crowded.max { ($0.count, $1.name) < ($1.count, $0.name) }
    guard let count = worst?.count ?? (toAll > mostSeen ? toAll : nil) else { return nil }
    let others = crowded.count > 1 ? " and \(crowded.count - 1) more" : ""
    let who = worst.map { "\($0.name)\(others)" } ?? "every repository"
    return Finding(
      .warning,
      code: "too_many_visible",
      collection,
      message: "\(count) organization secrets are visible to \(who); a workflow gets only the first "
        + "\(mostSeen) by name, so narrow the visibility of some",
      at: comparison.input.desired.collections[collection]?.location
    )
  }
}
