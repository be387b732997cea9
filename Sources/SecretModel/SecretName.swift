/// The name of a secret, folded to upper case as GitHub stores it.
///
/// Source: docs.github.com, "Naming your secrets": letters, digits and `_`, not starting with a digit or with
/// `GITHUB_`; case-insensitive.
public struct SecretName: Hashable, Sendable {
  /// The name in upper case.
  public let rawValue: String

  /// Checks and folds a name that a person wrote.
  ///
  /// - Throws: `InvalidSecretName` when GitHub would refuse it.
  public init(_ spelling: String) throws(InvalidSecretName) {
    guard let first = spelling.utf8.first else { throw .empty }
    guard spelling.utf8.allSatisfy(isWordByte) else { throw .illegalCharacter }
    guard !isDigit(first) else { throw .startsWithDigit }
    let folded = spelling.uppercased()
    guard !folded.hasPrefix("GITHUB_") else { throw .reservedPrefix }
    guard folded.utf8.count <= 255 else { throw .tooLong }
    rawValue = folded
  }

  /// Takes a name as GitHub listed it: folded, not checked, since it evidently exists.
  public init(listed name: String) {
    rawValue = name.uppercased()
  }
}

extension SecretName: Comparable, CustomStringConvertible {
  /// The name in upper case.
  public var description: String { rawValue }

  /// Orders as GitHub sorts: by the bytes of the folded name.
  public static func < (left: SecretName, right: SecretName) -> Bool { left.rawValue < right.rawValue }
}

/// Why a text cannot be the name of a secret.
public enum InvalidSecretName: Error, Hashable, Sendable {
  /// There is no text at all.
  case empty
  /// Something other than a letter, a digit or `_`.
  case illegalCharacter
  /// A digit at the start.
  case startsWithDigit
  /// `GITHUB_` at the start, in whatever case.
  case reservedPrefix
  /// More than 255 characters.
  case tooLong

  /// The rule that was broken, to be read after the name.
  public var reason: String {
    switch self {
    case .empty: "is empty"
    case .illegalCharacter: "may contain only letters, digits and '_'"
    case .startsWithDigit: "must not start with a digit"
    case .reservedPrefix: "must not start with 'GITHUB_', which GitHub reserves"
    case .tooLong: "is longer than 255 characters"
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isWordByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || byte == UInt8(ascii: "_")
    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte < 0x80
}
