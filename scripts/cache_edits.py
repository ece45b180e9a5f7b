#!/usr/bin/env python3
"""Random edits of a real workspace, after each of which the answer with a cache must be that of an audit from nothing.

Usage: scripts/cache_edits.py [--tool PATH] [--trials 50] [--seed 1] WORKSPACE

Works in a copy without the target folder. An edit takes a line out of a file, doubles one, takes one from another place or
puts the file back as it was; most are in code. Prints how often all, some or nothing was audited again, and the median times.
"""
import argparse, os, pathlib, random, shutil, statistics, subprocess, sys, tempfile, time

COMMANDS = [["list", "--format", "json"], ["report", "--format", "json"], ["types", "--format", "json"]]
RECALLED, TAKEN_OVER = b"nothing has changed since an earlier audit", b"only code has changed since an earlier audit"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tool", default="target/release/cargo-clone-audit")
    arguments.add_argument("--trials", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("workspace", type=pathlib.Path)
    options = arguments.parse_args()
    chance = random.Random(options.seed)
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "CLONE_AUDIT_NO_CACHE")}
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder, "copy")
        shutil.copytree(options.workspace, root, symlinks=True, ignore=shutil.ignore_patterns("target"))
        files = sorted(path for path in root.rglob("*.rs") if path.is_file())
        texts = {path: path.read_bytes() for path in files}

        def run(command, *more):
            start = time.monotonic()
            line = [options.tool, "clone-audit", *command, "--allow-skipped", "-v", *more]
            done = subprocess.run(line, cwd=root, env=environment, capture_output=True)
            return done.stdout, done.returncode, done.stderr, time.monotonic() - start

        times = {"all": [], "some": [], "nothing": [], "without a cache": []}
        wrong = 0
        for trial in range(options.trials):
            path = chance.choice(files)
            lines = path.read_bytes().split(b"\n")
            at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[at]
                case 1 | 2:
                    lines.insert(at, lines[at])
                case 3:
                    lines.insert(at, lines[other])
                case _:
                    lines = texts[path].split(b"\n")
            path.write_bytes(b"\n".join(lines))
            command = chance.choice(COMMANDS)
            kept, fresh = run(command), run(command, "--no-cache")
            how = "nothing" if RECALLED in kept[2] else "some" if TAKEN_OVER in kept[2] else "all"
            times[how].append(kept[3])
            times["without a cache"].append(fresh[3])
            if kept[:2] != fresh[:2]:
                wrong += 1
                print(f"trial {trial}: {command[0]} differs after an edit of {path.relative_to(root)}, line {at + 1}")
        for how, taken in times.items():
            if taken:
                print(f"{how:16} audited: {len(taken):4} times, median {statistics.median(taken):.3f} s")
        print(f"{options.trials} edits, {wrong} wrong answers")
        sys.exit(wrong > 0)


main()
