import GitHubAPI
import GitHubEmulator
import TestSupport
import Testing

/// Items come and go in front of the page that is read next.
@Suite("Shifting pages")
struct ShiftingPagesTests {
  /// What a server says of the pages of a listing.
  enum Hints: String, CaseIterable {
    case linksAndTotals = "links and totals"
    case links = "links only"
    case totals = "totals only"
  }

  /// The listing of an organization's repositories has no total and always links.
  private static let cases =
    (Shift.secrets + Shift.selections).flatMap { shift in Hints.allCases.map { (shift, $0) } }
    + Shift.repositories.map { ($0, Hints.links) }

  @Test(
    "a listing that shifts while it is read leads to no wrong deletion, and the next apply puts everything right",
    arguments: cases
  )
  func shift(_ shift: Shift, _ hints: Hints) async throws {
    let trial = try await TrialStart.common.value.trial()
    let pages = ModelTransport(model: trial.model, pageSize: 1)
    let hinted = HintedTransport(base: pages, hints: hints)
    let transport = ChangingTransport(hinted, trial.model, at: shift.moment, shift.change)
    let (run, _) = try await trial.watchedRun(through: transport)
    #expect(transport.hasChanged)
    #expect(run.isComplete || trial.vagueTexts(of: run) == [])
    #expect(Set(trial.promises.all).subtracting(shift.losses) == [])

    try shift.repair(trial.model)
    let next = try await trial.run(through: trial.transport)
    #expect(next.isComplete, "\(next.texts)")
    #expect(SweptWorld.wrongSecrets(in: trial.model) == [])
    #expect(try await trial.remainingSteps() == [])
  }
}

/// One shift of a listing in pages of one item.
struct Shift: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var moment: Moment
  /// The promises that somebody else breaks by it.
  var losses: Set<String> = []
  var change: @Sendable (GitHubModel) throws -> Void
  var repair: @Sendable (GitHubModel) throws -> Void = { _ in }

  private static let secretPage = Moment.beforePage(5, of: "/actions/secrets")
  private static let down: Set<String> = ["DOWN is nowhere"]

  static let secrets = [
    Shift(testDescription: "a secret comes in front", moment: secretPage, change: { try $0.write("AAA", in: "acme") }),
    Shift(
      testDescription: "a secret in front goes",
      moment: secretPage,
      losses: down,
      change: { try $0.deleteSecret("DOWN", in: "acme") }
    ),
    Shift(
      testDescription: "a secret in front goes and one behind comes",
      moment: secretPage,
      losses: down,
      change: { model in
        try model.deleteSecret("DOWN", in: "acme")
        try model.write("ZZZ", in: "acme")
      }
    ),
  ]

  private static let selectionPage = Moment.beforePage(2, of: "/REPLACED/repositories")

  static let selections = [
    Shift(testDescription: "the first of a selection goes", moment: selectionPage) {
      try $0.open("REPLACED", to: ["web"])
    },
    Shift(testDescription: "a selection grows", moment: selectionPage) {
      try $0.open("REPLACED", to: ["api", "open", "svc-a", "web"])
    },
    Shift(testDescription: "the first of a selection is exchanged", moment: selectionPage) {
      try $0.open("REPLACED", to: ["svc-a", "web"])
    },
  ]

  private static let repositoryPage = Moment.beforePage(3, of: "/repos")

  static let repositories = [
    Shift(
      testDescription: "a repository in front goes",
      moment: repositoryPage,
      change: { try $0.deleteRepository("acme/api") }
    ) {
      try $0.createRepository("acme/api")
    },
    Shift(
      testDescription: "a repository comes",
      moment: repositoryPage,
      change: { try $0.createRepository("acme/new") }
    ),
    Shift(
      testDescription: "a repository in front is made anew",
      moment: repositoryPage,
      change: { model in
        try model.deleteRepository("acme/api")
        try model.createRepository("acme/api")
      }
    ),
  ]
}

/// Takes away what the answers of a listing say of its other pages.
private struct HintedTransport: Transport {
  let base: any Transport
  let hints: ShiftingPagesTests.Hints

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    var response = try await base.send(request)
    switch hints {
    case .linksAndTotals: break
    case .links:
      let text = String(decoding: response.body, as: UTF8.self)
      response.body = Array(text.replacing("\"total_count\"", with: "\"no_count\"").utf8)
    case .totals: if !request.target.contains("/repos?") { response.fields["Link"] = nil }
    }
    return response
  }
}
