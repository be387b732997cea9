import Foundation

/// What a script says to its server.
extension ScriptSession {
  mutating func performOnServer(_ line: ScriptLine, _ arguments: [String]) async throws {
    if line.command == "emulator" {
      try await start(arguments)
      return
    }
    guard let server else { throw Unmet("no emulator was started") }
    switch line.command {
    case "requests": try await expectRequests(arguments)
    case "reset-requests": countedRequests = try await server.requestMethods().count
    case "values": try await expectValue(line, arguments)
    case "outside": try await control(line.rest)
    case "fault": try await server.control("POST", "faults", line.rest)
    default:
      guard let seconds = Int(try argument(0, of: arguments)) else { throw Unmet("needs a number of seconds") }
      try await server.control("POST", "clock", "{\"seconds\": \(seconds)}")
    }
  }

  private mutating func start(_ arguments: [String]) async throws {
    guard server == nil else { throw Unmet("an emulator runs already") }
    let state = try text(ofFile: try argument(0, of: arguments))
      .replacing("APP_PUBLIC_KEY", with: environment["APP_PUBLIC_KEY"] ?? "")
    let started = try await runner.startServer(state, Array(arguments.dropFirst()))
    server = started
    environment["GITHUB_API_URL"] = started.baseURL
  }

  /// `METHOD ENDPOINT JSON`, or just what goes to `PUT secret`.
  private func control(_ text: String) async throws {
    let body = text.firstIndex(of: "{").map { text[$0...] } ?? ""
    let words = text.dropLast(body.count).split(separator: " ")
    guard words.isEmpty || words.count == 2 else { throw Unmet("must read outside [METHOD ENDPOINT] JSON") }
    try await server?.control(String(words.first ?? "PUT"), String(words.last ?? "secret"), String(body))
  }

  private func expectRequests(_ arguments: [String]) async throws {
    guard let wanted = arguments.last.flatMap({ Int($0) }) else { throw Unmet("needs a number") }
    let methods = try await server?.requestMethods().dropFirst(countedRequests) ?? []
    let count =
      switch arguments.count > 1 ? arguments[0] : "all" {
      case "all": methods.count
      case "mutations": methods.count { $0 != "GET" && $0 != "HEAD" }
      case let method: methods.count { $0 == method }
      }
    guard count == wanted else { throw Unmet("there were \(count): \(methods.joined(separator: " "))") }
  }

  private func expectValue(_ line: ScriptLine, _ arguments: [String]) async throws {
    let scope = try argument(0, of: arguments)
    let name = try argument(1, of: arguments)
    let value = try await server?.value(of: name, in: scope)
    guard arguments.count > 2 else {
      guard (value != nil) != line.isNegated else { throw Unmet(value == nil ? "it has none" : "it has one") }
      return
    }
    guard (value == arguments[2]) != line.isNegated else { throw Unmet("it is '\(value ?? "absent")'") }
  }
}
