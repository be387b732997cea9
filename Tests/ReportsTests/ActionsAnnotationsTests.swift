import Reports
import SecretModel
import Testing

@Suite("Workflow commands")
struct ActionsAnnotationsTests {
  @Test("a diagnostic becomes an annotation at its place")
  func diagnostics() {
    #expect(
      Fixture.diagnostics.map { ActionsAnnotations.annotation(for: $0) } == [
        "::error file=octoseal.yaml,line=12,col=9,title=manifest.unknown_key"
          + "::unknown key 'visibilty' in an organization secret; did you mean 'visibility'?\n",
        "::error file=b.yaml,line=3,col=5,title=manifest.duplicate"
          + "::the secret 'NPM_TOKEN' is declared twice (see a.yaml:8)\n",
        "::warning title=file.readable::'deploy.pem' can be read by others; chmod 600\n",
        "::notice title=key.made::a key was made\n",
      ]
    )
  }

  @Test("a finding names its scope and secret")
  func finding() {
    #expect(
      ActionsAnnotations.annotation(for: Fixture.findings[1])
        == "::notice file=octoseal.yaml,line=18,col=7,title=unverified::acme LICENSE: value not given to this run\n"
    )
  }

  @Test("a hostile file name cannot end the command or start another")
  func hostile() {
    let place = SourceLocation(file: "a,line=1::set-env name=X::y\n::add-path::/tmp", line: 1, column: 1)
    let diagnostic = Diagnostic(code: "x", message: "100%\n::stop-commands::t\u{1B}", at: place)
    #expect(
      ActionsAnnotations.annotation(for: diagnostic)
        == "::error file=a%2Cline=1%3A%3Aset-env name=X%3A%3Ay\\u{A}\\u{3A}%3Aadd-path%3A%3A/tmp,line=1,col=1,title=x"
        + "::100%25\\u{A}\\u{3A}:stop-commands::t\\u{1B}\n"
    )
  }

  private func masks(_ text: String) -> String {
    String(decoding: ActionsAnnotations.masks(for: text.utf8), as: UTF8.self)
  }

  @Test("a value of one line is masked whatever it is", arguments: ["x", "{", "a b"])
  func oneLine(value: String) {
    #expect(masks(value) == "::add-mask::\(value)\n")
  }

  @Test("a value of several lines is masked line by line, without those that say nothing")
  func severalLines() {
    let value = "-----BEGIN KEY-----\r\nabcd%1\r\n  efgh  \n{\n====\n123\n-----END KEY-----\n"
    #expect(masks(value) == "::add-mask::abcd%251\n::add-mask::efgh\n")
  }

  @Test("a value of blanks masks nothing, which the runner would refuse")
  func blank() {
    #expect(masks(" \n\t\n") == "")
  }
}
