/// An Actions variable alone.
struct VariableObject: WireObject {
  var value: String
}

/// The body of a request that makes a variable or changes it; what is nil stays as it is.
struct VariableBody: Encodable {
  var name: String?
  var value: String?
  var visibility: String?
  var selected_repository_ids: [Int64]?
}
