import ArgumentParser

/// How an explanation is written on stdout: like every result, or as a page.
enum ExplainFormat: OutputForm, Equatable {
  /// As other commands write theirs.
  case report(OutputFormat)
  /// A page for a browser.
  case page

  static var usual: ExplainFormat { .report(.text) }

  init?(argument: String) {
    if argument == Self.pageWord {
      self = .page
    } else if let format = OutputFormat(argument: argument) {
      self = .report(format)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { OutputFormat.allValueStrings + [pageWord] }

  var defaultValueDescription: String {
    switch self {
    case .report(let format): format.rawValue
    case .page: Self.pageWord
    }
  }

  /// What diagnostics go by: those of a page have their place on standard error alone, as those of a text.
  var outputFormat: OutputFormat {
    switch self {
    case .report(let format): format
    case .page: .text
    }
  }

  private static let pageWord = "html"
}
