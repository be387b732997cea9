import ArgumentParser
import SecretModel
import Workflows

/// The options that name workflows to compare with a manifest.
struct WorkflowOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare the secrets that workflows use with the manifest: a checkout or its .github/workflows, also as "
        + "'OWNER/NAME=DIR'; may be repeated.",
      valueName: "dir"
    ),
    transform: Checkout.init(argument:)
  )
  var workflows: [Checkout] = []

  @Option(
    help: ArgumentHelp(
      "The repository of the checkout (default: what git calls 'origin', else GITHUB_REPOSITORY).",
      valueName: "owner/name"
    ),
    transform: RepositoryFullName.init(argument:)
  )
  var repository: RepositoryFullName?

  func validate() throws {
    guard repository != nil, workflows.count != 1 || workflows[0].repository != nil else { return }
    throw ValidationError("'--repository' is for one '--workflows DIR'; of several write each as 'OWNER/NAME=DIR'.")
  }

  /// The checkouts with what the options say about them.
  var checkouts: [Checkout] {
    workflows.map { Checkout(path: $0.path, repository: $0.repository ?? repository) }
  }
}

extension Checkout {
  /// Reads `DIR` or `OWNER/NAME=DIR`.
  fileprivate init(argument: String) throws {
    // A folder may have '=' in its name; './' before it keeps it from being taken for a repository.
    guard let sign = argument.firstIndex(of: "="), let repository = try? RepositoryFullName(String(argument[..<sign]))
    else {
      self.init(path: argument, repository: nil)
      return
    }
    self.init(path: String(argument[argument.index(after: sign)...]), repository: repository)
  }
}

extension RepositoryFullName {
  fileprivate init(argument: String) throws {
    do { try self.init(argument) } catch {
      throw ValidationError("'\(error.spelling)' is not the full name of a repository, such as 'acme/web'.")
    }
  }
}
