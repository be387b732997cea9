import SecretModel
import YAMLTree

extension ManifestDecoder {
  /// `version: 1`, which has to stand in at least one file of a manifest.
  mutating func decodeVersion(_ reader: inout MappingReader) {
    draft.start = draft.start ?? reader.location
    let entry = reader.take("version")
    draft.hasVersion = draft.hasVersion || !reader.lacks("version")
    guard let entry else { return }
    if case .scalar(let scalar) = entry.value.content, scalar.isPlain, scalar.text == "1" { return }
    report(
      "version",
      "this version of the manifest is not known",
      remedy: "write 'version: 1'",
      at: entry.value.location
    )
  }

  /// Decodes `github:`.
  mutating func decodeGitHub(_ node: YAMLNode) {
    guard var reader = MappingReader(node, describedAs: "'github'", into: &diagnostics) else { return }
    if let url = reader.takeString("api_url", into: &diagnostics), checkURL(url) {
      set(\.apiURL, to: url, named: "github.api_url")
    }
    if let version: Located<APIVersionSetting> = word("api_version", in: &reader) {
      set(\.apiVersion, to: version, named: "github.api_version")
    }
    reader.finish(into: &diagnostics)
  }

  private mutating func checkURL(_ url: Located<String>) -> Bool {
    let text = url.value.lowercased()
    let rest = text.hasPrefix("https://") ? text.dropFirst(8) : text.hasPrefix("http://") ? text.dropFirst(7) : ""
    let authority = String(rest.prefix { $0 != "/" })
    let isURL =
      authority.wholeMatch(of: #/(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?/#) != nil
      && rest.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 < 0x7F && !"@?#\\".utf8.contains($0) }
    // The whole of it, since `localhost.example.org` is a name that anybody may own.
    let isLoopback =
      authority.wholeMatch(of: #/(localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]{1,5})?/#) != nil
    if isURL, text.hasPrefix("https://") || isLoopback { return true }
    let message =
      isURL
      ? "'api_url' would send the token over plain HTTP" : "'api_url' is not the URL of an API"
    report(
      "api_url",
      message,
      remedy: "write 'https://api.github.com', or 'https://HOST/api/v3' for an Enterprise Server",
      at: url.location
    )
    return false
  }

  /// Decodes `ledger:`.
  mutating func decodeLedger(_ text: Located<String>) {
    let name = text.value.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard !["", ".", ".."].contains(name) else {
      report("ledger", "'ledger' must name a file", remedy: "write a path, 'github' or 'none'", at: text.location)
      return
    }
    set(\.ledger, to: text, named: "ledger")
  }

  /// Decodes `defaults:`.
  mutating func decodeDefaults(_ node: YAMLNode) {
    guard var reader = MappingReader(node, describedAs: "'defaults'", into: &diagnostics) else { return }
    if let policy: Located<UnmanagedPolicy> = word("unmanaged", in: &reader) {
      set(\.unmanaged, to: policy, named: "defaults.unmanaged")
    }
    reader.finish(into: &diagnostics)
  }

  /// Decodes `repository_groups:`.
  mutating func decodeGroups(_ node: YAMLNode) {
    for entry in entries(node, describedAs: "'repository_groups'") {
      guard entry.key.utf8.allSatisfy(isGroupByte), !entry.key.isEmpty else {
        report(
          "group",
          "'\(entry.key)' cannot be the name of a group",
          remedy: "use letters, digits, '-', '_' and '.', and no '@'",
          at: entry.keyLocation
        )
        continue
      }
      guard let members = texts(entry.value, describedAs: "group '\(entry.key)'") else { continue }
      if let first = draft.groups[entry.key] {
        report(
          "duplicate",
          "group '\(entry.key)' is declared twice",
          remedy: "keep one of them",
          at: entry.keyLocation,
          related: first.location
        )
      } else {
        draft.groups[entry.key] = Located(members.value, at: entry.keyLocation)
      }
    }
  }

  /// Sets what may stand in any one file of a manifest, and only once.
  private mutating func set<Value: Equatable>(
    _ setting: WritableKeyPath<ManifestDraft, Located<Value>?>,
    to value: Located<Value>,
    named name: String
  ) {
    if let first = draft[keyPath: setting], first.value != value.value {
      report(
        "duplicate",
        "'\(name)' is set twice, to different values",
        remedy: "keep one of them",
        at: value.location,
        related: first.location
      )
    } else if draft[keyPath: setting] == nil {
      draft[keyPath: setting] = value
    }
  }
}

private func isGroupByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: "-_.".utf8.contains(byte)
  }
}
