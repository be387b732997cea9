import SecretModel

/// What a step does, in one character.
enum StepSymbol: String, CaseIterable {
  case create = "+"
  case update = "~"
  case narrow = "<"
  case widen = ">"
  case delete = "-"

  /// The symbol of a step; a change of access that takes anything away counts as narrowing.
  init(_ step: Step) {
    switch step.action {
    case .createEnvironment, .createSecret: self = .create
    case .updateSecret: self = .update
    case .deleteSecret: self = .delete
    case .setVisibility, .setRepositories, .addRepository, .removeRepository:
      self = AccessDifference(step)?.takesAway == true ? .narrow : .widen
    }
  }

  /// What it stands for.
  var meaning: String {
    switch self {
    case .create: "create"
    case .update: "update"
    case .narrow: "narrow access"
    case .widen: "widen access"
    case .delete: "delete"
    }
  }

  var paint: Paint {
    switch self {
    case .create: .green
    case .update: .magenta
    case .narrow, .widen: .cyan
    case .delete: .red
    }
  }
}

extension Step {
  /// Symbol and name.
  var headline: Cell {
    let symbol = StepSymbol(self)
    return Cell("\(symbol.rawValue) \(Escaped.terminal(nameInScope))", symbol.paint)
  }

  /// Whether it changes who may use a secret and has to bring the value for that; of other writes that goes without
  /// saying.
  var bringsValueForAccess: Bool { action == .setVisibility && after?.needsValue == true }

  /// Why it is done, in words.
  var explanation: String {
    let time = before?.updatedAt.map { " at \($0)" } ?? ""
    let lastChanged = before?.updatedAt.map { ", last changed at \($0)" } ?? ""
    return switch reason {
    case .missing: "not there yet"
    case .valueChanged: "value changed"
    case .changedOutside: "changed outside\(time)"
    case .unverified: "unverified: nothing to compare it with"
    case .rotationDue: "rotation due\(lastChanged)"
    case .visibilityDiffers: "visibility differs"
    case .repositoriesDiffer: "repositories differ"
    case .unmanaged: "not in the manifest\(lastChanged)"
    case .declaredAbsent: "declared absent\(lastChanged)"
    }
  }
}
