/// Everything that a result can complain about: the one table of codes with what they mean and what to do.
///
/// Codes are a promise to scripts; these texts may improve.
let ruleTable: [Rule] = [
  // What drifted.
  Rule("drift.missing", "A declared secret is not there", "Run 'octoseal apply', which writes it again."),
  Rule("drift.unmanaged", "A live secret is not in the manifest", "Declare it, ignore it, or declare it absent."),
  Rule("drift.visibility", "A secret has another visibility than declared", accessHelp),
  Rule("drift.repositories", "A secret has other selected repositories than declared", accessHelp),
  Rule("drift.changed_outside", "Somebody else wrote a secret after the last apply", changedOutsideHelp),
  Rule("drift.not_applied", "What is declared was not applied yet", "Run 'octoseal apply'."),
  Rule("drift.too_old", "A secret is older than its 'max_age' or 'rotated_at'", "Rotate the value, then apply."),
  Rule("drift.absent_present", "A secret that is declared absent is there", "Run 'octoseal apply', which deletes it."),

  // What a plan finds.
  Rule("access_changed_outside", "The access of a secret was changed outside", changedOutsideHelp),
  Rule("changed_outside", "The value of a secret was set outside", changedOutsideHelp),
  Rule("environment_missing", "A declared environment does not exist", "Make it, or declare 'create: true'."),
  Rule("external_missing", "An external secret is not there", "Set it at GitHub by hand."),
  Rule(
    "key_changed",
    "The key for fingerprints is not the one of before",
    "Use the earlier OCTOSEAL_KEY, or apply anew."
  ),
  Rule("moved", "A secret moves to another scope", "Nothing has to be done."),
  Rule(
    "public_repository",
    "A public repository cannot see a 'private' organization secret",
    "Select it for the secret."
  ),
  Rule("repository_archived", "A named repository is archived", "Take it out of the manifest, or unarchive it."),
  Rule("repository_declared_twice", "Two names stand for one repository", "Keep the present name."),
  Rule("repository_not_found", "A named repository does not exist", "Correct the name, or let the token see it."),
  Rule("repository_renamed", "A named repository has another name now", "Write the present name."),
  Rule("rotation_ahead", "A 'rotated_at' lies in the future", "Nothing has to be done before then."),
  Rule("rotation_due", "The value of an external secret is overdue", "Rotate it at GitHub by hand."),
  Rule(
    "sealed_key_changed",
    "A value was sealed for a key that was replaced",
    "Seal the value again with 'octoseal seal'."
  ),
  Rule("shadowed", "A secret hides another one of the same name", "Rename or remove one if that is not meant."),
  Rule(
    "too_many_visible",
    "A repository sees more than 100 organization secrets",
    "Select repositories for some of them."
  ),
  Rule("too_old", "A secret is older than its 'max_age'", "Rotate the value, then apply."),
  Rule("unmanaged", "A live secret is not in the manifest", "Declare it, ignore it, or declare it absent."),
  Rule("unverified", "Nothing is known about a live value", "Give its value to an apply, or pass '--trust-live'."),
  Rule("value_shared", "A secret gets the value that another one has", "Look whether it may be known in both places."),
  Rule("values_withheld", "No value is read for a fork's pull request", "Nothing has to be done."),
  Rule(
    "visibility_needs_value",
    "A visibility changes only together with a value that is not given",
    "Give the value to the run that applies, or set the visibility by hand."
  ),
  Rule("visible_to_more", "More repositories will see a secret", "Look whether they may."),
  Rule("visible_to_public", "Public repositories will see a secret", "Look whether they may."),

  // What an explanation finds.
  Rule("absent_present", "A secret that is declared absent is there", "Run 'octoseal apply', which deletes it."),
  Rule("archived_left_out", "Archived repositories are not explained", "Name one to have it explained."),
  Rule("environment_not_listed", "The secrets of an environment cannot be listed", permissionHelp),
  Rule("environments_not_listed", "The environments of a repository cannot be listed", permissionHelp),
  Rule("explain.nothing", "Nothing was named to be explained", "Name a repository, or an owner."),
  Rule("given_undeclared", "A repository is given a secret that the manifest keeps from it", "Run 'octoseal plan'."),
  Rule("missing", "A declared secret is not there", "Run 'octoseal apply'."),
  Rule("not_given", "A repository is not given a secret that the manifest gives it", "Run 'octoseal plan'."),
  Rule("organization_not_listed", "The secrets of an organization cannot be listed", permissionHelp),
  Rule("organization_secrets_derived", "What a repository is given is derived", "Nothing has to be done."),
  Rule("organization_unknown", "Nothing is known of an organization's secrets", permissionHelp),
  Rule("unknown_name", "Nobody has a secret of that name", "Correct the name."),

  // Values.
  Rule(
    "value.external",
    "A step needs a value that the manifest calls external",
    "Declare a source, or write it by hand."
  ),
  Rule("value.not_given", "A value was not given to this run", "Set the variable or make the file that it comes from."),
  Rule("value_empty", "A value is empty or blank", "Correct its source, or declare 'allow_empty'."),
  Rule("value_file_duplicate", "A key stands more than once in a value file", "Keep one of them."),
  Rule("value_file_malformed", "A value file cannot be parsed", "Correct the file."),
  Rule("value_file_not_a_text", "A key of a value file is no text", "Name the key of a text."),
  Rule("value_file_readable_by_others", "A value file is readable by every user", "Run 'chmod o-r' on it."),
  Rule("value_needed", "An apply needs a value that this run has not", "Give the value to the run that applies."),
  Rule("value_not_a_file", "The path of a value names no file", "Name a regular file."),
  Rule("value_not_allowed", "A variable fits none of the allowed patterns", "Add a pattern to '--allow-env'."),
  Rule("value_not_compared", "Given values were not compared with what was applied", "Set OCTOSEAL_KEY."),
  Rule("value_not_given", "A value was not given and is unchanged at GitHub", "Nothing has to be done."),
  Rule("value_outside", "A value file lies outside the manifest's folder", "Move it, or pass '--allow-outside-files'."),
  Rule("value_stray_newline", "A value begins or ends with a line break", "Take it away where the value is made."),
  Rule("value_too_large", "A value is larger than GitHub takes", "Encrypt a file in the repository instead."),
  Rule("value_unreadable", "A value file cannot be read", "Make it readable for this user."),

  // The manifest.
  Rule("manifest.env", "No name of an environment variable", "Write letters, digits and underscores."),
  Rule("manifest.env_denied", "A variable that can never be a value", "Name a variable of your own."),
  Rule("manifest.file", "A value's file is not named well", manifestHelp),
  Rule("manifest.group_circle", "A group contains itself", "Take the circle apart."),
  Rule("manifest.group_size", "Groups stand for too many repositories", "Write globs, or smaller groups."),
  Rule("manifest.ignored", "A secret is both declared and ignored", "Remove one of the two."),
  Rule("manifest.misplaced_repository", "A repository stands in the wrong place", "Move it below its organization."),
  Rule("manifest.name", "A name that GitHub does not allow", "Correct the name."),
  Rule("manifest.not_found", "There is no manifest", "Name it with '-f'."),
  Rule("manifest.sealed", "A sealed block is incomplete or damaged", "Make the block with 'octoseal seal'."),
  Rule("manifest.too_many_secrets", "More secrets than GitHub keeps in one scope", "Join some of them, or move them."),
  Rule("manifest.unknown_group", "A group that is not there", "Correct the name, or make the group."),
  Rule("manifest.unknown_key", "A key that has no meaning here", manifestHelp),
  Rule("manifest.unknown_word", "A word that has no meaning here", manifestHelp),
  Rule("manifest.unreadable", "The manifest cannot be read", "Make it readable for this user."),
  Rule("manifest.value", "A value does not name one source", manifestHelp),
  Rule("manifest.version", "The manifest has no known version", "Write 'version: 1'."),
  Rule("manifest.wrong_type", "Something of the wrong type", manifestHelp),

  // The workflows.
  Rule("workflow.absent_secret", "A workflow uses a secret that is declared absent", workflowHelp),
  Rule("workflow.expression", "An expression cannot be read", "Correct it."),
  Rule("workflow.invisible_secret", "A workflow uses a secret that is not for its repository", workflowHelp),
  Rule("workflow.misspelled_secret", "A workflow uses a name that differs by little from a declared one", workflowHelp),
  Rule("workflow.no_jobs", "A workflow has no jobs", "Look whether it is one."),
  Rule("workflow.not_found", "There are no workflows", "Name the folder that has them."),
  Rule("workflow.symbolic_link", "A workflow is a symbolic link", "Write the file itself."),
  Rule("workflow.too_many_uses", "A workflow uses more secrets than are looked at", "Split it."),
  Rule("workflow.undeclared_secret", "A workflow uses a secret that is not declared", workflowHelp),
  Rule("workflow.unknown_repository", "Nobody knows whose workflows they are", "Pass '--repository OWNER/NAME'."),
  Rule("workflow.unreadable", "A workflow cannot be read", "Make it readable for this user."),
  Rule("workflow.unused_secret", "No workflow uses a declared secret", "Remove it, if nothing else does."),
  Rule("workflow.wrong_environment", "A workflow uses a secret of an environment that is not its own", workflowHelp),

  // Guards.
  Rule("guard.api_url", "The manifest names another server than this run", "Correct one of the two."),
  Rule("guard.consent", "Nobody agreed to the plan", "Look at it, then pass '--yes'."),
  Rule("guard.export_exists", "What export would write is there already", "Name another place."),
  Rule("guard.fork", "A fork's manifest is never applied", "Apply on a push to the repository's own branch."),
  Rule("guard.max_delete_percent", "A large part of a scope would be deleted", guardHelp),
  Rule("guard.max_deletes", "Many secrets would be deleted", guardHelp),
  Rule("guard.not_reviewed", "The plan is not the one that was reviewed", "Plan anew and have it reviewed."),
  Rule(
    "guard.protected",
    "A protected secret would be deleted",
    "Take 'protected' away first, in a change of its own."
  ),
  Rule("guard.stale_plan", "The saved plan is no longer right", "Plan anew and have it reviewed."),

  // Applying.
  Rule("apply.not_verified", "GitHub accepted a write and shows something else", "Run 'octoseal plan'."),
  Rule("preflight.archived", "A repository is archived and so is read-only", "Unarchive it, or take it out."),
  Rule("preflight.permission", "The token lacks a permission", permissionHelp),
  Rule("run.interrupted", "The run was interrupted", "Run the same command again; it goes on."),
  Rule("step.changed_since", "A secret was changed after it was planned", "Plan anew."),
  Rule("step.failed", "A step failed", "Look at its reason, then apply again."),
  Rule("step.incomplete", "A step does not know what it needs", "Plan anew."),
  Rule("step.not_moved_yet", "A secret is not yet where it moves to", "Apply again."),
  Rule("step.unseen_successor", "The place that a secret moves to cannot be seen", "Let the token read it."),
  Rule("step.value_wanted", "A server wants the value with a visibility", "Give the value to the run that applies."),

  // The ledger, its key, and files.
  Rule("cache.unusable", "The cache's folder cannot be used", "Name a folder that belongs to this user."),
  Rule("export.incomplete", "Not everything could be read", "Mend what else is said, or export less."),
  Rule("export.size", "An exported manifest is too large for one file", "Pass '--split'."),
  Rule("export.unwritable", "An exported manifest cannot be written", "Name a place that can be written to."),
  Rule("key.not_kept", "A key for fingerprints cannot be kept", "Set OCTOSEAL_KEY."),
  Rule("key.too_short", "The key for fingerprints is too short", "Make one with 'openssl rand -hex 32'."),
  Rule("ledger.contended", "Other runs change the ledger all the time", "Let one apply run at a time."),
  Rule("ledger.locked", "Another apply has the ledger", "Wait for it."),
  Rule("ledger.unusable", "The ledger cannot be used", "Restore it, or remove it and apply anew."),
  Rule("merge.incomplete", "A shard has no result", "Run it again."),
  Rule("merge.nothing", "No file has a result", mergeHelp),
  Rule("merge.unrelated", "The results do not belong together", mergeHelp),
  Rule("merge.unusable", "A file is no result", mergeHelp),
  Rule("only.nothing", "'--only' fits no scope", "Write a scope of the manifest, or a glob."),
  Rule("output.failed", "The result could not be written", "Name a place that can be written to."),
  Rule("output.summary", "The summary of the step could not be written", "The result stands in the log."),
  Rule("plan.unusable", "The saved plan cannot be read", "Make it with 'octoseal plan --out'."),

  // Sealing.
  Rule("seal.absent", "The secret is declared absent", sealHelp),
  Rule("seal.changed_meanwhile", "The manifest was changed while a value was sealed", sealHelp),
  Rule("seal.encoding", "The manifest is not UTF-8", "Save it as UTF-8."),
  Rule("seal.layout", "The block cannot be put in place", sealHelp),
  Rule("seal.shared", "The declaration is shared through an anchor", "Write it out for this secret."),
  Rule("seal.undeclared", "The secret is not declared", "Declare it first."),
  Rule("seal.unwritable", "The manifest cannot be written", sealHelp),
  Rule("sealing.public_key", "A public key is damaged", "Use the key as GitHub gives it."),

  // Talking to GitHub.
  Rule("github.api_url", "The API's URL is wrong", "Write the root of GitHub's REST API."),
  Rule("github.app_credentials", "The GitHub App's id or key is wrong", "Correct the variable that the message names."),
  Rule("github.app_key_file", "The GitHub App's key file is readable by others", "Run 'chmod go-r' on it."),
  Rule("github.ca_file", "The certificate authorities cannot be read", "Name a file of certificates in PEM."),
  Rule("github.forbidden", "GitHub refused a request", "Give the token the permission that the message names."),
  Rule("github.held_up", "Limits would hold the run up too long", "Run again later, or allow more with '--max-wait'."),
  Rule("github.no_token", "There is no token for the server", "Set OCTOSEAL_TOKEN."),
  Rule("github.not_found", "Something does not exist, or the token cannot see it", "Check the name and the token."),
  Rule("github.proxy", "The proxy's settings are wrong", "Correct the variable that the message names."),
  Rule("github.rate_limited", "GitHub's rate limit was reached", "Run again later; what was done stays done."),
  Rule("github.token", "The token is damaged", "Set OCTOSEAL_TOKEN to a token."),
  Rule("token_expires", "The token expires soon", "Make a new one."),
  Rule("github.unauthorized", "GitHub does not accept the token", "Set OCTOSEAL_TOKEN to a valid token."),
  Rule("github.unreadable", "GitHub's answer cannot be read", "Check that the API's URL is its root."),
]

private let accessHelp = "Run 'octoseal apply', which sets it back, or declare what is live."
private let changedOutsideHelp = "Find out who did it; 'octoseal apply' writes the declared value again."
private let guardHelp = "Look at the deletions, then raise the limit or pass '--force'."
private let manifestHelp = "See the message, and the JSON Schema that 'octoseal schema' prints."
private let mergeHelp = "Give one file of each shard of one run, as '--json-into' wrote it."
private let permissionHelp = "Give the token the permission that the message names."
private let sealHelp = "Paste the printed block by hand."
private let workflowHelp = "Declare the secret where the job sees it, or correct the workflow."
