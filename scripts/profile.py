#!/usr/bin/env python3
"""Whether `profile` tells the truth, leaves programs as they are, and what it costs.

Usage: scripts/profile.py truth    TOOL WORKSPACE -- ARGUMENTS OF cargo run
       scripts/profile.py suites   TOOL WORKSPACE…
       scripts/profile.py times    TOOL
       scripts/profile.py overhead TOOL WORKSPACE -- ARGUMENTS OF cargo run

truth     allocations and bytes of the program beside those that dhat counts, which is added to a copy of it; and the calls of
          twenty sites, drawn at random from those that ran at most 20,000 times, beside a line that each of them prints in
          another copy.
suites    `cargo test` of a copy as it is and instrumented: the same tests must fail. How many sites in production code that is
          compiled are counted.
times     the mean time of a clone of twelve types beside a loop that times them (clone_times/).
overhead  a release build as it is and instrumented, by hyperfine.

`--seed N` draws other sites. Copies lie in a temporary folder; what is built there is thrown away. Needs the network where Cargo
has not got dhat yet, and hyperfine for `overhead`. A workspace is built two to four times: minutes each.
"""
import argparse, json, os, pathlib, random, re, shlex, shutil, subprocess, sys, tempfile

QUIET = {**os.environ, "CARGO_TERM_COLOR": "never", "RUST_BACKTRACE": "0"}


def run(command, folder, check=True, **more):
    done = subprocess.run(command, cwd=folder, env=QUIET, capture_output=True, text=True, errors="replace", **more)
    if check and done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} in {folder}:\n{done.stderr[-3000:]}")
    return done


def copied(workspace, into):
    """The files that git has, as they are now, or everything outside of a repository."""
    target = pathlib.Path(into) / pathlib.Path(workspace).resolve().name
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=workspace, capture_output=True)
    if listed.returncode != 0 or not listed.stdout:
        shutil.copytree(workspace, target, symlinks=True, ignore=shutil.ignore_patterns("target", ".git"))
        return target
    for name in listed.stdout.decode().split("\0"):
        source = pathlib.Path(workspace) / name
        if name and (source.is_file() or source.is_symlink()):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name, follow_symlinks=False)
    lock = pathlib.Path(workspace) / "Cargo.lock"
    if lock.is_file():
        shutil.copy2(lock, target / "Cargo.lock")
    return target


def profiled(tool, folder, *command, check=True, append=False):
    out = folder / "profile.json"
    more = ["--append"] if append else []
    run([tool, "clone-audit", "profile", "-q", "--no-cache", *more, "-o", str(out), "--", *command], folder, check=check)
    return json.loads(out.read_text())


def main_of(folder, arguments):
    """The file in which the program's `main` is."""
    metadata = json.loads(run(["cargo", "metadata", "--no-deps", "--format-version", "1"], folder).stdout)
    named = re.search(r"--bin[= ](\S+)", " ".join(arguments))
    package = re.search(r"(?:-p|--package)[= ](\S+)", " ".join(arguments))
    bins = [(package_["name"], package_["manifest_path"], target["name"], target["src_path"]) for package_ in metadata["packages"]
            for target in package_["targets"] if "bin" in target["kind"]]
    default = {member.split("#")[0] for member in metadata.get("workspace_default_members", [])}
    wanted = [found for found in bins if (not named or found[2] == named[1]) and (not package or found[0] == package[1])]
    at_root = [found for found in wanted if pathlib.Path(found[1]).parent == folder]
    found = (at_root or wanted)[0]
    return found[0], pathlib.Path(found[3])


def totals_of_dhat(workspace, arguments, scratch):
    folder = copied(workspace, scratch)
    package, path = main_of(folder, arguments)
    run(["cargo", "add", "--quiet", "-p", package, "dhat@0.3"], folder)
    text = path.read_text()
    own = re.search(r"#\[global_allocator\]\s*static \w+\s*:[^;]*;", text)
    if own and "cfg" not in text[max(0, own.start() - 120):own.start()]:
        text = text.replace(own[0], "")
    text, found = re.subn(r"(\bfn main\s*\([^)]*\)[^{]*\{)", r"\1 let _dhat = dhat::Profiler::new_heap();", text, count=1)
    if not found:
        sys.exit(f"no `fn main` in {path}")
    path.write_text(text + "\n#[global_allocator]\nstatic DHAT_ALLOC: dhat::Alloc = dhat::Alloc;\n")
    # What `main` calls may end the process: dhat writes when its profiler is dropped.
    done = run(["cargo", "run", *arguments], folder, check=False)
    heap = folder / "dhat-heap.json"
    if not heap.is_file():
        sys.exit(f"dhat wrote nothing: the program does not return from `main`\n{done.stderr[-2000:]}")
    points = json.loads(heap.read_text())["pps"]
    return sum(point["tbk"] for point in points), sum(point["tb"] for point in points)


def counted_by_hand(workspace, arguments, sites, scratch):
    """Calls of sites, each of which prints a line in this copy."""
    folder = copied(workspace, scratch)
    by_path = {}
    for number, site in enumerate(sites):
        by_path.setdefault(site["path"], []).append((site, number))
    for path, of_file in by_path.items():
        lines = (folder / path).read_text().split("\n")
        # From behind, so that columns stay what they were.
        for site, number in sorted(of_file, key=lambda found: (-found[0]["line"], -found[0]["column"])):
            line = lines[site["line"] - 1]
            start, end = site["column"] - 1, site["end_column"] - 1
            lines[site["line"] - 1] = (line[:start] + f'({{ ::std::eprintln!("counted-by-hand {number}"); {line[start:end]} }})'
                                       + line[end:])
        (folder / path).write_text("\n".join(lines))
    done = run(["cargo", "run", *arguments], folder, check=False)
    # The compiler may quote the line in a warning.
    found = re.findall(r"^counted-by-hand (\d+)$", done.stderr, re.M)
    return [found.count(str(number)) for number in range(len(sites))]


def truth(tool, workspace, arguments, seed):
    with tempfile.TemporaryDirectory() as scratch:
        folder = copied(workspace, pathlib.Path(scratch) / "profiled")
        profile = profiled(tool, folder, "run", *arguments)
        ran = [site for site in profile["sites"] if 0 < site["calls"] <= 20_000 and site["spelling"] in ("method", "path")
               and not site["in_macro"] and site["line"] == site["end_line"]]
        drawn = random.Random(seed).sample(ran, min(20, len(ran)))
        # A clone within another one of these would move it.
        kept = [site for site in drawn if not any(other is not site and other["path"] == site["path"]
                and other["line"] == site["line"] for other in drawn)]
        by_hand = counted_by_hand(workspace, arguments, kept, pathlib.Path(scratch) / "by-hand")
        wrong = [(site, count) for site, count in zip(kept, by_hand) if site["calls"] != count]
        print(f"{workspace}: calls of {len(kept) - len(wrong)} of {len(kept)} sites are those counted by hand")
        for site, count in wrong:
            print(f"  {site['path']}:{site['line']}:{site['column']}: {site['calls']}, by hand {count}")
        allocations, in_bytes = totals_of_dhat(workspace, arguments, pathlib.Path(scratch) / "dhat")
        totals = profile["totals"]
        off = [abs(found / expected - 1) for found, expected in
               [(totals["allocations"], allocations), (totals["bytes"], in_bytes)]]
        print(f"  {totals['allocations']} allocations, dhat {allocations} ({off[0]:.2%} off); {totals['bytes']} bytes, dhat "
              f"{in_bytes} ({off[1]:.2%} off)", flush=True)
        return not wrong and max(off) <= 0.01


def failing_tests(output):
    return set(re.findall(r"^test (.+?)(?: - should panic)? \.\.\. FAILED$", output, re.M))


def suites(tool, workspaces):
    good = True
    for workspace in workspaces:
        with tempfile.TemporaryDirectory() as scratch:
            folder = copied(workspace, scratch)
            plain = run(["cargo", "test", "--workspace", "--no-fail-fast"], folder, check=False)
            out = folder / "profile.json"
            done = run([tool, "clone-audit", "profile", "-q", "--no-cache", "-o", str(out), "--", "test", "--workspace",
                        "--no-fail-fast"], folder, check=False)
            if not out.is_file():
                print(f"{workspace}: no profile\n{done.stderr[-2000:]}")
                good = False
                continue
            profile = json.loads(out.read_text())
            before, after = failing_tests(plain.stdout), failing_tests(done.stderr)
            passed = [sum(map(int, re.findall(r"^test result: .*?(\d+) passed", text, re.M))) for text in (plain.stdout, done.stderr)]
            of_interest = lambda site: site["scope"] == "production" and site["spelling"] in ("method", "path", "fn-value", "clone-from")
            counted = sum(map(of_interest, profile["sites"]))
            left = [site for site in profile["not_instrumented"] if of_interest(site)]
            in_compiler = sum("runs in the compiler" in site["reason"] or "build script" in site["reason"] for site in left)
            all_ = counted + len(left) - in_compiler
            ran = sum(site["calls"] > 0 for site in profile["sites"])
            print(f"{workspace}: {passed[0]} tests pass as they are, {passed[1]} instrumented; failing {len(before)} and {len(after)}"
                  f"{'' if before == after else ', OTHERS'}; {counted} of {all_} explicit production sites counted "
                  f"({counted / max(all_, 1):.2%}); {ran} sites ran", flush=True)
            for name in sorted(before ^ after):
                print(f"  only {'instrumented' if name in after else 'as it is'}: {name}")
            for site in left[:20]:
                print(f"  left out: {site['path']}:{site['line']}: {site['expression']}: {site['reason'][:160]}")
            good &= before == after and passed[0] == passed[1]
    return good


def times(tool):
    source = pathlib.Path(__file__).parent / "clone_times"
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "clone_times"
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("target"))
        # In turns: what else the machine does slows both.
        loops = {}
        for _ in range(3):
            for line in run(["cargo", "run", "--release", "--quiet"], folder).stdout.splitlines():
                loops.setdefault(line.split("\t")[0], []).append(float(line.split("\t")[1]))
            profile = profiled(tool, folder, "run", "--release", append=True)
        loop = {name: sorted(found)[len(found) // 2] for name, found in loops.items()}
        of_line = {}
        text = (folder / "src/main.rs").read_text().split("\n")
        for site in profile["sites"]:
            name = re.search(r'measure\("([^"]+)"', text[site["line"] - 1])
            if name and site["calls"]:
                of_line[name[1]] = site["nanoseconds"] / site["calls"]
        print(f"clock {profile['measured']['clock_nanoseconds']} ns\n{'type':24}{'loop':>12}{'profile':>12}")
        good = True
        for name, expected in loop.items():
            found = of_line[name]
            off = found / expected - 1
            good &= abs(off) <= 0.2
            print(f"{name:24}{expected:12.1f}{found:12.1f}  {off:+.0%}{'' if abs(off) <= 0.2 else '  more than 20 % off'}")
        return good


def overhead(tool, workspace, arguments):
    at = arguments.index("--") if "--" in arguments else len(arguments)
    before, program = arguments[:at], shlex.join(arguments[at + 1:])
    with tempfile.TemporaryDirectory() as scratch:
        folder = copied(workspace, scratch)
        profiled(tool, folder, "run", "--release", *arguments, check=False)
        run(["cargo", "build", "--release", *before], folder)
        _, main = main_of(folder, before)
        metadata = json.loads(run(["cargo", "metadata", "--no-deps", "--format-version", "1"], folder).stdout)
        names = {target["name"] for package in metadata["packages"] for target in package["targets"]
                 if target["src_path"] == str(main) and "bin" in target["kind"]}
        name = names.pop()
        plain = folder / "target/release" / name
        instrumented = next((folder / "target/clone-audit").glob(f"*/profile/target/release/{name}"))
        measured = pathlib.Path(scratch) / "measured"
        measured.mkdir()
        results = pathlib.Path(scratch) / "hyperfine.json"
        # The files that processes write are removed between runs, and the folder is there, so that they do write.
        subprocess.run(["hyperfine", "--warmup", "2", "--min-runs", "15", "--ignore-failure", "--shell=default", "--style", "none",
                        "--prepare", f"rm -f {measured}/*", "--export-json", str(results),
                        f"{plain} {program} >/dev/null 2>&1",
                        f"CLONE_AUDIT_PROFILE={measured} {instrumented} {program} >/dev/null 2>&1"], cwd=workspace, check=True,
                       stdout=subprocess.DEVNULL)
        one, two = [found["median"] for found in json.loads(results.read_text())["results"]]
        print(f"{workspace}: {name} {program}: {one * 1000:.1f} ms as it is, {two * 1000:.1f} ms instrumented: {two / one:.2f} ×")
        return two / one <= 1.5


def main():
    arguments, more = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, more = arguments[:at], arguments[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["truth", "suites", "times", "overhead"])
    parser.add_argument("tool", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("workspace", nargs="*")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    if given.what == "times":
        good = times(given.tool)
    elif given.what == "suites":
        good = suites(given.tool, given.workspace)
    elif given.what == "truth":
        good = all([truth(given.tool, workspace, more, given.seed) for workspace in given.workspace])
    else:
        good = all([overhead(given.tool, workspace, more) for workspace in given.workspace])
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
