/// How much of a repository an answer shows.
enum RepositoryDetail: Hashable, Sendable {
  /// In a secret's selected repositories: recorded of the real service without `archived` and `visibility`.
  case minimal
  /// In an organization's listing.
  case listed
  /// On its own.
  case full
}

/// Repositories as JSON text, kept since they are large and asked for again and again.
struct RepositoryRenderings: Sendable {
  /// One form of one repository.
  struct Key: Hashable {
    var id: Int
    var detail: RepositoryDetail
    /// The version of 2026-03-10 has dropped `has_downloads`.
    var hasDownloads: Bool
  }

  private var base = ""
  private var texts: [Key: [UInt8]] = [:]

  mutating func text(_ key: Key, base: String, make: () -> JSON) -> [UInt8] {
    if base != self.base {
      texts = [:]
      self.base = base
    }
    if let text = texts[key] { return text }
    let text = make().bytes
    texts[key] = text
    return text
  }

  mutating func forget(_ id: Int) {
    for detail in [RepositoryDetail.minimal, .listed, .full] {
      for hasDownloads in [true, false] { texts[Key(id: id, detail: detail, hasDownloads: hasDownloads)] = nil }
    }
  }
}

extension World {
  mutating func rendered(_ id: Int, _ detail: RepositoryDetail, _ exchange: Exchange) -> JSON {
    guard let repository = repositories[id], let owner = owners[repository.ownerID] else { return .null }
    let base = exchange.request.base
    let hasDownloads = exchange.request.headers["x-github-api-version"] != "2026-03-10"
    let key = RepositoryRenderings.Key(id: id, detail: detail, hasDownloads: hasDownloads)
    return .rendered(renderings.text(key, base: base) { json(of: repository, owner: owner, key, base: base) })
  }
}

private func json(
  of repository: Repository,
  owner: Owner,
  _ key: RepositoryRenderings.Key,
  base: String
) -> JSON {
  let fullName = "\(owner.login)/\(repository.name)"
  let url = "\(base)/repos/\(fullName)"
  var members: [JSONMember] = []
  func add(_ key: String, _ value: JSON) { members.append(JSONMember(key: key, value: value)) }
  add("id", .integer(repository.id))
  add("node_id", .string("R_\(repository.id)"))
  add("name", .string(repository.name))
  add("full_name", .string(fullName))
  add("private", .bool(repository.visibility != .public))
  add("owner", json(of: owner, base: base))
  add("html_url", .string("https://github.com/\(fullName)"))
  add("description", .null)
  add("fork", .bool(repository.isFork))
  add("url", .string(url))
  for (key, suffix) in linkSuffixes { add(key, .string(url + suffix)) }
  guard key.detail != .minimal else { return .object(members) }
  members += state(of: repository, fullName: fullName)
  if key.hasDownloads { add("has_downloads", true) }
  guard key.detail == .full else { return .object(members) }
  for key in ["network_count", "subscribers_count"] { add(key, 0) }
  return .object(members)
}

private func state(of repository: Repository, fullName: String) -> [JSONMember] {
  let created = JSON.string(repository.createdAt.iso8601)
  let values: KeyValuePairs<String, JSON> = [
    "created_at": created, "updated_at": created, "pushed_at": created,
    "git_url": .string("git://github.com/\(fullName).git"), "ssh_url": .string("git@github.com:\(fullName).git"),
    "clone_url": .string("https://github.com/\(fullName).git"), "svn_url": .string("https://github.com/\(fullName)"),
    "homepage": .null, "size": 0, "stargazers_count": 0, "watchers_count": 0, "language": .null, "has_issues": true,
    "has_projects": true, "has_wiki": true, "has_pages": false, "has_discussions": false, "forks_count": 0,
    "mirror_url": .null, "archived": .bool(repository.isArchived), "disabled": false, "open_issues_count": 0,
    "license": .null, "allow_forking": true, "is_template": false, "topics": [],
    "visibility": .string(repository.visibility.rawValue), "forks": 0, "open_issues": 0, "watchers": 0,
    "default_branch": "main",
  ]
  return values.map { JSONMember(key: $0.key, value: $0.value) }
}

private func json(of owner: Owner, base: String) -> JSON {
  let url = "\(base)/users/\(owner.login)"
  return [
    "login": .string(owner.login), "id": .integer(owner.id), "node_id": .string("O_\(owner.id)"),
    "avatar_url": .string("\(base)/avatars/\(owner.id)"), "gravatar_id": "", "url": .string(url),
    "html_url": .string("https://github.com/\(owner.login)"), "followers_url": .string("\(url)/followers"),
    "following_url": .string("\(url)/following{/other_user}"), "gists_url": .string("\(url)/gists{/gist_id}"),
    "starred_url": .string("\(url)/starred{/owner}{/repo}"), "subscriptions_url": .string("\(url)/subscriptions"),
    "organizations_url": .string("\(url)/orgs"), "repos_url": .string("\(url)/repos"),
    "events_url": .string("\(url)/events{/privacy}"), "received_events_url": .string("\(url)/received_events"),
    "type": .string(owner.isOrganization ? "Organization" : "User"), "site_admin": false,
  ]
}

private let linkSuffixes: KeyValuePairs<String, String> = [
  "forks_url": "/forks", "keys_url": "/keys{/key_id}", "collaborators_url": "/collaborators{/collaborator}",
  "teams_url": "/teams", "hooks_url": "/hooks", "issue_events_url": "/issues/events{/number}",
  "events_url": "/events", "assignees_url": "/assignees{/user}", "branches_url": "/branches{/branch}",
  "tags_url": "/tags", "blobs_url": "/git/blobs{/sha}", "git_tags_url": "/git/tags{/sha}",
  "git_refs_url": "/git/refs{/sha}", "trees_url": "/git/trees{/sha}", "statuses_url": "/statuses/{sha}",
  "languages_url": "/languages", "stargazers_url": "/stargazers", "contributors_url": "/contributors",
  "subscribers_url": "/subscribers", "subscription_url": "/subscription", "commits_url": "/commits{/sha}",
  "git_commits_url": "/git/commits{/sha}", "comments_url": "/comments{/number}",
  "issue_comment_url": "/issues/comments{/number}", "contents_url": "/contents/{+path}",
  "compare_url": "/compare/{base}...{head}", "merges_url": "/merges", "archive_url": "/{archive_format}{/ref}",
  "downloads_url": "/downloads", "issues_url": "/issues{/number}", "pulls_url": "/pulls{/number}",
  "milestones_url": "/milestones{/number}", "notifications_url": "/notifications{?since,all,participating}",
  "labels_url": "/labels{/name}", "releases_url": "/releases{/id}", "deployments_url": "/deployments",
]
