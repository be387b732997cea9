import HTTPTypes
import HummingbirdCore
import NIOCore

/// Turns requests from the network into answers of a model.
struct Responder: Sendable {
  /// More than any legal request has.
  private static let largestBody = 2 * 1_024 * 1_024

  let model: GitHubModel
  /// Milliseconds added to each request of GitHub's API.
  let latency: Int
  /// Told after each request, which may have changed the model.
  let stateFile: StateFile?

  /// Answers one request.
  ///
  /// - Throws: what the connection throws, and `ConnectionClosed` where a fault wants it.
  @concurrent func respond(
    to request: Request,
    _ writer: consuming ResponseWriter,
    _ channel: any Channel
  ) async throws {
    let body = try await request.body.collect(upTo: Self.largestBody)
    let delivery = try await deliver(EmulatedRequest(request, body: Array(buffer: body)))
    await stateFile?.noticeChange()
    try await delivery.write(to: writer, channel)
  }

  private func deliver(_ request: EmulatedRequest) async throws -> Delivery {
    guard !request.path.hasPrefix(ControlRoutes.prefix) else {
      return .whole(ControlRoutes(model: model).answer(request))
    }
    if latency > 0 { try await Task.sleep(for: .milliseconds(latency)) }
    guard let fault = model.strike(request) else {
      let answered = model.answer(request)
      model.log(request, status: answered.response.status, tokenName: answered.tokenName, wasStruck: false)
      return .whole(answered.response)
    }
    return try await deliver(request, struckBy: fault)
  }

  private func deliver(_ request: EmulatedRequest, struckBy fault: Fault) async throws -> Delivery {
    let isKeptFromModel = fault.moment == .before && (fault.resetsConnection || fault.answer != nil)
    if fault.moment == .before { try await hang(fault) }
    let answered = isKeptFromModel ? nil : model.answer(request)
    var response = answered?.response ?? EmulatedResponse(status: 500, headers: [], body: [])
    if let answer = fault.answer { response = EmulatedResponse(answer) }
    model.log(
      request,
      status: fault.resetsConnection ? nil : response.status,
      tokenName: answered?.tokenName,
      wasStruck: true
    )
    if fault.moment == .after { try await hang(fault) }
    if fault.resetsConnection { return .reset }
    if fault.trickle > 0 { return .trickle(response, milliseconds: fault.trickle) }
    return fault.keptBytes.map { .cut(response, keptBytes: $0) } ?? .whole(response)
  }

  private func hang(_ fault: Fault) async throws {
    if fault.hang > 0 { try await Task.sleep(for: .milliseconds(fault.hang)) }
  }
}

extension EmulatedRequest {
  fileprivate init(_ request: Request, body: [UInt8]) {
    var headers: [String: String] = [:]
    for field in request.head.headerFields { headers[field.name.canonicalName] = field.value }
    self.init(
      method: request.head.method.rawValue,
      target: request.head.path ?? "/",
      headers: headers,
      body: body,
      authority: request.head.authority ?? "127.0.0.1"
    )
  }
}

extension EmulatedResponse {
  fileprivate init(_ answer: Fault.Answer) {
    let headers = answer.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    self.init(status: answer.status, headers: headers, body: Array(answer.body.utf8))
  }
}
