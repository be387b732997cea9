import SecretModel

/// Repositories in the order in which people look for them: by name, then those whose name is not known, by id.
func sortedByName(
  _ repositories: Set<RepositoryID>,
  _ names: [RepositoryID: RepositoryFullName]
) -> [RepositoryID] {
  repositories.sorted { left, right in
    switch (names[left], names[right]) {
    case (let leftName?, let rightName?): leftName == rightName ? left < right : leftName < rightName
    case (nil, nil): left < right
    case (let leftName, _): leftName != nil
    }
  }
}
