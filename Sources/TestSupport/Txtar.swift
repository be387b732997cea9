/// A text archive: a comment, then files after `-- NAME --` lines.
///
/// Source: the `txtar` format of the Go project. What is read and written again keeps its bytes, except that every file
/// ends with a newline.
public struct Txtar: Hashable, Sendable {
  /// What stands before the first file.
  public var comment: String

  /// The files in their order.
  public var files: [File]

  /// One file of an archive.
  public struct File: Hashable, Sendable {
    /// Its path.
    public var name: String
    /// Its text, which is empty or ends with a newline.
    public var text: String

    /// Joins path and text.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Reads an archive; every text is one.
  public init(_ text: String) {
    comment = ""
    files = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).withoutFinalEmptyLine {
      if let name = markedName(line) {
        files.append(File(name: name, text: ""))
      } else if files.isEmpty {
        comment += line + "\n"
      } else {
        files[files.count - 1].text += line + "\n"
      }
    }
  }

  /// The archive as text.
  public var text: String {
    comment + files.map { "-- \($0.name) --\n\($0.text)" }.joined()
  }

  /// The text of a file; nil when there is none of that name.
  ///
  /// Setting replaces it, adds a file at the end, or removes it.
  public subscript(name: String) -> String? {
    get { files.first { $0.name == name }?.text }
    set {
      guard let newValue else {
        files.removeAll { $0.name == name }
        return
      }
      let text = newValue.isEmpty || newValue.hasSuffix("\n") ? newValue : newValue + "\n"
      if let index = files.firstIndex(where: { $0.name == name }) {
        files[index].text = text
      } else {
        files.append(File(name: name, text: text))
      }
    }
  }
}

private func markedName(_ line: Substring) -> String? {
  guard line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 else { return nil }
  return String(line.dropFirst(3).dropLast(3))
}

extension [Substring] {
  fileprivate var withoutFinalEmptyLine: ArraySlice<Substring> { last?.isEmpty == true ? dropLast() : self[...] }
}
