import SecretModel

extension SelectedRepositoryPage {
  /// Reads ids and names out of a body of half a megabyte and passes over the rest.
  ///
  /// - Returns: nil for whatever has to be left to a decoder.
  init?(scanning body: [UInt8]) {
    let page = JSONScanner.read(body) { scanner throws(JSONScanner.Refusal) in
      var totalCount: Int?
      var items: [RepositoryObject]?
      try scanner.object { scanner, key throws(JSONScanner.Refusal) in
        if scanner.spells(key, "total_count") {
          try setOnce(&totalCount, to: Int(try scanner.integer()))
        } else if scanner.spells(key, "repositories") {
          try setOnce(&items, to: try scanner.repositories())
        } else {
          try scanner.skip()
        }
      }
      guard let items else { throw JSONScanner.Refusal() }
      return Self(totalCount: totalCount, items: items)
    }
    guard let page else { return nil }
    self = page
  }
}

extension OrganizationRepositoryPage {
  /// Reads ids and names out of a body of half a megabyte and passes over the rest.
  ///
  /// - Returns: nil for whatever has to be left to a decoder.
  init?(scanning body: [UInt8]) {
    let items = JSONScanner.read(body) { scanner throws(JSONScanner.Refusal) in try scanner.repositories() }
    guard let items else { return nil }
    self.items = items
  }
}

extension JSONScanner {
  fileprivate mutating func repositories() throws(Refusal) -> [RepositoryObject] {
    var items: [RepositoryObject] = []
    try array { scanner throws(Refusal) in items.append(RepositoryObject(try scanner.repository())) }
    return items
  }

  private mutating func repository() throws(Refusal) -> Repository {
    var id: Int64?
    var fullName: Range<Int>?
    var isPrivate: Bool?
    var visibility: Range<Int>?
    var isArchived: Bool?
    try object { scanner, key throws(Refusal) in
      if scanner.spells(key, "id") {
        try setOnce(&id, to: try scanner.integer())
      } else if scanner.spells(key, "full_name") {
        try setOnce(&fullName, to: try scanner.text())
      } else if scanner.spells(key, "private") {
        try setOnce(&isPrivate, to: try scanner.truth())
      } else if scanner.spells(key, "visibility") {
        try setOnce(&visibility, to: try scanner.text())
      } else if scanner.spells(key, "archived") {
        try setOnce(&isArchived, to: try scanner.truth())
      } else {
        try scanner.skip()
      }
    }
    guard let id, let fullName, let name = RepositoryFullName(listed: try string(fullName)) else { throw Refusal() }
    var word: String?
    if let visibility { word = try string(visibility) }
    return Repository(
      id: RepositoryID(id),
      fullName: name,
      visibility: Repository.Visibility(word: word, isPrivate: isPrivate),
      isArchived: isArchived
    )
  }
}

/// Which of two members with the same key counts is for the decoder to say.
private func setOnce<Value>(_ variable: inout Value?, to value: Value) throws(JSONScanner.Refusal) {
  guard variable == nil else { throw JSONScanner.Refusal() }
  variable = value
}
