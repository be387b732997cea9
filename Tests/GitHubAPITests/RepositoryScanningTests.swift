import SecretModel
import TestSupport
import Testing

@testable import GitHubAPI

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("scanning repositories")
struct RepositoryScanningTests {
  @Test("a page in plain form is scanned to what a decoder makes of it, whatever stands around the wanted fields")
  func plainPages() throws {
    for seed in 0..<1_000 {
      var maker = RandomPage(seed: seed)
      let page = Array(maker.page().utf8)
      let scanned = try #require(SelectedRepositoryPage(scanning: page), "seed \(seed)")
      #expect(facts(scanned) == facts(try decoded(page)), "seed \(seed)")
    }
  }

  @Test("a page with escapes, nulls and repeated keys is read as a decoder reads it")
  func unusualPages() throws {
    var scans = 0
    for seed in 0..<1_000 {
      var maker = RandomPage(seed: seed, isUnusual: true)
      let page = Array(maker.page().utf8)
      let expected = try? decoded(page)
      guard let scanned = SelectedRepositoryPage(scanning: page) else { continue }
      scans += 1
      #expect(facts(scanned) == expected.map(facts), "seed \(seed)")
    }
    #expect(scans > 0)
  }

  @Test("a page that was cut anywhere is unreadable")
  func cutPages() async throws {
    for seed in 0..<10 {
      var maker = RandomPage(seed: seed)
      let page = Array(maker.page().utf8)
      for end in page.indices.dropLast(maker.trailingSpace) {
        let cut = Array(page[..<end])
        #expect(SelectedRepositoryPage(scanning: cut) == nil, "seed \(seed), cut at \(end)")
        await #expect(throws: UnreadableBody.self) { try await decode(SelectedRepositoryPage.self, from: cut) }
      }
    }
  }

  @Test("a damaged page gives what a decoder makes of it, or nothing")
  func damagedPages() throws {
    var numbers = SplitMix64(seed: 20)
    var scans = 0
    for round in 0..<5_000 {
      var maker = RandomPage(seed: round % 100)
      var page = Array(maker.page().utf8)
      for _ in 0...Int.random(in: 0..<3, using: &numbers) {
        let position = page.indices.randomElement(using: &numbers) ?? 0
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: page[position] = UInt8.random(in: 0...127, using: &numbers)
        case 1: page[position] = numbers.pick(Array(#"{}[],:"\ue0-. 1tn"#.utf8))
        default: page.remove(at: position)
        }
      }
      guard let scanned = SelectedRepositoryPage(scanning: page) else { continue }
      scans += 1
      // Only a decoder minds broken characters in the keys that are passed over.
      let text = String(decoding: page, as: UTF8.self)
      #expect(facts(scanned) == (try? decoded(Array(text.utf8))).map(facts), "round \(round): \(text)")
    }
    #expect(scans > 250)
  }

  @Test("bytes that are no text do no harm outside the wanted fields and are refused in them")
  func brokenText() {
    func scans(_ before: String, _ after: String) -> Bool {
      SelectedRepositoryPage(scanning: Array(before.utf8) + [0xFF] + Array(after.utf8)) != nil
    }
    #expect(scans(#"{"repositories":[{"id":1,"full_name":"a/b","x":""#, #""}]}"#))
    #expect(!scans(#"{"repositories":[{"id":1,"full_name":"a/"#, #""}]}"#))
    #expect(!scans("", #"{"repositories":[]}"#))
  }

  @Test(
    "what the scanner refuses is left to the decoder, which has the last word",
    arguments: [
      (#"{"repositories":[{"id":1,"full_name":"acme\/web"}]}"#, 1), (#"{"repositories":[],"repositories":[1]}"#, 0),
      (#"{"repositories":[{"\u0069d":1,"full_name":"a/b"}]}"#, 1), ("\u{FEFF}" + #"{"repositories":[]}"#, 0),
      (#"{"repositories":[{"id":1e2,"full_name":"a/b","private":null}]}"#, 1), (#"{"repositories":[],}"#, 0),
      (#"{"x":\#(String(repeating: "[", count: 70))\#(String(repeating: "]", count: 70)),"repositories":[]}"#, 0),
    ]
  )
  func leftToTheDecoder(body: String, count: Int) async throws {
    #expect(SelectedRepositoryPage(scanning: Array(body.utf8)) == nil)
    let page = try await decode(SelectedRepositoryPage.self, from: Array(body.utf8))
    #expect(page.items.count == count)
  }

  @Test(
    "a page without what is needed is an error that names the field",
    arguments: [
      (#"{"repositories":[{"id":9223372036854775808,"full_name":"a/b"}]}"#, "not JSON"),
      (#"{"repositories":[{"full_name":"a/b","owner":{"id":1}}]}"#, "repositories[0].id"),
      (#"{"repositories":[{"id":1,"owner":{"full_name":"a/b"}}]}"#, "repositories[0].full_name"),
      (#"{"repositories":[{"id":1,"full_name":"a"}]}"#, "repositories[0].full_name"),
      (#"{"repositories":[{"id":"1","full_name":"a/b"}]}"#, "repositories[0].id"),
      (#"{"total_count":1}"#, "repositories"), (#"{"repositories":[]}]"#, "not JSON"),
      (#"{"x":[}],"repositories":[]}"#, "not JSON"), (#"{"x":{]},"repositories":[]}"#, "not JSON"),
    ]
  )
  func errors(body: String, part: String) async {
    let error = await #expect(throws: UnreadableBody.self) {
      try await decode(SelectedRepositoryPage.self, from: Array(body.utf8))
    }
    #expect(error?.reason.contains(part) == true, "\(error?.reason ?? "")")
  }

  @Test("an organization's repositories are scanned from a bare array")
  func organizationPage() throws {
    for seed in 0..<200 {
      var maker = RandomPage(seed: seed)
      let page = Array(maker.repositories().utf8)
      let scanned = try #require(OrganizationRepositoryPage(scanning: page), "seed \(seed)")
      let expected = try JSONDecoder().decode(OrganizationRepositoryPage.self, from: Data(page))
      #expect(scanned.items.map(\.repository) == expected.items.map(\.repository), "seed \(seed)")
    }
  }
}

private func decoded(_ page: [UInt8]) throws -> SelectedRepositoryPage {
  try JSONDecoder().decode(SelectedRepositoryPage.self, from: Data(page))
}

/// What a page says; spelled out, since names that differ in case alone are equal.
private func facts(_ page: SelectedRepositoryPage) -> [String] {
  [page.totalCount.map(String.init) ?? "none"]
    + page.items.map(\.repository)
    .map { repository in
      let visibility = repository.visibility?.rawValue ?? "none"
      let archived = repository.isArchived.map(String.init) ?? "none"
      return "\(repository.id) \(repository.fullName) \(visibility) \(archived)"
    }
}
