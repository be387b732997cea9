public import SecretModel
import Synchronization

/// The only door to standard error: diagnostics, notes, progress, and on GitHub Actions annotations and masks.
///
/// What cannot be written is dropped: there is nobody left to tell.
public final class Terminal: Sendable {
  private let isInteractive: Bool
  private let color: Bool
  private let actions: Bool
  private let root: SourceRoot?
  private let width: Int
  private let now: @Sendable () -> Duration
  private let write: @Sendable ([UInt8]) -> Void
  private let progressLine = Mutex(ProgressLine())
  private let annotationCounts = Mutex<[Diagnostic.Severity: Int]>([:])

  /// Opens the door.
  ///
  /// - Parameters:
  ///   - isInteractive: whether a person is looking, so that progress may be shown.
  ///   - color: whether colours may be used.
  ///   - actions: whether GitHub Actions reads the output.
  ///   - root: the folder from which GitHub Actions names files.
  ///   - width: the columns of the terminal.
  ///   - now: a clock; only differences count.
  ///   - write: where the bytes go.
  public init(
    isInteractive: Bool,
    color: Bool,
    actions: Bool,
    root: SourceRoot? = nil,
    width: Int = StandardStream.error.width ?? 80,
    now: @escaping @Sendable () -> Duration = uptime,
    write: @escaping @Sendable ([UInt8]) -> Void = { try? StandardStream.error.write(bytes: $0) }
  ) {
    self.isInteractive = isInteractive
    self.color = color
    self.actions = actions
    self.root = root
    self.width = width
    self.now = now
    self.write = write
  }

  /// Opens the door as standard error and the environment allow.
  public convenience init(environment: [String: String], noColor: Bool = false, root: SourceRoot? = nil) {
    let isTerminal = StandardStream.error.isTerminal
    self.init(
      isInteractive: isTerminal && environment["CI"] == nil,
      color: TextStyle(for: .error, environment: environment, noColor: noColor).color,
      actions: environment["GITHUB_ACTIONS"] == "true",
      root: root
    )
  }

  /// Says where, what and what to do: in the form of compilers, on Actions as annotations.
  public func diagnostics(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      say(
        actions
          ? ActionsAnnotations.annotation(for: diagnostic, root: root) : diagnosticText(diagnostic, color: color)
      )
    }
    countAnnotations(diagnostics.map(\.severity))
  }

  /// Repeats findings of a report as annotations, where there is somewhere to show them; the most severe first.
  public func annotate(_ findings: [Finding]) {
    guard actions else { return }
    for finding in findings.mostSevereFirst { say(ActionsAnnotations.annotation(for: finding, root: root)) }
    countAnnotations(findings.map(\.severity))
  }

  /// The same for what an apply did: its failures, and what came up besides.
  public func annotate(_ outcome: Outcome) { annotate(outcome.failures + outcome.findings) }

  /// Says how many annotations the runner does not show, whenever there are more of those.
  private func countAnnotations(_ severities: [Diagnostic.Severity]) {
    guard actions, !severities.isEmpty else { return }
    let hidden = annotationCounts.withLock { counts in
      let before = counts.values.reduce(0) { $0 + max(0, $1 - ActionsAnnotations.mostShown) }
      for severity in severities { counts[severity, default: 0] += 1 }
      let after = counts.values.reduce(0) { $0 + max(0, $1 - ActionsAnnotations.mostShown) }
      return after > before ? after : 0
    }
    guard hidden > 0 else { return }
    note(
      "GitHub shows \(ActionsAnnotations.mostShown) annotations of each kind for one step; "
        + "\(hidden) more \(hidden == 1 ? "stands" : "stand") only in this log"
    )
  }

  /// Logs a request on a line of its own; a workflow command in it has no effect.
  public func log(_ text: String) { say("\(Escaped.terminal(text))\n") }

  /// Says something on a line of its own; a workflow command in it has no effect.
  public func note(_ text: String) {
    let style = TextStyle(color: color, width: .max)
    say("\(style.painted("note:", .cyan)) \(Escaped.terminal(text))\n")
  }

  /// Asks something; the answer is given on the same line.
  public func ask(_ question: String) { say("\(Escaped.terminal(question)): ") }

  /// Ends a line that was left open for an answer which is not shown.
  public func endAnswer() { say("\n") }

  /// Makes the runner hide a value wherever it is logged; does nothing elsewhere.
  public func mask(_ value: some Collection<UInt8>) {
    guard actions else { return }
    write(ActionsAnnotations.masks(for: value))
  }

  /// Says how far a task is that may take longer than a second.
  public func progress(_ text: String) {
    guard isInteractive else { return }
    progressLine.withLock { line in put(line.show(text, width: width, at: now())) }
  }

  /// Ends the task whose progress was shown.
  public func endProgress() {
    progressLine.withLock { line in put(line.finish()) }
  }

  private func say(_ text: String) {
    progressLine.withLock { line in put(line.hide() + text) }
  }

  private func put(_ text: String) {
    if !text.isEmpty { write(Array(text.utf8)) }
  }
}

/// The time since an arbitrary instant that stays the same.
@Sendable public func uptime() -> Duration { clockOrigin.duration(to: .now) }

private let clockOrigin = ContinuousClock.now
