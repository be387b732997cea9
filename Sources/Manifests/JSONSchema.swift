import SecretModel
import ValueSources

/// What the schema is called, and where editors find it.
let manifestSchemaID = "https://octoseal.dev/schema/manifest.schema.json"

/// The JSON Schema (draft 2020-12) of a manifest, for editors and other programs.
///
/// It says all that a schema can say; what needs the whole manifest in view (duplicates by folded names, groups, limits
/// over several files) only `octoseal validate` finds.
public func manifestJSONSchema() -> String {
  let sources = allValueSources.map { "          \(indented($0.schema, by: 10))" }.joined(separator: ",\n")
  return """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "\(manifestSchemaID)",
      "title": "octoseal manifest",
      "description": "The secrets of GitHub organizations, repositories and environments.",
      "type": "object",
      "properties": {
        "version": { "const": 1, "description": "The version of this format." },
        "github": { "$ref": "#/$defs/github" },
        "ledger": {
          "type": "string",
          "description": "A path beside the manifest, 'github' or 'none'.",
          "pattern": "(^|/)(?!\\\\.{1,2}$)[^/]+$"
        },
        "defaults": {
          "type": "object",
          "properties": { "unmanaged": { "$ref": "#/$defs/unmanaged" } },
          "additionalProperties": false
        },
        "repository_groups": {
          "description": "Named lists of repositories, used as '@name'.",
          "type": ["object", "null"],
          "propertyNames": { "pattern": "^[A-Za-z0-9._-]+$" },
          "additionalProperties": { "$ref": "#/$defs/selectors" }
        },
        "organizations": {
          "type": ["object", "null"],
          "propertyNames": { "pattern": "^[A-Za-z0-9_-]{1,100}$" },
          "additionalProperties": { "$ref": "#/$defs/organization" }
        },
        "repositories": {
          "description": "Repositories outside any organization above, as OWNER/NAME.",
          "type": ["object", "null"],
          "propertyNames": { "pattern": "^[A-Za-z0-9_-]{1,100}/(?!\\\\.{1,2}$)[A-Za-z0-9._-]{1,100}$" },
          "additionalProperties": { "$ref": "#/$defs/repository" }
        }
      },
      "patternProperties": { "^x-": true },
      "required": ["version"],
      "additionalProperties": false,
      "$defs": {
        "github": {
          "type": "object",
          "properties": {
            "api_url": {
              "type": "string",
              "description": "https://api.github.com, or https://HOST/api/v3.",
              "pattern": "^([Hh][Tt][Tt][Pp][Ss]://(\\\\[[0-9A-Fa-f:.]+\\\\]|[A-Za-z0-9._-]+)|[Hh][Tt][Tt][Pp]://([Ll][Oo][Cc][Aa][Ll][Hh][Oo][Ss][Tt]|127(\\\\.[0-9]{1,3}){3}|\\\\[::1\\\\]))(:[0-9]{1,5})?(/[!-~]*)?$",
              "not": { "pattern": "[@?#\\\\\\\\]" },
              "$comment": "The whole host is looked at: localhost.example.org is a name that anybody may own."
            },
            "api_version": { "enum": ["auto", "2026-03-10", "2022-11-28", "none"] }
          },
          "additionalProperties": false
        },
        "unmanaged": {
          "description": "What happens to a live secret that is not declared: an Actions secret, or one of another store whose key is written in the same place.",
          "enum": ["report", "ignore", "delete", "delete_owned"]
        },
        "ignore": {
          "description": "Names that are never touched and never reported.",
          "type": "array",
          "items": { "type": "string", "minLength": 1 }
        },
        "selectors": {
          "type": "array",
          "items": {
            "type": "string",
            "description": "A name, a glob, or '@' and a group.",
            "pattern": "^(@.*|(?!\\\\.{1,2}$)[A-Za-z0-9._-]{1,100}|[^@/]*[*?][^/]*)$"
          }
        },
        "organization": {
          "type": ["object", "null"],
          "properties": {
            "unmanaged": { "$ref": "#/$defs/unmanaged" },
            "ignore": { "$ref": "#/$defs/ignore" },
    \(secretKeys(of: .organization, "organizationSecrets")),
            "repositories": {
              "type": ["object", "null"],
              "propertyNames": { "pattern": "^(?!\\\\.{1,2}$)[A-Za-z0-9._-]{1,100}$" },
              "additionalProperties": { "$ref": "#/$defs/repository" }
            }
          },
          "additionalProperties": false
        },
        "repository": {
          "type": ["object", "null"],
          "properties": {
            "unmanaged": { "$ref": "#/$defs/unmanaged" },
            "ignore": { "$ref": "#/$defs/ignore" },
    \(secretKeys(of: .repository, "secrets")),
            "environments": {
              "type": ["object", "null"],
              "propertyNames": { "minLength": 1, "maxLength": 255, "pattern": "^[^\\\\u0000-\\\\u001f\\\\u007f-\\\\u009f]*$", "not": { "enum": [".", ".."] } },
              "additionalProperties": { "$ref": "#/$defs/environment" }
            }
          },
          "additionalProperties": false
        },
        "environment": {
          "type": ["object", "null"],
          "properties": {
            "create": { "type": "boolean", "description": "Whether it is made when it is missing." },
            "unmanaged": { "$ref": "#/$defs/unmanaged" },
            "ignore": { "$ref": "#/$defs/ignore" },
    \(secretKeys(of: .environment, "secrets"))
          },
          "additionalProperties": false
        },
        "organizationSecrets": {
          "type": ["object", "null"],
          "propertyNames": { "$ref": "#/$defs/secretName" },
          "additionalProperties": { "$ref": "#/$defs/organizationSecret" }
        },
        "secrets": {
          "type": ["object", "null"],
          "propertyNames": { "$ref": "#/$defs/secretName" },
          "additionalProperties": { "$ref": "#/$defs/secret" }
        },
        "secretName": {
          "description": "Letters, digits and '_'; not starting with a digit or 'GITHUB_'.",
          "maxLength": 255,
          "pattern": "^(?![Gg][Ii][Tt][Hh][Uu][Bb]_)[A-Za-z_][A-Za-z0-9_]*$"
        },
        "organizationSecret": {
          "type": "object",
          "properties": {
            "description": { "type": "string" },
            "visibility": {
              "description": "Which repositories may use it; there is no silent default.",
              "enum": ["all", "private", "selected"]
            },
            "repositories": { "$ref": "#/$defs/selectors" },
            "value": { "$ref": "#/$defs/value" },
            "state": { "enum": ["present", "absent"] },
            "max_age": { "$ref": "#/$defs/age" },
            "rotated_at": { "$ref": "#/$defs/instant" },
            "protected": { "type": "boolean" },
            "allow_empty": { "type": "boolean" }
          },
          "if": { "properties": { "state": { "const": "absent" } }, "required": ["state"] },
          "then": { "$ref": "#/$defs/tombstone" },
          "else": {
            "allOf": [
              { "$ref": "#/$defs/presentSecret" },
              { "required": ["visibility"] },
              {
                "if": { "properties": { "visibility": { "const": "selected" } }, "required": ["visibility"] },
                "then": { "required": ["repositories"] },
                "else": { "not": { "required": ["repositories"] } }
              }
            ]
          },
          "additionalProperties": false
        },
        "secret": {
          "type": "object",
          "properties": {
            "description": { "type": "string" },
            "value": { "$ref": "#/$defs/value" },
            "state": { "enum": ["present", "absent"] },
            "max_age": { "$ref": "#/$defs/age" },
            "rotated_at": { "$ref": "#/$defs/instant" },
            "protected": { "type": "boolean" },
            "allow_empty": { "type": "boolean" }
          },
          "if": { "properties": { "state": { "const": "absent" } }, "required": ["state"] },
          "then": { "$ref": "#/$defs/tombstone" },
          "else": { "$ref": "#/$defs/presentSecret" },
          "additionalProperties": false
        },
        "tombstone": {
          "description": "Deleted wherever it is found.",
          "propertyNames": { "enum": ["description", "state"] }
        },
        "presentSecret": {
          "required": ["value"],
          "if": { "properties": { "value": { "const": "external" } } },
          "then": { "not": { "required": ["allow_empty"] } }
        },
        "age": {
          "description": "Older than this is a finding: minutes, hours, days or weeks.",
          "type": "string",
          "pattern": "^0*[1-9][0-9]{0,5}[mhdw]$"
        },
        "instant": {
          "description": "A live value that is older must be replaced.",
          "type": "string",
          "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])$"
        },
        "value": {
          "description": "Where the value comes from; exactly one source.",
          "oneOf": [
            { "const": "external", "description": "The value is not managed." },
    \(sources)
          ]
        }
      }
    }

    """
}

/// The keys under which a scope's secrets are declared, one for each store that has any at its level.
private func secretKeys(of kind: Scope.Kind, _ definition: String) -> String {
  SecretStore.all.filter { $0.levels[kind] != nil }
    .map { ##"        "\##($0.manifestKey)": { "$ref": "#/$defs/\##(definition)" }"## }
    .joined(separator: ",\n")
}

/// The text with every line but the first moved to the right.
private func indented(_ text: String, by columns: Int) -> String {
  let margin = String(repeating: " ", count: columns)
  return text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n\(margin)")
}
