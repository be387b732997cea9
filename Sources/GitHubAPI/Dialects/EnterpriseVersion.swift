/// The version of an Enterprise Server.
public struct EnterpriseVersion: Hashable, Sendable {
  /// The first number: 3 in `3.21.0`.
  public let major: Int
  /// The second number: 21 in `3.21.0`.
  public let minor: Int
  /// The third number; nil where none was given.
  public let patch: Int?

  /// Names a version.
  public init(_ major: Int, _ minor: Int, _ patch: Int? = nil) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads what a server calls itself, such as `3.21.0` or `3.21.0.rc1`; nil when it does not begin with two numbers.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).prefix(3)
    let numbers = parts.map { part in part.utf8.count <= 6 ? Int(part.prefix { "0"..."9" ~= $0 }) : nil }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
    self.init(major, minor, numbers.count > 2 ? numbers[2] : nil)
  }
}

extension EnterpriseVersion: Comparable {
  /// Orders by what decides which documents hold: the third number does not matter.
  public static func < (left: EnterpriseVersion, right: EnterpriseVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// Whether the documents of both are the same.
  public static func == (left: EnterpriseVersion, right: EnterpriseVersion) -> Bool {
    (left.major, left.minor) == (right.major, right.minor)
  }

  /// Hashes what equality looks at.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(major)
    hasher.combine(minor)
  }
}

extension EnterpriseVersion: CustomStringConvertible {
  /// The numbers, such as `3.21.0`.
  public var description: String { "\(major).\(minor)\(patch.map { ".\($0)" } ?? "")" }
}
