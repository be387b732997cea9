import Testing

@testable import GitHubAPI

struct LinkHeaderTests {
  @Test(
    "every form of the header gives the same targets",
    arguments: [
      [#"<https://h/a?page=2>; rel="next", <https://h/a?page=9>; rel="last""#],
      [#"<https://h/a?page=9>; rel="last", <https://h/a?page=2>; rel="next""#],
      [#"<https://h/a?page=2>;rel="next",<https://h/a?page=9>;rel="last""#],
      [#"<https://h/a?page=2>; rel="next""#, #"<https://h/a?page=9>; rel="last""#],
      [#"<https://h/a?page=2>; rel=next, <https://h/a?page=9>; rel=last"#],
      [#"<https://h/a?page=2>; title="a, <b>; c"; rel="next"; x=y, <https://h/a?page=9>; REL="LAST""#],
      [
        #"<https://h/old>; rel="deprecation"; type="text/html", <https://h/a?page=2>; rel="next", <https://h/a?page=9>; rel="last alternate""#
      ],
    ]
  )
  func forms(values: [String]) {
    let links = LinkHeader(values)
    #expect(links["next"] == "https://h/a?page=2")
    #expect(links["last"] == "https://h/a?page=9")
  }

  @Test(
    "what is no link is passed over",
    arguments: [
      "", "nonsense", "<https://h/a", "<>", "<https://h/a>", "rel=next", "<https://h/a>; rel", ";;,,<", "<a>;=\"",
    ]
  )
  func nonsense(value: String) {
    #expect(LinkHeader([value])["next"] == nil)
  }

  @Test("commas inside a target do not end it")
  func commaInTarget() {
    #expect(LinkHeader([#"<https://h/a?x=1,2&page=2>; rel="next""#])["next"] == "https://h/a?x=1,2&page=2")
  }
}
