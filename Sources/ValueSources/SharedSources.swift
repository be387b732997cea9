public import SecretModel

/// The places from which more than one secret gets its value.
///
/// Values that were sealed beforehand have no place of their own.
///
/// - Parameter declarations: where each value comes from.
/// - Returns: the places, sorted by their first secret.
public func sharedSources(_ declarations: [SecretAddress: ValueDeclaration]) -> [SharedSource] {
  var addresses: [String: [SecretAddress]] = [:]
  for (address, declaration) in declarations {
    guard let origin = declaration.source.origin else { continue }
    addresses[origin, default: []].append(address)
  }
  return addresses.values
    .compactMap { addresses in
      guard addresses.count > 1, let first = addresses.min(), let declaration = declarations[first] else { return nil }
      return SharedSource(summary: declaration.source.summary, addresses: addresses.sorted())
    }
    .sorted { $0.addresses[0] < $1.addresses[0] }
}
