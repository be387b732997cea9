/// One request of a plan: what is done and why, never how.
public struct Step: Hashable, Sendable {
  /// What is done.
  public enum Action: String, Sendable, CaseIterable {
    /// Makes a missing environment.
    case createEnvironment = "create_environment"
    /// Writes a secret that is not there.
    case createSecret = "create_secret"
    /// Writes value, visibility and selection of a secret that is there.
    case updateSecret = "update_secret"
    /// Changes who may use a secret; carries the value where the API wants it.
    case setVisibility = "set_visibility"
    /// Replaces the whole selection.
    case setRepositories = "set_repositories"
    /// Adds one repository to the selection.
    case addRepository = "add_repository"
    /// Takes one repository out of the selection.
    case removeRepository = "remove_repository"
    /// Deletes a secret.
    case deleteSecret = "delete_secret"
  }

  /// Why it is done; for people, no code may depend on it.
  public enum Reason: String, Sendable, CaseIterable {
    /// It is declared and not there.
    case missing
    /// The given value is not the one that was last applied.
    case valueChanged = "value_changed"
    /// GitHub shows a later change than the last applied one.
    case changedOutside = "changed_outside"
    /// Nothing is known about the live value.
    case unverified
    /// The live value is older than `rotated_at`.
    case rotationDue = "rotation_due"
    /// The visibility is not the declared one.
    case visibilityDiffers = "visibility_differs"
    /// The selection is not the declared one.
    case repositoriesDiffer = "repositories_differ"
    /// It is live, not declared, and the policy says delete.
    case unmanaged
    /// It is declared `state: absent` and is there.
    case declaredAbsent = "declared_absent"
  }

  /// What is done.
  public var action: Action
  /// Where.
  public var scope: Scope
  /// The store and name of the secret; nil when an environment is made.
  public var secret: SecretAddress?
  /// Why.
  public var reason: Reason
  /// What is there now; nil when nothing is.
  public var before: StepState?
  /// What will be there; nil when nothing will be.
  public var after: StepState?
  /// Where the manifest declares it, or the scope when nothing does.
  public var location: SourceLocation?

  /// Describes a step about a secret.
  public init(
    _ action: Action,
    _ secret: SecretAddress,
    reason: Reason,
    before: StepState?,
    after: StepState?,
    at location: SourceLocation?
  ) {
    self.action = action
    scope = secret.scope
    self.secret = secret
    self.reason = reason
    self.before = before
    self.after = after
    self.location = location
  }

  /// Describes the making of an environment.
  public init(creatingEnvironment scope: Scope, at location: SourceLocation?) {
    action = .createEnvironment
    self.scope = scope
    secret = nil
    reason = .missing
    before = nil
    after = StepState(access: .ownScope)
    self.location = location
  }

  /// Which secrets it is about; where an environment is made, for no store, the Actions secrets there.
  public var collection: SecretCollection { secret?.collection ?? SecretCollection(.actions, scope) }

  /// The same for the same step in every run: `update_secret acme/web:production DB_PASSWORD`, with the store before the
  /// scope where it does not go without saying: `update_secret dependabot acme/web NPM_TOKEN`.
  ///
  /// The store stands first, since behind the scope the name of an environment could look like it.
  public var id: String {
    let store = secret.flatMap { $0.store.qualifier == nil ? nil : "\($0.store.id) " } ?? ""
    return "\(action.rawValue) \(store)\(scope)\(secret.map { " \($0.name)" } ?? "")"
  }
}

extension Sequence<Step> {
  /// The steps that are about secrets, by where these are kept.
  public func byCollection() -> [SecretCollection: [Step]] {
    var result: [SecretCollection: [Step]] = [:]
    for step in self {
      guard let secret = step.secret else { continue }
      result[secret.collection, default: []].append(step)
    }
    return result
  }
}

/// What a secret looks like before or after a step, as far as GitHub shows it.
public struct StepState: Hashable, Sendable {
  /// When it was last changed; nil for what does not exist yet.
  public var updatedAt: Timestamp?
  /// Who may use it.
  public var access: AccessState
  /// Whether the step has to bring the value.
  public var needsValue: Bool

  /// Describes a state.
  public init(updatedAt: Timestamp? = nil, access: AccessState, needsValue: Bool = false) {
    self.updatedAt = updatedAt
    self.access = access
    self.needsValue = needsValue
  }
}
