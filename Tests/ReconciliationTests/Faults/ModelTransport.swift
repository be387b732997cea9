import GitHubAPI

@testable import GitHubEmulator

/// Answers requests from a model at once, without a network.
struct ModelTransport: Transport {
  /// What the requests are sent to.
  static let apiURL = "http://127.0.0.1"

  /// So small that a few items already fill several pages.
  static let smallPageSize = 3

  let model: GitHubModel
  /// The size of pages in place of the hundred that octoseal asks for.
  var pageSize = smallPageSize

  func send(_ request: GitHubAPI.HTTPRequest) async throws(TransportError) -> GitHubAPI.HTTPResponse {
    var headers = ["authorization": request.authorization]
    for (name, value) in request.fields.all { headers[name.lowercased()] = value }
    let emulated = EmulatedRequest(
      method: request.method.rawValue,
      target: request.target.replacing("per_page=100", with: "per_page=\(pageSize)"),
      headers: headers,
      body: request.body ?? [],
      authority: "127.0.0.1"
    )
    let answer = model.answer(emulated).response
    return HTTPResponse(status: answer.status, fields: HeaderFields(answer.headers), body: answer.body)
  }
}

extension GitHubModel {
  /// A model of its own that holds the same.
  func copied() -> GitHubModel {
    let world = read { $0 }
    let copy = GitHubModel(milliseconds: { 0 })
    copy.change { $0 = world }
    return copy
  }

  /// The time of the model as answers say it.
  var date: String { read { $0.clock.now(at: 0).httpDate } }

  /// The time of the model some seconds later, as limits say it.
  func secondsSinceEpoch(in seconds: Int) -> Int { read { $0.clock.now(at: 0).seconds } + seconds }

  /// The environments of a repository.
  func environments(of repository: String) -> [String] {
    read { $0.repository(named: repository)?.environments.map(\.name) ?? [] }
  }
}
