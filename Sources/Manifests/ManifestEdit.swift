public import SecretModel
import ValueSources
import YAMLTree

/// A change of one file of a manifest, not yet written.
public struct ManifestFileEdit: Sendable {
  /// The path from the root of the manifest, as `ManifestFile.path` has it.
  public var path: String
  /// The path from the working folder, to write to and to name in messages.
  public var pathFromWorkingFolder: String
  /// The content for which the change was made.
  public var oldBytes: [UInt8]
  /// The content to write.
  public var newBytes: [UInt8]
  /// Where the value stands in the new content.
  public var location: SourceLocation
}

/// Replaces the value of a secret in the text of a manifest and keeps the rest byte for byte.
///
/// A secret that is not declared is added where its scope lists its secrets line by line. What comes out was loaded again
/// and says the same as before but for this one value.
///
/// - Parameters:
///   - address: the secret.
///   - block: its new value.
///   - manifest: the manifest, of one file or several.
/// - Throws: a diagnostic that says where, what, and what to do instead.
/// - Returns: what to write; nothing is written here.
public func replacingValue(
  of address: SecretAddress,
  with block: SealedBlock,
  in manifest: LoadedManifest
) throws(Diagnostic) -> ManifestFileEdit {
  let edit = ValueEdit(address: address, block: block, manifest: manifest)
  guard let secret = manifest.desired[address] else { return try edit.added() }
  guard secret.value != .absent else {
    throw Diagnostic(
      code: "seal.absent",
      message: "'\(address.name)' in \(address.collection) is declared with 'state: absent'",
      remedy: "remove 'state: absent' first, or choose another name",
      at: secret.location
    )
  }
  return try edit.replaced(secret)
}

/// One value that shall be put into a manifest.
private struct ValueEdit {
  let address: SecretAddress
  let block: SealedBlock
  let manifest: LoadedManifest

  /// The edit that replaces the value of a declared secret.
  func replaced(_ secret: DesiredSecret) throws(Diagnostic) -> ManifestFileEdit {
    guard let file = manifest.files.first(where: { $0.shownPath == secret.location.file }) else {
      throw unknownLayout(at: secret.location)
    }
    let outline = try outline(of: file)
    guard let path = DeclaredPath(toValueOf: address, in: outline) else { throw unknownLayout(at: secret.location) }
    let isShared = path.entries.last.map { outline.isShared($0.value) } == true
    try refuseShared(
      path,
      isShared,
      at: secret.location,
      what: "the value of '\(address.name)' in \(address.collection)"
    )
    let replacement = ValueReplacement(path.entries, block: block, in: SourceText(bytes: file.bytes))
    guard let splices = replacement?.splices else { throw unknownLayout(at: secret.location) }
    return try checked(splices, in: file, EditedTree(valueAt: path.keys, block), at: secret.location)
  }

  /// The edit that adds a secret to the end of its scope's list.
  func added() throws(Diagnostic) -> ManifestFileEdit {
    let scopeLocation = manifest.desired.collections[address.collection]?.location
    guard address.scope.kind != .organization, let scopeLocation else { throw undeclared(at: scopeLocation) }
    for file in manifest.files {
      let outline = try outline(of: file)
      guard let path = DeclaredPath(to: address.collection, in: outline) else { continue }
      let isShared = path.entries.last.map { outline.isSharedItself($0.value) } == true
      try refuseShared(path, isShared, at: scopeLocation, what: "'\(address.store.manifestKey)' of \(address.scope)")
      let text = SourceText(bytes: file.bytes)
      guard let addition = SecretAddition(path.entries, name: address.name, block: block, in: text) else { continue }
      let tree = EditedTree(secretAt: path.keys + [address.name.rawValue], block)
      return try checked([addition.splice], in: file, tree, at: scopeLocation)
    }
    throw undeclared(at: scopeLocation)
  }

  private func outline(of file: ManifestFile) throws(Diagnostic) -> YAMLOutline {
    guard !SourceText(bytes: file.bytes).isUTF16 else {
      throw Diagnostic(
        code: "seal.encoding",
        message: "the file is UTF-16, which is not edited",
        remedy: "save it as UTF-8 first",
        at: SourceLocation(file: file.shownPath, line: 1, column: 1)
      )
    }
    do { return try YAMLOutline(file.bytes, file: file.shownPath) } catch { throw error.diagnostic }
  }

  private func refuseShared(
    _ path: DeclaredPath,
    _ isLastShared: Bool,
    at location: SourceLocation,
    what: String
  ) throws(Diagnostic) {
    guard let last = path.entries.last?.value else { return }
    var shared = path.sharedAt ?? (isLastShared ? last.location : nil)
    if case .alias(let target) = last.content { shared = shared ?? target.location }
    guard let shared else { return }
    throw Diagnostic(
      code: "seal.shared",
      message: "\(what) is shared through an anchor at \(shared.file):\(shared.line)",
      remedy: "write it out for this secret first",
      at: location
    )
  }

  private func checked(
    _ splices: [Splice],
    in file: ManifestFile,
    _ tree: EditedTree,
    at location: SourceLocation
  ) throws(Diagnostic) -> ManifestFileEdit {
    var edited = file
    edited.bytes = applied(splices, to: file.bytes)
    let check = EditCheck(address: address, block: block, before: manifest)
    do {
      let after = try check.loaded(edited, insteadOf: file, expecting: tree)
      return ManifestFileEdit(
        path: file.path,
        pathFromWorkingFolder: file.shownPath,
        oldBytes: file.bytes,
        newBytes: edited.bytes,
        location: after.values[address]?.location ?? location
      )
    } catch {
      throw layoutProblem(error.reason, at: location)
    }
  }

  private func unknownLayout(at location: SourceLocation) -> Diagnostic {
    layoutProblem("it is written in a way that is not edited", at: location)
  }

  private func layoutProblem(_ reason: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      code: "seal.layout",
      message: "the value of '\(address.name)' in \(address.collection) cannot be put in place: \(reason)",
      remedy: "paste the printed block by hand",
      at: location
    )
  }

  private func undeclared(at location: SourceLocation?) -> Diagnostic {
    let visibility = address.scope.kind == .organization ? "visibility: private, " : ""
    return Diagnostic(
      code: "seal.undeclared",
      message: "'\(address.name)' is not declared in \(address.collection)",
      remedy:
        "declare it first, for example under '\(address.store.manifestKey)' as '\(address.name): { \(visibility)value: external }'",
      at: location
    )
  }
}
