#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import GitHubAPI
import Manifests
import Reconciliation
import Reports
import Sealing
import SecretModel
import ValueSources

/// Seal from the key to the block: on standard output, or in the manifest.
struct Sealer {
  let session: Session
  let address: SecretAddress
  let value: SealedValueOptions
  let key: SealingKeyOptions
  let connection: ConnectionOptions
  let writes: Bool

  /// Seals the value.
  ///
  /// - Throws: `ExitCode` after saying why it could not.
  func run() async throws -> ExitStatus {
    let manifest = writes ? try session.loadManifest() : nil
    // Where the key comes from is settled before a person is asked for the value.
    let publicKey = try await publicKey(manifest)
    let box: SealedBox
    do {
      box = try publicKey.seal(try plainValue())
    } catch let error as SealingError {
      try session.fail(.failed, [error.diagnostic])
    }
    let block = SealedBlock(sealed: box.base64, keyID: box.key.keyID, publicKey: box.key.key ?? "")
    guard let manifest else {
      try session.write { $0.sealed(result(block)) }
      return .done
    }
    try write(block, into: manifest)
    return .done
  }

  private func result(_ block: SealedBlock) -> SealedResult {
    SealedResult(
      address: address,
      sealed: block.sealed,
      keyID: block.keyID,
      publicKey: block.publicKey,
      yaml: block.yaml
    )
  }

  private func publicKey(_ manifest: LoadedManifest?) async throws -> PublicKey {
    let reference: PublicKeyReference
    if let given = key.publicKey, let id = key.keyID {
      reference = PublicKeyReference(keyID: id, key: given)
    } else {
      // A scope has a public key before anybody has written a manifest.
      reference = try await presentKey(settings: (manifest ?? session.loadManifestAtHand())?.settings)
    }
    do {
      return try PublicKey(keyID: reference.keyID, base64: reference.key ?? "")
    } catch {
      try session.fail(.failed, [error.diagnostic])
    }
  }

  private func presentKey(settings: ManifestSettings?) async throws -> PublicKeyReference {
    let connection = try GitHubConnection(
      session,
      connection,
      settings: settings,
      concurrency: 1,
      pacing: Pacing(),
      needs: { [address] _ in readingPermissions(of: [address.store]) }
    )
    return try await connection.closing {
      do {
        return try await connection.client.publicKey(of: address.collection)
      } catch let error as GitHubError {
        try session.fail(.failed, [error.diagnostic])
      }
    }
  }

  private func plainValue() throws -> SecretValue {
    switch try reading() {
    case .given(.plain(let value), let remarks):
      value.withBytes { session.terminal.mask($0) }
      session.say(remarks)
      return value
    case .given(.sealed, _):
      preconditionFailure("no source of this command is sealed")
    case .notGiven(let reason):
      try session.fail(.failed, [Diagnostic(code: "value.not_given", message: reason, remedy: "give the value")])
    case .unusable(let diagnostic):
      try session.fail(.failed, [diagnostic])
    }
  }

  private func reading() throws -> ValueReading {
    let context = ValueContext(environment: .process, root: "", allowOutsideFiles: true)
    if let name = value.environmentVariable {
      return readDescribedValue([("env", name)], allowEmpty: value.allowEmpty, in: context)
    }
    if let file = value.file {
      let keys = [
        ("file", file), value.key.map { ("key", $0) }, value.trim.map { ("trim", $0.rawValue) },
        value.encode.map { ("encode", $0.rawValue) },
      ]
      return readDescribedValue(keys.compactMap { $0 }, allowEmpty: value.allowEmpty, in: context)
    }
    return standardInput()
  }

  private func standardInput() -> ValueReading {
    do throws(StreamFailure) {
      let rules = ValueRules(
        summary: "standard input",
        allowEmpty: value.allowEmpty,
        keepsNewlines: value.transformation != .trimNewlines,
        remedyForEmpty: "give it, or pass '--allow-empty' to mean it"
      )
      let given = try HiddenInput.read(asking: "Value of \(address)", on: session.terminal)
      return rules.reading(of: value.transformation.applied(to: given))
    } catch {
      return error.isInterrupted
        ? .unusable(.interrupted) : .notGiven(reason: "standard input cannot be read")
    }
  }

  private func write(_ block: SealedBlock, into manifest: LoadedManifest) throws {
    let edit: ManifestFileEdit
    do {
      edit = try replacingValue(of: address, with: block, in: manifest)
    } catch {
      try fail(error, showing: block)
    }
    if let problem = replacementProblem(edit) { try fail(problem, showing: block) }
    session.terminal.note("\(edit.location): the sealed value of \(address) was written")
    try session.write(to: session.output.format == .text ? .filesOnly : .everywhere) { $0.sealed(result(block)) }
  }
}

extension Sealer {
  /// Ends with a problem of the manifest; the block can be pasted by hand, so that nobody has to find the value again.
  private func fail(_ problem: Diagnostic, showing block: SealedBlock) throws -> Never {
    if session.output.format == .text { try session.write(to: .outputOnly) { $0.sealed(result(block)) } }
    try session.fail(.failed, [problem])
  }

  /// Replaces a file of the manifest, unless somebody else changes it at the same time.
  ///
  /// - Returns: why it was left alone; nil when it was replaced.
  private func replacementProblem(_ edit: ManifestFileEdit) -> Diagnostic? {
    let path = edit.pathFromWorkingFolder
    do {
      let lock = try FileLock.take(for: path)
      defer { lock?.release() }
      guard FileManager.default.contents(atPath: path).map({ Array($0) }) == edit.oldBytes else {
        return .changedMeanwhile(path)
      }
      try AtomicFile.write(edit.newBytes, to: path)
      return nil
    } catch let failure as AtomicFile.Failure {
      return .unwritable(path, failure)
    } catch {
      return .changedMeanwhile(path)
    }
  }
}

extension Diagnostic {
  fileprivate static func changedMeanwhile(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "seal.changed_meanwhile",
      message: "'\(path)' was changed while the value was sealed, and is left alone",
      remedy: "seal it again, or paste the printed block by hand"
    )
  }

  fileprivate static func unwritable(_ path: String, _ failure: AtomicFile.Failure) -> Diagnostic {
    Diagnostic(
      code: "seal.unwritable",
      message: "'\(path)' cannot be written: \(failure.reason)",
      remedy: "make it and its folder writable, or paste the printed block by hand"
    )
  }
}
