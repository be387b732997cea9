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

/// Diagnostics without repetitions, and with those about one limit that held up many reads said once.
///
/// Where an owner has no token, each of its scopes fails for the same reason.
func folded(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  var said: Set<Diagnostic> = []
  let distinct = diagnostics.filter { said.insert($0).inserted }
  let heldUp = distinct.filter { $0.code == "github.held_up" }
  guard var first = heldUp.first, heldUp.count > 1 else { return distinct }
  first.message += " (and \(heldUp.count - 1) more requests)"
  return [first] + distinct.filter { $0.code != "github.held_up" }
}
