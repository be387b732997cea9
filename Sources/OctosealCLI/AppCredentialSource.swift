#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import GitHubAPI
import SecretModel

/// Finds the credentials of a GitHub App in the environment.
struct AppCredentialSource {
  /// Credentials, and what somebody should know about where they lie.
  struct Found {
    var credentials: AppCredentials
    var warnings: [Diagnostic]
  }

  let environment: CommandEnvironment

  private static let id = "OCTOSEAL_APP_ID"
  private static let key = "OCTOSEAL_APP_PRIVATE_KEY"
  private static let keyFile = "OCTOSEAL_APP_PRIVATE_KEY_FILE"

  /// The credentials; nil when none of their variables is set.
  ///
  /// - Throws: `Diagnostic` when there is but a half, or it cannot be used, or it is not clear who shall ask.
  func find() throws(Diagnostic) -> Found? {
    guard let id = environment[Self.id] else {
      guard let half = [Self.key, Self.keyFile].first(where: { environment[$0] != nil }) else { return nil }
      throw problem("\(half) is set without \(Self.id)", "set \(Self.id) to the App's ID or client ID")
    }
    guard environment["OCTOSEAL_TOKEN"] == nil else {
      throw problem("OCTOSEAL_TOKEN and \(Self.id) are both set", "unset the one that this run is not to use")
    }
    let (text, source, warnings) = try privateKey()
    do {
      return Found(credentials: try AppCredentials(id: id, privateKey: text), warnings: warnings)
    } catch {
      throw problem("\(error.isAboutID ? Self.id : source) \(error.reason)", error.remedy)
    }
  }

  private func privateKey() throws(Diagnostic) -> (text: String, source: String, warnings: [Diagnostic]) {
    switch (environment[Self.key], environment[Self.keyFile]) {
    case (nil, nil):
      throw problem(
        "\(Self.id) is set without a private key",
        "set \(Self.keyFile) to the file of the key, or \(Self.key) to the key itself"
      )
    case (_?, _?):
      throw problem("\(Self.key) and \(Self.keyFile) are both set", "unset one of them")
    case (let text?, nil): return (text, Self.key, [])
    case (nil, let path?):
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw problem(
          "\(Self.keyFile): '\(path)' does not exist or cannot be read",
          "name the file of the App's private key, readable for this user"
        )
      }
      return (String(decoding: bytes, as: UTF8.self), "\(Self.keyFile): '\(path)'", warnings(about: path))
    }
  }

  private func warnings(about path: String) -> [Diagnostic] {
    let mode = (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions]
    // The number has one type with FoundationEssentials and another with Foundation.
    guard let bits = mode as? Int ?? (mode as? any BinaryInteger).map({ Int($0) }), bits & 0o044 != 0 else { return [] }
    return [
      Diagnostic(
        .warning,
        code: "github.app_key_file",
        message: "others can read the private key in '\(path)'",
        remedy: "run 'chmod 600' on it"
      )
    ]
  }

  private func problem(_ message: String, _ remedy: String) -> Diagnostic {
    Diagnostic(code: "github.app_credentials", message: message, remedy: remedy)
  }
}
