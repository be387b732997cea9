import SecretModel

extension Finding {
  /// A declared environment that is not there and that nobody asked to make.
  static func environmentMissing(_ scope: Scope, at location: SourceLocation) -> Finding {
    Finding(
      .error,
      code: "environment_missing",
      scope: scope,
      message: "the environment '\(scope.environment?.spelling ?? "")' does not exist in "
        + "\(scope.repository?.description ?? ""); create it there, or set 'create: true'",
      at: location
    )
  }
}
