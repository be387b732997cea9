public import SecretModel

/// A self-contained page: the matrix of places by secrets, readable without network and without JavaScript.
///
/// - Returns: HTML that loads nothing, whose style and script are named by digest in its own content security policy, and
///   in which every name is escaped.
public func explanationPage(_ explanation: Explanation, _ context: ExplanationContext) -> String {
  let matrix = SecretMatrix(explanation)
  return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(pageStyleDigest)'; \
    script-src 'sha256-\(pageScriptDigest)'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(Escaped.html(title(explanation)))</title>
    <style>\(pageStyle)</style>
    </head>
    <body>
    <header>
    <h1>\(Escaped.html(title(explanation)))</h1>
    <p>\(counted(matrix.rows, "row")) of repositories and environments, \(counted(matrix.columns, "secret")), as
    \(Escaped.html(context.apiURL)) showed them at <time>\(explanation.asOf)</time>. \(verdict(explanation))</p>
    </header>
    \(legend)
    \(filters)
    <div class="scroll" tabindex="0" role="region" aria-label="Matrix">
    \(matrix.table)
    </div>
    \(findingsSection("remarks", "What to know besides", explanation.remarks))\
    \(findingsSection("findings", "Where GitHub and the manifest disagree", explanation.disagreements))\
    <script>\(pageScript)</script>
    </body>
    </html>

    """
}

private func title(_ explanation: Explanation) -> String {
  let owners = Set(explanation.places.map(\.scope.owner)).sorted().map(\.spelling)
  return "Secrets that workflows see" + (owners.isEmpty ? "" : ": \(owners.joined(separator: ", "))")
}

private func verdict(_ explanation: Explanation) -> String {
  guard explanation.hasManifest else { return "There was no manifest to compare with." }
  let count = explanation.disagreements.count
  guard count > 0 else { return "GitHub and the manifest agree." }
  return "GitHub and the manifest disagree: <a href=\"#findings\">\(counted(count, "finding"))</a>."
}

private func findingsSection(_ id: String, _ heading: String, _ findings: [Finding]) -> String {
  guard !findings.isEmpty else { return "" }
  let rows = findings.map { finding in
    let subject = finding.subject ?? ""
    let cells = [finding.severity.rawValue, subject, finding.message].map { "<td>\(Escaped.html($0))" }.joined()
    return "<tr>\(cells)<td>\(Escaped.html(finding.location.map { "\($0.file):\($0.line)" } ?? ""))"
  }
  return """
    <section id="\(id)">
    <h2>\(heading)</h2>
    <table class="list">
    <thead><tr><th scope="col">Severity<th scope="col">About<th scope="col">What<th scope="col">Manifest</thead>
    <tbody>
    \(rows.joined(separator: "\n"))
    </tbody>
    </table>
    </section>

    """
}

private let legend: String = {
  let levels = CellKind.allCases.map { kind in
    "<li><span class=\"key \(kind.rawValue)\">\(kind.symbol)</span> \(Escaped.html(kind.meaning))"
  }
  return """
    <ul class="legend">
    \(levels.joined(separator: "\n"))
    <li><span class="key r">R/O</span> the repository&#39;s, which hides the organization&#39;s
    <li><span class="key o">7</span> <span class="key o a1">90</span> <span class="key o a2">365</span> days since the
    last change
    <li><span class="key o f">7 !</span> a finding; point at the cell, or look below
    </ul>
    """
}()

private let filters: String = {
  let kinds = CellKind.allCases.map { kind in
    "<option value=\"\(kind.rawValue)\">\(Escaped.html(kind.meaning))</option>"
  }
  return """
    <form id="filters" hidden>
    <label>Repository <input type="search" name="place" autocomplete="off" placeholder="acme/web"></label>
    <label>Secret <input type="search" name="secret" autocomplete="off" placeholder="TOKEN"></label>
    <label>Level <select name="kind"><option value="">any</option>\(kinds.joined())</select></label>
    <label><input type="checkbox" name="findings"> with findings only</label>
    <output></output>
    </form>
    """
}()
