import GitHubAPI
import SecretModel

/// Why something could not be read.
enum ReadFailure: Error {
  /// GitHub did not give it.
  case github(GitHubError)
  /// A repository does not exist, or the token cannot see it.
  case repositoryNotVisible(RepositoryFullName)
  /// What is kept at GitHub of the ledger is not right, or cannot be kept there.
  case ledger(Diagnostic)

  var diagnostic: Diagnostic {
    switch self {
    case .github(let error): error.diagnostic
    case .ledger(let diagnostic): diagnostic
    case .repositoryNotVisible(let name):
      Diagnostic(
        code: "github.not_found",
        message: "\(name): the repository does not exist, or the token cannot see it",
        remedy: "check the spelling, and that the token has access to it"
      )
    }
  }

  var isNotFound: Bool {
    switch self {
    case .github(let error): error.isNotFound
    case .repositoryNotVisible: true
    case .ledger: false
    }
  }
}

/// Diagnostics with those about one limit that held up many reads said once.
func folded(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  let heldUp = diagnostics.filter { $0.code == "github.held_up" }
  guard var first = heldUp.first, heldUp.count > 1 else { return diagnostics }
  first.message += " (and \(heldUp.count - 1) more requests)"
  return [first] + diagnostics.filter { $0.code != "github.held_up" }
}
