/// The header fields of a request or response, found without regard to case.
public struct HeaderFields: Hashable, Sendable {
  private struct Field: Hashable, Sendable {
    var name: String
    var value: String
  }

  private var fields: [Field] = []

  /// Starts without any field.
  public init() {}

  /// Takes fields in the order in which they were sent.
  public init(_ fields: some Sequence<(name: String, value: String)>) {
    self.fields = fields.map { Field(name: $0.name, value: $0.value) }
  }

  /// The first value of a field; setting replaces every value of it.
  public subscript(name: String) -> String? {
    get { fields.first { isSameName($0.name, name) }?.value }
    set {
      fields.removeAll { isSameName($0.name, name) }
      if let newValue { fields.append(Field(name: name, value: newValue)) }
    }
  }

  /// Every value of a field, in the order in which they were sent.
  public func values(of name: String) -> [String] {
    fields.filter { isSameName($0.name, name) }.map(\.value)
  }

  /// Every field, in the order in which they were sent.
  public var all: [(name: String, value: String)] { fields.map { ($0.name, $0.value) } }
}

private func isSameName(_ left: String, _ right: String) -> Bool {
  left.utf8.count == right.utf8.count
    && zip(left.utf8, right.utf8).allSatisfy { $0 == $1 || lowerCased($0) == lowerCased($1) }
}

private func lowerCased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
