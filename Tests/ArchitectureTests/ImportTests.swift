import Foundation
import Testing

@Suite("Borders between modules")
struct ImportTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Each source file below a folder with the modules that it imports.
  private func imports(of target: String) throws -> [(file: String, modules: Set<String>)] {
    let folder = Self.root.appending(path: "Sources/\(target)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" }
    let sources = try #require(files)
    #expect(!sources.isEmpty, "\(target) has no sources")
    return try sources.map { url in
      let text = try String(contentsOf: url, encoding: .utf8)
      let modules = text.matches(of: #/(?m)^(?:@\w+ )?(?:public |internal |private )?import (?:\w+ )?(\w+)/#)
        .map { String($0.output.1) }
      return (url.lastPathComponent, Set(modules))
    }
  }

  @Test("the vocabulary imports nothing")
  func vocabulary() throws {
    for (file, modules) in try imports(of: "SecretModel") { #expect(modules == [], "\(file)") }
  }

  @Test("planning and reports know the vocabulary, and neither clock, files nor network")
  func purity() throws {
    for (file, modules) in try imports(of: "Planning") { #expect(modules.isSubset(of: ["SecretModel"]), "\(file)") }
    let allowed: Set<String> = [
      "SecretModel", "FoundationEssentials", "Foundation", "Glibc", "Musl", "Darwin", "Synchronization",
    ]
    for (file, modules) in try imports(of: "Reports") { #expect(modules.isSubset(of: allowed), "\(file)") }
  }

  @Test("the emulator shares no module with the client, so that it cannot share a misunderstanding")
  func emulator() throws {
    for target in ["GitHubEmulator", "octoseal-emulator"] {
      for (file, modules) in try imports(of: target) {
        #expect(modules.isDisjoint(with: ["SecretModel", "GitHubAPI", "Sealing"]), "\(file)")
      }
    }
  }

  @Test("product code imports Foundation only where FoundationEssentials does not exist")
  func foundation() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
    for target in targets where !["CSodium", "CLibYAML", "CWipingAllocator", "TestSupport"].contains(target) {
      for (file, modules) in try imports(of: target) where modules.contains("Foundation") {
        #expect(modules.contains("FoundationEssentials"), "\(target)/\(file)")
      }
    }
  }

  @Test("only Reports and the emulator's program write to the standard streams")
  func printing() throws {
    for target in [
      "SecretModel", "Planning", "GitHubAPI", "Reconciliation", "Manifests", "YAMLTree", "Sealing", "ValueSources",
      "OctosealCLI", "Workflows",
    ] {
      let folder = Self.root.appending(path: "Sources/\(target)")
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
        .compactMap { $0 as? URL }
        .filter { $0.pathExtension == "swift" }
      for url in try #require(files) {
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(text.firstMatch(of: #/(?m)(^|[^A-Za-z.])print\(/#) == nil, "\(url.lastPathComponent)")
      }
    }
  }
}
