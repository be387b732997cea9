import CSodium

/// libsodium, made ready once before its first use.
enum Sodium {
  private static let isReady = sodium_init() >= 0

  /// Makes the library ready; cheap after the first call.
  static func prepare() {
    precondition(isReady, "libsodium cannot be initialized on this machine")
  }
}
