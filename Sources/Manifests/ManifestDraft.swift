import SecretModel
import ValueSources

/// What the files of a manifest say, put together, before defaults and groups are resolved.
struct ManifestDraft {
  /// A scope as it was written.
  struct ScopeDraft {
    var location: SourceLocation
    var unmanaged: Located<UnmanagedPolicy>?
    var ignore: [Located<String>] = []
    /// Whether it says `unmanaged` or `ignore`.
    var hasPolicy = false
    /// The secrets of each store whose key is written, be it with none.
    var secrets: [SecretStore: [SecretName: SecretDraft]] = [:]
  }

  /// A secret as it was written.
  struct SecretDraft {
    var location: SourceLocation
    var value: ValueDraft
    var visibility: Located<Visibility>?
    var repositories: Located<[Located<String>]>?
    var maxAge: Age?
    var rotatedAt: Timestamp?
    var isProtected = false
  }

  /// Where a value comes from, as it was written.
  enum ValueDraft {
    case absent
    case external
    case source(ValueDeclaration)
  }

  /// Where the first file begins.
  var start: SourceLocation?
  var hasVersion = false
  var apiURL: Located<String>?
  var apiVersion: Located<APIVersionSetting>?
  var ledger: Located<String>?
  var unmanaged: Located<UnmanagedPolicy>?
  var groups: [String: Located<[Located<String>]>] = [:]
  var scopes: [Scope: ScopeDraft] = [:]
  var environments: [Scope: DesiredEnvironment] = [:]
  /// Where each environment says whether it is made, for those that say it.
  var creations: [Scope: Located<Bool>] = [:]
  /// The organizations under `organizations`, whose repositories belong there too.
  var organizations: Set<OwnerName> = []
  /// The repositories under the top-level `repositories`.
  var outsideRepositories: [RepositoryFullName: SourceLocation] = [:]
}
