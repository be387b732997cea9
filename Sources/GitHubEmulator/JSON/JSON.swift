/// A JSON value that keeps the order of its members and whole numbers of 19 digits.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([JSONMember])
  /// Text that is JSON already; made for answers that repeat large objects.
  case rendered([UInt8])

  /// The member of an object with this key, nil for anything else.
  package subscript(key: String) -> JSON? {
    members?.first { $0.key == key }?.value
  }

  /// The members of an object, nil for anything else.
  package var members: [JSONMember]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The elements of an array, nil for anything else.
  package var elements: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The text of a string, nil for anything else.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The number of an integer, nil for anything else.
  package var integer: Int? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  /// The truth of a boolean, nil for anything else.
  package var truth: Bool? {
    guard case .bool(let truth) = self else { return nil }
    return truth
  }
}

/// One key of an object with its value.
package struct JSONMember: Hashable, Sendable {
  package var key: String
  package var value: JSON
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .string(text) }
  package init(integerLiteral number: Int) { self = .integer(number) }
  package init(booleanLiteral truth: Bool) { self = .bool(truth) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { JSONMember(key: $0.0, value: $0.1) })
  }
}
