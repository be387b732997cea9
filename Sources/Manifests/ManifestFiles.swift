#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import SecretModel
import ValueSources
import YAMLTree

/// Finds the files of a manifest and parses each.
struct ManifestFiles {
  /// A file and its tree.
  struct Document {
    var file: ManifestFile
    var root: YAMLNode
  }

  /// The folder that value files may not leave.
  let root: String
  /// The files that could be parsed, sorted by path.
  private(set) var documents: [Document] = []

  init(at path: String, into diagnostics: inout [Diagnostic]) {
    guard path != Self.standardInput else {
      root = ""
      if let document = Self.readStandardInput(into: &diagnostics) { documents = [document] }
      return
    }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      root = ""
      diagnostics.append(
        Diagnostic(
          code: "manifest.not_found",
          message: "there is no manifest at '\(path)'",
          remedy: "name it with '-f', or see 'octoseal help validate'"
        )
      )
      return
    }
    guard isFolder else {
      root = Self.folder(of: path)
      if let document = Self.read(path, relative: Self.name(of: path), into: &diagnostics) { documents = [document] }
      return
    }
    root = path
    documents = Self.parseFolder(path, into: &diagnostics)
  }

  init(_ text: [UInt8], named path: String, into diagnostics: inout [Diagnostic]) {
    root = Self.folder(of: path)
    let file = ManifestFile(path: Self.name(of: path), bytes: text, shownPath: path)
    if let document = Self.parse(file, into: &diagnostics) { documents = [document] }
  }

  /// Parses files of which the contents are there already and none is one of values.
  init(_ files: [ManifestFile], root: String, into diagnostics: inout [Diagnostic]) {
    self.root = root
    for file in files {
      if let document = Self.parse(file, into: &diagnostics) { documents.append(document) }
    }
  }

  /// The path that stands for standard input, whose value files are relative to the working folder.
  private static let standardInput = "-"

  private static func readStandardInput(into diagnostics: inout [Diagnostic]) -> Document? {
    guard let bytes = readAll(of: 0, upTo: YAMLBounds.size + 1) else {
      diagnostics.append(
        Diagnostic(
          code: "manifest.unreadable",
          message: "the manifest on standard input cannot be read",
          remedy: "pipe it in, or name a file with '-f'"
        )
      )
      return nil
    }
    return parse(ManifestFile(path: standardInput, bytes: bytes, shownPath: "<stdin>"), into: &diagnostics)
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
  }

  private static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  private static func read(
    _ path: String,
    relative: String,
    into diagnostics: inout [Diagnostic]
  ) -> Document? {
    guard let data = FileManager.default.contents(atPath: path) else {
      diagnostics.append(
        Diagnostic(
          code: "manifest.unreadable",
          message: "the manifest '\(path)' cannot be read",
          remedy: "make it a readable file, or remove it"
        )
      )
      return nil
    }
    return parse(ManifestFile(path: relative, bytes: Array(data), shownPath: path), into: &diagnostics)
  }

  private static func parse(_ file: ManifestFile, into diagnostics: inout [Diagnostic]) -> Document? {
    parseYAML(file.bytes, file: file.shownPath, into: &diagnostics).map { Document(file: file, root: $0) }
  }

  /// Parses every YAML file below a folder but those that a value is read from.
  private static func parseFolder(_ folder: String, into diagnostics: inout [Diagnostic]) -> [Document] {
    let before = diagnostics.count
    let paths = yamlFiles(below: folder, prefix: "", into: &diagnostics).sorted()
    guard !paths.isEmpty || diagnostics.count > before else {
      diagnostics.append(noManifest("the folder '\(folder)' has no *.yaml or *.yml file"))
      return []
    }
    var failures: [String: [Diagnostic]] = [:]
    var documents: [Document] = []
    for path in paths {
      var problems: [Diagnostic] = []
      if let document = read(joined(folder, path), relative: path, into: &problems) { documents.append(document) }
      failures[path] = problems
    }
    // A file of values is no manifest, whatever is wrong with it as one.
    let valueFiles = Set(documents.flatMap { valuePaths(ofManifest: $0.root) }.map(normalized))
    let manifests = paths.filter { !valueFiles.contains(normalized(joined(folder, $0))) }
    diagnostics += manifests.flatMap { failures[$0] ?? [] }
    if manifests.isEmpty, diagnostics.count == before {
      diagnostics.append(noManifest("the folder '\(folder)' has only files that values are read from"))
    }
    return documents.filter { !valueFiles.contains(normalized($0.file.shownPath)) }
  }

  private static func noManifest(_ message: String) -> Diagnostic {
    Diagnostic(code: "manifest.not_found", message: message, remedy: "name another with '-f'")
  }

  private static func yamlFiles(
    below folder: String,
    prefix: String,
    into diagnostics: inout [Diagnostic]
  ) -> [String] {
    let parent = prefix.isEmpty ? folder : joined(folder, prefix)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: parent) else {
      // To go on without it could look as if its secrets were no longer wanted.
      diagnostics.append(
        Diagnostic(
          code: "manifest.unreadable",
          message: "the folder '\(parent)' cannot be read",
          remedy: "make it readable for this user"
        )
      )
      return []
    }
    return names.filter { !$0.hasPrefix(".") }
      .flatMap { name -> [String] in
        let relative = joined(prefix, name)
        let path = joined(folder, relative)
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        if type == .typeDirectory { return yamlFiles(below: folder, prefix: relative, into: &diagnostics) }
        var isFolder = false
        // A link to a folder could lead round in a circle.
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return !isFolder && (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) ? [relative] : []
      }
  }

  /// The files that the values of a manifest are read from.
  ///
  /// What is not below `organizations` or `repositories` says nothing, so that a file of values names no files itself.
  private static func valuePaths(ofManifest root: YAMLNode) -> [String] {
    guard case .mapping(let entries) = root.content else { return [] }
    return entries.filter { ["organizations", "repositories"].contains($0.key) }.flatMap { valuePaths(below: $0.value) }
  }

  private static func valuePaths(below node: YAMLNode) -> [String] {
    switch node.content {
    case .scalar: return []
    case .sequence(let items): return items.flatMap { valuePaths(below: $0) }
    case .mapping(let entries):
      return entries.flatMap { entry -> [String] in
        guard entry.key == "value", case .mapping = entry.value.content else { return valuePaths(below: entry.value) }
        var ignored: [Diagnostic] = []
        return decodeValueSource(entry.value, into: &ignored)?.filePaths ?? []
      }
    }
  }

  /// The same path for every spelling of it, links left alone.
  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
