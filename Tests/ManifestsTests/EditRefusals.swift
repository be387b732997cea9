let refusals: [Refusal] = [
  Refusal(
    name: "a secret that shall be absent",
    address: "o/r A",
    manifest: "version: 1\nrepositories: { o/r: { secrets: { A: { state: absent } } } }",
    message: "folder/m.yaml:2:35: error: 'A' in o/r is declared with 'state: absent'; remove 'state: absent' first, "
      + "or choose another name"
  ),
  Refusal(
    name: "an undeclared secret of an organization",
    address: "acme B",
    manifest: "version: 1\norganizations:\n  acme:\n    secrets:\n      A: { visibility: all, value: external }",
    message: "folder/m.yaml:3:3: error: 'B' is not declared in acme; declare it first, for example under 'secrets' as "
      + "'B: { visibility: private, value: external }'"
  ),
  Refusal(
    name: "an undeclared secret beside others in braces",
    address: "o/r B",
    manifest: "version: 1\nrepositories:\n  o/r:\n    secrets: { A: { value: external } }",
    message: "folder/m.yaml:3:3: error: 'B' is not declared in o/r; declare it first, for example under 'secrets' as "
      + "'B: { value: external }'"
  ),
  Refusal(
    name: "an undeclared secret of a scope without any",
    address: "o/r B",
    manifest: "version: 1\nrepositories:\n  o/r:\n    secrets:",
    message: "folder/m.yaml:3:3: error: 'B' is not declared in o/r; declare it first, for example under 'secrets' as "
      + "'B: { value: external }'"
  ),
  Refusal(
    name: "a scope that is not declared",
    address: "o/s:prod B",
    manifest: "version: 1\nrepositories:\n  o/r:\n    secrets:",
    message: "error: 'B' is not declared in o/s:prod; declare it first, for example under 'secrets' as "
      + "'B: { value: external }'"
  ),
  Refusal(
    name: "a value that is an alias",
    address: "o/r A",
    manifest: "version: 1\nx-v: &v { env: X }\nrepositories: { o/r: { secrets: { A: { value: *v } } } }",
    message: shared("the value of 'A' in o/r", place: "3:35", anchor: 2)
  ),
  Refusal(
    name: "a value that comes from a merge key",
    address: "o/r A",
    manifest: "version: 1\nx-v: &v { value: { env: X } }\nrepositories: { o/r: { secrets: { A: { <<: *v } } } }",
    message: shared("the value of 'A' in o/r", place: "3:35", anchor: 2)
  ),
  Refusal(
    name: "a value with an anchor that others use",
    address: "o/r A",
    manifest:
      "version: 1\nrepositories:\n  o/r:\n    secrets:\n      A: { value: &v { env: X } }\n      B: { value: *v }",
    message: shared("the value of 'A' in o/r", place: "5:7", anchor: 5)
  ),
  Refusal(
    name: "an anchor inside the value that others use",
    address: "o/r A",
    manifest: "version: 1\nrepositories:\n  o/r:\n    secrets:\n      A: { value: { env: &v X } }\n"
      + "      B: { value: { env: *v } }",
    message: shared("the value of 'A' in o/r", place: "5:7", anchor: 5)
  ),
  Refusal(
    name: "a secret that others merge",
    address: "o/r A",
    manifest: "version: 1\nrepositories:\n  o/r:\n    secrets:\n      A: &a\n        value: { env: X }\n      B: *a",
    message: shared("the value of 'A' in o/r", place: "5:7", anchor: 5)
  ),
  Refusal(
    name: "a scope that others repeat",
    address: "o/r A",
    manifest: "version: 1\nrepositories:\n  o/r: &r\n    secrets:\n      A: { value: { env: X } }\n  o/s: *r",
    message: shared("the value of 'A' in o/r", place: "5:7", anchor: 3)
  ),
  Refusal(
    name: "a new secret for a list that others repeat",
    address: "o/s NEW",
    manifest:
      "version: 1\nrepositories:\n  o/r:\n    secrets: &s\n      A: { value: { env: X } }\n  o/s: { secrets: *s }",
    message: shared("'secrets' of o/s", place: "6:3", anchor: 4)
  ),
  Refusal(
    name: "an explicit key of the value",
    address: "o/r A",
    manifest: "version: 1\nrepositories:\n  o/r:\n    secrets:\n      A:\n        ? value\n        : external",
    message: "folder/m.yaml:5:7: error: the value of 'A' in o/r cannot be put in place: it is written in a way that is "
      + "not edited; paste the printed block by hand"
  ),
  Refusal(
    name: "a new secret that the scope ignores",
    address: "o/r B",
    manifest: "version: 1\nrepositories:\n  o/r:\n    ignore: [B]\n    secrets:\n      A: { value: external }",
    message: "folder/m.yaml:3:3: error: the value of 'B' in o/r cannot be put in place: secret B is declared, but 'B' "
      + "under 'ignore' says not to touch it; paste the printed block by hand"
  ),
  Refusal(
    name: "a line end that only YAML 1.1 knows, behind which something would be lost",
    address: "o/r A",
    manifest: "version: 1\nrepositories:\n  o/r:\n    secrets:\n      A:\n        value: external\u{2028}"
      + "        description: d",
    message: "folder/m.yaml:5:7: error: the value of 'A' in o/r cannot be put in place: more than this value would "
      + "change; paste the printed block by hand"
  ),
]

private func shared(_ what: String, place: String, anchor line: Int) -> String {
  "folder/m.yaml:\(place): error: \(what) is shared through an anchor at folder/m.yaml:\(line); "
    + "write it out for this secret first"
}
