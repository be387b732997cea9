public import SecretModel

/// One of several results that belong together, and the file that it was read from.
public struct ResultPart: Hashable, Sendable {
  /// How errors name it.
  public var file: String
  /// What was read.
  public var document: ResultDocument

  /// Reads a file's text.
  ///
  /// - Throws: `Diagnostic` when it is no result that this version understands.
  public init(decoding bytes: [UInt8], file: String) throws(Diagnostic) {
    self.file = file
    do {
      document = try ResultDocument(decoding: bytes)
    } catch {
      throw Diagnostic(
        code: "merge.unusable",
        message: "'\(file)' cannot be merged: \(error.reason("a plan, an outcome or a drift report"))",
        remedy: "give the files that '--json-into' wrote"
      )
    }
  }
}

/// Why results are not parts of one; empty when they are.
public func mergeRefusals(_ parts: [ResultPart]) -> [Diagnostic] {
  let results = parts.compactMap(Described.init)
  guard let first = results.first else {
    return [
      Diagnostic(
        code: "merge.nothing",
        message: "none of the files has a result",
        remedy: "look at what each run said on standard error"
      )
    ]
  }
  return differences(from: first, results.dropFirst()) + doubleShards(results) + overlaps(results)
}

/// Says which shards no file is about; nil when there is one of each, or there are no shards.
public func missingShards(_ parts: [ResultPart]) -> Diagnostic? {
  let shards = parts.compactMap { Described($0)?.context.shard }
  guard let count = shards.first?.count else {
    guard let failed = parts.first(where: { Described($0) == nil }) else { return nil }
    return .incomplete("'\(failed.file)' is of a run that failed before it had a result")
  }
  let missing = Set(1...count).subtracting(shards.map(\.index)).sorted()
  guard !missing.isEmpty else { return nil }
  let numbers = missing.map(String.init).joined(separator: ", ")
  return .incomplete("there is no result of \(missing.count == 1 ? "shard" : "shards") \(numbers) of \(count)")
}

/// A part that has a result, seen without regard to its form.
private struct Described {
  var file: String
  var form: String
  var context: ReportContext
  var rows: [StepResult]

  init?(_ part: ResultPart) {
    file = part.file
    switch part.document {
    case .failedRun: return nil
    case .plan(let plan, let context):
      (form, self.context, rows) = ("a plan", context, plan.steps.map { StepResult(step: $0, status: .skipped) })
    case .outcome(let outcome, let context):
      (form, self.context, rows) = ("an outcome", context, outcome.results)
    case .drift(let drift, let context):
      let steps = drift.plan.steps
      (form, self.context, rows) = ("a drift report", context, steps.map { StepResult(step: $0, status: .skipped) })
    }
  }
}

private func differences(from first: Described, _ others: some Sequence<Described>) -> [Diagnostic] {
  others.compactMap { other in
    let what: String? =
      if other.form != first.form {
        "'\(other.file)' is \(other.form), and '\(first.file)' is \(first.form)"
      } else if other.context.manifestDigest != first.context.manifestDigest {
        "'\(other.file)' was made from another manifest than '\(first.file)'"
      } else if other.context.apiURL != first.context.apiURL {
        "'\(other.file)' was made for another server than '\(first.file)'"
      } else if other.context.shard?.count != first.context.shard?.count {
        "'\(other.file)' is of \(other.division), and '\(first.file)' of \(first.division)"
      } else {
        nil
      }
    return what.map { .unrelated($0) }
  }
}

extension Described {
  fileprivate var division: String { context.shard.map { "one of \($0.count) shards" } ?? "a run without '--shard'" }
}

private func doubleShards(_ results: [Described]) -> [Diagnostic] {
  var files: [Shard: String] = [:]
  return results.compactMap { result in
    guard let shard = result.context.shard else { return nil }
    guard let earlier = files.updateValue(result.file, forKey: shard) else { return nil }
    return .unrelated("'\(result.file)' and '\(earlier)' are both of shard \(shard)")
  }
}

/// One refusal for each file that has something else to say of a step than an earlier one.
private func overlaps(_ results: [Described]) -> [Diagnostic] {
  var known: [String: (row: StepResult, file: String)] = [:]
  return results.compactMap { result in
    var problem: Diagnostic?
    for row in result.rows {
      let id = row.step.id
      if let (earlier, file) = known[id], problem == nil, earlier != row || file == result.file {
        problem = .unrelated("'\(result.file)' and '\(file)' do not agree about the step '\(id)'")
      }
      known[id] = known[id] ?? (row, result.file)
    }
    return problem
  }
}

extension Diagnostic {
  fileprivate static func unrelated(_ message: String) -> Diagnostic {
    Diagnostic(
      code: "merge.unrelated",
      message: message,
      remedy: "give one file of each shard of one run"
    )
  }

  fileprivate static func incomplete(_ message: String) -> Diagnostic {
    Diagnostic(
      code: "merge.incomplete",
      message: message,
      remedy: "look at what that run said on standard error, then run it again"
    )
  }
}
