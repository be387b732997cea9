public import SecretModel

/// Findings for code scanning: SARIF 2.1.0.
///
/// Steps are none: they are what the manifest's author wants. Drift, failed steps and everything that was said on
/// standard error are.
///
/// Source: docs.oasis-open.org/sarif/sarif/v2.1.0, and docs.github.com, "SARIF support for code scanning".
public struct SARIFReport: Report {
  /// The version of the program.
  public var version: String
  /// The place of findings that have none of their own, since GitHub takes only results with a place.
  public var manifestPath: String
  /// The folder from which files are named.
  public var root: SourceRoot

  /// Makes the report.
  public init(version: String, manifestPath: String, root: SourceRoot) {
    self.version = version
    self.manifestPath = manifestPath
    self.root = root
  }

  /// What a plan finds.
  public func plan(_ plan: Plan, _ context: ReportContext) -> String { log(context.findings + plan.findings) }

  /// What a plan finds, and what failed.
  public func outcome(_ outcome: Outcome, _ context: ReportContext) -> String {
    log(context.findings + outcome.failures + outcome.plan.findings + outcome.findings)
  }

  /// What drifted, and what a plan finds.
  public func drift(_ drift: Drift, _ context: ReportContext) -> String {
    let entries = drift.entries.map { entry in
      let message = "\(entry.message); \(entry.kind.remedy)"
      let code = "drift.\(entry.kind.rawValue)"
      return Finding(entry.kind.severity, code: code, entry.address, message: message, at: entry.location)
    }
    return log(context.findings + entries + drift.plan.findings)
  }

  /// A log without results, since a sealed value is no finding.
  public func sealed(_ result: SealedResult) -> String { log([]) }

  /// What is wrong with the manifest, or why a command has no result.
  public func validation(_ validation: Validation) -> String {
    log((validation.diagnostics + (validation.workflows?.diagnostics ?? [])).map { Finding($0) })
  }

  /// How manifest and live disagree.
  public func explanation(_ explanation: Explanation, _ context: ExplanationContext) -> String {
    log(context.diagnostics.map { Finding($0) } + explanation.remarks + explanation.disagreements)
  }
}

extension SARIFReport {
  private func log(_ all: [Finding]) -> String {
    let findings = all.count > mostResults ? Array(all.mostSevereFirst.prefix(mostResults)) : all
    let codes = Set(findings.map(\.code)).sorted()
    let ruleIndices = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    let identities = AlertIdentities(findings)
    let driver = JSONValue.object([
      ("name", .string("octoseal")),
      ("version", .string(version)),
      ("semanticVersion", .string(version)),
      ("informationUri", .string(informationURI)),
      ("rules", .array(codes.map { value(Rule.of($0)) })),
    ])
    let omitted = all.count - findings.count
    let run = JSONValue.object(
      [
        ("tool", .object([("driver", driver)])),
        ("columnKind", .string("unicodeCodePoints")),
        ("originalUriBaseIds", .object([(rootID, .object([("description", text("The root of the checkout."))]))])),
        (
          "results",
          .list(findings.count) { index in
            value(findings[index], rule: ruleIndices[findings[index].code] ?? 0, identity: identities.texts[index])
          }
        ),
      ] + (omitted > 0 ? [("properties", .object([("omittedResults", .integer(omitted))]))] : [])
    )
    return
      JSONValue.object([
        ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
        ("version", .string("2.1.0")),
        ("runs", .array([run])),
      ])
      .document
  }

  private func value(_ finding: Finding, rule: Int, identity: String) -> JSONValue {
    .object([
      ("ruleId", .string(finding.code)),
      ("ruleIndex", .integer(rule)),
      ("level", .string(finding.severity.rawValue)),
      ("message", text(finding.told)),
      ("locations", .array([location(of: finding)])),
      // The one name that GitHub looks at.
      ("partialFingerprints", .object([("primaryLocationLineHash", .string(identity))])),
    ])
  }

  private func location(of finding: Finding) -> JSONValue {
    let file = finding.location?.file ?? manifestPath
    let artifact: [(key: String, value: JSONValue)] =
      if let path = root.relativePath(of: file) {
        [("uri", .string(percentEncoded(path))), ("uriBaseId", .string(rootID))]
      } else {
        [("uri", .string("file://" + percentEncoded(root.absolutePath(of: file))))]
      }
    var physical: [(key: String, value: JSONValue)] = [("artifactLocation", .object(artifact))]
    if let place = finding.location {
      physical.append(
        ("region", .object([("startLine", .integer(place.line)), ("startColumn", .integer(place.column))]))
      )
    }
    var members: [(key: String, value: JSONValue)] = [("physicalLocation", .object(physical))]
    if let scope = finding.scope {
      members.append(("logicalLocations", .array([logicalLocation(scope, finding)])))
    }
    return .object(members)
  }

  private func logicalLocation(_ scope: Scope, _ finding: Finding) -> JSONValue {
    .object([
      ("name", .string(finding.secret?.rawValue ?? scope.description)),
      ("fullyQualifiedName", .string(finding.subject ?? "")),
      ("kind", .string(finding.secret == nil ? "scope" : "secret")),
    ])
  }

  private func value(_ rule: Rule) -> JSONValue {
    .object([
      ("id", .string(rule.id)),
      ("name", .string(rule.id)),
      ("shortDescription", text(rule.summary)),
      ("help", text(rule.help)),
    ])
  }
}

/// The most results of one run that GitHub takes.
///
/// Source: docs.github.com, "SARIF results exceed one or more limits".
private let mostResults = 25_000

private let rootID = "%SRCROOT%"
private let informationURI = "https://octoseal.dev"

private func text(_ text: String) -> JSONValue { .object([("text", .string(text))]) }

/// What may stand in the path of a URI as it is, by RFC 3986.
private func percentEncoded(_ path: String) -> String {
  path.utf8.reduce(into: "") { encoded, byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }
  }
}
