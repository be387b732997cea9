import ArgumentParser
import SecretModel
import ValueSources

/// Where `seal` takes a value from, and what it does to its bytes; standard input or a prompt unless one is named.
struct SealedValueOptions: ParsableArguments {
  /// The words of `--trim`, as in a manifest.
  enum Trim: String, ExpressibleByArgument, CaseIterable {
    case newlines
    case none
  }

  /// The words of `--encode`, as in a manifest.
  enum Encoding: String, ExpressibleByArgument, CaseIterable {
    case base64
  }

  @Option(name: .customLong("env"), help: ArgumentHelp("Seal the value of this variable.", valueName: "name"))
  var environmentVariable: String?

  @Option(help: ArgumentHelp("Seal the content of this file.", valueName: "path"))
  var file: String?

  @Option(help: ArgumentHelp("Take one key of a dotenv, JSON or YAML file.", valueName: "key"))
  var key: String?

  @Option(help: "Whether line breaks at the end are dropped: newlines (the default) or none.")
  var trim: Trim?

  @Option(help: "Take the bytes as they are and encode them.")
  var encode: Encoding?

  @Flag(help: "Seal an empty or blank value all the same.")
  var allowEmpty = false

  func validate() throws {
    guard environmentVariable == nil || file == nil else {
      throw ValidationError("A value comes from '--env' or from '--file', not from both.")
    }
    guard key == nil || file != nil else { throw ValidationError("'--key' names a key of a '--file'.") }
    guard environmentVariable == nil || (trim == nil && encode == nil) else {
      throw ValidationError("'--trim' and '--encode' are for a file and for standard input.")
    }
    guard trim == nil || encode == nil else {
      throw ValidationError("'--trim' and '--encode' exclude each other: encoding takes the bytes as they are.")
    }
  }

  /// What is done to the bytes.
  var transformation: ValueTransformation {
    switch (encode, trim) {
    case (.base64, _): .base64
    case (nil, .some(.none)): .none
    case (nil, .newlines), (nil, nil): .trimNewlines
    }
  }
}

/// With which key `seal` seals.
struct SealingKeyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Seal offline with this public key, as GitHub gives it.", valueName: "base64"))
  var publicKey: String?

  @Option(
    name: .customLong("key-id"),
    help: ArgumentHelp("The id that GitHub gives with the public key.", valueName: "id")
  )
  var keyID: String?

  func validate() throws {
    guard (publicKey == nil) == (keyID == nil) else {
      throw ValidationError(
        "'--public-key' and '--key-id' go together; 'gh api repos/OWNER/REPO/actions/secrets/public-key' gives both."
      )
    }
  }
}
