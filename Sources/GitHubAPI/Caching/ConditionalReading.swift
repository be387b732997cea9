/// An object that was read, and what came with it.
struct Received<Object: WireObject>: Sendable {
  var object: Object
  /// The `Link` header fields, which the object's pages follow.
  var links: LinkHeader
  /// Whether the server only confirmed what was kept of an earlier answer.
  var isConfirmed: Bool
}

/// How an object is asked for.
enum Freshness: Sendable {
  /// With the validator of what is kept, so that the server need not send it again.
  case confirmed
  /// As if nothing were kept.
  case sentAnew
}

extension Requester {
  /// Reads an object, and keeps it for the next run.
  ///
  /// - Parameters:
  ///   - type: what the body is.
  ///   - endpoint: what is asked.
  ///   - target: path and query where they are not the endpoint's own, as for further pages.
  ///   - freshness: whether what is kept may be confirmed.
  /// - Returns: the object as it is at the server now.
  /// - Throws: `GitHubError`.
  func object<Object: WireObject>(
    _ type: Object.Type,
    from endpoint: Endpoint,
    at target: String? = nil,
    _ freshness: Freshness = .confirmed
  ) async throws(GitHubError) -> Received<Object> {
    let target = target ?? configuration.apiURL.path + endpoint.path
    let key = CacheKey(configuration, target: target)
    let kept = freshness == .confirmed ? await kept(type, for: key) : nil
    return try await answer(to: endpoint, at: target, knowing: kept?.etag) { response throws(UnreadableBody) in
      let links = response.fields.values(of: "Link")
      if response.status == 304, let kept {
        // A server need not repeat the links with 304.
        return Received(object: kept.object, links: LinkHeader(links.isEmpty ? kept.links : links), isConfirmed: true)
      }
      let object = try await decode(type, from: response.body)
      if let cache, let etag = response.fields["ETag"] {
        await cache.keep(CachedAnswer(etag: etag, links: links, body: json(object)), for: key)
      }
      return Received(object: object, links: LinkHeader(links), isConfirmed: false)
    }
  }

  private struct Kept<Object> {
    var object: Object
    var etag: String
    var links: [String]
  }

  /// What is kept of an object; nil when it cannot be read, as when another version has written it.
  private func kept<Object: WireObject>(_ type: Object.Type, for key: CacheKey) async -> Kept<Object>? {
    guard let answer = await cache?.answer(to: key) else { return nil }
    guard let object = try? await decode(type, from: answer.body) else { return nil }
    return Kept(object: object, etag: answer.etag, links: answer.links)
  }
}
