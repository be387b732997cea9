import GitHubAPI
import SecretModel

/// What could not be read for an explanation, and what follows from it.
extension Finding {
  static func archived(_ count: Int, of owner: OwnerName) -> Finding {
    Finding(
      .note,
      code: "archived_left_out",
      scope: .organization(owner),
      message:
        "\(count) archived \(count == 1 ? "repository is" : "repositories are") left out, since no workflow runs "
        + "there"
    )
  }

  static func renamed(_ name: RepositoryFullName, to present: RepositoryFullName) -> Finding {
    Finding(
      .warning,
      code: "repository_renamed",
      scope: .repository(present),
      message: "it was asked for as '\(name)', which it was called before"
    )
  }

  static func environmentsNotListed(_ repository: RepositoryFullName, _ refusal: GitHubError) -> Finding {
    Finding(
      .note,
      code: "environments_not_listed",
      scope: .repository(repository),
      message: "\(refusal.answer) to a listing of its environments; secrets that only they have may be missing here"
    )
  }

  static func environmentNotListed(_ scope: Scope, _ refusal: GitHubError) -> Finding {
    Finding(
      .note,
      code: "environment_not_listed",
      scope: scope,
      message: "\(refusal.answer) to a listing of its secrets; they are missing here"
    )
  }

  static func environmentMissing(_ scope: Scope) -> Finding {
    Finding(
      .warning,
      code: "environment_missing",
      scope: scope,
      message: "the environment does not exist; the first job that names it makes it, without secrets"
    )
  }

  static func organizationNotListed(_ owner: OwnerName, _ refusal: GitHubError) -> Finding {
    Finding(
      .note,
      code: "organization_not_listed",
      scope: .organization(owner),
      message: "\(refusal.answer) to a listing of its secrets; only those are known that GitHub lists for a "
        + "repository, without their visibility"
    )
  }

  static func derived(_ owner: OwnerName, _ refusal: GitHubError, count: Int) -> Finding {
    Finding(
      .note,
      code: "organization_secrets_derived",
      scope: .organization(owner),
      message: "\(refusal.answer) to the listing of organization secrets for \(count) "
        + "\(count == 1 ? "repository" : "repositories"), as Enterprise Server before 3.9 does; what they are given is "
        + "derived from visibility and selection"
    )
  }

  static func organizationUnknown(_ owner: OwnerName) -> Finding {
    Finding(
      .warning,
      code: "organization_unknown",
      scope: .organization(owner),
      message: "GitHub answered 404 to every listing of its organization secrets; a user has none, but of an "
        + "organization's nothing is known"
    )
  }
}

extension GitHubError {
  fileprivate var answer: String { "GitHub answered \(status.map(String.init) ?? "with a refusal")" }
}
