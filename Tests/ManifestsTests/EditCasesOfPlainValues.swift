/// Values inside braces.
let editCasesInBraces: [EditCase] = [
  EditCase(
    "a value in braces inside a secret in braces",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A: { value: { env: X }, max_age: 90d } # note
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A: { value: { sealed: BOX, key_id: ID, public_key: KEY }, max_age: 90d } # note
      """
  ),
  EditCase(
    "everything in braces",
    "o/r A",
    before: "repositories: {o/r: {secrets: {A: {\"value\":{env: X}}, B: {value: external,max_age: 1d}}}}",
    after: """
      repositories: {o/r: {secrets: {A: {"value":{ sealed: BOX, key_id: ID, public_key: KEY }}, B: {value: external,max_age: 1d}}}}
      """
  ),
  EditCase(
    "a word inside braces",
    "o/r b",
    before: "repositories: {o/r: {secrets: {A: {value: {env: X}}, B: {value: external,max_age: 1d}}}}",
    after: """
      repositories: {o/r: {secrets: {A: {value: {env: X}}, B: {value: { sealed: BOX, key_id: ID, public_key: KEY },max_age: 1d}}}}
      """
  ),
  EditCase(
    "braces over several lines, with comments",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A: {
              max_age: 90d, # age
              value: { # first
                # second
                env: X, # third
              }, # fourth
            }
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A: {
              max_age: 90d, # age
              value: { # first
                # second
                # third
                sealed: BOX, key_id: ID, public_key: KEY }, # fourth
            }
      """
  ),
  EditCase(
    "braces whose first comment has a line of its own",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A: { value: {
                # only
                env: X } }
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A: { value: {
                # only
                sealed: BOX, key_id: ID, public_key: KEY } }
      """
  ),
]

/// Values below or beside an indented key.
let editCasesInLines: [EditCase] = [
  EditCase(
    "indented keys",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            # above
            A:
              description: "what # is no comment"

              value:
                file: a.txt
                key: k

              max_age: 90d
            # below
            B: { value: external }
      """,
    after: """
      repositories:
        o/r:
          secrets:
            # above
            A:
              description: "what # is no comment"

              value:
                sealed: BOX
                key_id: ID
                public_key: KEY

              max_age: 90d
            # below
            B: { value: external }
      """
  ),
  EditCase(
    "indented keys with comments everywhere",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A: # one
              # two
              value: # three\twith a tab

                # four
                file: 'a#b.txt' # five
                # six
                key: "#k"   # seven
                # eight
              # nine
              max_age: 90d # ten
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A: # one
              # two
              value: # three\twith a tab

                # four
                # five
                # six
                # seven
                sealed: BOX
                key_id: ID
                public_key: KEY
                # eight
              # nine
              max_age: 90d # ten
      """
  ),
  EditCase(
    "indentation by four, and a value that is indented by one",
    "o/r A",
    before: """
      repositories:
          o/r:
              secrets:
                  A:
                      value:
                       env: X
                  B:
                      value: external
      """,
    after: """
      repositories:
          o/r:
              secrets:
                  A:
                      value:
                       sealed: BOX
                       key_id: ID
                       public_key: KEY
                  B:
                      value: external
      """
  ),
  EditCase(
    "a word becomes a block with the indentation of its surroundings",
    "o/r B",
    before: """
      repositories:
          o/r:
              secrets:
                  B:
                      value: external   # by hand
                      max_age: 1d
      """,
    after: """
      repositories:
          o/r:
              secrets:
                  B:
                      value:   # by hand
                          sealed: BOX
                          key_id: ID
                          public_key: KEY
                      max_age: 1d
      """
  ),
  EditCase(
    "a word in quotes on a line of its own",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A:
              "value" : # one
                # two
                'external' # three
              protected: true
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A:
              "value" : # one
                # two
                # three
                sealed: BOX
                key_id: ID
                public_key: KEY
              protected: true
      """
  ),
  EditCase(
    "a word as a block scalar",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A:
              value: |- # why
                external

              protected: true
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A:
              value: # why
                sealed: BOX
                key_id: ID
                public_key: KEY

              protected: true
      """
  ),
  EditCase(
    "braces in an indented secret",
    "acme A",
    before: """
      organizations:
        acme:
          secrets:
            A:
              visibility: all
              value: { env: X } # note
      """,
    after: """
      organizations:
        acme:
          secrets:
            A:
              visibility: all
              value: # note
                sealed: BOX
                key_id: ID
                public_key: KEY
      """
  ),
  EditCase(
    "a comment that touches what is before it",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A:
              value: { env: X }# note
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A:
              value: # note
                sealed: BOX
                key_id: ID
                public_key: KEY
      """
  ),
  EditCase(
    "explicit keys, where it is understood",
    "o/r A",
    before: """
      repositories:
        ? o/r
        : secrets:
            ? A
            : value: external
              protected: true
      """,
    after: """
      repositories:
        ? o/r
        : secrets:
            ? A
            : value:
                sealed: BOX
                key_id: ID
                public_key: KEY
              protected: true
      """
  ),
  EditCase(
    "an anchor that nobody uses, and a merge that does not have the value",
    "o/r A",
    before: """
      x-base: &base { max_age: 1d }
      repositories:
        o/r: &unused
          secrets:
            A: &too
              <<: *base
              value: &also
                env: X
      """,
    after: """
      x-base: &base { max_age: 1d }
      repositories:
        o/r: &unused
          secrets:
            A: &too
              <<: *base
              value: &also
                sealed: BOX
                key_id: ID
                public_key: KEY
      """
  ),
]
