import GitHubAPI
import SecretModel

/// Runs one read for each item, side by side, and gives the results in the items' order.
func collect<Item: Sendable, Value: Sendable>(
  _ items: some Collection<Item>,
  _ read: @escaping @Sendable (Item) async throws -> Value
) async -> [(Item, Result<Value, ReadFailure>)] {
  let results = await sideBySide(items) { item in await result { try await read(item) } }
  return Array(zip(items, results))
}

/// Does something for each item, side by side, and gives the results in the items' order.
///
/// The client limits how many requests are under way; more tasks than that could ever be would only take memory.
func sideBySide<Item: Sendable, Value: Sendable>(
  _ items: some Collection<Item>,
  _ work: @escaping @Sendable (Item) async -> Value
) async -> [Value] {
  await withTaskGroup(of: (Int, Value).self) { group in
    var waiting = items.enumerated().makeIterator()
    var free = mostRequestsAtOnce
    while free > 0, let (position, item) = waiting.next() {
      group.addTask { (position, await work(item)) }
      free -= 1
    }
    var results: [Value?] = Array(repeating: nil, count: items.count)
    for await (position, value) in group {
      results[position] = value
      if let (position, item) = waiting.next() { group.addTask { (position, await work(item)) } }
    }
    return results.compactMap(\.self)
  }
}

/// The most that `--concurrency` takes.
private let mostRequestsAtOnce = 1_000

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
