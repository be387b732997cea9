import SecretModel

/// One call of the API as data: what is sent, and the words for its errors.
struct Endpoint: Sendable {
  /// The method.
  var method: HTTPRequest.Method
  /// Path and query below the root of the API, percent-encoded.
  var path: String
  /// The path before names were filled in, without the query: `/orgs/{owner}/repos`.
  var template: String
  /// The body in JSON; nil for none.
  var body: [UInt8]?
  /// Whose organization or repository it is about, which decides the token.
  var owner: OwnerName
  /// What it is about, as in every message: `acme/web:production`.
  var subject: String
  /// What is asked, as a noun: `a listing of secrets`.
  var operation: String
  /// What the token needs for it.
  var permission: Permission
  /// What the server must have for it; nil for what all have.
  var feature: ServerFeature?
  /// The repository that its path begins with and that older servers want by its id; nil where none do.
  var repositoryByID: RepositoryFullName?

  /// What it is to the server's limits.
  var kind: RequestKind { method == .get ? .read : .write }

  /// Method and path as GitHub's documentation writes them: `GET /orgs/{owner}/repos`.
  var documentedName: String { "\(method.rawValue) \(template)" }
}

/// A path template such as `/orgs/{owner}/repos` with its names filled in.
func filled(_ template: String, _ names: KeyValuePairs<String, String>) -> String {
  names.reduce(template) { path, name in
    path.replacing("{\(name.key)}", with: percentEncoded(name.value))
  }
}

/// A name as one segment of a path: all but RFC 3986's unreserved characters are encoded, the slash included.
func percentEncoded(_ name: String) -> String {
  var result = ""
  for byte in name.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      result += "%\(digits.count == 1 ? "0" : "")\(digits)"
    }
  }
  return result
}
