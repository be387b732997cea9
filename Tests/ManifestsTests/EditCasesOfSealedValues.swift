/// A block as it may stand in a manifest already.
private let oldBox = String(repeating: "BBBB", count: 16)
private let oldKey = String(repeating: "BBBB", count: 10) + "BBA="

/// Values that are sealed already.
let editCasesOfSealedValues: [EditCase] = [
  EditCase(
    "a sealed block with comments keeps its lines",
    "acme/web:a/b:c A",
    before: """
      organizations:
        Acme:
          repositories:
            Web:
              environments:
                'A/b:C':
                  secrets:
                    a:
                      value:
                        # the box
                        sealed: \(oldBox) # long

                        key_id: 99
                        public_key: '\(oldKey)' # the key
      """,
    after: """
      organizations:
        Acme:
          repositories:
            Web:
              environments:
                'A/b:C':
                  secrets:
                    a:
                      value:
                        # the box
                        sealed: BOX # long

                        key_id: ID
                        public_key: KEY # the key
      """
  ),
  EditCase(
    "a sealed block in another order, and one without its key",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A:
              value:
                key_id: "99" # id
                sealed: >-
                  \(oldBox)
            B: { value: external }
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A:
              value:
                # id
                sealed: BOX
                key_id: ID
                public_key: KEY
            B: { value: external }
      """
  ),
  EditCase(
    "a sealed block whose texts have lines of their own",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A:
              value:
                sealed: >- # folded
                  \(oldBox)
                key_id: "99"
                public_key: \(oldKey)
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A:
              value:
                # folded
                sealed: BOX
                key_id: ID
                public_key: KEY
      """
  ),
  EditCase(
    "a sealed value in braces keeps its spaces and lines",
    "o/r A",
    before: """
      repositories:
        o/r: {secrets: {A: {value: {sealed: \(oldBox)  , # long
          key_id: 99,public_key: '\(oldKey)'}}}}
      """,
    after: """
      repositories:
        o/r: {secrets: {A: {value: {sealed: BOX  , # long
          key_id: ID,public_key: KEY}}}}
      """
  ),
  EditCase(
    "a sealed value in braces stays in braces",
    "o/r A",
    before: """
      repositories:
        o/r:
          secrets:
            A:
              value: { key_id: 5, sealed: \(oldBox) } # note
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A:
              value: { sealed: BOX, key_id: ID, public_key: KEY } # note
      """
  ),
]

/// Secrets that are not declared yet.
let editCasesOfNewSecrets: [EditCase] = [
  EditCase(
    "a secret that is not declared is added behind the others, with their indentation",
    "acme/web:prod NEW",
    before: """
      organizations:
          acme:
              repositories:
                  web:
                      environments:
                          prod:
                              secrets:
                                  A:
                                      value: { env: A } # a

                                  # B: { value: external }

                          # of the next
                          dev:
      """,
    after: """
      organizations:
          acme:
              repositories:
                  web:
                      environments:
                          prod:
                              secrets:
                                  A:
                                      value: { env: A } # a

                                  # B: { value: external }
                                  NEW:
                                      value:
                                          sealed: BOX
                                          key_id: ID
                                          public_key: KEY

                          # of the next
                          dev:
      """
  ),
  EditCase(
    "a secret is added to a list with anchors, before the end of the document",
    "o/r null",
    before: """
      repositories:
        o/s: { secrets: { A: &a { value: external } } }
        o/r:
         secrets:
          B: *a
          C: &c
              value: external
          D: *c
        # of nobody
      ...
      """,
    after: """
      repositories:
        o/s: { secrets: { A: &a { value: external } } }
        o/r:
         secrets:
          B: *a
          C: &c
              value: external
          D: *c
          NULL:
              value:
                  sealed: BOX
                  key_id: ID
                  public_key: KEY
        # of nobody
      ...
      """
  ),
  EditCase(
    "a secret is added behind a text whose lines look like comments",
    "o/r NEW",
    before: """
      repositories:
        o/r:
          secrets:
            A:
              value: external
              description: |
                text
                # text too
        # of the next
        o/s:
      """,
    after: """
      repositories:
        o/r:
          secrets:
            A:
              value: external
              description: |
                text
                # text too
            NEW:
              value:
                sealed: BOX
                key_id: ID
                public_key: KEY
        # of the next
        o/s:
      """
  ),
]
