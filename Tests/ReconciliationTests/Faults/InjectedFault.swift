/// A fault at one request of a run.
struct InjectedFault: CustomStringConvertible {
  /// Which requests it strikes besides the one.
  enum Reach: String, CaseIterable {
    /// None.
    case once
    /// All later ones that ask the same.
    case always
    /// All later ones.
    case fromThenOn = "from then on"
  }

  var request: RequestName
  var kind: FaultKind
  var reach: Reach

  /// `KIND, REACH, at REQUEST`.
  var description: String { "\(kind.rawValue), \(reach.rawValue), at \(request)" }

  /// Whether a request goes wrong, given whether the fault has struck before.
  func strikes(_ other: RequestName, hasStruck: Bool) -> Bool {
    if other == request { return true }
    switch reach {
    case .once: return false
    case .always: return hasStruck && other.asksTheSame(as: request)
    case .fromThenOn: return hasStruck
    }
  }
}
