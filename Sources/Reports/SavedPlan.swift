public import SecretModel

/// A plan that `octoseal plan --out` saved: what was reviewed, and what it was made from.
public struct SavedPlan: Hashable, Sendable {
  /// The digest of the manifest's files.
  public var manifestDigest: String
  /// The digest of what GitHub showed.
  public var liveDigest: String
  /// The root of the API that was asked.
  public var apiURL: String
  /// The part of the manifest that it is about; nil for all of it.
  public var shard: Shard?
  /// The steps in their order.
  public var steps: [Step]
  /// The names of the repositories that the steps mention.
  public var repositoryNames: [RepositoryID: RepositoryFullName]

  /// Reads the form `octoseal.plan/1`.
  ///
  /// - Parameters:
  ///   - bytes: the text of the file.
  ///   - file: how errors name it.
  /// - Throws: `Diagnostic` when it is not a plan that this version understands; nothing of it is then used.
  public init(decoding bytes: [UInt8], file: String) throws(Diagnostic) {
    let document: ResultDocument
    do {
      document = try ResultDocument(decoding: bytes)
    } catch {
      throw unusable(file, error.reason("a plan"))
    }
    guard case .plan(let plan, let context) = document else {
      throw unusable(file, ResultDocument.Unreadable.otherForm.reason("a plan"))
    }
    manifestDigest = context.manifestDigest
    liveDigest = context.liveDigest
    apiURL = context.apiURL
    shard = context.shard
    steps = plan.steps
    repositoryNames = plan.repositoryNames
  }
}

private func unusable(_ file: String, _ what: String) -> Diagnostic {
  Diagnostic(
    code: "plan.unusable",
    message: "the plan '\(file)' cannot be used: \(what)",
    remedy: "make it with 'octoseal plan --out'"
  )
}
