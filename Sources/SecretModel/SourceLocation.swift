/// A place in a file that a person wrote, counted as editors count.
public struct SourceLocation: Hashable, Sendable {
  /// The path as it should be shown: relative to the working folder where that is how it was given.
  public var file: String

  /// The line, the first being 1.
  public var line: Int

  /// The column in characters, the first being 1.
  public var column: Int

  /// Names a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `FILE:LINE:COLUMN`, the form that editors and compilers share.
  public var description: String { "\(file):\(line):\(column)" }
}

extension SourceLocation: Comparable {
  /// Orders by file, then by position in it.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// A datum together with the place where it was written.
public struct Located<Value> {
  /// The datum.
  public var value: Value

  /// Where it was written.
  public var location: SourceLocation

  /// Joins a datum and its place.
  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
