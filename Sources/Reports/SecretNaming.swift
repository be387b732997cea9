import SecretModel

// How results name what they are about: the one place that a further store changes. Nothing here is escaped.

extension SecretAddress {
  /// The secret within its scope.
  var nameInScope: String { name.rawValue }
}

extension Step {
  /// The secret within its scope, or the word for the environment itself.
  var nameInScope: String { secret?.nameInScope ?? "(environment)" }
}

extension Finding {
  /// `SCOPE SECRET: MESSAGE`.
  var told: String { subject.map { "\($0): \(message)" } ?? message }
}
