import Foundation
import GitHubEmulator

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Starts the emulator in this process, for `ScriptRunner`.
///
/// Flags are `NAME=VALUE`: the state's `dialect`, or one of its `switches`.
///
/// - Throws: an error when the state or a flag is wrong.
@Sendable public func startEmulator(state: String, flags: [String]) async throws -> any ScriptServer {
  let model = try GitHubModel(state: state)
  for flag in flags { try set(flag, in: model) }
  return EmulatorForScripts(server: try await EmulatorServer.start(model: model))
}

private func set(_ flag: String, in model: GitHubModel) throws {
  guard let sign = flag.firstIndex(of: "=") else { throw Unmet("'\(flag)' is not NAME=VALUE") }
  let name = String(flag[..<sign])
  let value = String(flag[flag.index(after: sign)...])
  if name == "dialect" {
    guard model.applyDialect(value) else { throw Unmet("no dialect is called '\(value)'") }
  } else {
    var switches = model.switches
    if let reason = switches.set(name, to: value) { throw Unmet(reason) }
    model.switches = switches
  }
}

private struct EmulatorForScripts: ScriptServer {
  let server: EmulatorServer

  var baseURL: String { server.baseURL }

  func requestMethods() -> [String] { server.model.requests.map(\.method) }

  func value(of name: String, in scope: String) -> String? {
    let words = scope.split(separator: " ", maxSplits: 1)
    let store = words.count == 2 ? GitHubModel.Store(rawValue: String(words[0])) : nil
    let secret = server.model.secret(name, in: store == nil ? scope : String(words[1]), of: store ?? .actions)
    return secret?.value.map { String(decoding: $0, as: UTF8.self) }
  }

  func control(_ method: String, _ endpoint: String, _ body: String) async throws {
    guard let url = URL(string: "\(baseURL)/_emulator/\(endpoint)") else { throw Unmet("is no endpoint") }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.httpBody = Data(body.utf8)
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let status = (response as? HTTPURLResponse)?.statusCode, status < 300 else {
      throw Unmet("the emulator answers: \(String(decoding: data, as: UTF8.self))")
    }
  }

  func stop() async throws { try await server.stop() }
}
