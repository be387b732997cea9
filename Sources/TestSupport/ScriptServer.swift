/// The server that a script talks to, as far as scripts ask it.
public protocol ScriptServer: Sendable {
  /// Where it listens.
  var baseURL: String { get }

  /// The methods of all requests so far, in their order.
  func requestMethods() async throws -> [String]

  /// The opened value of a secret; nil when it is not there.
  ///
  /// Before the scope stands the store where it is not Actions: `dependabot acme/web`.
  func value(of name: String, in scope: String) async throws -> String?

  /// Makes something happen that no request of the program asks for, by one of the server's control endpoints.
  func control(_ method: String, _ endpoint: String, _ body: String) async throws

  /// Ends it.
  func stop() async throws
}
