public import SecretModel
import Synchronization

/// The only door to standard error: diagnostics, notes, progress, and on GitHub Actions annotations and masks.
///
/// What cannot be written is dropped: there is nobody left to tell.
public final class Terminal: Sendable {
  private let isInteractive: Bool
  private let color: Bool
  private let actions: Bool
  private let width: Int
  private let now: @Sendable () -> Duration
  private let write: @Sendable ([UInt8]) -> Void
  private let progressLine = Mutex(ProgressLine())

  /// Opens the door.
  ///
  /// - Parameters:
  ///   - isInteractive: whether a person is looking, so that progress may be shown.
  ///   - color: whether colours may be used.
  ///   - actions: whether GitHub Actions reads the output.
  ///   - width: the columns of the terminal.
  ///   - now: a clock; only differences count.
  ///   - write: where the bytes go.
  public init(
    isInteractive: Bool,
    color: Bool,
    actions: Bool,
    width: Int = StandardStream.error.width ?? 80,
    now: @escaping @Sendable () -> Duration = uptime,
    write: @escaping @Sendable ([UInt8]) -> Void = { try? StandardStream.error.write(bytes: $0) }
  ) {
    self.isInteractive = isInteractive
    self.color = color
    self.actions = actions
    self.width = width
    self.now = now
    self.write = write
  }

  /// Opens the door as standard error and the environment allow.
  public convenience init(environment: [String: String], noColor: Bool = false) {
    let isTerminal = StandardStream.error.isTerminal
    self.init(
      isInteractive: isTerminal && environment["CI"] == nil,
      color: TextStyle(for: .error, environment: environment, noColor: noColor).color,
      actions: environment["GITHUB_ACTIONS"] == "true"
    )
  }

  /// Says where, what and what to do: in the form of compilers, on Actions as an annotation.
  public func diagnostic(_ diagnostic: Diagnostic) {
    say(actions ? ActionsAnnotations.annotation(for: diagnostic) : diagnosticText(diagnostic, color: color))
  }

  /// Repeats a finding of a report as an annotation, where there is somewhere to show it.
  public func annotate(_ finding: Finding) {
    guard actions else { return }
    say(ActionsAnnotations.annotation(for: finding))
  }

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
