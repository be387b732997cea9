import ArgumentParser
import SecretModel

/// Seals a value for a manifest in git.
struct SealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Seal a value with a scope's public key, so that it can lie in git.",
    discussion: """
      Only GitHub can open it again. The value comes from standard input, from a prompt that does not show it, from a
      variable or from a file. Examples:
        octoseal seal acme/web:production API_KEY              asks, and prints the block to paste
        octoseal seal acme NPM_TOKEN --env NPM_TOKEN --write   puts it into octoseal.yaml
        octoseal seal acme/web KEYSTORE --file keystore.p12 --encode base64
        octoseal seal acme/web TOKEN --public-key BASE64 --key-id ID < token   offline
      """
  )

  @Argument(help: "Where the secret lives: 'acme', 'acme/web' or 'acme/web:production'.")
  var scope: String

  @Argument(help: "The name of the secret.")
  var name: String

  @Option(
    help: "Which of the scope's secrets: \(SecretStore.arguments). (default: \(SecretStore.actions.id))",
    transform: SecretStore.argument
  )
  var store = SecretStore.actions

  @OptionGroup(title: "Value") var value: SealedValueOptions
  @OptionGroup(title: "Key") var key: SealingKeyOptions
  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  @Flag(help: "Put the block into the manifest, with its comments and layout kept.")
  var write = false

  @Option(name: [.customShort("f"), .customLong("manifest")], help: "The manifest: a file or a folder.")
  var manifest = ManifestOptions.usualFile

  @OptionGroup var output: OutputOptions<OutputFormat>

  func validate() throws {
    _ = try address
    guard manifest != "-" else {
      throw ValidationError("Standard input is for the value; name the manifest's file.")
    }
    guard output.format != .sarif else {
      throw ValidationError("'--format sarif' is for findings, and a sealed value is none.")
    }
  }

  /// The secret that the arguments name.
  private var address: SecretAddress {
    get throws {
      let parsed: Scope
      do { parsed = try Scope(scope) } catch {
        throw ValidationError("'\(scope)' is no scope; write 'acme', 'acme/web' or 'acme/web:production'.")
      }
      guard store.levels[parsed.kind] != nil else {
        throw ValidationError("GitHub has no \(store.qualifier ?? "") secrets for an \(parsed.kind).")
      }
      do { return SecretAddress(store: store, scope: parsed, name: try SecretName(name)) } catch {
        // The name is not quoted: somebody may have written the value in its place.
        throw ValidationError("The name of the secret \(error.reason).")
      }
    }
  }

  func run() async throws {
    let session = Session(of: Self.self, output, manifest: manifest)
    let sealer = try Sealer(
      session: session,
      address: address,
      value: value,
      key: key,
      connection: connection,
      writes: write
    )
    try await sealer.run().end()
  }
}
