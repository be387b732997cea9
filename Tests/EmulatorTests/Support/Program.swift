import Foundation

/// A program that was run to its end.
struct Program {
  var status: Int32
  /// Of both streams.
  var output: String

  static func run(
    _ path: String,
    _ arguments: [String],
    environment: [String: String]? = nil
  ) async throws -> Program {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let environment { process.environment = environment }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return await withCheckedContinuation { continuation in
      DispatchQueue.global()
        .async {
          let output = pipe.fileHandleForReading.readDataToEndOfFile()
          process.waitUntilExit()
          continuation.resume(
            returning: Program(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
          )
        }
    }
  }
}
