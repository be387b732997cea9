import ArgumentParser
import Dispatch
import GitHubEmulator

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `octoseal-emulator --port N --state FILE`.
@main
struct EmulatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "octoseal-emulator",
    abstract: "An emulator of GitHub's API for secrets and variables, to try manifests safely and for tests.",
    discussion: """
      It listens on the loopback interface only. Values written to it can be read back under /_emulator/values: \
      use test values, never real ones.
      """
  )

  @Option(help: "The port to listen on; 0 takes any free one.")
  var port = 0

  @Option(help: "A JSON file with organizations, repositories, secrets and variables; changes are written back to it.")
  var state: String?

  @Option(help: "Milliseconds added to each request.")
  var latency = 0

  @Option(help: "Behave as a product: \(EmulatorSwitches.dialects.joined(separator: ", ")).")
  var dialect: String?

  @Option(name: .customLong("switch"), help: "Set one behaviour, as NAME=VALUE; may be repeated.")
  var switches: [String] = []

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
    guard latency >= 0 else { throw ValidationError("--latency must not be negative") }
  }

  func run() async throws {
    let model = try loadModel()
    if let dialect, !model.applyDialect(dialect) {
      throw ValidationError("--dialect must be one of \(EmulatorSwitches.dialects.joined(separator: ", "))")
    }
    for word in switches { try setSwitch(word, of: model) }
    let file = state.map { StateFile(path: $0, model: model) }
    let stop = StopSignals()
    let server: EmulatorServer
    do {
      server = try await EmulatorServer.start(model: model, port: port, latency: latency, stateFile: file)
    } catch {
      throw fail("cannot listen on port \(port); choose another with --port, or 0 for any free one", .failure)
    }
    write("octoseal-emulator listening on \(server.baseURL)\n", to: STDOUT_FILENO)
    await stop.wait()
    do {
      try await server.stop()
    } catch {
      throw fail("cannot write '\(state ?? "")'; the changes since its last writing are lost", .failure)
    }
  }

  private func loadModel() throws -> GitHubModel {
    guard let state else { return GitHubModel() }
    let text: String?
    do {
      text = try StateFile.read(state)
    } catch {
      throw fail("cannot read '\(state)'", ExitCode(65))
    }
    guard let text else { return GitHubModel() }
    do {
      return try GitHubModel(state: text)
    } catch {
      throw fail("\(state):\(error)", ExitCode(65))
    }
  }

  private func setSwitch(_ word: String, of model: GitHubModel) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw ValidationError("--switch '\(word)' must be NAME=VALUE") }
    var switches = model.switches
    if let reason = switches.set(parts[0], to: parts[1]) { throw ValidationError(reason) }
    model.switches = switches
  }

  private func fail(_ message: String, _ code: ExitCode) -> ExitCode {
    write("error: \(message)\n", to: STDERR_FILENO)
    return code
  }
}

/// Waits for SIGINT or SIGTERM instead of dying of it.
private struct StopSignals {
  private let sources: [any DispatchSourceSignal]
  private let signals: AsyncStream<Void>

  init() {
    let (signals, announcement) = AsyncStream<Void>.makeStream()
    self.signals = signals
    sources = [SIGINT, SIGTERM]
      .map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { announcement.yield() }
        source.resume()
        return source
      }
  }

  func wait() async {
    for await _ in signals { return }
  }
}

/// Writes at once: whoever started the emulator waits for the line, and a pipe would be buffered.
private func write(_ text: String, to descriptor: Int32) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return }
    bytes.removeFirst(count)
  }
}
