import Foundation
import SecretModel
import Testing

@testable import GitHubAPI

/// The client's requests and readings against the examples of the documents that it was made from.
@Suite(.enabled(if: SharedFolder.isPresent, Comment(rawValue: SharedFolder.absence)))
struct DocumentedExampleTests {
  /// A document and the server that it is about.
  struct Document: Sendable, CustomTestStringConvertible {
    var file: String
    var version: String
    /// How many of its examples have a URL.
    var count: Int
    var testDescription: String { "Enterprise Server \(version)" }
  }

  @Test(
    "every documented request is one of the client's, header for header and byte for byte",
    arguments: [
      Document(file: "000_cf125937371cc64b.txt", version: "3.0.0", count: 3),
      Document(file: "001_eba310a88cd9b991.txt", version: "3.6.0", count: 19),
      Document(file: "002_d291a17d3504452b.txt", version: "3.21.0", count: 19),
    ]
  )
  func requests(document: Document) async throws {
    // What a workflow of a repository can see of its organization's secrets is nothing that the client asks for.
    let examples = try DocumentedExample.all(in: document.file).filter { !$0.path.hasSuffix("/organization-secrets") }
    #expect(examples.count == document.count)
    let server = DocumentedServer(version: document.version, examples: examples)
    try await exercise(try client(server))
    let requests = server.requests.value
    for example in examples {
      let path = "/api/v3\(example.path.replacing("REPOSITORY_ID", with: "7"))"
      let alike = requests.filter { request in
        request.method.rawValue == example.method && request.target.prefix { $0 != "?" } == path
          && request.body.flatMap { try? JSONDecoder().decode(JSONValue.self, from: Data($0)) } == example.body
      }
      let request = try #require(alike.last, "\(example.method) \(example.path)")
      #expect(request.fields["Accept"] == example.fields["Accept"], "\(path)")
      #expect(request.fields["X-GitHub-Api-Version"] == example.fields["X-GitHub-Api-Version"], "\(path)")
      let word = example.fields["Authorization"]?.split(separator: " ").first
      #expect(request.authorization.split(separator: " ").first == word, "\(path)")
    }
  }

  @Test(
    "every documented answer is read",
    arguments: [("001_eba310a88cd9b991.txt", "3.6.0"), ("002_d291a17d3504452b.txt", "3.21.0")]
  )
  func answers(file: String, version: String) async throws {
    let client = try client(DocumentedServer(version: version, examples: try DocumentedExample.all(in: file)))
    let organization = try await client.listSecrets(in: Self.organization)
    #expect(
      organization.mapValues(\.access.visibility) == [
        SecretName(listed: "GIST_ID"): .private, SecretName(listed: "DEPLOY_TOKEN"): .all,
        SecretName(listed: "GH_TOKEN"): .selected,
      ]
    )
    for scope in [Self.repository, Self.environment] {
      #expect(try await client.listSecrets(in: scope).keys.map(\.rawValue).sorted() == ["GH_TOKEN", "GIST_ID"])
    }
    for scope in [Self.organization, Self.repository, Self.environment] {
      let key = try await client.publicKey(of: scope)
      #expect(key.keyID == "012345678912345678")
      #expect(key.key == "2Sg8iYjAxxmI2LvUXpJjkYrMxURPc8r+dB7TJyvv1234")
      let found = try #require(try await client.secret(at: secret("SECRET_NAME", in: scope)))
      #expect(found.updatedAt.description.hasPrefix("2020-01-1"))
    }
    let selected = try await client.selectedRepositories(of: secret("SECRET_NAME", in: Self.organization))
    #expect(selected.map(\.id) == [RepositoryID(1_296_269)])
  }

  private static let organization = Scope.organization(OwnerName(listed: "ORG"))
  private static let name = RepositoryFullName(owner: OwnerName(listed: "OWNER"), name: RepositoryName(listed: "REPO"))
  private static let repository = Scope.repository(name)
  private static let environment = Scope.environment(name, EnvironmentName(listed: "ENVIRONMENT_NAME"))

  private func client(_ transport: some Transport) throws -> GitHubClient {
    let configuration = GitHubConfiguration(
      apiURL: try APIURL("https://HOSTNAME/api/v3"),
      tokens: try Token(exampleToken),
      userAgent: "octoseal/test"
    )
    return GitHubClient(configuration: configuration, transport: transport)
  }

  /// Makes every request once that a document has, after one that shows what the server is.
  private func exercise(_ client: GitHubClient) async throws {
    _ = try await client.repository(named: Self.name)
    let value = SecretWrite.Value(encryptedValue: "c2VjcmV0", keyID: "012345678912345678")
    for scope in [Self.organization, Self.repository, Self.environment] {
      let address = secret("SECRET_NAME", in: scope)
      let ids: Set = [RepositoryID(1_296_269), RepositoryID(1_296_280)]
      let access = scope == Self.organization ? SecretWrite.Access.selected(ids) : .ownScope
      _ = try? await client.listSecrets(in: scope)
      _ = try? await client.publicKey(of: scope)
      _ = try? await client.secret(at: address)
      try? await client.putSecret(address, SecretWrite(value: value, access: access))
      try? await client.deleteSecret(at: address)
    }
    let address = secret("SECRET_NAME", in: Self.organization)
    _ = try? await client.selectedRepositories(of: address)
    try await client.setSelectedRepositories(of: address, to: [RepositoryID(64_780_797)])
    try await client.addSelectedRepository(RepositoryID(7), to: address)
    try await client.removeSelectedRepository(RepositoryID(7), from: address)
  }
}

/// An Enterprise Server that answers as its documents do, and keeps what was asked.
private final class DocumentedServer: Transport {
  let requests = Shared<[HTTPRequest]>([])
  private let version: String
  private let answers: [String: String]

  init(version: String, examples: [DocumentedExample]) {
    self.version = version
    let pairs = examples.compactMap { example in
      example.answer.map { ("/api/v3\(example.path.replacing("REPOSITORY_ID", with: "7"))", $0) }
    }
    answers = Dictionary(pairs) { first, _ in first }
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    requests.change { $0.append(request) }
    let path = String(request.target.prefix { $0 != "?" })
    let repository = #"{"id":7,"full_name":"OWNER/REPO","private":true}"#
    let body = path == "/api/v3/repos/OWNER/REPO" ? repository : answers[path] ?? "{}"
    return HTTPResponse(
      status: 200,
      fields: HeaderFields([("X-GitHub-Enterprise-Version", version)]),
      body: Array((request.method == .get ? body : "").utf8)
    )
  }
}
