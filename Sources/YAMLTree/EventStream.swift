import CLibYAML
import SecretModel

/// libyaml's events for one text, pulled one at a time, so that parsing stops where we stop.
struct EventStream: ~Copyable {
  /// What can come next in a document.
  enum Event {
    case scalar(YAMLScalar, anchor: String?, SourceLocation)
    case alias(String, SourceLocation)
    case sequenceStart(anchor: String?, SourceLocation)
    case sequenceEnd
    case mappingStart(anchor: String?, SourceLocation)
    case mappingEnd
    case documentStart(SourceLocation)
    case documentEnd
    case streamEnd
  }

  /// How an event was written.
  struct Layout {
    /// Where it begins and ends, in characters without the byte order mark.
    var start: Int
    var end: Int
    /// Whether indentation and not a bracket or a quote ends it.
    var isBlock: Bool

    init(_ event: yaml_event_t) {
      start = Int(event.start_mark.index)
      end = Int(event.end_mark.index)
      isBlock =
        switch event.type {
        case YAML_SCALAR_EVENT:
          [YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE].contains(event.data.scalar.style)
        case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.style == YAML_BLOCK_SEQUENCE_STYLE
        case YAML_MAPPING_START_EVENT: event.data.mapping_start.style == YAML_BLOCK_MAPPING_STYLE
        default: false
        }
    }
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let file: String
  /// What is wrong without keeping the rest from being read.
  private(set) var problems: [YAMLError] = []

  init(_ bytes: [UInt8], file: String) {
    self.file = file
    // libyaml keeps pointers into both, so neither may move or go before it.
    input = .allocate(capacity: max(1, bytes.count))
    _ = input.update(fromContentsOf: bytes)
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    // The text may be a file of values.
    input.update(repeating: 0)
    input.deallocate()
  }

  /// The next event.
  mutating func next() throws(YAMLError) -> Event {
    var event = try pulled()
    defer { yaml_event_delete(&event) }
    return translated(event)
  }

  /// The next event, and how it was written.
  mutating func nextWithLayout() throws(YAMLError) -> (event: Event, layout: Layout) {
    var event = try pulled()
    defer { yaml_event_delete(&event) }
    return (translated(event), Layout(event))
  }

  private mutating func pulled() throws(YAMLError) -> yaml_event_t {
    var event = yaml_event_t()
    repeat {
      guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError }
    } while event.type == YAML_STREAM_START_EVENT
    return event
  }

  private mutating func translated(_ event: yaml_event_t) -> Event {
    let location = location(event.start_mark)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      checkTag(scalar.tag, at: location)
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
      return .scalar(YAMLScalar(text: text, isPlain: isPlain), anchor: name(scalar.anchor), location)
    case YAML_ALIAS_EVENT:
      return .alias(name(event.data.alias.anchor) ?? "", location)
    case YAML_SEQUENCE_START_EVENT:
      checkTag(event.data.sequence_start.tag, at: location)
      return .sequenceStart(anchor: name(event.data.sequence_start.anchor), location)
    case YAML_MAPPING_START_EVENT:
      checkTag(event.data.mapping_start.tag, at: location)
      return .mappingStart(anchor: name(event.data.mapping_start.anchor), location)
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    case YAML_DOCUMENT_START_EVENT: return .documentStart(location)
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    default: return .streamEnd
    }
  }

  private func name(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  /// A tag would change what a value means, and nothing here has a meaning for one but these.
  private mutating func checkTag(_ tag: UnsafeMutablePointer<UInt8>?, at location: SourceLocation) {
    guard let tag = name(tag), tag != "!" else { return }
    let known = ["str", "seq", "map"].map { "tag:yaml.org,2002:\($0)" }
    guard !known.contains(tag) else { return }
    problems.append(
      YAMLError("tag", "tags are not supported here", remedy: "write the value without its '!' tag", at: location)
    )
  }

  private func location(_ mark: yaml_mark_t) -> SourceLocation {
    SourceLocation(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private var syntaxError: YAMLError {
    let parser = parser.pointee
    let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
    guard parser.error == YAML_READER_ERROR else {
      let context = parser.context.map { " \(String(cString: $0)) at \(place(parser.context_mark))" } ?? ""
      return YAMLError("syntax", "this is not YAML: \(problem)\(context)", at: location(parser.problem_mark))
    }
    // The reader knows bytes only, and gives no mark.
    return YAMLError("encoding", "this is not readable text: \(problem)", at: location(ofByte: parser.problem_offset))
  }

  private func place(_ mark: yaml_mark_t) -> String { "\(mark.line + 1):\(mark.column + 1)" }

  private func location(ofByte offset: Int) -> SourceLocation {
    let before = input.prefix(offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return SourceLocation(file: file, line: line, column: column)
  }
}
