public import SecretModel
public import ValueSources
import YAMLTree

/// A manifest that was read, found right, and resolved.
public struct LoadedManifest: Sendable {
  /// What shall be live.
  public var desired: DesiredState
  /// Where each value comes from; external and absent secrets have none.
  public var values: [SecretAddress: ValueDeclaration]
  /// The settings of the run.
  public var settings: ManifestSettings
  /// The folder that no value file may leave, as a path from the working folder.
  public var root: String
  /// The files it was read from, sorted by path.
  public var files: [ManifestFile]
}

/// One file of a manifest.
public struct ManifestFile: Hashable, Sendable {
  /// The path from the root of the manifest, so that it is the same wherever the command runs.
  public var path: String
  /// The content.
  public var bytes: [UInt8]
  /// The path from the working folder, as messages name it.
  var shownPath: String
}

/// The largest file that a manifest may have, in bytes.
public let largestManifestFile = YAMLBounds.size

/// Reads a manifest from a file, from standard input, or from the files of a folder as if they were one.
///
/// - Parameter path: a file, `-` for standard input, or a folder.
/// - Returns: the manifest, or nil when there is any error; and everything that is wrong or worth saying, sorted.
public func loadManifest(at path: String) -> (manifest: LoadedManifest?, diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  let found = ManifestFiles(at: path, into: &diagnostics)
  return resolve(found, diagnostics)
}

/// Reads a manifest from one text.
///
/// - Parameters:
///   - text: the manifest.
///   - path: the path of the file that it stands for; value files are relative to its folder.
/// - Returns: as for a file.
public func loadManifest(
  _ text: [UInt8],
  named path: String
) -> (manifest: LoadedManifest?, diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  let found = ManifestFiles(text, named: path, into: &diagnostics)
  return resolve(found, diagnostics)
}

/// Reads a manifest from the contents of its files.
func loadManifest(
  _ files: [ManifestFile],
  root: String
) -> (manifest: LoadedManifest?, diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  let found = ManifestFiles(files, root: root, into: &diagnostics)
  return resolve(found, diagnostics)
}

private func resolve(
  _ found: consuming ManifestFiles,
  _ problems: [Diagnostic]
) -> (manifest: LoadedManifest?, diagnostics: [Diagnostic]) {
  var diagnostics = problems
  let root = found.root
  var decoder = ManifestDecoder(root: root)
  var files: [ManifestFile] = []
  // The trees are let go here: of a large manifest they are most of the memory.
  for document in (consume found).documents {
    files.append(document.file)
    decoder.decode(document.root)
  }
  diagnostics += decoder.diagnostics
  let resolved = ResolvedManifest(decoder.draft, root: root, into: &diagnostics)
  let sorted = diagnostics.sortedByPlace()
  guard !diagnostics.contains(where: { $0.severity == .error }) else { return (nil, sorted) }
  let manifest = LoadedManifest(
    desired: resolved.desired,
    values: resolved.values,
    settings: resolved.settings,
    root: root,
    files: files
  )
  return (manifest, sorted)
}
