#!/usr/bin/env python3
"""Audits every package in Cargo's registry folder by itself: nothing may crash, hang or take long.

Usage: scripts/audit_registry.py [--tool PATH] [--seconds 5] [--jobs 2] [--sample N [--seed S]] [--times FILE] [FOLDER…]

FOLDER holds packages, one per folder; by default those under $CARGO_HOME/registry/src. Each is copied before it is
audited, because Cargo would otherwise take an unrelated workspace above it for its own. Prints every package that
crashes, takes more than --seconds of CPU time (others may use the machine), or cannot be audited (exit status 2) with the first line of the error, then a
summary, and the ten slowest per line: CPU time, less what an empty package costs, by lines of Rust. Of those that cost
more than QUARTER_SECOND, this is measured once more without the sources of dependencies, whose lines are not counted. --times
writes the figures of all. Exit status 1 if one crashed, or was too slow for its size: packages of more than a million
lines may be slow.
"""
import argparse, concurrent.futures, csv, json, os, pathlib, random, shutil, subprocess, sys, tempfile, threading, time

MILLION = 1_000_000
TIMEOUT = 120
QUARTER_SECOND = 0.25


def packages(folders):
    for folder in folders:
        for manifest in sorted(pathlib.Path(folder).glob("*/Cargo.toml")):
            yield manifest.parent


def run(command, home=None):
    """Exit status (negative: signal; None: timeout), seconds, CPU seconds with those of Cargo, stdout, and stderr."""
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        start = time.monotonic()
        environment = {**os.environ, "CARGO_HOME": home} if home else None
        child = subprocess.Popen(command, stdout=stdout, stderr=stderr, env=environment)
        ended = []
        timer = threading.Timer(TIMEOUT, lambda: (ended.append(True), child.kill()))
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        stdout.seek(0)
        stderr.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return None if ended else child.returncode, seconds, cpu, stdout.read(), stderr.read()


def command_for(tool, folder):
    return [tool, "clone-audit", "list", "--quiet", "--format", "json", "--manifest-path", folder / "Cargo.toml"]


def audit(tool, package, home=None):
    """Exit status, seconds, CPU seconds, lines of Rust, and the first line of the error; with another home of Cargo."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch) / package.name
        shutil.copytree(package, copy, symlinks=True)
        status, seconds, cpu, stdout, stderr = run(command_for(tool, copy), home)
        error = stderr.decode(errors="replace").strip().splitlines()
        lines = sum(path.read_bytes().count(b"\n") for path in copy.rglob("*.rs") if path.is_file())
        if status in (0, 1):
            json.loads(stdout)
        return status, seconds, cpu, lines, error[0] if error else ""


def cost_of_nothing(tool):
    """The CPU seconds of a package without code: the least of five."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "empty"
        (folder / "src").mkdir(parents=True)
        (folder / "Cargo.toml").write_text('[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n')
        (folder / "src" / "lib.rs").write_text("")
        return min(run(command_for(tool, folder))[2] for _ in range(5))


def print_slowest(tool, found, times, nothing):
    costs = [(package, cpu - nothing, lines) for package, (_, _, cpu, lines) in zip(found, times)]
    everything = sum(cost for _, cost, _ in costs) / max(sum(lines for _, _, lines in costs), 1)
    print(f"An empty package costs {nothing:.3f} s; on average a line costs {everything * 1e6:.1f} µs. Most per line:")
    rows = []
    with tempfile.TemporaryDirectory() as home:
        for package, cost, lines in costs:
            if cost >= QUARTER_SECOND:
                alone = audit(tool, package, home)[2] - nothing
                rows.append((alone / max(lines, 1), alone, lines, package.name, cost))
    for per_line, alone, lines, name, cost in sorted(rows, reverse=True)[:10]:
        print(f"  {per_line * 1e6:7.1f} µs a line: {name}, {alone:.2f} s for {lines} lines, {cost:.2f} s with dependencies")


def main():
    home = pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="target/release/cargo-clone-audit")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, metavar="N", help="of the packages, N drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", metavar="FILE", help="writes name, seconds, CPU seconds and lines of each as CSV")
    parser.add_argument("folders", nargs="*", default=sorted((home / "registry" / "src").glob("*")))
    arguments = parser.parse_args()
    tool = pathlib.Path(arguments.tool).resolve()
    crashed, slow, refused, times = [], [], [], []
    found = list(packages(arguments.folders))
    if arguments.sample and arguments.sample < len(found):
        found = random.Random(arguments.seed).sample(found, arguments.sample)
    nothing = cost_of_nothing(tool)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for package, (status, seconds, cpu, lines, error) in zip(found, pool.map(lambda one: audit(tool, one), found)):
            times.append((package.name, seconds, cpu, lines))
            if status is None or status < 0 or status > 2:
                crashed.append(package.name)
                print(f"CRASH  {package.name}: status {status}, {seconds:.1f} s: {error}", flush=True)
            elif status == 2:
                refused.append(package.name)
                print(f"error  {package.name}: {error}", flush=True)
            if cpu > arguments.seconds:
                if lines <= MILLION:
                    slow.append(package.name)
                print(f"SLOW   {package.name}: {cpu:.1f} s of CPU, {lines} lines", flush=True)
    slowest = ", ".join(f"{name} {cpu:.2f} s" for name, _, cpu, _ in sorted(times, key=lambda one: -one[2])[:5])
    print(f"{len(found)} packages: {len(crashed)} crashed, {len(slow)} slow, {len(refused)} not audited; slowest: {slowest}")
    print_slowest(tool, found, times, nothing)
    if arguments.times:
        with open(arguments.times, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("package", "seconds", "cpu_seconds", "lines"), *times])
    sys.exit(1 if crashed or slow else 0)


if __name__ == "__main__":
    main()
