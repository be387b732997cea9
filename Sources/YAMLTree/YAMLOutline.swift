public import SecretModel

/// A YAML document as it was written: aliases and merge keys stay, and each part knows its bytes.
///
/// For who wants to change a text; what the document means is in `parseYAML`.
public struct YAMLOutline: Sendable {
  /// The value of the document.
  public let root: OutlineNode

  /// Where the anchored nodes begin that some alias stands for.
  private let sharedStarts: Set<Int>

  /// Reads the outline of a text.
  ///
  /// - Parameters:
  ///   - bytes: the text in UTF-8.
  ///   - file: how locations name it.
  /// - Throws: `YAMLError` at the first thing that is not understood.
  public init(_ bytes: [UInt8], file: String) throws(YAMLError) {
    var builder = OutlineBuilder(bytes, file: file)
    root = try builder.document()
    sharedStarts = builder.sharedStarts
  }

  /// Whether an alias stands for a node or for something in it.
  public func isShared(_ node: OutlineNode) -> Bool { sharedStarts.contains { node.range.contains($0) } }

  /// Whether an alias stands for just this node.
  public func isSharedItself(_ node: OutlineNode) -> Bool { sharedStarts.contains(node.range.lowerBound) }
}

/// A part of a YAML document, and where its text is.
public struct OutlineNode: Sendable {
  /// What it is.
  public indirect enum Content: Sendable {
    /// A single text.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([OutlineNode])
    /// Keys and values in the order of the document.
    case mapping([OutlineEntry])
    /// An alias, and the node that it stands for.
    case alias(OutlineNode)
  }

  /// What it is.
  public var content: Content
  /// Its bytes, from its anchor or tag to its last character that is not white space.
  public var range: Range<Int>
  /// Where it begins.
  public var location: SourceLocation
  /// Whether indentation and not a bracket or a quote ends it.
  public var isBlock: Bool

  init(_ content: Content, _ range: Range<Int>, _ location: SourceLocation, isBlock: Bool) {
    self.content = content
    self.range = range
    self.location = location
    self.isBlock = isBlock
  }

  /// Its text; nil for a collection.
  public var text: String? {
    switch content {
    case .scalar(let scalar): scalar.text
    case .alias(let target): target.text
    case .sequence, .mapping: nil
    }
  }

  /// The entries of a mapping that is written here; nil for everything else.
  public var entries: [OutlineEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The bytes of the scalars and aliases in it, in the order of the text.
  ///
  /// Between them are only brackets, other signs, white space and comments. The line on which a block scalar announces
  /// itself counts as between them, since it may have a comment.
  public func leaves(in text: [UInt8]) -> [Range<Int>] {
    switch content {
    case .scalar where isBlock:
      let start = text[range].firstIndex { isLineBreak($0) } ?? range.upperBound
      return [start..<range.upperBound]
    case .scalar, .alias: return [range]
    case .sequence(let items): return items.flatMap { $0.leaves(in: text) }
    case .mapping(let entries): return entries.flatMap { $0.key.leaves(in: text) + $0.value.leaves(in: text) }
    }
  }
}

/// A key of a mapping and its value, as they were written.
public struct OutlineEntry: Sendable {
  /// The key.
  public var key: OutlineNode
  /// The value.
  public var value: OutlineNode
}

/// Builds an outline from events.
private struct OutlineBuilder: ~Copyable {
  private var events: EventStream
  private var cursor: CharacterCursor
  private let text: [UInt8]
  private let file: String
  private var anchored: [String: OutlineNode] = [:]
  private(set) var sharedStarts: Set<Int> = []

  init(_ bytes: [UInt8], file: String) {
    events = EventStream(bytes, file: file)
    cursor = CharacterCursor(bytes)
    text = bytes
    self.file = file
  }

  mutating func document() throws(YAMLError) -> OutlineNode {
    guard case .documentStart = try events.next() else {
      throw YAMLError("empty", "the file is empty", at: SourceLocation(file: file, line: 1, column: 1))
    }
    let (event, layout) = try events.nextWithLayout()
    return try node(event, layout, depth: 0)
  }

  private mutating func node(
    _ event: EventStream.Event,
    _ layout: EventStream.Layout,
    depth: Int
  ) throws(YAMLError) -> OutlineNode {
    switch event {
    case .scalar(let scalar, let anchor, let location):
      return kept(anchor, leaf(.scalar(scalar), layout, location))
    case .alias(let name, let location):
      guard let target = anchored[name] else {
        throw YAMLError("alias", "there is no anchor of this name before this alias", at: location)
      }
      sharedStarts.insert(target.range.lowerBound)
      return leaf(.alias(target), layout, location)
    case .sequenceStart(let anchor, let location):
      let start = try start(of: layout, depth, location)
      let (items, end) = try items(isBlock: layout.isBlock, depth: depth + 1)
      return kept(anchor, OutlineNode(.sequence(items), start..<end, location, isBlock: layout.isBlock))
    case .mappingStart(let anchor, let location):
      let start = try start(of: layout, depth, location)
      let (entries, end) = try entries(isBlock: layout.isBlock, depth: depth + 1)
      return kept(anchor, OutlineNode(.mapping(entries), start..<end, location, isBlock: layout.isBlock))
    case .sequenceEnd, .mappingEnd, .documentStart, .documentEnd, .streamEnd:
      preconditionFailure("libyaml ends a value that it did not begin")
    }
  }

  private mutating func leaf(
    _ content: OutlineNode.Content,
    _ layout: EventStream.Layout,
    _ location: SourceLocation
  ) -> OutlineNode {
    let start = cursor.offset(ofCharacter: layout.start)
    var end = cursor.offset(ofCharacter: layout.end)
    // libyaml counts the empty lines behind a block scalar as part of it.
    while layout.isBlock, end > start, isLineBreak(text[end - 1]) || isBlank(text[end - 1]) { end -= 1 }
    return OutlineNode(content, start..<end, location, isBlock: layout.isBlock)
  }

  private mutating func kept(_ anchor: String?, _ node: OutlineNode) -> OutlineNode {
    if let anchor { anchored[anchor] = node }
    return node
  }

  private mutating func start(
    of layout: EventStream.Layout,
    _ depth: Int,
    _ location: SourceLocation
  ) throws(YAMLError) -> Int {
    guard depth < YAMLBounds.depth else {
      throw YAMLError("depth", "values are nested more than \(YAMLBounds.depth) deep", at: location)
    }
    return cursor.offset(ofCharacter: layout.start)
  }

  private mutating func items(isBlock: Bool, depth: Int) throws(YAMLError) -> ([OutlineNode], end: Int) {
    var items: [OutlineNode] = []
    while true {
      let (event, layout) = try events.nextWithLayout()
      if case .sequenceEnd = event { return (items, end(behind: isBlock ? items.last : nil, layout)) }
      items.append(try node(event, layout, depth: depth))
    }
  }

  private mutating func entries(isBlock: Bool, depth: Int) throws(YAMLError) -> ([OutlineEntry], end: Int) {
    var entries: [OutlineEntry] = []
    while true {
      let (event, layout) = try events.nextWithLayout()
      if case .mappingEnd = event { return (entries, end(behind: isBlock ? entries.last?.value : nil, layout)) }
      let key = try node(event, layout, depth: depth)
      let (valueEvent, valueLayout) = try events.nextWithLayout()
      entries.append(OutlineEntry(key: key, value: try node(valueEvent, valueLayout, depth: depth)))
    }
  }

  /// Where a collection ends: libyaml counts what follows up to the next sign as part of an indented one.
  private mutating func end(behind last: OutlineNode?, _ layout: EventStream.Layout) -> Int {
    last?.range.upperBound ?? cursor.offset(ofCharacter: layout.end)
  }
}

/// Turns places counted in characters into places counted in bytes, fast for places that are near one another.
private struct CharacterCursor {
  private let bytes: [UInt8]
  private var offset: Int
  private var character = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // libyaml does not count a byte order mark.
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func offset(ofCharacter wanted: Int) -> Int {
    while character < wanted, offset < bytes.count {
      offset += 1
      while offset < bytes.count, isContinuation(bytes[offset]) { offset += 1 }
      character += 1
    }
    while character > wanted {
      offset -= 1
      while isContinuation(bytes[offset]) { offset -= 1 }
      character -= 1
    }
    return offset
  }
}

private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
