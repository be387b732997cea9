public import SecretModel

/// The settings of a manifest that are about the run and not about secrets.
public struct ManifestSettings: Sendable {
  /// What `github.api_url` says.
  public var apiURL: Located<String>?
  /// What `github.api_version` says.
  public var apiVersion: APIVersionSetting
  /// What `ledger` says.
  public var ledger: LedgerLocation

  /// Collects the settings.
  public init(apiURL: Located<String>?, apiVersion: APIVersionSetting, ledger: LedgerLocation) {
    self.apiURL = apiURL
    self.apiVersion = apiVersion
    self.ledger = ledger
  }
}

/// Which version of GitHub's API is asked for.
public enum APIVersionSetting: String, Sendable, CaseIterable {
  /// The newest that the server knows.
  case auto
  /// The present one.
  case v2026 = "2026-03-10"
  /// The one before, which every server since Enterprise Server 3.9 speaks.
  case v2022 = "2022-11-28"
  /// No version header at all, for servers before 3.9.
  case none
}

/// Where the ledger is kept.
public enum LedgerLocation: Hashable, Sendable {
  /// In a file; the path is one from the working folder.
  case file(String)
  /// In Actions variables of the organization or repository.
  case github
  /// Nowhere.
  case none

  /// Reads `--ledger`, whose path is one from the working folder.
  public init(option: String) { self.init(option, relativeTo: "") }

  /// Reads `ledger:`, whose path is one from the manifest's folder.
  init(_ text: String, relativeTo folder: String) {
    switch text {
    case "github": self = .github
    case "none": self = .none
    default: self = .file(joined(folder, text))
    }
  }
}

/// A path below a folder; an absolute one stays as it is.
func joined(_ folder: String, _ path: String) -> String {
  folder.isEmpty || path.hasPrefix("/") ? path : folder.hasSuffix("/") ? "\(folder)\(path)" : "\(folder)/\(path)"
}
