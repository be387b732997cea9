#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
public import SecretModel

/// A result that `JSONReport` wrote, read back: the only place where its forms are understood.
///
/// Places in files are counted by lines, and what was said on standard error is among the findings.
public enum ResultDocument: Hashable, Sendable {
  /// The form `octoseal.plan/1`.
  case plan(Plan, ReportContext)
  /// The form `octoseal.outcome/1`; all its findings are the outcome's, since the form does not tell which are the plan's.
  case outcome(Outcome, ReportContext)
  /// The form `octoseal.drift/1`.
  case drift(Drift, ReportContext)
  /// The form `octoseal.validation/1`, which a run writes that fails before it has a result.
  case failedRun([Finding])

  /// Why a text is no result that this version understands.
  public enum Unreadable: Error, Hashable, Sendable {
    /// It is something else, or cut off.
    case foreign
    /// It is in another form.
    case otherForm
    /// Something in it is not as a report writes it.
    case damaged

    /// The reason in words, given what it should be.
    public func reason(_ expected: String) -> String {
      switch self {
      case .foreign: "it is not \(expected), or only a part of one"
      case .otherForm: "it is not \(expected) that this version understands"
      case .damaged: "something in it is damaged"
      }
    }
  }

  /// Reads a document.
  ///
  /// - Throws: `Unreadable` when it is none that this version understands; nothing of it is then used.
  public init(decoding bytes: [UInt8]) throws(Unreadable) {
    do {
      let data = Data(bytes)
      switch try JSONDecoder().decode(WireHeader.self, from: data).format {
      case "octoseal.plan/1":
        let result = try JSONDecoder().decode(WireResult.self, from: data)
        self = .plan(try result.plan(), try result.context())
      case "octoseal.outcome/1":
        let result = try JSONDecoder().decode(WireResult.self, from: data)
        self = .outcome(try result.outcome(), try result.context())
      case "octoseal.drift/1":
        let result = try JSONDecoder().decode(WireResult.self, from: data)
        guard let entries = result.drift else { throw Unreadable.foreign }
        self = .drift(Drift(entries: try entries.map { try $0.entry() }, plan: try result.plan()), try result.context())
      case "octoseal.validation/1":
        self = .failedRun(try JSONDecoder().decode(WireValidation.self, from: data).findings.map { try $0.finding() })
      default: throw Unreadable.otherForm
      }
    } catch let reason as Unreadable {
      throw reason
    } catch {
      throw .foreign
    }
  }
}

private struct WireHeader: Decodable {
  var format: String
}

private struct WireValidation: Decodable {
  var findings: [WireFinding]
}

private struct WireResult: Decodable {
  struct Shard: Decodable {
    var index: Int
    var count: Int
  }

  struct Summary: Decodable {
    var unchanged: Count
    var adopted: Count?
  }

  struct Requests: Decodable {
    var made: Count
    var planned: Count
    var points: Count?
    var minutes: Count?
  }

  var manifest_digest: String
  var live_digest: String
  var api_url: String
  var shard: Shard?
  var drift: [WireDrift]?
  var steps: [WireStep]
  var findings: [WireFinding]
  var summary: Summary
  var requests: Requests

  func context() throws -> ReportContext {
    let shard = try shard.map { shard in
      guard let shard = SecretModel.Shard(index: shard.index, count: shard.count) else {
        throw ResultDocument.Unreadable.damaged
      }
      return shard
    }
    return ReportContext(
      manifestDigest: manifest_digest,
      liveDigest: live_digest,
      apiURL: api_url,
      requestsMade: requests.made.number,
      cost: ApplyCost(
        requests: requests.planned.number,
        points: requests.points?.number ?? 0,
        minutes: requests.minutes?.number ?? 0
      ),
      adopted: summary.adopted?.number ?? 0,
      shard: shard
    )
  }

  func plan() throws -> Plan {
    var plan = Plan(findings: try findings.map { try $0.finding() }, unchanged: summary.unchanged.number)
    for wire in steps {
      let step = try wire.step()
      plan.steps.append(step)
      plan.repositoryNames.merge(try wire.repositoryNames()) { first, _ in first }
      let destinations = try wire.destinations()
      guard let secret = step.secret, !destinations.isEmpty else { continue }
      plan.moves[secret] = destinations.map { SecretAddress(store: secret.store, scope: $0, name: secret.name) }
    }
    return plan
  }

  func outcome() throws -> Outcome {
    var plan = try plan()
    let findings = plan.findings
    plan.findings = []
    return Outcome(
      plan: plan,
      results: try zip(steps, plan.steps).map { try $0.result($1) },
      findings: findings
    )
  }
}

/// A number of things, so small that sums of many cannot overflow.
private struct Count: Decodable {
  var number: Int

  init(from decoder: any Decoder) throws {
    number = try decoder.singleValueContainer().decode(Int.self)
    guard (0...(1 << 40)).contains(number) else { throw ResultDocument.Unreadable.damaged }
  }
}
