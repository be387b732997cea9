import ArgumentParser

/// The options of every command that connects to GitHub.
struct ConnectionOptions: ParsableArguments {
  @Option(
    name: .customLong("api-url"),
    help: ArgumentHelp("The API's root, such as https://HOST/api/v3 (also GITHUB_API_URL).", valueName: "url")
  )
  var apiURL: String?

  @Option(
    help: ArgumentHelp(
      "Trust the certificate authorities in this PEM file instead of the system's (also SSL_CERT_FILE).",
      valueName: "path"
    )
  )
  var caFile: String?
}
