import CSodium

/// Overwrites bytes that held a value, in a way that the optimizer does not take away.
public func wipe(_ bytes: inout [UInt8]) {
  bytes.withUnsafeMutableBytes { sodium_memzero($0.baseAddress, $0.count) }
}
