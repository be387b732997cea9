/// Why there is no token of an App for an owner.
public enum AppProblem: Hashable, Sendable {
  /// The App is not installed there; where it can be, if GitHub says.
  case notInstalled(page: String?)
  /// Its installation is suspended; where that can be changed, if GitHub says.
  case suspended(page: String?)
  /// Its installation lacks permissions, in words; where they are granted.
  case lacksPermissions([String], settings: String, page: String?)
  /// GitHub does not accept its id and key.
  case refused
  /// The key does not sign.
  case cannotSign

  /// The last part of the code of its diagnostic.
  var word: String {
    switch self {
    case .notInstalled: "app_not_installed"
    case .suspended: "app_suspended"
    case .lacksPermissions: "app_permission"
    case .refused: "app_refused"
    case .cannotSign: "app_key"
    }
  }

  /// What happened, to be read after the owner.
  var event: String {
    switch self {
    case .notInstalled: "the GitHub App is not installed there"
    case .suspended: "the installation of the GitHub App is suspended"
    case .lacksPermissions(let permissions, _, _):
      "the installation of the GitHub App lacks the \(permissions.joined(separator: " and the "))"
    case .refused: "GitHub does not accept the GitHub App's id and private key"
    case .cannotSign: "a request could not be signed with the GitHub App's private key"
    }
  }

  /// What to do about it.
  var remedy: String {
    switch self {
    case .notInstalled(let page):
      page.map { "install it at \($0)" } ?? "install it from the App's public page, for the repositories concerned too"
    case .suspended(let page): page.map { "let an owner unsuspend it at \($0)" } ?? "let an owner unsuspend it"
    case .lacksPermissions(_, let settings, let page):
      "grant it under \(settings), then accept the change\(page.map { " at \($0)" } ?? " where it is installed")"
    case .refused: "check that OCTOSEAL_APP_ID and the private key belong to one App, and that its key was not deleted"
    case .cannotSign: "make a new private key in the App's settings"
    }
  }
}
