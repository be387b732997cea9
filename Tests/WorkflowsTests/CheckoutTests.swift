import Foundation
import SecretModel
import Testing

@testable import Workflows

@Suite("Checkouts")
struct CheckoutTests {
  private static let manifest = "version: 1\nrepositories: { acme/web: { secrets: {} } }\n"
  private static let workflow = "on: push\njobs: { a: { runs-on: x } }\n"

  private static func config(_ url: String) -> String {
    "[core]\n\tbare = false\n[remote \"upstream\"]\n\turl = git@github.com:other/thing\n"
      + "[remote \"origin\"]\n\turl = \(url)\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch \"main\"]\n\tremote = origin\n"
  }

  @Test(
    "may be named by their root, their '.github' or the folder of the workflows",
    arguments: ["", "/", "/.github", "/.github/workflows/"]
  )
  func places(subfolder: String) throws {
    let checkout = try TemporaryCheckout([
      ".github/workflows/ci.yml": Self.workflow, ".github/workflows/README.md": "x", "compose.yml": "x",
      ".github/dependabot.yml": "version: 2", ".git/config": Self.config("https://github.com/acme/web"),
    ])
    let checked = try checkout.check(Self.manifest, nil, at: subfolder)
    #expect(checked.count == 1)
    #expect(checked.diagnostics == [])
  }

  @Test(
    "say by git's 'origin' which repository they are of",
    arguments: [
      "https://github.com/acme/web.git", "https://github.com/acme/web/", "https://user:pass@GitHub.com:443/acme/web",
      "git@github.com:acme/web.git", "ssh://git@github.com/acme/web.git", "ssh://git@ssh.github.com:443/acme/web.git",
      "org-1@github.com:/acme/web", "git://github.com/Acme/WEB",
    ]
  )
  func remotes(url: String) throws {
    #expect(originURL(inGitConfig: Self.config(url)) == url)
    #expect(repository(ofRemote: url, hosts: ["github.com"]) == (try RepositoryFullName("acme/web")))
  }

  @Test(
    "say nothing by a remote that is elsewhere or nowhere",
    arguments: [
      "https://gitlab.com/acme/web", "https://github.com.evil.org/acme/web", "https://github.com/acme", "../web",
      "/srv/git/web.git", "https://github.com@evil.org/acme/web", "", "https://github.com", "a:b:c", "@:/",
    ]
  )
  func otherRemotes(url: String) {
    #expect(repository(ofRemote: url, hosts: ["github.com"]) == nil)
  }

  @Test("that are work trees lead to the configuration of their repository")
  func workTrees() throws {
    let checkout = try TemporaryCheckout([
      "tree/.github/workflows/ci.yml": Self.workflow, "tree/.git": "gitdir: ../main/.git/worktrees/tree\n",
      "main/.git/worktrees/tree/commondir": "../..\n", "main/.git/config": Self.config("git@github.com:acme/web"),
    ])
    #expect(try checkout.check(Self.manifest, nil, at: "/tree").diagnostics == [])
  }

  @Test("are asked before a variable that may be about another repository")
  func fallback() throws {
    let files = [".github/workflows/ci.yml": Self.workflow]
    let bare = try TemporaryCheckout(files)
    #expect(try bare.check(Self.manifest, nil, fallback: "acme/web").diagnostics == [])
    #expect(try bare.check(Self.manifest, nil).diagnostics.map(\.code) == ["workflow.unknown_repository"])
    let cloned = try TemporaryCheckout(files.merging([".git/config": Self.config("git@github.com:acme/web")]) { $1 })
    #expect(try cloned.check(Self.manifest, nil, fallback: "acme/secrets").diagnostics == [])
  }

  @Test("of a repository that the manifest does not know are one error")
  func unknownRepository() throws {
    let checkout = try TemporaryCheckout([
      ".github/workflows/ci.yml": "on: push\njobs: { a: { name: '${{ secrets.A }}' } }"
    ])
    #expect(try checkout.check(Self.manifest, "acme/other").diagnostics.map(\.code) == ["workflow.unknown_repository"])
  }

  @Test(
    "without workflows are an error that says what to name",
    arguments: [".git/config", "empty/x.txt", "notes.yml/x"]
  )
  func noWorkflows(file: String) throws {
    let checkout = try TemporaryCheckout([file: ""])
    let subfolder = file.hasPrefix("empty") ? "/empty" : ""
    let diagnostics = try checkout.check(Self.manifest, at: subfolder).diagnostics
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(try checkout.check(Self.manifest, at: "/nowhere").diagnostics.map(\.code) == ["workflow.not_found"])
  }

  @Test("may hold files that are no workflows and must not be followed, read or believed")
  func oddFiles() throws {
    let folder = ".github/workflows"
    let checkout = try TemporaryCheckout([
      "\(folder)/a.yml": Self.workflow, "\(folder)/big.yml": String(repeating: "#", count: 1_048_577),
      "\(folder)/folder.yaml/x": "", "\(folder)/list.yml": "- a\n", "\(folder)/text.txt": "a: [",
    ])
    let path = "\(checkout.path)/\(folder)"
    try FileManager.default.createSymbolicLink(atPath: "\(path)/link.yml", withDestinationPath: "/dev/zero")
    #expect(mkfifo("\(path)/pipe.yml", 0o600) == 0)
    let checked = try checkout.check(Self.manifest)
    #expect(checked.count == 1)
    #expect(
      checked.diagnostics.map { "\($0.severity) \($0.location?.file.split(separator: "/").last ?? "") \($0.code)" } == [
        "error big.yml workflow.unreadable", "error folder.yaml workflow.unreadable",
        "warning link.yml workflow.symbolic_link", "warning list.yml workflow.no_jobs",
        "error pipe.yml workflow.unreadable",
      ]
    )
  }
}
