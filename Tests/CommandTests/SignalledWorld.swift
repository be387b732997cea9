import Foundation
import GitHubEmulator
import TestSupport
import Testing

/// The swept world behind a server, with a folder in which the program runs.
struct SignalledWorld {
  /// The world once the first manifest is applied.
  struct Start {
    var state: String
    var ledger: Data
    /// How many requests the apply of the second manifest makes.
    var requestCount: Int
  }

  /// Whatever a run may change.
  struct Changeable: Equatable {
    var secrets: [String: [String: GitHubModel.SecretContent]]
    /// Environments are only in the whole state.
    var hasStaging: Bool
  }

  /// How the program ended, and all that it wrote.
  struct Ended {
    /// A number, or `signal N`.
    var exit: String
    var output: String
  }

  static let token = "a-token-that-nobody-may-see"
  /// How long a request is held up, in milliseconds: enough for a signal to arrive.
  static let hang = 200
  /// So long that only a program that does not end at all reaches it.
  private static let patience = Duration.seconds(60)

  let server: EmulatorServer
  let folder: URL

  var model: GitHubModel { server.model }

  var changeable: Changeable {
    Changeable(secrets: model.secrets, hasStaging: model.state.contains("\"staging\""))
  }

  /// Applies the first manifest, and the second one to find out how many requests that takes.
  static func start() async throws -> Start {
    try await run(state: SweptWorld.state, ledger: nil, manifest: SweptWorld.firstManifest) { world in
      let first = try await world.apply { _ in }
      try #require(first.exit == "0", "\(first.output)")
      let state = world.model.state
      let ledger = try Data(contentsOf: world.ledgerFile)
      try world.write(manifest: SweptWorld.secondManifest)
      world.model.clearRequests()
      let second = try await world.apply { _ in }
      try #require(second.exit == "0", "\(second.output)")
      return Start(state: state, ledger: ledger, requestCount: world.model.requests.count)
    }
  }

  /// Gives a body of code the world in which the second manifest is to be applied.
  static func run<Value>(from start: Start, _ body: (SignalledWorld) async throws -> Value) async throws -> Value {
    try await run(state: start.state, ledger: start.ledger, manifest: SweptWorld.secondManifest, body)
  }

  private static func run<Value>(
    state: String,
    ledger: Data?,
    manifest: String,
    _ body: (SignalledWorld) async throws -> Value
  ) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try await EmulatorServer.start(model: try GitHubModel(state: state))
    do {
      let world = SignalledWorld(server: server, folder: folder)
      try world.write(manifest: manifest)
      try ledger?.write(to: world.ledgerFile)
      let value = try await body(world)
      try await server.stop()
      return value
    } catch {
      try await server.stop()
      throw error
    }
  }

  /// Runs `octoseal apply`, and does something while it runs.
  func apply(_ meanwhile: (Process) async throws -> Void) async throws -> Ended {
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appending(path: "octoseal")
    process.arguments = ["apply", "--yes", "--concurrency", "1", "--max-delete-percent", "100"]
    process.currentDirectoryURL = folder
    process.environment = SweptWorld.environment.merging([
      "HOME": folder.path, "GITHUB_API_URL": server.baseURL, "OCTOSEAL_TOKEN": Self.token,
      "OCTOSEAL_KEY": String(repeating: "k", count: 32),
    ]) { first, _ in first }
    let outputFile = folder.appending(path: "output")
    try Data().write(to: outputFile)
    let output = try FileHandle(forWritingTo: outputFile)
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try await meanwhile(process)
    let deadline = ContinuousClock.now + Self.patience
    while process.isRunning, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
    let isStuck = process.isRunning
    if isStuck { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? "" : "signal "
    return Ended(
      exit: isStuck ? "stuck" : "\(status)\(process.terminationStatus)",
      output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self)
    )
  }

  /// Whether the ledger is whole.
  func ledgerIsReadable() throws -> Bool {
    try JSONSerialization.jsonObject(with: try Data(contentsOf: ledgerFile)) is [String: Any]
  }

  /// Files that nobody asked for.
  func strayFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix("octoseal.ledger.json") && $0 != "octoseal.yaml" && $0 != "output" }
  }

  private var ledgerFile: URL { folder.appending(path: "octoseal.ledger.json") }

  private func write(manifest: String) throws {
    try Data(manifest.utf8).write(to: folder.appending(path: "octoseal.yaml"))
  }
}
