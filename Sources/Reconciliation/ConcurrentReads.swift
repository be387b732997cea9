import GitHubAPI
import SecretModel

/// Runs one read for each item, all at once, and gives the results in the items' order.
///
/// The client limits how many requests are under way.
func collect<Item: Sendable, Value: Sendable>(
  _ items: some Collection<Item>,
  _ read: @escaping @Sendable (Item) async throws -> Value
) async -> [(Item, Result<Value, ReadFailure>)] {
  await withTaskGroup(of: (Int, Result<Value, ReadFailure>).self) { group in
    for (position, item) in items.enumerated() {
      group.addTask { (position, await result { try await read(item) }) }
    }
    var results: [Result<Value, ReadFailure>?] = Array(repeating: nil, count: items.count)
    for await (position, result) in group { results[position] = result }
    return zip(items, results).compactMap { item, result in result.map { (item, $0) } }
  }
}

private func result<Value>(_ read: () async throws -> Value) async -> Result<Value, ReadFailure> {
  do {
    return .success(try await read())
  } catch let error as GitHubError {
    return .failure(.github(error))
  } catch let failure as ReadFailure {
    return .failure(failure)
  } catch {
    preconditionFailure("reads throw nothing else")
  }
}
