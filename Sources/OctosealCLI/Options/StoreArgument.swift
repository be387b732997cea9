import ArgumentParser
import SecretModel

extension SecretStore {
  /// The words that `--store` takes, for help and errors.
  static let arguments = all.map { "'\($0.id)'" }.joined(separator: ", ")

  /// The store that `--store` names.
  ///
  /// - Throws: `ValidationError` when there is none of that name.
  static func argument(_ text: String) throws -> SecretStore {
    guard let store = named(text) else {
      throw ValidationError("'\(text)' is no store; write one of \(arguments).")
    }
    return store
  }
}
