import SecretModel

/// Live secrets that the manifest does not declare and that the policy leaves alone.
func unmanagedFindings(_ comparison: Comparison) -> [Finding] {
  comparison.undeclared.filter { !$0.isDeleted }
    .map { undeclared in
      Finding(
        .warning,
        code: "unmanaged",
        undeclared.address,
        message: "it is live and not in the manifest; declare it, ignore it, or declare it 'state: absent'",
        at: undeclared.location
      )
    }
}
