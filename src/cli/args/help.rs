//! What `--help` says behind the options.

pub(super) const AFTER_HELP: &str = "\
Exit status: 0 success, 1 the gate failed, 2 no verdict (bad usage, nothing to audit, unreadable files).

Examples:
  cargo clone-audit                          a summary of the current workspace
  cargo clone-audit list --class arc src/    every clone of an Arc below src/
  cargo clone-audit baseline save            record today's clones in clone-baseline.json
  cargo clone-audit check                    in CI: fail if production code gained any";

pub(super) const TYPES_HELP: &str = "\
Lists the types that the audited packages declare with Clone, and the types of other crates that
they clone.
  Sites  clones of exactly this type: a clone of an Option<Id> counts for Option
  Clone  derived; written: implemented by hand; none: no impl found, a macro may generate one
  Copy   could: Clone is derived, all fields are Copy, no Drop, at most 16 bytes
  Size   bytes of a value on a 64-bit target, as rustc lays it out, heap memory not included
         ≥ 24: at least 24; part of it is unknown, such as a type parameter
  Heap   yes: owns heap memory, exclusively or shared; ?: unknown

Filters choose the clones that are counted. --class, --cost and PATH also choose types: of that
class or cost, or declared in that path.

Examples:
  cargo clone-audit types --only copy-candidate    types that could be Copy
  cargo clone-audit types --only newtype-string    identifiers that allocate with every clone
  cargo clone-audit types --sort size --top 20     the largest types";

pub(super) const HISTORY_HELP: &str = "\
Audits commits as git has them, without checking anything out, by today's configuration. Of the
points that are chosen, each is compared with the one before:
  Added, Removed  explicit clones that came or went
  Respelled       clones that are written another way, as x.clone() and Arc::clone(&x)
  Moved           clones that stand in another function, module or file
  Grep            lines that rg '\\.clone\\(\\)' counts, for comparison with older figures

Examples:
  cargo clone-audit history                              50 points over the whole history
  cargo clone-audit history v1.0..HEAD --points 0        every commit since v1.0
  cargo clone-audit history --by tags                    release by release
  cargo clone-audit history --format svg > clones.svg    a chart for a document";

pub(super) const MERGE_HELP: &str = "\
Order and grouping of the documents do not matter. Packages of one workspace are joined as if they
had been audited together. Of several workspaces, paths and packages stand behind the workspace's
name: that of its root package or its folder, or the one given by `list --name NAME` or NAME=FILE.
The same package twice is one, or an error where the documents differ.

Examples:
  cargo clone-audit list --partition 1/2 --format json > 1.json
  cargo clone-audit list --partition 2/2 --format json > 2.json
  cargo clone-audit merge 1.json 2.json -o all.json
  cargo clone-audit check --from all.json";
