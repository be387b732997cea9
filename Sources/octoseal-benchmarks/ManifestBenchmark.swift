import ArgumentParser
import CLibYAML
import Manifests
import SecretModel
import YAMLTree

/// How long a large manifest takes, beside libyaml alone.
struct ManifestBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "manifest")

  func run() throws {
    let text = manifestText(
      organizationSecrets: 1_000,
      selected: 100,
      repositories: 6_300,
      secretsEach: 20,
      environmentsEach: 2,
      environmentSecretsEach: 10
    )
    let megabytes = Double(text.count) / 1_000_000
    printRow("manifest of \(shown(megabytes, digits: 1)) MB", "CPU seconds", "MB/s", "beside libyaml", "peak memory")
    printRow("---", "---:", "---:", "---:", "---:")
    var bare = 0.0
    func row(_ name: String, _ body: () throws -> Void) rethrows {
      let seconds = try medianSeconds(body)
      if bare == 0 { bare = seconds }
      printRow(
        name,
        shown(seconds, digits: 3),
        shown(megabytes / seconds, digits: 1),
        "\(shown(seconds / bare))x",
        "\(shown(peakMegabytes(), digits: 0)) MB"
      )
    }
    row("libyaml, events alone") { scan(text) }
    try row("the tree with its places") { _ = try parseYAML(text, file: "octoseal.yaml") }
    row("the whole manifest, checked and resolved") {
      let (manifest, diagnostics) = loadManifest(text, named: "octoseal.yaml")
      precondition(manifest != nil, "\(diagnostics.prefix(3))")
    }
  }
}

/// Pulls every event out of libyaml and looks at none.
private func scan(_ text: [UInt8]) {
  let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  defer { parser.deallocate() }
  precondition(yaml_parser_initialize(parser) == 1)
  defer { yaml_parser_delete(parser) }
  text.withUnsafeBufferPointer { text in
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    var event = yaml_event_t()
    var isAtEnd = false
    while !isAtEnd {
      precondition(yaml_parser_parse(parser, &event) == 1)
      isAtEnd = event.type == YAML_STREAM_END_EVENT
      yaml_event_delete(&event)
    }
  }
}
