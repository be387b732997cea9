extension Scope {
  /// Reads a scope as messages write it: `acme`, `acme/web` or `acme/web:production`.
  ///
  /// - Throws: `InvalidName` when a part of it cannot be a name.
  public init(_ text: String) throws(InvalidName) {
    guard let slash = text.firstIndex(of: "/") else {
      self = .organization(try OwnerName(text))
      return
    }
    guard let colon = text[slash...].firstIndex(of: ":") else {
      self = .repository(try RepositoryFullName(text))
      return
    }
    let environment = try EnvironmentName(String(text[text.index(after: colon)...]))
    self = .environment(try RepositoryFullName(String(text[..<colon])), environment)
  }
}
