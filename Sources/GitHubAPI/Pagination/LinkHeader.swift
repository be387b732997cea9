/// The targets of a `Link` header by relation.
///
/// Source: RFC 8288. Parameters come in any order, further relations and unknown parameters are passed over.
struct LinkHeader: Hashable, Sendable {
  private(set) var targets: [String: String] = [:]

  /// Reads the values of all `Link` fields of an answer; what is not a link is passed over.
  init(_ values: [String]) {
    for value in values { read(value[...]) }
  }

  /// The URL of a relation, as it was written.
  subscript(relation: String) -> String? { targets[relation] }

  private mutating func read(_ value: Substring) {
    var rest = value
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = String(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
      for relation in takeRelations(&rest) where targets[relation] == nil { targets[relation] = target }
    }
  }

  /// Takes `; name=value` pairs up to the comma that ends the link.
  private func takeRelations(_ rest: inout Substring) -> [String] {
    var relations: [String] = []
    while let character = rest.first, character != "," {
      guard character == ";" else {
        rest.removeFirst()
        continue
      }
      rest.removeFirst()
      let name = rest.prefix { !"=;,".contains($0) }
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else { continue }
      rest.removeFirst()
      let text = takeParameterValue(&rest)
      guard name.trimmingSpaces.lowercased() == "rel" else { continue }
      relations += text.split(separator: " ").map { $0.lowercased() }
    }
    return relations
  }

  private func takeParameterValue(_ rest: inout Substring) -> Substring {
    rest = rest.drop { $0 == " " }
    guard rest.first == "\"" else {
      let text = rest.prefix { !";,".contains($0) }
      rest = rest.dropFirst(text.count)
      return text.trimmingSpaces
    }
    rest.removeFirst()
    let text = rest.prefix { $0 != "\"" }
    rest = rest.dropFirst(text.count + 1)
    return text
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var rest = drop { $0 == " " || $0 == "\t" }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return rest
  }
}
