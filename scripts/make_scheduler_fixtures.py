#!/usr/bin/env python3
"""Writes the two synthetic workspaces `fixtures/workspaces/scheduler-before` and `scheduler-after`.

They replay the history of a real scheduler (README.md tells of it) without its code: the file
`fixtures/workspaces/scheduler-history.csv` says how many clones of each spelling every file held at two
commits, and how many lines `rg '\\.clone\\(\\)'` counted. This script invents small service-like functions
with exactly those counts. Both results are Cargo workspaces without dependencies that compile.

    python3 scripts/make_scheduler_fixtures.py           remove both folders, write them again, verify
    python3 scripts/make_scheduler_fixtures.py --check   verify what is on disk, write nothing

How it works, in the order of the code below:

1. `plan_file` turns one row of the CSV into *sites*: what each clone is before and after (kept, respelled
   from `x.clone()` to `Arc::clone(&x)`, removed in favour of a borrow, added), and how it is laid out, so
   that counted lines and counted calls differ by what the CSV says.
2. `FunctionWriter` writes one function around one to four sites: receivers, statements, a tail.
3. `SourceFile` puts the functions of a file together and renders them at either commit. A file is planned
   once and rendered twice, so everything but the changed sites is the same text.
4. `workspace_files` adds manifests, crate roots and `mod.rs` files. These mention no clone at all.
5. `verify` reads the folders again and counts with plain regular expressions, knowing nothing of 1 to 4.

All choices come from `Dice`, a hash of the file's path, so the output is the same on every machine.
Exit status: 0 written and verified, 1 a count does not match (every mismatch is printed).
"""

import argparse
import csv
import hashlib
import re
import shutil
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

WORKSPACES = Path(__file__).resolve().parent.parent / "fixtures" / "workspaces"
HISTORY = WORKSPACES / "scheduler-history.csv"
WRITTEN_BY = "Written by scripts/make_scheduler_fixtures.py; do not edit."
COMMITS = ("before", "after")
FIGURES = ("method", "path_call", "fn_value", "cloned", "grep_lines")
EXPECTED_TOTALS = {
    "before": {"method": 638, "path_call": 36, "fn_value": 0, "explicit": 674, "grep_lines": 628},
    "after": {"method": 587, "path_call": 87, "fn_value": 2, "explicit": 676, "grep_lines": 576},
}


class Dice:
    """Repeatable choices: the n-th depends on the seed and n alone, not on Python's version."""

    def __init__(self, seed):
        self.seed, self.rolls = seed, 0

    def roll(self, sides):
        self.rolls += 1
        digest = hashlib.sha256(f"{self.seed}#{self.rolls}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % sides

    def pick(self, options):
        return options[self.roll(len(options))]


# ---------------------------------------------------------------------------------------------------------
# Vocabulary: what a file talks about, chosen by words in its path
# ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Theme:
    owner: str  # what free functions call the main struct
    services: tuple  # (field, type) of what is shared in an Arc
    strings: tuple  # fields of type String
    lists: tuple  # fields of type Vec<String>
    record: tuple  # type, variable, and its fields: a String, a Vec<String>, a usize
    nouns: tuple  # what functions are about


def theme(owner, services, *words):
    """A theme from lists of words; services are written `field:Type`."""
    return Theme(
        owner, tuple(tuple(pair.split(":")) for pair in services.split()), *(tuple(each.split()) for each in words)
    )


CONFIG = theme(
    "config",
    "secrets:SecretStore watcher:FileWatcher cipher:Cipher audit_log:AuditLog overrides:OverrideTable",
    "config_path environment queue_name issuer key_id log_level",
    "allowed_hosts profiles required_keys",
    "Section section name values max_retries",
    "section secret profile limits rotation defaults overrides policy",
)
OBSERVABILITY = theme(
    "telemetry",
    "meter:Meter exporter:SpanExporter alerts:AlertBus sampler:Sampler sink:LogSink",
    "service_name endpoint trace_id component severity",
    "labels channels attributes",
    "Alert alert title labels threshold",
    "span alert gauge histogram dashboard trace report sample",
)
CACHE = theme(
    "cache",
    "store:EntryStore stats:HitCounter backend:RedisBackend listener:InvalidationBus loader:Loader",
    "prefix namespace region key_pattern owner_id",
    "hot_keys patterns tags",
    "CacheEntry entry key tags ttl_seconds",
    "entry region hot_keys statistics pattern snapshot batch expiry",
)
DATABASE = theme(
    "repository",
    "statements:StatementCache migrations:MigrationLog row_mapper:RowMapper tx_log:TransactionLog pool:ConnectionPool",
    "table schema dsn primary_key owner",
    "columns indexes replicas",
    "TaskRow row name dependencies priority",
    "row task run worker page status dependency column",
)
QUEUE = theme(
    "queue",
    "connection:Connection publisher:Publisher consumer:Consumer dead_letters:DeadLetters codec:Codec",
    "queue_name stream_key consumer_group routing_key exchange",
    "bindings partitions pending_ids",
    "Message message id headers attempts",
    "message batch group stream offset delivery binding backlog",
)
RESILIENCE = theme(
    "wrapper",
    "inner:Repository breaker:BreakerState metrics:CallMetrics fallbacks:FallbackTable clock:Clock",
    "operation breaker_name service_name last_failure",
    "excluded endpoints history",
    "CallPolicy policy label retry_on max_failures",
    "task task_run worker message ack policy status cleanup schedule heartbeat",
)
API = theme(
    "state",
    "tasks:TaskService authenticator:Authenticator limiter:RateLimiter sessions:SessionStore router:RouteTable",
    "user_id tenant request_id api_key base_path",
    "roles permissions origins",
    "TaskRequest request name tags timeout_seconds",
    "request session token task route page claims header",
)
WORKER = theme(
    "worker",
    "executor:ExecutorTable heartbeat:Heartbeat dispatcher:DispatcherLink slots:SlotTable outbox:Outbox",
    "worker_id hostname queue_name working_dir command",
    "capabilities arguments running",
    "Assignment assignment task_name arguments attempt",
    "assignment slot heartbeat result command executor shutdown status",
)
SCHEDULING = theme(
    "service",
    "task_repo:TaskRepository run_repo:TaskRunRepository queue:TaskQueue event_bus:EventBus lock_manager:LockManager",
    "scheduler_id queue_name cron_expression time_zone leader_id",
    "tags dependencies candidates",
    "Task task name tags priority",
    "task run schedule retry dependency event queue timeout",
)
THEMES = (  # first match wins
    (r"circuit_breaker|resilience", RESILIENCE),
    (r"cache|object_pool", CACHE),
    (r"crates/config|config_", CONFIG),
    (r"crates/observability", OBSERVABILITY),
    (r"database|postgres|sqlite|migration|repository|entities", DATABASE),
    (r"queue|redis|message|events", QUEUE),
    (r"crates/api", API),
    (r"worker|execut|shutdown", WORKER),
    (r"", SCHEDULING),
)
VERBS = (
    "prepare publish refresh describe register inspect schedule resolve track load record forward plan merge".split()
)
OUTCOMES = (
    "is_shared round_trips survives_a_retry keeps_its_name is_stored_once is_delivered stays_unchanged can_be_compared "
    "is_listed is_reported"
).split()
TYPE_SUFFIXES = ("", "Handle", "Session", "Pipeline", "Supervisor")  # a long file holds several structs
FUNCTIONS_PER_TYPE = 9
MENTIONS = (  # lines that `rg` counts and that clone nothing: (kind, text)
    ("doc", "/// Takes the place of a chain that ended in `.clone()`."),
    ("line", "// A borrow is enough here, so there is no need to .clone() the receiver again."),
    ("string", 'let _hint = "profiling showed .clone() on this path";'),
    ("block", "/* TODO: look at every .clone() left in this file */"),
)


def theme_of(path):
    return next(theme for pattern, theme in THEMES if re.search(pattern, path))


# ---------------------------------------------------------------------------------------------------------
# 1. Sites: what each clone of a file is at both commits
# ---------------------------------------------------------------------------------------------------------


@dataclass
class Site:
    """One clone. A spelling is method, path_call, fn_value, cloned, borrowed (`&x`) or absent."""

    before: str
    after: str
    layout: str = "plain"  # of a method call: plain, split (over lines), spaced `( )`

    @property
    def arc_only(self):
        return "path_call" in (self.before, self.after)

    @property
    def owned(self):
        """Whether every spelling yields an owned value, so that the site can stand in any position."""
        return "borrowed" not in (self.before, self.after)


@dataclass
class FilePlan:
    old: list  # chunks that stand in functions of both commits
    new: list  # chunks in functions that only the later commit has
    mentions: int  # lines that only mention a clone


def plan_file(path, row, dice):
    """The sites of one file as *chunks*: lists of one site, or of two that share a line."""
    before, after = row["before"], row["after"]
    gone = max(0, before["method"] - after["method"])
    respelled = min(gone, max(0, after["path_call"] - before["path_call"]))
    added = {
        "method": max(0, after["method"] - before["method"]),
        "path_call": after["path_call"] - before["path_call"] - respelled,
        "fn_value": after["fn_value"] - before["fn_value"],
        "cloned": after["cloned"] - before["cloned"],
    }
    if min(added.values()) < 0:
        sys.exit(f"{path}: the history loses other sites than method calls, which this script cannot write")

    # Lines against calls. Every mention adds a line; every call that shares its line or is split loses one.
    surplus = {commit: row[commit]["grep_lines"] - row[commit]["method"] for commit in COMMITS}
    mentions = max(0, *surplus.values())
    kept_methods = before["method"] - gone
    if mentions == 0 and kept_methods >= 5 and dice.roll(5) == 0:
        mentions = 1  # equal figures, yet not line by line: a mention, and a doubled line to make up for it
    hidden = {commit: mentions - surplus[commit] for commit in COMMITS}
    hidden_kept = min(hidden.values())

    def sites(count, spelling_before, spelling_after, hide=0):
        return laid_out([Site(spelling_before, spelling_after) for _ in range(count)], hide, dice)

    old = interleaved(
        sites(kept_methods, "method", "method", hidden_kept),
        sites(respelled, "method", "path_call"),
        sites(gone - respelled, "method", "borrowed", hidden["before"] - hidden_kept),
        sites(before["path_call"], "path_call", "path_call"),
        sites(before["fn_value"], "fn_value", "fn_value"),
        sites(before["cloned"], "cloned", "cloned"),
    )
    new = interleaved(
        sites(added["method"], "absent", "method", hidden["after"] - hidden_kept),
        sites(added["path_call"], "absent", "path_call"),
        sites(added["fn_value"], "absent", "fn_value"),
        sites(added["cloned"], "absent", "cloned"),
    )
    return FilePlan(old, new, mentions)


def laid_out(sites, hide, dice):
    """Chunks of these sites in which `hide` calls have no line of their own that matches `.clone()`."""
    ways = ("joined", "split", "joined", "spaced")
    start = dice.roll(len(ways))
    chunks, rest = [], list(sites)
    for turn in range(hide):
        way = ways[(start + turn) % len(ways)]
        if way == "joined" and len(rest) - (hide - turn - 1) >= 2:
            chunks.append([rest.pop(), rest.pop()])
        else:
            site = rest.pop()
            site.layout = "split" if way == "joined" else way
            chunks.append([site])
    plain = [[site] for site in rest]
    return interleaved(plain, chunks)


def interleaved(*lists):
    """One list with the items of all, each list spread evenly over it."""
    keyed = [
        ((at + 0.5) / len(items), which, item) for which, items in enumerate(lists) for at, item in enumerate(items)
    ]
    return [item for _, _, item in sorted(keyed, key=lambda entry: entry[:2])]


def split_into_functions(chunks, dice):
    """Groups chunks so that a function holds one to four sites."""
    groups, group, want = [], [], 0
    for chunk in chunks:
        if group and sum(map(len, group)) + len(chunk) > want:
            groups.append(group)
            group = []
        if not group:
            want = dice.pick((1, 2, 2, 3, 1, 2, 4))
        group.append(chunk)
    return groups + [group] if group else groups


# ---------------------------------------------------------------------------------------------------------
# 2. Functions: code around the sites
# ---------------------------------------------------------------------------------------------------------


@dataclass
class Slot:
    """A site with its receiver. `@n@` in a body line stands for the n-th slot of the function."""

    site: Site
    kind: str  # arc, string, list, record, option, many (a Vec), maybe (an Option)
    receiver: str
    type: str
    name: str  # a fitting variable name
    suffix: str = ""  # what follows the clone, as in `.collect::<Vec<_>>()`

    def expression(self, commit, indent):
        spelling = getattr(self.site, commit)
        if spelling == "method":
            call = {"plain": ".clone()", "spaced": ".clone( )", "split": f"\n{indent}    .clone\n{indent}    ()"}
            text = self.receiver + call[self.site.layout]
        else:
            shape = {
                "path_call": "Arc::clone(&{})",
                "fn_value": "{}.map(Arc::clone)",
                "cloned": "{}.cloned()",
                "borrowed": "&{}",
            }
            text = shape[spelling].format(self.receiver)
        return text + self.suffix


@dataclass
class Function:
    name: str
    mode: str  # method, free, test
    only_after: bool
    signature: str
    body: list
    slots: list
    mentions: list = field(default_factory=list)

    def render(self, commit, indent):
        if self.only_after and commit == "before":
            return []
        lines = []
        for kind, text in self.mentions:
            if kind in ("doc", "block"):
                lines.append(indent + text)
        lines.sort(key=lambda line: "///" in line)  # attributes and docs stand next to the item
        if self.mode == "test":
            lines.append(f"{indent}#[test]")
        lines += wrapped_signature(indent, self.signature)
        inner = indent + "    "
        lines += [inner + text for kind, text in self.mentions if kind in ("line", "string")]
        for line in self.body:
            deeper = inner + line[: len(line) - len(line.lstrip())]
            text = re.sub(r"@(\d+)@", partial(self.expression, commit, deeper), line)
            lines += (inner + text).split("\n")
        return lines + [indent + "}", ""]

    def expression(self, commit, indent, mark):
        return self.slots[int(mark[1])].expression(commit, indent)


def wrapped_signature(indent, signature):
    if len(indent + signature) <= 100 or "(" not in signature:
        return [indent + signature]
    head, rest = signature.split("(", 1)
    depth, end = 1, 0
    while depth:
        depth += {"(": 1, ")": -1}.get(rest[end], 0)
        end += 1
    parameters = rest[: end - 1].split(", ")
    return [f"{indent}{head}(", *(f"{indent}    {parameter}," for parameter in parameters), f"{indent}){rest[end:]}"]


COLLECT = ".collect::<Vec<_>>()"


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str
    fresh: str  # how a test makes one


@dataclass(frozen=True)
class Receiver:
    """What a function can clone, and what it needs for that."""

    text: str
    type: str
    name: str  # a fitting variable name
    field: str = ""  # a field of the main struct
    parameter: Parameter = None
    suffix: str = ""  # what follows the clone


@dataclass
class Struct:
    """A main struct of a file, and which of its possible fields the functions turned out to use."""

    name: str
    fields: set = field(default_factory=set)


class FunctionWriter:
    """Writes one function. It tracks the receivers, parameters and variable names taken so far."""

    def __init__(self, theme, struct, mode, dice):
        self.theme, self.struct, self.mode, self.dice = theme, struct, mode, dice
        self.owner = {"method": "self", "free": theme.owner, "test": "fixture"}[mode]
        self.parameters = {}  # name -> Parameter
        self.receivers, self.names, self.slots = set(), {self.owner}, []
        self.body, self.uses, self.checks = [], [], []

    # -- receivers

    def candidates(self, kind):
        """The receivers of this kind that code with this vocabulary can name."""
        theme, own = self.theme, self.owner
        record, variable, text, texts, _ = theme.record
        given = Parameter(variable, f"&{record}", f"{record}::default()")

        def fields(names, type_name):
            return [Receiver(f"{own}.{name}", type_name, name, name) for name in names]

        def through(path, type_name, name, suffix="", parameter=None):
            """A receiver that starts at a field, as in `self.index.get(key)`."""
            return Receiver(f"{own}.{path}", type_name, name, path.split(".")[0], parameter, suffix)

        if kind == "arc":
            passed = [
                Parameter(name, f"Arc<{held}>", f"Arc::new({held}::default())") for name, held in theme.services[-2:]
            ]
            return [Receiver(f"{own}.{name}", f"Arc<{held}>", name, name) for name, held in theme.services] + [
                Receiver(given.name, given.type, f"{given.name}_ref", parameter=given) for given in passed
            ]
        if kind == "string":
            named = Receiver(f"{variable}.{text}", "String", text, parameter=given)
            return [*fields(theme.strings, "String"), named, through(f"defaults.{text}", "String", f"default_{text}")]
        if kind == "list":
            listed = Receiver(f"{variable}.{texts}", "Vec<String>", texts, parameter=given)
            return [*fields(theme.lists, "Vec<String>"), listed]
        if kind == "record":
            whole = Receiver(variable, record, f"owned_{variable}", parameter=given)
            return [*fields(["defaults"], record), whole, through("current.lock().unwrap()", record, "snapshot")]
        if kind == "option":
            return fields(["last_error"], "Option<String>")
        if kind == "many":
            return [
                through("recent.iter()", f"Vec<{record}>", "recent", COLLECT),
                through("index.values()", f"Vec<{record}>", "indexed", COLLECT),
                through(f"{theme.lists[0]}.iter()", "Vec<String>", theme.lists[0], COLLECT),
            ]
        if kind == "maybe":
            key = Parameter("key", "&str", '"missing"')
            return [
                through("index.get(key)", f"Option<{record}>", "found", parameter=key),
                through("recent.first()", f"Option<{record}>", "oldest"),
                through("recent.last()", f"Option<{record}>", "newest"),
            ]
        shared = f"Arc<{theme.services[0][1]}>"
        if kind == "many-shared":
            return [through("listeners.iter()", f"Vec<{shared}>", "shared_listeners", COLLECT)]
        assert kind == "maybe-shared", kind
        return [through("fallback.as_ref()", f"Option<{shared}>", "shared_fallback")]

    def slot(self, site, kind):
        """Takes a receiver of this kind which the function does not clone yet, or None."""
        free = [
            one
            for one in self.candidates(kind)
            if one.text not in self.receivers and (not one.parameter or self.can_take(one.parameter))
        ]
        if not site.owned:
            free = [one for one in free if "()" not in one.text]
        if not free:
            return None
        chosen = self.dice.pick(free)
        if chosen.field:
            self.struct.fields.add(chosen.field)
        if chosen.parameter:
            self.parameters[chosen.parameter.name] = chosen.parameter
            self.names.add(chosen.parameter.name)
        return self.take(Slot(site, kind, chosen.text, chosen.type, chosen.name, chosen.suffix))

    def can_take(self, parameter):
        return parameter.name in self.parameters or parameter.name not in self.names

    def take(self, slot):
        self.receivers.add(slot.receiver)
        self.slots.append(slot)
        return slot

    def any_slot(self, site):
        """A slot of a kind that the site's spellings allow."""
        if "cloned" in (site.before, site.after):
            kinds = ("many", "maybe")
        elif "fn_value" in (site.before, site.after):
            kinds = ("many-shared", "maybe-shared")
        elif site.arc_only:
            kinds = ("arc",)
        else:
            kinds = ("arc",) * 4 + ("string",) * 5 + ("list",) * 2 + ("record",) * 3 + ("option",)
        first = self.dice.pick(kinds)
        for kind in (first, *dict.fromkeys(kinds)):
            slot = self.slot(site, kind)
            if slot:
                return slot
        sys.exit(f"no receiver left for {site} in {self.struct.name}")

    def mark(self, slot):
        return f"@{self.slots.index(slot)}@"

    def variable(self, wanted):
        name = wanted
        while name in self.names:
            name = f"other_{name}"
        self.names.add(name)
        return name

    # -- statements

    def use(self, slot, name):
        """An expression of type usize that works on the value and on a borrow of it."""
        if slot.kind == "arc":
            return f"{name}.touch()"
        if slot.kind == "record":
            return f"{name}.{self.theme.record[4]}"
        return f"usize::from({name}.is_some())" if slot.type.startswith("Option") else f"{name}.len()"

    def check(self, slot, name):
        """What a test asserts of a value bound to `name`."""
        if slot.kind == "arc":
            return f"assert!(Arc::ptr_eq(&{name}, &{slot.receiver}));"
        if slot.kind in ("many", "maybe"):
            return f"assert!({name}.is_empty());" if slot.kind == "many" else f"assert!({name}.is_none());"
        return f"assert_eq!({name}, {'*' if '()' in slot.receiver else ''}{slot.receiver});"

    def add(self, lines, use, check):
        self.body += lines
        self.uses.append(use)
        self.checks.append(check)

    def bind(self, slot):
        name = self.variable(slot.name)
        self.add([f"let {name} = {self.mark(slot)};"], self.use(slot, name), self.check(slot, name))

    def statement(self, site):
        """One site, in one of the positions where clones stand in service code."""
        if site.before == site.after == "method" and self.dice.roll(8) == 0 and self.loop(site):
            return
        slot = self.any_slot(site)
        position = self.dice.roll(6)
        if not site.owned or position >= 4:
            self.bind(slot)
        elif slot.kind == "arc":
            self.arc_statement(slot, position)
        elif slot.kind == "string":
            self.string_statement(slot, position)
        elif slot.kind == "list" and position < 2:
            name = self.variable(slot.name)
            lines = [f"let mut {name} = {self.mark(slot)};", f'{name}.push(String::from("extra"));']
            self.add(lines, f"{name}.len()", f"assert_eq!({name}.len(), {slot.receiver}.len() + 1);")
        elif slot.kind == "list" and position == 2:
            name = self.variable("longest")
            lines = [f"let {name} = {self.mark(slot)}.into_iter().map(|item| item.len()).max().unwrap_or(0);"]
            self.add(lines, name, f"assert_eq!({name}, 0);")
        elif slot.kind == "record" and position < 2:
            name, number = self.variable("updated"), self.theme.record[4]
            self.add(
                [f"let mut {name} = {self.mark(slot)};", f"{name}.{number} += 1;"],
                f"{name}.{number}",
                f"assert_eq!({name}.{number}, 1);",
            )
        elif slot.kind in ("record", "list") and position == 3 and self.mode == "test" and "()" not in slot.receiver:
            self.add([f"assert_eq!({self.mark(slot)}, {slot.receiver});"], "0", "")
        elif slot.kind == "option" and position < 3:
            name = self.variable("reason")
            self.add(
                [f"let {name} = {self.mark(slot)}.unwrap_or_default();"],
                f"{name}.len()",
                f"assert!({name}.is_empty());",
            )
        else:
            self.bind(slot)

    def arc_statement(self, slot, position):
        name = self.variable(slot.name)
        if position == 0:
            job = self.variable(f"poll_{slot.name}")
            self.add(
                [f"let {name} = {self.mark(slot)};", f"let {job} = move || {name}.touch();"],
                f"{job}()",
                f"assert_eq!({job}(), 0);",
            )
        elif position == 1:
            job = self.variable(f"{slot.name}_thread")
            lines = [f"let {name} = {self.mark(slot)};", f"let {job} = thread::spawn(move || {name}.touch());"]
            self.add(lines, f"{job}.join().unwrap_or_default()", f"assert_eq!({job}.join().unwrap(), 0);")
        elif position == 2:
            targets = self.variable(f"{slot.name}_targets")
            self.add(
                [f"let {targets} = vec![{self.mark(slot)}];"], f"{targets}.len()", f"assert_eq!({targets}.len(), 1);"
            )
        else:
            total = self.variable("touched")
            lines = [f"let {total} = {{", f"    let {name} = {self.mark(slot)};", f"    {name}.touch()", "};"]
            self.add(lines, total, f"assert_eq!({total}, 0);")

    def string_statement(self, slot, position):
        if position == 0:
            line = self.variable("line")
            check = f'assert_eq!({line}, "ready: ");' if self.mode == "test" else ""
            self.add([f'let {line} = format!("ready: {{}}", {self.mark(slot)});'], f"{line}.len()", check)
        elif position == 1:
            seen = self.variable("seen")
            lines = [f"let mut {seen} = HashMap::new();", f"{seen}.insert({self.mark(slot)}, 1usize);"]
            self.add(lines, f"{seen}.len()", f"assert_eq!({seen}.len(), 1);")
        elif position == 2 and self.mode == "test":
            self.add([f"assert_eq!({self.mark(slot)}, {slot.receiver});"], "0", "")
        else:
            parts = self.variable("parts")
            lines = [f'let mut {parts} = vec![String::from("scheduler")];', f"{parts}.push({self.mark(slot)});"]
            self.add(lines, f"{parts}.len()", f"assert_eq!({parts}.len(), 2);")

    def loop(self, site):
        record, variable, text, _, _ = self.theme.record
        plural = "entries" if variable == "entry" else "policies" if variable == "policy" else f"{variable}s"
        if {variable, plural} & self.names or self.receivers & {f"{self.owner}.{plural}"}:
            return False
        self.names |= {variable, plural}
        self.parameters[plural] = Parameter(plural, f"&[{record}]", f"[{record}::default()]")
        whole = self.dice.roll(3) == 0
        if whole:
            slot = self.take(Slot(site, "record", variable, record, variable))
        else:
            slot = self.take(Slot(site, "string", f"{variable}.{text}", "String", text))
        batch = self.variable("batch")
        reference = f"&{plural}" if self.mode == "test" else plural
        lines = [
            f"let mut {batch} = Vec::new();",
            f"for {variable} in {reference} {{",
            f"    {batch}.push({self.mark(slot)});",
            "}",
        ]
        self.add(lines, f"{batch}.len()", f"assert_eq!({batch}.len(), 1);")
        return True

    def pair(self, chunk):
        """Two sites on one line."""
        record, variable, text, texts, number = self.theme.record
        free = all(site.owned and not site.arc_only for site in chunk)
        way = self.dice.roll(3) if free else 0
        if way == 1:
            left, right = self.slot(chunk[0], "string"), self.slot(chunk[1], "record")
            table = self.variable("table")
            lines = [f"let mut {table} = HashMap::new();", f"{table}.insert({self.mark(left)}, {self.mark(right)});"]
            self.add(lines, f"{table}.len()", f"assert_eq!({table}.len(), 1);")
        elif way == 2:
            left, right = self.slot(chunk[0], "string"), self.slot(chunk[1], "list")
            draft = self.variable("draft")
            lines = [
                f"let {draft} = {record} {{ {text}: {self.mark(left)}, {texts}: {self.mark(right)}, {number}: 3 }};"
            ]
            self.add(lines, f"{draft}.{number}", f"assert_eq!({draft}.{number}, 3);")
        else:
            left, right = self.any_slot(chunk[0]), self.any_slot(chunk[1])
            names = self.variable(left.name), self.variable(right.name)
            lines = [f"let ({names[0]}, {names[1]}) = ({self.mark(left)}, {self.mark(right)});"]
            self.add(lines, self.use(left, names[0]), self.check(left, names[0]))
            self.uses.append(self.use(right, names[1]))
            self.checks.append(self.check(right, names[1]))

    # -- whole functions

    def write(self, chunks, only_after, taken):
        """The function around these chunks; `taken` are the function names of the struct so far."""
        sites = [site for chunk in chunks for site in chunk]
        single = all(len(chunk) == 1 and chunk[0].owned for chunk in chunks)
        returns = None
        if self.mode != "test" and single and len(sites) == 1 and self.dice.roll(5) < 2:
            slot = self.any_slot(sites[0])
            self.body, returns = [self.mark(slot)], slot.type
        elif self.mode != "test" and single and len(sites) in (2, 3) and self.dice.roll(6) == 0:
            slots = [self.any_slot(site) for site in sites]
            self.body = ["(", *(f"    {self.mark(slot)}," for slot in slots), ")"]
            returns = f"({', '.join(slot.type for slot in slots)})"
        else:
            for chunk in chunks:
                if len(chunk) == 2:
                    self.pair(chunk)
                else:
                    self.statement(chunk[0])
            if self.mode == "test":
                self.body += [check for check in self.checks if check]
            else:
                returns = self.tail()
        name = self.function_name(taken, returns)
        return Function(name, self.mode, only_after, self.signature(name, returns), self.body, self.slots)

    def tail(self):
        total = " + ".join(self.uses)
        kind = self.dice.roll(6)
        if kind < 2:
            self.body.append(total)
            return "usize"
        if kind == 2:
            self.body.append(f"{total} > 0")
            return "bool"
        if kind == 3:
            self.body.append(f"Ok({total})")
            return "Result<usize, String>"
        if kind == 4:
            self.body.append(f"Some({total})")
            return "Option<usize>"
        holes = "/".join("{}" for _ in self.uses)
        self.body.append(f'format!("{holes}", {", ".join(self.uses)})')
        return "String"

    def function_name(self, taken, returns):
        if self.mode == "test":
            names = [f"{noun}_{outcome}" for noun in self.theme.nouns for outcome in OUTCOMES]
        elif len(self.slots) == 1 and self.body == ["@0@"]:
            name = self.slots[0].name
            names = [f"{name}_handle", f"shared_{name}"] if "Arc" in returns else [f"current_{name}", f"{name}_value"]
        else:
            names = []
        names = [name for name in names if name not in taken]
        if not names:
            names = [f"{verb}_{noun}" for verb in VERBS for noun in self.theme.nouns]
        name = self.dice.pick([name for name in names if name not in taken])
        taken.add(name)
        return name

    def signature(self, name, returns):
        if self.mode == "test":
            fresh = [f"let {given.name} = {given.fresh};" for given in self.parameters.values()]
            if any(slot.receiver.startswith("fixture.") for slot in self.slots):
                fresh.insert(0, f"let fixture = {self.struct.name}::default();")
            self.body = fresh + self.body
            return f"fn {name}() {{"
        parameters = [f"{given.name}: {given.type}" for given in self.parameters.values()]
        if self.mode == "method":
            parameters.insert(0, "&self")
        elif any(slot.receiver.startswith(f"{self.owner}.") for slot in self.slots):
            parameters.insert(0, f"{self.owner}: &{self.struct.name}")
        return f"pub fn {name}({', '.join(parameters)}) -> {returns} {{"


# ---------------------------------------------------------------------------------------------------------
# 3. Source files
# ---------------------------------------------------------------------------------------------------------


def camel(name):
    return "".join(part.capitalize() for part in re.split(r"[_-]", name))


IMPORTS = {  # name -> its path; names that share a path share a line
    "HashMap": "std::collections",
    "AtomicUsize": "std::sync::atomic",
    "Ordering": "std::sync::atomic",
    "Arc": "std::sync",
    "Mutex": "std::sync",
    "thread": "std",
}


def use_lines(names):
    lines = []
    for module in dict.fromkeys(IMPORTS[name] for name in names):
        own = [name for name in names if IMPORTS[name] == module]
        lines.append(f"use {module}::{own[0]};" if len(own) == 1 else f"use {module}::{{{', '.join(own)}}};")
    return lines


class SourceFile:
    """A file named in the history."""

    def __init__(self, path, row):
        self.path, self.dice = PurePosixPath(path), Dice(path)
        self.theme = theme_of(path)
        self.is_test = "tests" in self.path.parts or self.path.name == "tests.rs"
        self.is_program = self.path.name == "main.rs" or "examples" in self.path.parts
        self.name = self.main_type()
        services = tuple(service for service in self.theme.services if service[1] != self.name)
        self.theme = Theme(**{**vars(self.theme), "services": services})
        self.structs, self.functions, self.children = [], [], []
        plan = plan_file(path, row, self.dice)
        groups = [(group, False) for group in split_into_functions(plan.old, self.dice)]
        groups += [(group, True) for group in split_into_functions(plan.new, self.dice)]
        self.write_functions(groups)
        self.place_mentions(plan.mentions)
        self.assert_identities()

    def main_type(self):
        if self.is_test:
            return "Fixture"
        stem = self.path.stem
        if stem == "lib":
            return camel(self.path.parts[1]) + "Context"
        if stem == "mod":
            stem = self.path.parent.name
        name = "Runtime" if stem == "main" else camel(stem)
        return name + "Service" if name == self.theme.record[0] else name

    def write_functions(self, groups):
        """Each struct gets a few functions; some are free functions, some stand in an inline test module."""
        kept = sum(not only_after for _, only_after in groups)
        inline_tests = 0 if self.is_test or self.is_program or kept < 4 else self.dice.pick((0, 0, 1, 2))
        taken = {}
        for at, (group, only_after) in enumerate(groups):
            if at % FUNCTIONS_PER_TYPE == 0 and (not self.is_test or not self.structs):
                self.structs.append(Struct(self.name + TYPE_SUFFIXES[len(self.structs)], {self.theme.strings[0]}))
            plain = all(site.before == site.after for chunk in group for site in chunk)
            if self.is_test or (not only_after and plain and kept - inline_tests <= at < kept):
                mode = "test"
            else:
                mode = "free" if self.dice.roll(5) == 0 else "method"
            struct = self.structs[0] if mode == "test" else self.structs[-1]
            writer = FunctionWriter(self.theme, struct, mode, self.dice)
            names = taken.setdefault(struct.name if mode == "method" else mode, set())
            self.functions.append((struct, writer.write(group, only_after, names)))

    def place_mentions(self, count):
        standing = [function for _, function in self.functions if not function.only_after]
        for at in range(count):
            standing[at * len(standing) // count].mentions.append(
                MENTIONS[(self.dice.roll(4) if count == 1 else at) % len(MENTIONS)]
            )

    def assert_identities(self):
        """A function and a receiver name one site; so no function clones the same receiver twice."""
        seen = set()
        for struct, function in self.functions:
            for slot in function.slots:
                identity = (struct.name if function.mode == "method" else function.mode, function.name, slot.receiver)
                assert identity not in seen, f"{self.path}: {identity} twice"
                seen.add(identity)

    # -- rendering

    def render(self, commit):
        types = self.types_text()
        code, tests = self.functions_text(commit)
        uses, test_uses = self.imports(types)
        lines = [f"//! {self.title()}", f"//! {WRITTEN_BY}", ""]
        if self.is_program or self.is_test:
            lines += ["#![allow(dead_code)]", ""]
        if self.children:
            lines += [*self.children, ""]
        if uses:
            lines += [*uses, ""]
        lines += types + code
        if tests:
            head = ["#[cfg(test)]", "mod tests {", "    use super::*;", *(f"    {use}" for use in test_uses), ""]
            lines += [*head, *tests[:-1], "}", ""]
        return "\n".join(lines).rstrip("\n") + "\n"

    def imports(self, types):
        """What the file uses, and what its inline test module uses besides; the same at both commits."""
        versions = [self.functions_text(commit) for commit in COMMITS]
        code = "\n".join([*types, *versions[0][0], *versions[1][0]])
        tests = "\n".join(versions[0][1] + versions[1][1])
        outer = [name for name in IMPORTS if re.search(rf"\b{name}\b", code)]
        inner = [name for name in IMPORTS if name not in outer and re.search(rf"\b{name}\b", tests)]
        return [use_lines(names) for names in (outer, inner)]

    def title(self):
        if self.is_test:
            return f"Tests of the synthetic scheduler: {self.path.stem.replace('_', ' ')}."
        subject = re.sub(r"(?<!^)([A-Z])", lambda found: " " + found[1].lower(), self.name)
        return f"{subject} of the synthetic scheduler."

    def types_text(self):
        """The shared services and the record that the functions need, then the main structs."""
        record, _, text, texts, number = self.theme.record
        code = "\n".join(line for _, function in self.functions for line in [function.signature, *function.body])
        fields = set().union(*(struct.fields for struct in self.structs))
        lines = []
        for at, (name, type_name) in enumerate(self.theme.services):
            first_shared = at == 0 and fields & {"listeners", "fallback"}
            if name in fields or first_shared or re.search(rf"\b{type_name}\b", code):
                lines += self.service_text(type_name, counts=at % 2 == 0)
        if fields & {"defaults", "current", "recent", "index"} or re.search(rf"\b{record}\b", code):
            derive = "#[derive(Debug, Clone, Default, PartialEq)]"
            lines += [
                derive,
                f"pub struct {record} {{",
                f"    pub {text}: String,",
                f"    pub {texts}: Vec<String>,",
                f"    pub {number}: usize,",
                "}",
                "",
            ]
        for struct in self.structs:
            lines += ["#[derive(Debug, Default)]", f"pub struct {struct.name} {{"]
            lines += [
                f"    pub {name}: {type_name}," for name, type_name in self.field_types() if name in struct.fields
            ]
            lines += ["}", ""]
        return lines

    def field_types(self):
        record, first = self.theme.record[0], self.theme.services[0][1]
        return (
            *((name, f"Arc<{type_name}>") for name, type_name in self.theme.services),
            *((name, "String") for name in self.theme.strings),
            *((name, "Vec<String>") for name in self.theme.lists),
            ("defaults", record),
            ("current", f"Mutex<{record}>"),
            ("recent", f"Vec<{record}>"),
            ("index", f"HashMap<String, {record}>"),
            ("last_error", "Option<String>"),
            ("listeners", f"Vec<Arc<{first}>>"),
            ("fallback", f"Option<Arc<{first}>>"),
        )

    @staticmethod
    def service_text(name, counts):
        if counts:
            state, answer = "calls: AtomicUsize", "self.calls.fetch_add(1, Ordering::Relaxed)"
        else:
            state, answer = "entries: Mutex<Vec<String>>", "self.entries.lock().map_or(0, |entries| entries.len())"
        return [
            "#[derive(Debug, Default)]", f"pub struct {name} {{", f"    {state},", "}", "",
            f"impl {name} {{", "    pub fn touch(&self) -> usize {", f"        {answer}", "    }", "}", "",
        ]  # fmt: skip

    def functions_text(self, commit):
        """The lines of the functions, and of those that belong into an inline test module."""
        lines, free, tests = [], [], []
        for struct in self.structs:
            own = [function for owner, function in self.functions if owner is struct]
            lines += [
                f"impl {struct.name} {{",
                "    pub fn is_configured(&self) -> bool {",
                f"        !self.{self.theme.strings[0]}.is_empty()",
                "    }",
                "",
            ]
            for function in own:
                if function.mode == "method":
                    lines += function.render(commit, "    ")
                elif function.mode == "free":
                    free += function.render(commit, "")
                else:
                    tests += function.render(commit, "" if self.is_test else "    ")
            lines[-1:] = ["}", ""]
        lines += free
        if self.is_program:
            first = self.structs[0].name
            lines += [
                "fn main() {",
                f"    let program = {first}::default();",
                '    println!("configured: {}", program.is_configured());',
                "}",
                "",
            ]
        return (lines + tests, []) if self.is_test else (lines, tests)


# ---------------------------------------------------------------------------------------------------------
# 4. Workspaces: the files of the history and what Cargo needs beside them
# ---------------------------------------------------------------------------------------------------------

ROOT_MANIFEST = f"""\
# {WRITTEN_BY}
[workspace]
members = ["crates/*"]
resolver = "2"

[package]
name = "scheduler"
version = "0.1.0"
edition = "2021"
publish = false
"""
MEMBER_MANIFEST = f"""\
# {WRITTEN_BY}
[package]
name = "scheduler-{{name}}"
version = "0.1.0"
edition = "2021"
publish = false
"""
# The categories of the plan whose story this is.
CONFIGURATION = f"""\
# {WRITTEN_BY}
preset = "seed"
"""
PLAIN_FILE = f"//! {WRITTEN_BY}\n\n{{}}\n"


def workspace_files(history):
    """path -> {commit: text}, for all files of the workspaces."""
    sources = {path: SourceFile(path, row) for path, row in history.items()}
    files = {"Cargo.toml": ROOT_MANIFEST, "clone-audit.toml": CONFIGURATION}
    for crate in sorted({PurePosixPath(path).parts[1] for path in sources if path.startswith("crates/")}):
        files[f"crates/{crate}/Cargo.toml"] = MEMBER_MANIFEST.format(name=crate)
    for path, children in sorted(module_children(sources).items()):
        if path in sources:
            sources[path].children = children
        else:
            files[path] = PLAIN_FILE.format("\n".join(children))
    texts = {path: dict.fromkeys(COMMITS, text) for path, text in files.items()}
    for path, source in sources.items():
        texts[path] = {commit: source.render(commit) for commit in COMMITS}
    return texts


def module_children(paths):
    """file -> the lines that declare its modules, up to the roots of the crates."""
    children = {}
    pending = [PurePosixPath(path) for path in paths]
    while pending:
        path = pending.pop()
        parent = parent_module(path, paths)
        if parent is None:
            continue
        name = path.parent.name if path.name == "mod.rs" else path.stem
        visibility = "" if parent.name == "main.rs" else "pub "
        declaration = "#[cfg(test)]\nmod tests;" if name == "tests" else f"{visibility}mod {name};"
        if str(parent) not in children and str(parent) not in paths:
            pending.append(parent)
        children.setdefault(str(parent), set()).add(declaration)
    return {parent: sorted(lines) for parent, lines in children.items()}


def parent_module(path, paths):
    """The file that declares this one as a module; None for the root of a crate."""
    if path.name in ("lib.rs", "main.rs"):
        return None
    folder = path.parent.parent if path.name == "mod.rs" else path.parent
    if folder.name == "src":
        return folder / ("main.rs" if len(folder.parts) == 1 else "lib.rs")
    if folder.name in ("tests", "examples"):
        return None
    if folder.parent.name == "tests":
        return folder / "main.rs"
    beside = folder.with_suffix(".rs")
    return beside if str(beside) in paths else folder / "mod.rs"


def read_history():
    """path -> {commit: {figure: count}}"""
    with HISTORY.open(newline="") as lines:
        return {
            row["file"]: {commit: {figure: int(row[f"{commit}_{figure}"]) for figure in FIGURES} for commit in COMMITS}
            for row in csv.DictReader(lines)
        }


def write_workspaces(history):
    texts = workspace_files(history)
    for commit in COMMITS:
        root = WORKSPACES / f"scheduler-{commit}"
        if root.exists():
            shutil.rmtree(root)
        for path, versions in texts.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(versions[commit], encoding="utf-8", newline="\n")


# ---------------------------------------------------------------------------------------------------------
# 5. Verification: counts what is on disk
# ---------------------------------------------------------------------------------------------------------

NOT_CODE = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | r(?P<hashes>\#*)".*?"(?P=hashes) | "(?:\\.|[^"\\])*" | '(?:\\[^\n]+?|[^'\\\n])'""",
    re.VERBOSE | re.DOTALL,
)
COUNTERS = {
    "method": re.compile(r"\.\s*clone\s*\(\s*\)"),
    "path_call": re.compile(r"\bArc\s*::\s*clone\s*\("),
    "fn_value": re.compile(r"\bArc\s*::\s*clone\b(?!\s*\()"),
    "cloned": re.compile(r"\.\s*cloned\s*\(\s*\)"),
}
ANY_CLONE = re.compile(r"\b(?:clone|cloned|clone_from)\b")
RESPELLED = re.compile(r"\bArc::clone\(&([\w.]+)\)")


def count(text):
    code = NOT_CODE.sub(" ", text)
    figures = {name: len(pattern.findall(code)) for name, pattern in COUNTERS.items()}
    figures["grep_lines"] = sum(re.search(r"\.clone\(\)", line) is not None for line in text.split("\n"))
    figures["unknown"] = len(ANY_CLONE.findall(code)) - sum(figures[name] for name in COUNTERS)
    return figures


def verify(history):
    """Every way in which the folders on disk differ from the history."""
    problems, texts = [], {}
    for commit in COMMITS:
        root = WORKSPACES / f"scheduler-{commit}"
        texts[commit] = {
            path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.rs"))
        }
        totals = dict.fromkeys((*FIGURES, "unknown"), 0)
        for path, text in texts[commit].items():
            found = count(text)
            wanted = {**history.get(path, {}).get(commit, dict.fromkeys(FIGURES, 0)), "unknown": 0}
            problems += [
                f"{commit}: {path}: {name} is {found[name]}, the history says {wanted[name]}"
                for name in found
                if found[name] != wanted[name]
            ]
            if path not in history and re.search("clone", text):
                problems.append(f"{commit}: {path}: is not in the history but mentions a clone")
            for name in totals:
                totals[name] += found[name]
        problems += [f"{commit}: {path}: is missing" for path in history if path not in texts[commit]]
        totals["explicit"] = totals["method"] + totals["path_call"] + totals["fn_value"]
        problems += [
            f"{commit}: total {name} is {totals[name]}, expected {wanted}"
            for name, wanted in EXPECTED_TOTALS[commit].items()
            if totals[name] != wanted
        ]
        print(
            f"{commit}: {len(texts[commit])} files, "
            + ", ".join(f"{name} {totals[name]}" for name in (*FIGURES, "explicit"))
        )
    return problems + verify_changes(history, texts)


def verify_changes(history, texts):
    """Unchanged rows have unchanged files; where a file was only respelled, nothing else changed."""
    problems = []

    def others(figures):
        """What respelling a method call as a path call leaves as it is."""
        return figures["method"] + figures["path_call"], figures["fn_value"], figures["cloned"]

    def as_methods(text):
        return RESPELLED.sub(r"\1.clone()", text)

    if texts["before"].keys() != texts["after"].keys():
        problems.append(f"only in one workspace: {sorted(texts['before'].keys() ^ texts['after'].keys())}")
    for path in sorted(texts["before"].keys() & texts["after"].keys()):
        before, after = texts["before"][path], texts["after"][path]
        row = history.get(path, dict.fromkeys(COMMITS))
        if row["before"] == row["after"]:
            if before != after:
                problems.append(f"{path}: its figures are unchanged but its text is not")
        elif others(row["before"]) == others(row["after"]) and as_methods(before) != as_methods(after):
            problems.append(f"{path}: more changed than the spelling of its clones")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="verify the workspaces on disk, write nothing")
    options = parser.parse_args()
    history = read_history()
    if not options.check:
        write_workspaces(history)
    problems = verify(history)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print(f"{len(problems)} mismatches between {WORKSPACES} and {HISTORY.name}", file=sys.stderr)
        return 1
    print(f"both workspaces match {HISTORY.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
