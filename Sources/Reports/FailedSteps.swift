import SecretModel

extension Outcome {
  /// The steps that failed, as findings.
  var failures: [Finding] {
    results.filter { $0.status == .failed }
      .map { result in
        let step = result.step
        let doubt = result.mayHaveHappened ? "; it may have happened all the same" : ""
        let message = "\(step.action.rawValue) failed: \(result.error ?? "")\(doubt)"
        var finding = Finding(.error, code: "step.failed", scope: step.scope, message: message, at: step.location)
        finding.secret = step.secret?.name
        return finding
      }
  }
}
