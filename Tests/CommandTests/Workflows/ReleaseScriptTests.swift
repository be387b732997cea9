import Foundation
import Testing

@Suite("The scripts of a release")
struct ReleaseScriptTests {
  private let machine: RunnerMachine
  private let version: String

  /// Copies what the scripts read, so that they change nothing of the project.
  init() async throws {
    machine = try RunnerMachine()
    let source = try ProjectFiles.text("Sources/OctosealCLI/Octoseal.swift")
    version = String(try #require(source.firstMatch(of: #/let version = "([^"]+)"/#)).output.1)
    let script = """
      set -e
      mkdir -p .ci .github/action Sources/OctosealCLI dist
      cp "$ROOT"/.ci/checksums "$ROOT"/.ci/draft .ci/
      cp "$ROOT"/.github/action/* .github/action/
      cp "$ROOT"/Sources/OctosealCLI/Octoseal.swift Sources/OctosealCLI/
      for platform in linux-arm64 linux-x86_64 macos-arm64 macos-x86_64; do
        name=octoseal-$VERSION-$platform
        mkdir $name
        printf '#!/bin/sh\\necho "%s"\\n' "$platform" >$name/octoseal
        chmod +x $name/octoseal
        tar -czf dist/$name.tar.gz $name
        echo "{}" >dist/$name.spdx.json
      done
      """
    let made = try await machine.step(["-c", script], ["ROOT": ProjectFiles.path(""), "VERSION": version])
    try #require(made.status == 0, "\(made.log)")
  }

  private func checksums() async throws -> RunnerMachine.Step {
    try await machine.step([".ci/checksums", "dist", "file://\(machine.path("mirror"))"], [:])
  }

  @Test("write a table by which the action installs what was built, on each platform")
  func table() async throws {
    let step = try await checksums()
    #expect(step.status == 0 && step.log == "version=\(version)", "\(step.log)")
    let verified = try await machine.step(["-c", "cd dist && sha256sum --check SHA256SUMS | wc -l"], [:])
    #expect(verified.log.trimmingCharacters(in: .whitespaces) == "8")
    let publish = "mkdir -p mirror/releases/download/v\(version) && cp dist/*.gz mirror/releases/download/v\(version)/"
    _ = try await machine.step(["-c", publish], [:])
    for (system, architecture, platform) in [("Linux", "ARM64", "linux-arm64"), ("macOS", "X64", "macos-x86_64")] {
      let installed = try await machine.step(
        [".github/action/install.sh"],
        [
          "RUNNER_OS": system, "RUNNER_ARCH": architecture, "INPUT_VERSION": "", "INPUT_ARCHIVE_URL": "",
          "INPUT_ARCHIVE_SHA256": "",
        ]
      )
      #expect(installed.log == platform)
    }
    #expect(try await checksums().log.contains("is released already"))
    try machine.remove()
  }

  @Test("end when a platform's archive is missing")
  func missing() async throws {
    _ = try await machine.step(["-c", "rm dist/*macos-arm64.tar.gz"], [:])
    #expect(try await checksums().status != 0)
    try machine.remove()
  }

  @Test("change nothing at GitHub while the changelog does not tell of the version")
  func changelog() async throws {
    try machine.write("## [Unreleased]\n\n- new\n\n## [0.0.1]\n\n- old\n", to: "CHANGELOG.md")
    let step = try await machine.step([".ci/draft", "dist", "0.0.2"], ["PATH": "/usr/bin:/bin", "GITHUB_SHA": "0"])
    #expect(step.status == 1 && step.log.contains("no section '## [0.0.2]'"), "\(step.log)")
    try machine.remove()
  }

  @Test("pack the same files into the same bytes, whoever owns them and whenever they were made")
  func archive() async throws {
    let script = """
      set -e
      pack() { python3 "$ROOT/.ci/archive.py" tree 1700000000 "$1"; }
      mkdir -p tree/b && echo one >tree/b/a && echo two >tree/c && chmod 755 tree/c
      pack first.tar.gz
      rm -r tree && mkdir -p tree/b && echo two >tree/c && echo one >tree/b/a && chmod 700 tree/c && touch -t 200001010000 tree/c
      pack second.tar.gz
      cmp first.tar.gz second.tar.gz
      TZ=UTC tar -tvzf first.tar.gz
      """
    let step = try await machine.step(["-c", script], ["ROOT": ProjectFiles.path("")])
    #expect(step.status == 0, "\(step.log)")
    let lines = step.log.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.map { $0.last } == ["tree/", "tree/b/", "tree/b/a", "tree/c"])
    #expect(lines.map { $0.first } == ["drwxr-xr-x", "drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x"])
    try machine.remove()
  }
}
