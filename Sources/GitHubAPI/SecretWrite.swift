public import SecretModel

/// What a PUT of a secret carries.
public struct SecretWrite: Sendable {
  /// A value sealed with the scope's public key.
  public struct Value: Hashable, Sendable {
    /// The sealed box in base64.
    public var encryptedValue: String
    /// The id of the key that it was sealed with.
    public var keyID: String

    /// Joins a sealed box and the id of its key.
    public init(encryptedValue: String, keyID: String) {
      self.encryptedValue = encryptedValue
      self.keyID = keyID
    }
  }

  /// Who may use the secret afterwards.
  ///
  /// A selection always comes with its repositories, since a PUT without them clears the list.
  public enum Access: Hashable, Sendable {
    /// The repository or environment that holds it.
    case ownScope
    /// Every repository of the organization.
    case all
    /// Every repository of the organization that is not public.
    case `private`
    /// These repositories; none is legal.
    case selected(Set<RepositoryID>)

    /// Takes over a state; nil when it is a selection that was not read.
    public init?(_ state: AccessState) {
      switch state.visibility {
      case nil: self = .ownScope
      case .all: self = .all
      case .private: self = .private
      case .selected:
        guard let repositories = state.repositories else { return nil }
        self = .selected(repositories)
      }
    }
  }

  /// The value; nil to keep it, where the server allows that.
  public var value: Value?

  /// Who may use it afterwards.
  public var access: Access

  /// Describes a write.
  public init(value: Value?, access: Access) {
    self.value = value
    self.access = access
  }

  /// The body in the form that a store takes, at a server of this dialect.
  func body(for store: SecretStore, in dialect: ServerDialect) -> [UInt8] {
    var body = SecretBody(encryptedValue: value?.encryptedValue, keyID: value?.keyID)
    switch access {
    case .ownScope: break
    case .all: body.visibility = Visibility.all.rawValue
    case .private: body.visibility = Visibility.private.rawValue
    case .selected(let ids):
      body.visibility = Visibility.selected.rawValue
      body.selectedRepositories = RepositoryIDList(
        ids: ids,
        asStrings: dialect.writesSelectionAsTexts
          || store.repositoryIDEncoding.isStrings(apiVersion: dialect.apiVersion?.rawValue)
      )
    }
    return json(body)
  }
}

extension SecretStore.RepositoryIDEncoding {
  /// Whether ids are strings for a server that speaks a version of the API, dates in ISO 8601.
  fileprivate func isStrings(apiVersion: String?) -> Bool {
    switch self {
    case .integers: false
    case .strings(let numbersSince): apiVersion.map { $0 < numbersSince } ?? true
    }
  }
}
