public import SecretModel

/// The bounds that keep a hostile text from taking more than it should.
public enum YAMLBounds {
  /// The largest text in bytes.
  public static let size = 32 * 1_024 * 1_024
  /// How deep values may be nested; libyaml's time grows with the square of it.
  public static let depth = 64
  /// How many values aliases may add in all.
  public static let expansion = 100_000
}

/// Reads one YAML document.
///
/// Anchors, aliases and merge keys are resolved; duplicate keys, several documents and foreign tags are errors.
///
/// - Parameters:
///   - bytes: the text in UTF-8 or UTF-16 with a mark.
///   - file: how errors name it.
/// - Throws: `YAMLError` at the first thing that is not understood.
/// - Returns: the value of the document.
public func parseYAML(_ bytes: [UInt8], file: String) throws(YAMLError) -> YAMLNode {
  var diagnostics: [Diagnostic] = []
  let root = parseYAML(bytes, file: file, into: &diagnostics)
  guard let root, diagnostics.isEmpty else { throw YAMLError(diagnostics[0]) }
  return root
}

/// Reads one YAML document and goes on after mistakes that leave no doubt about the rest.
///
/// - Parameters:
///   - bytes: the text in UTF-8 or UTF-16 with a mark.
///   - file: how errors name it.
///   - diagnostics: gets everything that is not understood.
/// - Returns: nil when the text could not be read to its end.
public func parseYAML(_ bytes: [UInt8], file: String, into diagnostics: inout [Diagnostic]) -> YAMLNode? {
  let start = SourceLocation(file: file, line: 1, column: 1)
  guard bytes.count <= YAMLBounds.size else {
    let problem = YAMLError(
      "size",
      "the file is larger than \(YAMLBounds.size >> 20) MiB",
      remedy: "split it into several files",
      at: start
    )
    diagnostics.append(problem.diagnostic)
    return nil
  }
  var builder = TreeBuilder(events: EventStream(bytes, file: file))
  var root: YAMLNode?
  var fatal: [YAMLError] = []
  do { root = try builder.document(start) } catch { fatal = [error] }
  diagnostics += (builder.allProblems + fatal).map(\.diagnostic)
  return root
}

/// Builds the tree of a document from its events.
private struct TreeBuilder: ~Copyable {
  private struct Anchored {
    var node: YAMLNode
    var size: Int
  }

  private var events: EventStream
  /// A nil entry is an anchor whose value is still being read.
  private var anchors: [String: Anchored?] = [:]
  private var expanded = 0
  private var size = 0
  private var problems: [YAMLError] = []

  init(events: consuming EventStream) { self.events = events }

  /// What is wrong without keeping the rest from being read.
  var allProblems: [YAMLError] { events.problems + problems }

  mutating func document(_ start: SourceLocation) throws(YAMLError) -> YAMLNode {
    guard case .documentStart = try events.next() else {
      throw YAMLError("empty", "the file is empty", remedy: "write a manifest into it", at: start)
    }
    let root = try node(try events.next(), depth: 0)
    _ = try events.next()
    if case .documentStart(let location) = try events.next() {
      problems.append(
        YAMLError(
          "documents",
          "a second document begins here",
          remedy: "put it into a file of its own",
          at: location
        )
      )
    }
    return root
  }

  private mutating func node(_ event: EventStream.Event, depth: Int) throws(YAMLError) -> YAMLNode {
    size += 1
    switch event {
    case .scalar(let scalar, let anchor, let location):
      let node = YAMLNode(content: .scalar(scalar), location: location)
      if let anchor { anchors[anchor] = Anchored(node: node, size: 1) }
      return node
    case .alias(let name, let location):
      return try alias(name, at: location)
    case .sequenceStart(let anchor, let location):
      return try collection(anchor, location, depth) { builder throws(YAMLError) in
        .sequence(try builder.items(depth: depth + 1))
      }
    case .mappingStart(let anchor, let location):
      return try collection(anchor, location, depth) { builder throws(YAMLError) in
        .mapping(try builder.entries(depth: depth + 1))
      }
    case .sequenceEnd, .mappingEnd, .documentStart, .documentEnd, .streamEnd:
      preconditionFailure("libyaml ends a value that it did not begin")
    }
  }

  private mutating func collection(
    _ anchor: String?,
    _ location: SourceLocation,
    _ depth: Int,
    _ content: (inout TreeBuilder) throws(YAMLError) -> YAMLNode.Content
  ) throws(YAMLError) -> YAMLNode {
    guard depth < YAMLBounds.depth else {
      throw YAMLError("depth", "values are nested more than \(YAMLBounds.depth) deep", at: location)
    }
    let sizeBefore = size
    if let anchor { anchors[anchor] = .some(nil) }
    let node = YAMLNode(content: try content(&self), location: location)
    if let anchor { anchors[anchor] = Anchored(node: node, size: size - sizeBefore + 1) }
    return node
  }

  private mutating func alias(_ name: String, at location: SourceLocation) throws(YAMLError) -> YAMLNode {
    guard let anchored = anchors[name] else {
      throw YAMLError("alias", "there is no anchor of this name before this alias", at: location)
    }
    guard let anchored else { throw YAMLError("alias", "this alias stands inside its own anchor", at: location) }
    expanded += anchored.size
    size += anchored.size
    guard expanded <= YAMLBounds.expansion else {
      throw YAMLError(
        "expansion",
        "aliases add more than \(YAMLBounds.expansion) values",
        remedy: "write fewer of them",
        at: location
      )
    }
    return anchored.node
  }

  private mutating func items(depth: Int) throws(YAMLError) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .sequenceEnd = event { return items }
      items.append(try node(event, depth: depth))
    }
  }

  private mutating func entries(depth: Int) throws(YAMLError) -> [YAMLEntry] {
    var mapping = MappingBuilder()
    while true {
      let event = try events.next()
      if case .mappingEnd = event { return mapping.finished(problems: &problems) }
      let key = try node(event, depth: depth)
      guard case .scalar(let scalar) = key.content else {
        throw YAMLError("key", "a key must be a text, not \(key.kind)", at: key.location)
      }
      let value = try node(try events.next(), depth: depth)
      do { try mapping.add(scalar, at: key.location, value) } catch { problems.append(error) }
    }
  }
}
