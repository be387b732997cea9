#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import GitHubAPI
import Manifests
import Reconciliation
import Reports
import SecretModel

/// Export from the first request to the written manifest.
struct Exporter {
  /// Where a manifest goes.
  enum Destination {
    /// To standard output.
    case output
    /// Into a file that is still to be made.
    case file(String)
    /// Into a folder that is new or empty, as several files.
    case folder(String)
  }

  let session: Session
  let request: InventoryRequest
  let destination: Destination

  /// Reads everything and writes the manifest.
  ///
  /// - Throws: `ExitCode` after saying why nothing was written.
  func run(_ connectionOptions: ConnectionOptions, _ traffic: TrafficOptions) async throws -> ExitStatus {
    // Somebody who waits for a large organization should not learn only then that there is no room for it.
    if let obstacle { try session.fail(.refused, [obstacle]) }
    let connection = try GitHubConnection(
      session,
      connectionOptions,
      settings: nil,
      concurrency: traffic.concurrency,
      pacing: traffic.pacing,
      cache: try session.responseCache(traffic.cache),
      needs: { [stores = request.stores] _ in readingPermissions(of: stores) }
    )
    let live = try await connection.closing { try await read(connection.client) }
    let apiURL = connection.client.configuration.apiURL
    let manifest = ExportedManifest(
      live,
      apiURL: apiURL == .gitHub ? nil : apiURL.description,
      includesEnvironments: request.includesEnvironments
    )
    session.terminal.endProgress()
    try write(manifest)
    return .done
  }

  private func read(_ client: GitHubClient) async throws -> LiveState {
    let reader = InventoryReader(client)
    let request = request
    guard let reading = await session.readingLive(with: client, { await reader.read(request) }) else {
      try session.fail(.failed, [.interrupted])
    }
    switch reading {
    case .success(let live): return live
    case .failure(let failures):
      let summary = Diagnostic(
        code: "export.incomplete",
        message: "nothing was exported, because not everything could be read",
        remedy: "mend what is said above, or name what can be read with '--repo'; '--no-environments' leaves those out"
      )
      try session.fail(.failed, failures.diagnostics + [summary])
    }
  }

  private func write(_ manifest: ExportedManifest) throws {
    switch destination {
    case .output:
      let text = try checkedSize(manifest.text)
      do {
        try StandardStream.output.write(text)
      } catch {
        try session.fail(.failed, [error.diagnostic])
      }
    case .file(let path):
      let text = try checkedSize(manifest.text)
      do {
        guard try AtomicFile.create(Array(text.utf8), at: path, permissions: 0o644) else {
          try session.fail(.refused, [.fileExists(path)])
        }
      } catch let failure as AtomicFile.Failure {
        try session.fail(.failed, [.unwritable("'\(path)' cannot be written: \(failure.reason)")])
      }
      session.terminal.note("'\(path)' declares \(manifest.secretCount) secrets; none of them has its value yet")
    case .folder(let path):
      let files = try manifest.files.map { (path: $0.path, bytes: Array(try checkedSize($0.text).utf8)) }
      do {
        try FolderFilling.fill(path, with: files)
      } catch {
        try session.fail(.failed, [.unwritable("'\(path)' \(error.reason)")])
      }
      session.terminal.note(
        "'\(path)' has \(files.count) files that declare \(manifest.secretCount) secrets; none of them has its value yet"
      )
    }
  }

  /// A file that can be read again; a manifest has a largest size.
  private func checkedSize(_ text: String) throws -> String {
    guard text.utf8.count > largestManifestFile else { return text }
    try session.fail(
      .failed,
      [
        Diagnostic(
          code: "export.size",
          message: "the manifest would have a file of more than \(largestManifestFile >> 20) MiB",
          remedy: "write several with '--split', or export single repositories with '--repo'"
        )
      ]
    )
  }

  /// What is in the way of the manifest already.
  private var obstacle: Diagnostic? {
    switch destination {
    case .output: nil
    case .file(let path): FileManager.default.fileExists(atPath: path) ? .fileExists(path) : nil
    case .folder(let path): FolderFilling.isFree(path) ? nil : .folderNotFree(path)
    }
  }
}

extension Diagnostic {
  fileprivate static func fileExists(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "guard.export_exists",
      message: "'\(path)' is there already, and export overwrites nothing",
      remedy: "name another file, or move it away"
    )
  }

  fileprivate static func folderNotFree(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "guard.export_exists",
      message: "'\(path)' is not an empty folder, and export overwrites nothing",
      remedy: "name another folder, or empty it"
    )
  }

  fileprivate static func unwritable(_ message: String) -> Diagnostic {
    Diagnostic(
      code: "export.unwritable",
      message: message,
      remedy: "name a place in a folder that is there and writable"
    )
  }
}
