import SecretModel

/// Every rule about what a person should know besides the steps; one rule, one file.
func allFindings(_ comparison: Comparison, steps: [Step]) -> [Finding] {
  let audience = SecretAudience(comparison)
  return comparison.findings
    + valueRemarks(comparison)
    + neededValueFindings(comparison)
    + reservationFindings(comparison)
    + keyFindings(comparison)
    + outsideChangeFindings(comparison)
    + externalFindings(comparison)
    + visibilityFindings(comparison)
    + sealedKeyFindings(comparison)
    + ageFindings(comparison)
    + futureRotationFindings(comparison)
    + unmanagedFindings(comparison)
    + declaredRepositoryFindings(comparison, audience)
    + doublyDeclaredFindings(comparison)
    + wideningFindings(comparison, steps: steps)
    + sharedValueFindings(comparison, steps: steps)
    + shadowingFindings(comparison, audience)
    + crowdedRepositoryFindings(comparison, audience)
}
