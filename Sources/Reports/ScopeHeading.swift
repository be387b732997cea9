import SecretModel

/// The line above what is listed of a scope, broken where it is longer than a line.
func scopeHeading(_ collection: SecretCollection, _ style: TextStyle) -> String {
  wrapped(Escaped.terminal(collection.description), width: style.width)
    .map { style.painted($0, .bold) + "\n" }
    .joined()
}
