#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import Sealing

/// The environment variables from which values may come.
public enum ValueEnvironment: Sendable {
  /// Those of this process, read where the system keeps them, so that no copy of a value lies anywhere else.
  case process
  /// Those that are given here.
  case variables([String: String])

  /// The value of a variable; nil when it is not set.
  func value(of name: String) -> SecretValue? {
    switch self {
    case .variables(let variables):
      guard var text = variables[name] else { return nil }
      return text.withUTF8 { SecretValue(copying: UnsafeRawBufferPointer($0)) }
    case .process:
      guard let text = getenv(name) else { return nil }
      return SecretValue(copying: UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }
  }

  /// Wipes the value of a variable where the system keeps it; it is empty from then on.
  func wipe(_ name: String) {
    guard case .process = self, let text = getenv(name) else { return }
    memset(text, 0, strlen(text))
  }
}

extension ValueEnvironment: ExpressibleByDictionaryLiteral {
  /// The variables that are written here.
  public init(dictionaryLiteral elements: (String, String)...) {
    self = .variables(Dictionary(uniqueKeysWithValues: elements))
  }
}
