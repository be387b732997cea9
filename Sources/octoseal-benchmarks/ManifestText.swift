/// A manifest of one organization, as large as it is asked for.
func manifestText(
  organizationSecrets: Int,
  selected: Int,
  repositories: Int,
  secretsEach: Int,
  environmentsEach: Int,
  environmentSecretsEach: Int
) -> [UInt8] {
  var text = "version: 1\norganizations:\n  acme:\n    secrets:\n"
  let selection = (0..<min(100, repositories)).map { "repository-\($0)" }.joined(separator: ", ")
  for index in 0..<organizationSecrets {
    let access = index < selected ? "visibility: selected, repositories: [\(selection)]" : "visibility: private"
    text += "      SECRET_OF_ORGANIZATION_\(index): { \(access), value: { env: VALUE_\(index) } }\n"
  }
  text += "    repositories:\n"
  for repository in 0..<repositories {
    text += "      repository-\(repository):\n        secrets:\n"
    for index in 0..<secretsEach {
      text += "          SECRET_OF_REPOSITORY_\(index):\n            value: { env: VALUE_\(index) }\n"
    }
    text += "        environments:\n"
    for environment in 0..<environmentsEach {
      text += "          environment-\(environment):\n            secrets:\n"
      for index in 0..<environmentSecretsEach {
        text += "              SECRET_OF_ENVIRONMENT_\(index):\n                value: { env: VALUE_\(index) }\n"
      }
    }
  }
  return Array(text.utf8)
}
