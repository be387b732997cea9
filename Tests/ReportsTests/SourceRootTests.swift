import Testing

@testable import Reports

@Suite("Names of files")
struct SourceRootTests {
  @Test(
    "files are named from the root of the checkout, however the manifest was given",
    arguments: [
      ("octoseal.yaml", "sub/octoseal.yaml"), ("./a/../octoseal.yaml", "sub/octoseal.yaml"),
      ("../octoseal.yaml", "octoseal.yaml"), ("/repo/x/y.yaml", "x/y.yaml"), ("../../other.yaml", nil),
      ("/repository/y.yaml", nil), ("/repo", nil),
    ] as [(String, String?)]
  )
  func relative(file: String, path: String?) {
    #expect(SourceRoot("/repo/", currentFolder: "/repo/sub").relativePath(of: file) == path)
  }

  @Test("without a checkout the folder of the command is the root")
  func noCheckout() {
    let root = SourceRoot(nil, currentFolder: "/here")
    #expect(root.relativePath(of: "a.yaml") == "a.yaml")
    #expect(root.relativePath(of: "../a.yaml") == nil)
    #expect(root.absolutePath(of: "../a.yaml") == "/a.yaml")
  }
}
