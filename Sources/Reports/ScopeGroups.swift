import SecretModel

/// Parts of a result by store and scope, as Markdown; within a scope they keep their order.
struct ScopeGroups<Item> {
  private let groups: [(collection: SecretCollection, items: [Item])]

  init(_ items: [Item], _ collection: (Item) -> SecretCollection) {
    groups = Dictionary(grouping: items, by: collection).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// How many of each kind every scope has; nothing when there is nothing to count.
  func counts<Kind: Hashable>(
    _ kinds: [Kind],
    title: (Kind) -> String,
    kind: @escaping (Item) -> Kind
  ) -> [MarkdownDocument.Block] {
    guard !groups.isEmpty else { return [] }
    let table = MarkdownTable("scope", ["scope"] + kinds.map(title), groups) { collection, items in
      let counts = Dictionary(grouping: items, by: kind).mapValues(\.count)
      return [Escaped.markdownCode(collection.description)] + kinds.map { counts[$0].map(String.init) ?? "" }
    }
    return [MarkdownDocument.Block(table: table)]
  }

  /// A table for each scope.
  func folds(_ noun: String, _ columns: [String], row: @escaping (Item) -> [String]) -> [MarkdownDocument.Block] {
    groups.map { collection, items in
      let summary = "\(Escaped.htmlCode(collection.description)): \(counted(items.count, noun))"
      return MarkdownDocument.Block(summary: summary, table: MarkdownTable(noun, columns, items, row: row))
    }
  }
}
