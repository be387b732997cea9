import GitHubEmulator

extension ConcurrentChange {
  /// What happens to repositories.
  static let ofRepositories = [
    ConcurrentChange(
      testDescription: "a repository is renamed",
      change: { try $0.renameRepository("acme/web", to: "site") }
    ) {
      try $0.renameRepository("acme/site", to: "web")
    },
    ConcurrentChange(
      testDescription: "a repository is archived",
      unfinished: stepsInWeb + ["delete_secret acme DOWN"],
      change: { try $0.setArchived(true, repository: "acme/web") }
    ) { try $0.setArchived(false, repository: "acme/web") },
    ConcurrentChange(
      testDescription: "a repository is deleted",
      unfinished: stepsInWeb + stepsThatSelectWeb + ["delete_secret acme DOWN"],
      change: { try $0.deleteRepository("acme/web") }
    ) {
      try $0.createRepository("acme/web")
      try $0.makeEnvironment("production/eu")
    },
    ConcurrentChange(
      testDescription: "a selected repository is deleted",
      unfinished: ["create_secret acme CHOSEN", "set_repositories acme REPLACED"],
      change: { try $0.deleteRepository("acme/svc-b") }
    ) { try $0.createRepository("acme/svc-b") },
    ConcurrentChange(
      testDescription: "a selected repository is archived",
      change: { try $0.setArchived(true, repository: "acme/svc-b") }
    ) { try $0.setArchived(false, repository: "acme/svc-b") },
    ConcurrentChange(
      testDescription: "a selected repository is transferred to another owner",
      unfinished: ["create_secret acme CHOSEN", "set_repositories acme REPLACED"],
      change: { try $0.transferRepository("acme/svc-b", to: "other") }
    ) { try $0.transferRepository("other/svc-b", to: "acme") },
    // GitHub leads from the old name to the new one, where the same secrets are.
    ConcurrentChange(
      testDescription: "a repository is transferred to another owner",
      unfinished: stepsThatSelectWeb,
      change: { try $0.transferRepository("acme/web", to: "other") }
    ) { try $0.transferRepository("other/web", to: "acme") },
    ConcurrentChange(
      testDescription: "a repository is replaced by another one of its name with secrets of the same names",
      unfinished: stepsThatSelectWeb + ["delete_secret acme/web GONE", "delete_secret acme/web UP"],
      kept: ["acme/web GONE", "acme/web UP"]
    ) { try $0.replaceRepository() },
  ]

  private static let stepsInWeb = [
    "create_environment acme/web:staging", "create_secret acme/web DOWN", "create_secret acme/web FRESH",
    "create_secret acme/web:production/eu FRESH", "create_secret acme/web:staging SEED",
    "delete_secret acme/web GONE", "delete_secret acme/web UP", "update_secret acme/web DSN",
    "update_secret acme/web:production/eu DB",
  ]

  /// What carries the id of `acme/web`, which no longer is one of the organization's.
  private static let stepsThatSelectWeb = [
    "create_secret acme CHOSEN", "set_repositories acme REPLACED", "update_secret acme NARROWED",
  ]
}
