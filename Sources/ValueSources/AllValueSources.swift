/// Every source of values, in the order in which messages and the schema name them.
public let allValueSources: [any ValueSource.Type] = [
  EnvironmentVariable.self,
  FileValue.self,
  SealedValue.self,
]
