import GitHubAPI
import GitHubEmulator

extension ConcurrentChange {
  /// What happens to secrets.
  static let ofSecrets = [
    ConcurrentChange(testDescription: "a secret that is to be updated is set") { try $0.write("ROTATED", in: "acme") },
    ConcurrentChange(testDescription: "a secret that is up to date is set", kept: ["acme KEPT"]) {
      try $0.write("KEPT", in: "acme")
    },
    ConcurrentChange(testDescription: "a secret that is to be created is created") {
      try $0.write("FRESH", in: "acme/web")
    },
    ConcurrentChange(
      testDescription: "a secret is created that the manifest does not name",
      kept: ["acme NEWS", "acme/web NEWS"]
    ) {
      try $0.write("NEWS", in: "acme", visibility: "all")
      try $0.write("NEWS", in: "acme/web")
    },
    ConcurrentChange(testDescription: "a secret that is to be updated is deleted") {
      try $0.deleteSecret("ROTATED", in: "acme")
      try $0.deleteSecret("DSN", in: "acme/web")
    },
    ConcurrentChange(
      testDescription: "secrets whose selections are to change are deleted",
      unfinished: [
        "add_repository acme ADDED", "remove_repository acme REMOVED", "set_repositories acme REPLACED",
      ]
    ) { model in
      for name in ["ADDED", "REMOVED", "REPLACED"] { try model.deleteSecret(name, in: "acme") }
    },
    ConcurrentChange(testDescription: "a secret that is to be deleted is deleted") {
      try $0.deleteSecret("TOMB", in: "acme")
      try $0.deleteSecret("GONE", in: "acme/web")
    },
  ]

  /// What happens to secrets that octoseal is about to delete.
  static let ofDoomedSecrets = [
    ConcurrentChange(
      testDescription: "a secret that is declared absent is set",
      unfinished: ["delete_secret acme TOMB"],
      kept: ["acme TOMB"]
    ) { try $0.write("TOMB", in: "acme") },
    ConcurrentChange(
      testDescription: "a secret that is declared absent is deleted and made anew",
      unfinished: ["delete_secret acme TOMB"],
      kept: ["acme TOMB"]
    ) {
      try $0.deleteSecret("TOMB", in: "acme")
      try $0.write("TOMB", in: "acme", visibility: "private")
    },
    ConcurrentChange(
      testDescription: "a secret that nobody declares is set",
      unfinished: ["delete_secret acme/web GONE"],
      kept: ["acme/web GONE"]
    ) { try $0.write("GONE", in: "acme/web") },
    ConcurrentChange(
      testDescription: "secrets that move are set where they were",
      unfinished: ["delete_secret acme DOWN", "delete_secret acme/web UP"],
      kept: ["acme DOWN", "acme/web UP"]
    ) {
      try $0.write("DOWN", in: "acme")
      try $0.write("UP", in: "acme/web")
    },
    ConcurrentChange(
      testDescription: "a secret that is to be deleted is opened to others",
      unfinished: ["delete_secret acme DOWN"]
    ) { try $0.open("DOWN", to: ["web", "api"]) },
  ]

  /// What happens to the access of secrets.
  static let ofAccess = [
    ConcurrentChange(testDescription: "selections are edited") {
      try $0.open("ADDED", to: [])
      try $0.open("REMOVED", to: ["web", "api", "open"])
      try $0.open("REPLACED", to: ["api"])
      try $0.open("NARROWED", to: ["web", "api", "open"])
    },
    ConcurrentChange(testDescription: "the selection of a secret that is up to date becomes one") {
      try $0.open("KEPT", visibility: "selected", to: ["web"])
    },
    ConcurrentChange(
      testDescription: "secrets whose selections are to change are opened to all",
      unfinished: [
        "add_repository acme ADDED", "remove_repository acme REMOVED", "set_repositories acme REPLACED",
      ]
    ) { model in
      for name in ["ADDED", "REMOVED", "REPLACED"] { try model.open(name, visibility: "all") }
    },
    ConcurrentChange(testDescription: "secrets that are to be updated are opened to others") {
      try $0.open("ROTATED", visibility: "selected", to: ["web"])
      try $0.open("INSIDE", visibility: "selected", to: ["web"])
      try $0.open("BROADCAST", visibility: "private")
    },
    ConcurrentChange(testDescription: "the public keys are replaced") { model in
      for scope in ["acme", "acme/web", "acme/web:production/eu"] { try model.rotateKey(of: scope) }
    },
  ]
}
