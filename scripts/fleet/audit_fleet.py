#!/usr/bin/env python3
"""Audits many repositories on a cluster of Dask, and writes Parquet.

Usage: scripts/fleet/audit_fleet.py [--tool PATH] [--scheduler ADDRESS | --workers N] [--timeout SECONDS] LIST OUT

LIST has a repository a line: the folder of a workspace or package, or the URL of a git repository; after a blank, if it
is given, its name (else the last part of the folder or URL). Lines that start with `#` are none. OUT is a folder that
all workers share; it gets

  documents/NAME.json       what `list --format json` says of each, complete or not there
  failures.csv              name, source and reason of each that could not be audited
  sites.parquet             a row a clone
  repositories.parquet      a row a repository, those that failed among them

A second run audits what has no document yet, and tries again what failed. Without --scheduler, a cluster of --workers
processes is started on this machine. A folder is copied before it is audited, because Cargo would otherwise take an
unrelated workspace above it for its own; --in-place audits it where it is. Exit status: 0, or 1 if one failed.
"""
import argparse, csv, json, os, pathlib, shutil, subprocess, sys, tempfile

import pyarrow
import pyarrow.parquet
from dask.distributed import Client, LocalCluster, as_completed

SCHEMA = "clone-audit/sites/v1"
# What a site has that tables of many repositories are asked about.
SITE = pyarrow.schema([
    ("repository", pyarrow.string()), ("path", pyarrow.string()), ("line", pyarrow.int64()),
    ("column", pyarrow.int64()), ("spelling", pyarrow.string()), ("expression", pyarrow.string()),
    ("item", pyarrow.string()), ("package", pyarrow.string()), ("scope", pyarrow.string()),
    ("type", pyarrow.string()), ("class", pyarrow.string()), ("cost", pyarrow.string()),
    ("category", pyarrow.string()), ("loops", pyarrow.int64()), ("impact", pyarrow.int64()),
    ("purpose", pyarrow.string()), ("rules", pyarrow.list_(pyarrow.string())), ("fingerprint", pyarrow.string()),
])
REPOSITORY = pyarrow.schema([
    ("repository", pyarrow.string()), ("source", pyarrow.string()), ("failure", pyarrow.string()),
    ("packages", pyarrow.int64()), ("files", pyarrow.int64()), ("lines", pyarrow.int64()),
    ("sites", pyarrow.int64()), ("explicit", pyarrow.int64()),
])
LINES_OF_A_REASON = 5
EXPLICIT = {"method", "path", "fn-value", "clone-from"}


def repositories(path):
    """Names and sources; two of one name are an error, as one document would hide the other."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        source = words[0]
        name = words[1] if len(words) > 1 else source.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        if not name or name in (".", "..") or any(sign in name for sign in "/\\="):
            sys.exit(f"{source}: {name!r} is no name; give one behind the source, without / \\ and =")
        if name in found:
            sys.exit(f"two repositories are called {name!r}; give one another name behind its source")
        found[name] = source
    return found


def is_complete(path, name):
    """Whether there is a whole document. What is damaged is made anew."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return document["schema"] == SCHEMA and document["audit"]["workspaces"][0]["name"] == name
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return False


def replace(path, write):
    """Writes a file beside its place, and puts it there when it is whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    write(beside)
    os.replace(beside, path)


def run(command, timeout):
    """Standard output; or what was said instead."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return None, f"took longer than {timeout} s"
    except OSError as error:
        return None, f"{command[0]}: {error}"
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return None, f"exit status {done.returncode}: {'; '.join(said[:LINES_OF_A_REASON]) or 'nothing was said'}"
    return done.stdout, None


def place(source, scratch, options):
    """The folder to audit; or why there is none."""
    if "://" in source or source.startswith("git@"):
        folder = scratch / "repository"
        environment = ["env", "GIT_TERMINAL_PROMPT=0"]
        _, failure = run([*environment, "git", "clone", "--quiet", "--depth", "1", "--", source, str(folder)],
                         options["timeout"])
        return folder, failure
    folder = pathlib.Path(source)
    if not (folder / "Cargo.toml").is_file():
        return folder, f"no Cargo.toml in {folder}"
    if options["in_place"]:
        return folder, None
    copy = scratch / folder.name
    # What Cargo builds there; a module may have that name further down.
    def built(at, names):
        return [name for name in names if name == "target" and pathlib.Path(at) == folder]
    shutil.copytree(folder, copy, symlinks=True, ignore=built)
    return copy, None


def audit(name, source, out, options):
    """Audits one repository, on a worker. Why it could not be audited, or nothing. Never raises: a failure is a result."""
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder, failure = place(source, pathlib.Path(scratch), options)
            if failure:
                return failure
            manifest = str(folder / "Cargo.toml")
            command = [options["tool"], "clone-audit", "list", "--quiet", "--no-cache", "--jobs", "1", "--format", "json"]
            text, failure = run([*command, "--name", name, "--manifest-path", manifest], options["timeout"])
            if failure:
                return failure
            # Beside its place, so that the rename is one step: the document is there as a whole, or not at all.
            replace(pathlib.Path(out) / f"{name}.json", lambda beside: beside.write_bytes(text))
            return None
    except Exception as error:  # whatever it is, the other repositories go on
        return f"{type(error).__name__}: {error}"


def audit_all(client, todo, documents, options):
    """Failures by name."""
    failures = {}
    futures = {client.submit(audit, name, source, str(documents), options, pure=False, retries=2): name
               for name, source in todo.items()}
    for number, future in enumerate(as_completed(futures), 1):
        name = futures[future]
        # A worker that dies takes no repository along without a word.
        failure = future.result() if future.status == "finished" else f"worker: {future.exception()}"
        if failure:
            failures[name] = failure
        print(f"{number}/{len(todo)} {name}: {failure or 'audited'}", file=sys.stderr, flush=True)
    return failures


def write_tables(out, found, failures):
    """The Parquet files: one repository in memory at a time."""
    rows = []

    def sites(path):
        with pyarrow.parquet.ParquetWriter(path, SITE) as writer:
            for name, source in sorted(found.items()):
                document = out / "documents" / f"{name}.json"
                row = dict.fromkeys(REPOSITORY.names) | {"repository": name, "source": source}
                rows.append(row | {"failure": failures.get(name)})
                if name in failures:
                    continue
                document = json.loads(document.read_text(encoding="utf-8"))
                of_repository = [{"repository": name} | site for site in document["sites"]]
                whole = document["audit"]
                rows[-1] |= {
                    "packages": len(whole["packages"]), "files": len(whole["files"]),
                    "lines": sum(file["lines"] for file in whole["files"]), "sites": len(of_repository),
                    "explicit": sum(site["spelling"] in EXPLICIT for site in of_repository),
                }
                if of_repository:
                    writer.write_table(pyarrow.Table.from_pylist(of_repository, schema=SITE))

    replace(out / "sites.parquet", sites)
    table = pyarrow.Table.from_pylist(rows, schema=REPOSITORY)
    replace(out / "repositories.parquet", lambda path: pyarrow.parquet.write_table(table, path))


def write_failures(path, found, failures):
    def write(beside):
        with open(beside, "w", newline="", encoding="utf-8") as file:
            rows = ((name, found[name], reason) for name, reason in sorted(failures.items()))
            csv.writer(file).writerows([("repository", "source", "reason"), *rows])
    replace(path, write)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="cargo-clone-audit", help="the program, by a path that workers have")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a running Dask scheduler, such as tcp://host:8786")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes on this machine [default: 2]")
    parser.add_argument("--timeout", type=int, default=600, metavar="SECONDS", help="for one repository [default: 600]")
    parser.add_argument("--in-place", action="store_true", help="do not copy folders before they are audited")
    parser.add_argument("list", type=pathlib.Path, metavar="LIST")
    parser.add_argument("out", type=pathlib.Path, metavar="OUT")
    arguments = parser.parse_args()
    found = repositories(arguments.list)
    out = arguments.out.resolve()
    documents = out / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for left in documents.glob(".*"):
        left.unlink()
    todo = {name: source for name, source in found.items() if not is_complete(documents / f"{name}.json", name)}
    print(f"{len(found)} repositories, {len(todo)} to audit", file=sys.stderr, flush=True)
    failures = {}
    if todo:
        tool = shutil.which(arguments.tool) or arguments.tool
        options = {"tool": str(pathlib.Path(tool).absolute()) if os.sep in tool else tool,
                   "timeout": arguments.timeout, "in_place": arguments.in_place}
        address = arguments.scheduler
        cluster = None if address else LocalCluster(
            n_workers=arguments.workers, threads_per_worker=1, dashboard_address=None)
        with Client(address or cluster) as client:
            failures = audit_all(client, todo, documents, options)
        if cluster:
            cluster.close()
    write_failures(out / "failures.csv", found, failures)
    write_tables(out, found, failures)
    print(f"{len(found) - len(failures)} audited, {len(failures)} failed", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
