public import SecretModel

/// A manifest of what is live, such that a plan right after it has nothing to do.
public struct ExportedManifest: Sendable {
  /// A file of a manifest that is split.
  public struct File: Sendable {
    /// Its path below the manifest's folder.
    public var path: String
    /// Its content.
    public var text: String
  }

  /// How many secrets it declares.
  public var secretCount: Int { declarations.placeholders.count }

  private let live: LiveState
  private let declarations: ExportedDeclarations
  private let header: ExportHeader
  private let apiURL: String?

  /// Writes a manifest.
  ///
  /// - Parameters:
  ///   - live: everything that was read; its listed organizations are declared as such, other repositories by their own.
  ///   - apiURL: the root of the API, where it is not that of github.com.
  ///   - includesEnvironments: whether environments were looked for.
  public init(_ live: LiveState, apiURL: String?, includesEnvironments: Bool) {
    self.live = live
    self.apiURL = apiURL
    declarations = ExportedDeclarations(live)
    header = ExportHeader(
      live: live,
      secrets: declarations.secrets,
      server: apiURL ?? "github.com",
      includesEnvironments: includesEnvironments
    )
  }

  /// All of it in one file.
  public var text: String {
    let (inside, outside) = repositoriesByPlace
    var repositories = Dictionary(grouping: inside, by: \.owner)
    let organizations = organizations.map { owner -> WrittenEntry in
      let own = (repositories.removeValue(forKey: owner) ?? []).map { entry($0, named: $0.name.spelling) }
      let parts = declarations.entries(in: .organization(owner)) + wrapped("repositories", own)
      return WrittenEntry(owner.spelling, .mapping(parts))
    }
    var layout = ManifestLayout()
    header.write(to: &layout)
    layout.add(version)
    for part in settings + [
      wrapped("organizations", organizations), wrapped("repositories", outside.map(outsideEntry)),
    ]
    where !part.isEmpty {
      layout.addBlankLine()
      layout.add(part)
    }
    return layout.text
  }

  /// The same in files: the settings with the groups, one for each organization, one for each repository.
  public var files: [File] {
    let (inside, outside) = repositoriesByPlace
    var layout = ManifestLayout()
    header.write(to: &layout)
    layout.add(version)
    for part in settings where !part.isEmpty {
      layout.addBlankLine()
      layout.add(part)
    }
    var files = [File(path: "manifest.yaml", text: layout.text)]
    for owner in organizations {
      let entries = [WrittenEntry(owner.spelling, .mapping(declarations.entries(in: .organization(owner))))]
      files.append(file("organizations/\(owner)", wrapped("organizations", entries)))
    }
    for repository in inside {
      let own = wrapped("repositories", [entry(repository, named: repository.name.spelling)])
      let organization = WrittenEntry(repository.owner.spelling, .mapping(own))
      files.append(file(path(of: repository), wrapped("organizations", [organization])))
    }
    for repository in outside {
      files.append(file(path(of: repository), wrapped("repositories", [outsideEntry(repository)])))
    }
    return files
  }

  private var organizations: [OwnerName] {
    live.listedOrganizations.filter { isNameable(.organization($0)) }.sorted()
  }

  /// The repositories with anything to declare, those of the organizations and the others.
  private var repositoriesByPlace: (inside: [RepositoryFullName], outside: [RepositoryFullName]) {
    let all = declarations.repositories
    return (
      all.filter { live.listedOrganizations.contains($0.owner) },
      all.filter { !live.listedOrganizations.contains($0.owner) }
    )
  }

  private var version: [WrittenEntry] { [WrittenEntry("version", .literal("1"))] }

  private var settings: [[WrittenEntry]] {
    [
      apiURL.map { [WrittenEntry("github", .mapping([WrittenEntry("api_url", .text($0))]))] } ?? [],
      [WrittenEntry("defaults", .mapping([WrittenEntry("unmanaged", .literal(UnmanagedPolicy.report.rawValue))]))],
      wrapped(
        "repository_groups",
        declarations.groups.groups.map { WrittenEntry($0.name, .texts($0.members)) }
      ),
    ]
  }

  private func outsideEntry(_ repository: RepositoryFullName) -> WrittenEntry {
    entry(repository, named: repository.description)
  }

  private func entry(_ repository: RepositoryFullName, named key: String) -> WrittenEntry {
    let environments = declarations.environments(of: repository)
      .map { WrittenEntry($0.spelling, .mapping(declarations.entries(in: .environment(repository, $0)))) }
    let parts = declarations.entries(in: .repository(repository)) + wrapped("environments", environments)
    let comments = declarations.archived.contains(repository) ? ["archived: read-only until it is unarchived"] : []
    return WrittenEntry(key, .mapping(parts), comments: comments)
  }

  /// A key with entries under it; nothing when there are none.
  private func wrapped(_ key: String, _ entries: [WrittenEntry]) -> [WrittenEntry] {
    entries.isEmpty ? [] : [WrittenEntry(key, .mapping(entries))]
  }

  private func file(_ path: String, _ entries: [WrittenEntry]) -> File {
    var layout = ManifestLayout()
    layout.addSchema()
    layout.add(version)
    layout.addBlankLine()
    layout.add(entries)
    return File(path: "\(path).yaml", text: layout.text)
  }

  /// A folder's hidden files are no part of a manifest, and there are repositories such as `.github`; none has an `@`.
  private func path(of repository: RepositoryFullName) -> String {
    let name = repository.name.spelling
    return "repositories/\(repository.owner)/\(name.hasPrefix(".") ? "@\(name)" : name)"
  }
}
