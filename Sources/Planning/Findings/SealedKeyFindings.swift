import SecretModel

/// Values that were sealed with a public key which is no longer in use.
///
/// The key itself is compared where the manifest has it: one id goes with different keys in different places.
func sealedKeyFindings(_ comparison: Comparison) -> [Finding] {
  comparison.declared.compactMap { declared in
    guard case .sealed(let used) = declared.desired.value else { return nil }
    guard let current = comparison.input.live.publicKeys[declared.address.collection] else { return nil }
    guard used.keyID != current.keyID || (used.key != nil && used.key != current.key) else { return nil }
    return Finding(
      declared.step?.after?.needsValue == true ? .error : .warning,
      code: "sealed_key_changed",
      declared.address,
      message: "it was sealed with a public key that is no longer that of \(declared.address.collection); "
        + "seal it again with the scope's present key",
      at: declared.desired.location
    )
  }
}
