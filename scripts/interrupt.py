#!/usr/bin/env python3
"""Whether SIGINT and SIGTERM at any moment leave everything in order.

Usage: scripts/interrupt.py TOOL [--trials N] [--seed N] [--only COMMAND]

TOOL is the program, `target/debug/cargo-clone-audit` or a release build. Each trial runs `fix`, `baseline save`, `baseline
update` or `prove` in a small workspace and sends a signal at a random moment of the time that the command takes, every third
time close to the one at which it writes: to the whole process group, as a terminal does, or to the program alone, as a
supervisor does; sometimes twice. Half of the trials of what compiles start without a target folder, the others with what
the trial before has left. Afterwards
  - the files are byte for byte those of before or those of a run to the end, `.git` among them and no other beside them,
  - the folder for temporary files is empty,
  - no child process is alive after a second,
  - the exit status is 0 (it was faster), 2 and a word on standard error, or death by that very signal,
  - and a run that nobody interrupts, in what every fifth trial left behind, gives the complete result.
N trials are those in which the signal came before the end. Prints what does not hold, and exits with 1 if there is any. 300
take about ten minutes with a debug build.
"""
import argparse
import collections
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

FILES = {
    ".gitignore": "target\n",
    "Cargo.toml": '[workspace]\nmembers = ["one", "two"]\nresolver = "2"\n',
    "one/Cargo.toml": '[package]\nname = "one"\nversion = "0.1.0"\nedition = "2021"\n',
    "one/src/lib.rs": """pub mod more;

pub fn name(name: String) -> String {
    let copy = name.clone();
    copy.clone()
}

pub fn both(text: &str) -> (String, String) {
    let text = text.to_string();
    (text.clone(), text)
}
""",
    "one/src/more.rs": """pub fn length(list: Vec<u8>) -> usize {
    list.clone().len() + list.clone().clone().len()
}
""",
    "two/Cargo.toml": '[package]\nname = "two"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\none = { path = "../one" }\n',
    "two/src/main.rs": """fn main() {
    let name = std::env::args().next().unwrap_or_default();
    println!("{}", one::name(name.clone()).len() + one::more::length(vec![1, 2]));
}

#[test]
fn one() {
    let list = vec![1];
    assert_eq!(one::more::length(list.clone()), 2);
}
""",
}
COMMANDS = {
    "save": ["baseline", "save"],
    "update": ["baseline", "update", "--accept-growth"],
    "prove": ["prove"],
    "fix": ["fix"],
}
WEIGHTS = {"save": 2, "update": 2, "prove": 3, "fix": 5}
# What a command writes.
WRITTEN = {"save": "clone-baseline.json", "update": "clone-baseline.json", "fix": "two/src/main.rs"}
MARK = "CLONE_AUDIT_INTERRUPT_TRIAL"


class Place:
    """Where the trials run: always in the same folder, so that what was compiled is of use to the next one."""

    def __init__(self, tool, home):
        self.tool, self.root, self.temporary = tool, os.path.join(home, "workspace"), os.path.join(home, "temporary")
        self.stock = {name: os.path.join(home, f"stock-{name}") for name in COMMANDS}
        for name, stock in self.stock.items():
            self.make(stock, name)

    def make(self, stock, name):
        for path, text in FILES.items():
            path = os.path.join(stock, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)
        subprocess.run(["cargo", "generate-lockfile", "--offline", "--quiet"], cwd=stock, check=True)
        if name == "update":
            # A baseline of other code: entries to drop, entries to add.
            path = os.path.join(stock, "one/src/more.rs")
            with open(path, "w") as file:
                file.write(FILES["one/src/more.rs"].replace(".clone()", "", 1) + "pub fn gone(x: String) -> String { x.clone() }\n")
            subprocess.run([self.tool, "clone-audit", "baseline", "save", "--quiet"], cwd=stock, check=True)
            with open(path, "w") as file:
                file.write(FILES["one/src/more.rs"])
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com"]
        for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "start"], ["status", "--short"]):
            subprocess.run([*git, *command], cwd=stock, check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(os.path.join(stock, "target"), ignore_errors=True)

    def reset(self, name, cold):
        """The files as they were before; the target folder stays unless the start is to be cold."""
        os.makedirs(self.root, exist_ok=True)
        for entry in os.listdir(self.root):
            if entry != "target" or cold:
                remove(os.path.join(self.root, entry))
        shutil.copytree(self.stock[name], self.root, dirs_exist_ok=True, symlinks=True)
        # git knows the files by their times.
        subprocess.run(["git", "update-index", "-q", "--refresh"], cwd=self.root, check=False)
        remove(self.temporary)
        os.makedirs(self.temporary)

    def start(self, name, mark):
        environment = {**os.environ, "TMPDIR": self.temporary, MARK: mark, "CARGO_NET_OFFLINE": "true"}
        return subprocess.Popen(
            [self.tool, "clone-audit", *COMMANDS[name]],
            cwd=self.root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.remove(path)


def content(root):
    """Every file, folder and link but those of the target folder, with content and permissions."""
    found = {}
    for folder, folders, files in os.walk(root):
        if folder == root and "target" in folders:
            folders.remove("target")
        for name in folders + files:
            path = os.path.join(folder, name)
            data = os.lstat(path)
            if os.path.islink(path):
                value = os.readlink(path)
            elif os.path.isdir(path):
                value = "folder"
            else:
                with open(path, "rb") as file:
                    value = file.read()
            found[os.path.relpath(path, root)] = (data.st_mode, value)
    return found


def of_git(found):
    return {name: value for name, value in found.items() if name.startswith(".git/")}


def of_user(found):
    return {name: value for name, value in found.items() if not name.startswith(".git/")}


def difference(found, wanted):
    names = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
    return ", ".join(names)


def alive(mark):
    """The processes that a trial has started and that are there still."""
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/environ", "rb") as file:
                if f"{MARK}={mark}".encode() not in file.read().split(b"\0"):
                    continue
            with open(f"/proc/{process}/cmdline", "rb") as file:
                command = file.read().replace(b"\0", b" ").decode(errors="replace").strip()
            if command:
                found.append(f"{process} {command[:120]}")
        except OSError:
            pass
    return found


def complete(place, name, cold, mark):
    """Runs a command to its end: the time it takes, the moment at which it writes, and the files afterwards."""
    place.reset(name, cold)
    started, clock = time.monotonic(), time.time()
    process = place.start(name, mark)
    error = process.communicate()[1].decode(errors="replace")
    if process.returncode != 0:
        sys.exit(f"{name} fails by itself: {error}")
    took = time.monotonic() - started
    written = os.path.join(place.root, WRITTEN.get(name, "Cargo.toml"))
    return took, os.stat(written).st_mtime - clock if name in WRITTEN else None, of_user(content(place.root))


def trial(place, name, number, times, writes, after, seed):
    chance = random.Random(f"{seed} {number}")
    mark = f"{os.getpid()}-{number}"
    cold = name in ("prove", "fix") and chance.random() < 0.5
    moment = chance.random() * times[name, cold] * 1.05
    if writes[name, cold] and chance.random() < 1 / 3:
        moment = max(0, writes[name, cold] + chance.uniform(-0.03, 0.01))
    which = chance.choice([signal.SIGINT, signal.SIGTERM])
    to_group = chance.random() < 0.5
    again = chance.random() < 0.2
    place.reset(name, cold)
    before = content(place.root)
    process = place.start(name, mark)
    time.sleep(moment)
    sent = False
    if process.poll() is not None:
        # The machine has less to do than when the time was measured.
        times[name, cold] = min(times[name, cold], moment)
    for _ in range(2 if again else 1):
        if process.poll() is None:
            sent = True
            (os.killpg if to_group else os.kill)(process.pid, which)
            time.sleep(0.02 if again else 0)
    hangs = False
    try:
        error = process.communicate(timeout=30)[1].decode(errors="replace")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        error, _ = "", process.communicate()
        sent = True
        hangs = True
    wrong = []
    if hangs:
        wrong.append("it does not end within thirty seconds")
    deadline = time.monotonic() + 1
    while alive(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    wrong += [f"still alive: {line}" for line in alive(mark)]
    found = content(place.root)
    if of_git(found) != of_git(before):
        wrong.append(f"changed in .git: {difference(of_git(found), of_git(before))}")
    found, before = of_user(found), of_user(before)
    # A run that was not interrupted has to be complete; that of `prove` changes nothing.
    is_after = found == after[name]
    if found != before and not is_after:
        wrong.append(f"neither before ({difference(found, before)}) nor complete ({difference(found, after[name])})")
    if os.listdir(place.temporary):
        wrong.append(f"temporary files: {os.listdir(place.temporary)}")
    status = process.returncode
    if status == 0 and not is_after:
        wrong.append("status 0, but not complete")
    elif status not in (0, 2, -which):
        wrong.append(f"status {status}")
    elif status == 2 and "interrupted" not in error:
        wrong.append("status 2, but nothing said of an interruption")
    if wrong or number % 5 == 0:
        rest = place.start(name, mark)
        error_then = rest.communicate()[1].decode(errors="replace")
        if name != "fix" or not is_after:
            found = of_user(content(place.root))
            if rest.returncode != 0 or found != after[name]:
                wrong.append(f"the next run ends with {rest.returncode} ({difference(found, after[name])}): {error_then}")
    how = f"{which.name} {'to the group' if to_group else 'to it alone'}{' twice' if again and sent else ''}"
    title = f"{number:4} {' '.join(COMMANDS[name]):36} {'cold' if cold else 'warm'}  {how} after {moment:.3f} s: {status}"
    for line in wrong:
        print(f"{title}: {line}\n     {error.strip()}", flush=True)
    return status, bool(wrong), sent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=COMMANDS)
    options = parser.parse_args()
    home = tempfile.mkdtemp(prefix="interrupt-")
    place = Place(os.path.abspath(options.tool), home)
    names = [options.only] if options.only else list(COMMANDS)
    times, writes, after = {}, {}, {}
    for name in names:
        for cold in (True, False):
            runs = [complete(place, name, cold, f"{os.getpid()}-complete") for _ in range(2)]
            times[name, cold], writes[name, cold], after[name] = min(runs, key=lambda run: run[0])
    print("to the end:", ", ".join(f"{name} {times[name, True]:.2f} s, warm {times[name, False]:.2f} s" for name in names))
    weights = [WEIGHTS[name] for name in names]
    results = collections.Counter()
    failed = number = sent_signals = 0
    while sent_signals < options.trials:
        number += 1
        name = random.Random(f"{options.seed} {number} name").choices(names, weights)[0]
        status, wrong, sent = trial(place, name, number, times, writes, after, options.seed)
        sent_signals += sent
        results[name, status if sent else "ended before"] += 1
        failed += wrong
    for (name, status), count in sorted(results.items(), key=str):
        print(f"{' '.join(COMMANDS[name]):36} {status!s:14} {count:4}")
    print(f"{sent_signals} signals, seed {options.seed}: {failed} with something wrong")
    shutil.rmtree(home)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
