import Foundation
import Testing

@Suite("How the action installs octoseal", .enabled(if: RunnerMachine.has("curl"), "needs curl"))
struct ActionInstallTests {
  private let machine: RunnerMachine

  init() throws { machine = try RunnerMachine() }

  /// An archive as `.ci/release` makes it, with a script for a program; returns its SHA-256.
  private func archive(_ name: String, saying text: String) async throws -> String {
    let script = """
      set -e
      mkdir -p tree/\(name)
      printf '#!/bin/sh\\necho "%s"\\n' '\(text)' >tree/\(name)/octoseal
      chmod +x tree/\(name)/octoseal
      tar -czf \(name).tar.gz -C tree \(name)
      if command -v sha256sum >/dev/null; then sha256sum \(name).tar.gz; else shasum -a 256 \(name).tar.gz; fi
      """
    return String(try await machine.step(["-c", script], [:]).log.prefix(64))
  }

  /// Installs by a copy of the action that has this table.
  private func install(table: String, _ inputs: [String: String] = [:]) async throws -> RunnerMachine.Step {
    let script = try ProjectFiles.text(".github/action/install.sh")
    try machine.write(script, to: "install.sh")
    try machine.write("# a comment\n\(table)", to: "releases.txt")
    let none = ["INPUT_VERSION": "", "INPUT_ARCHIVE_URL": "", "INPUT_ARCHIVE_SHA256": ""]
    return try await machine.step([machine.path("install.sh")], none.merging(inputs) { _, own in own })
  }

  private func row(_ sha256: String, _ version: String, platform: String = "linux-x86_64") -> String {
    let url = "file://\(machine.path("octoseal-\(version)-\(platform).tar.gz"))"
    return "\(sha256)  \(url)\n"
  }

  @Test("the newest release of its table for the runner, or the one that is asked for")
  func choice() async throws {
    let old = row(try await archive("octoseal-0.9.0-linux-x86_64", saying: "0.9.0"), "0.9.0")
    let new = row(try await archive("octoseal-0.10.0-linux-x86_64", saying: "0.10.0"), "0.10.0")
    let other = row(String(repeating: "0", count: 64), "0.10.0", platform: "macos-arm64")
    let newest = try await install(table: old + new + other)
    #expect(newest.status == 0 && newest.log == "0.10.0", "\(newest.log)")
    let folder = try #require(newest.path.first)
    #expect(FileManager.default.isExecutableFile(atPath: "\(folder)/octoseal"))
    #expect(try await install(table: old + new, ["INPUT_VERSION": "v0.9.0"]).log == "0.9.0")
    try machine.remove()
  }

  @Test("nothing whose bytes are not those of the table, and it is not run")
  func replaced() async throws {
    _ = try await archive("octoseal-0.9.0-linux-x86_64", saying: "replaced")
    let step = try await install(table: row(String(repeating: "0", count: 64), "0.9.0"))
    #expect(step.status == 1 && step.path == [])
    #expect(step.log.contains("::error title=octoseal::") && step.log.contains("is not the release"))
    #expect(!step.log.contains("\nreplaced"))
    try machine.remove()
  }

  @Test("from a mirror only the same bytes, unless the workflow gives others")
  func mirror() async throws {
    let real = try await archive("octoseal-0.9.0-linux-x86_64", saying: "0.9.0")
    let own = try await archive("own", saying: "our own")
    let table = "\(real)  https://github.invalid/octoseal-0.9.0-linux-x86_64.tar.gz\n"
    let mirror = "file://\(machine.path("octoseal-0.9.0-linux-x86_64.tar.gz"))"
    let ours = "file://\(machine.path("own.tar.gz"))"
    #expect(try await install(table: table, ["INPUT_ARCHIVE_URL": mirror]).log == "0.9.0")
    #expect(try await install(table: table, ["INPUT_ARCHIVE_URL": ours]).status == 1)
    #expect(try await install(table: table, ["INPUT_ARCHIVE_URL": ours, "INPUT_ARCHIVE_SHA256": own]).log == "our own")
    try machine.remove()
  }

  @Test("nothing for a release or a machine that it does not know, and says so")
  func unknown() async throws {
    let step = try await install(table: "", ["INPUT_VERSION": "9.9.9"])
    #expect(step.status == 1 && step.log.contains("knows no octoseal 9.9.9 for linux-x86_64"), "\(step.log)")
    let machineOfTheirs = try await install(table: "", ["RUNNER_OS": "Windows"])
    #expect(machineOfTheirs.log.contains("there is no octoseal for Windows on X64"), "\(machineOfTheirs.log)")
    try machine.remove()
  }
}
