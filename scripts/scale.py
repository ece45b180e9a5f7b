#!/usr/bin/env python3
"""Time and peak memory by size: a real workspace once, twice, four times … in one workspace.

Usage: scripts/scale.py [--tool PATH] [--most 16] [--runs 1] WORKSPACE

Makes workspaces of 1, 2, 4 … copies of every package of WORKSPACE in a temporary folder: each with its own names, the same
dependencies, and hard links to the sources. Prints lines, CPU time, time and peak resident set of `report` from nothing, and
what each doubling multiplies time and memory by. 600,000 lines 16 times over take half a minute and a few MiB of disk.
"""
import argparse, json, os, pathlib, shutil, subprocess, sys, tempfile, time


def quoted(text):
    return json.dumps(str(text))


def manifest(package, copy, members, place):
    """The manifest of a copy. `members` are the folders of the workspace's packages, `place` that of this one."""
    lines = ["[package]", f"name = {quoted(package['name'] + f'-copy{copy}')}", f"version = {quoted(package['version'])}",
             f"edition = {quoted(package['edition'])}", "autobins = false", "autotests = false", "autoexamples = false",
             "autobenches = false"]
    if not any("custom-build" in target["kind"] for target in package["targets"]):
        lines.append("build = false")
    kinds = {"bin": "[[bin]]", "test": "[[test]]", "example": "[[example]]", "bench": "[[bench]]"}
    tables = []
    for target in package["targets"]:
        path = os.path.relpath(target["src_path"], place)
        kind = target["kind"][0]
        if kind == "custom-build":
            lines.append(f"build = {quoted(path)}")
            continue
        head = kinds.get(kind, "[lib]")
        tables += [head, f"name = {quoted(target['name'].replace('-', '_') if head == '[lib]' else target['name'])}",
                   f"path = {quoted(path)}", *(["proc-macro = true"] if kind == "proc-macro" else [])]
    features = {name: values for name, values in package["features"].items()}
    dependencies = {}
    for found in package["dependencies"]:
        kind = {None: "dependencies", "dev": "dev-dependencies", "build": "build-dependencies"}[found["kind"]]
        table = f"target.{quoted(found['target'])}.{kind}" if found["target"] else kind
        name = found["rename"] or found["name"]
        folder = found.get("path")
        if folder in members:
            value = {"path": os.path.relpath(folder, place), "package": found["name"] + f"-copy{copy}"}
        elif folder:
            value = {"path": folder, "package": found["name"]}
        else:
            value = {"version": found["req"], "package": found["name"]}
        value["features"] = found["features"]
        value["default-features"] = found["uses_default_features"]
        value["optional"] = found["optional"]
        dependencies.setdefault(table, {})[name] = value
    text = "\n".join(lines + tables) + "\n[features]\n"
    text += "".join(f"{quoted(name)} = {json.dumps(values)}\n" for name, values in features.items())
    for table, entries in dependencies.items():
        text += f"[{table}]\n"
        for name, value in entries.items():
            inline = ", ".join(f"{key} = {json.dumps(part)}" for key, part in value.items())
            text += f"{quoted(name)} = {{ {inline} }}\n"
    return text


def build(workspace, metadata, copies, out):
    """Writes a workspace of so many copies."""
    root = pathlib.Path(metadata["workspace_root"])
    members = {os.path.dirname(package["manifest_path"]) for package in metadata["packages"]}
    listed = []
    for copy in range(copies):
        for package in metadata["packages"]:
            place = pathlib.Path(package["manifest_path"]).parent
            target = out / f"copy{copy}" / place.relative_to(root)
            target.mkdir(parents=True, exist_ok=True)
            for path in place.rglob("*.rs"):
                relative = path.relative_to(place)
                inner = [parent for parent in path.parents if parent != place and str(parent) in members and place in parent.parents]
                if inner or "target" in relative.parts or path.is_symlink() or not path.is_file():
                    continue
                (target / relative).parent.mkdir(parents=True, exist_ok=True)
                if not (target / relative).exists():
                    os.link(path, target / relative)
            (target / "Cargo.toml").write_text(manifest(package, copy, members, str(place)))
            listed.append(str(target.relative_to(out)))
    (out / "Cargo.toml").write_text(f"[workspace]\nresolver = \"2\"\nmembers = {json.dumps(listed)}\n")
    if (root / "Cargo.lock").exists():
        shutil.copy(root / "Cargo.lock", out / "Cargo.lock")


def measure(tool, out):
    command = [tool, "clone-audit", "report", "--quiet", "--allow-skipped", "--format", "json",
               "--manifest-path", str(out / "Cargo.toml")]
    start = time.perf_counter()
    # Builds that know no cache ignore the variable.
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "CLONE_AUDIT_NO_CACHE": "1"})
    document = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    lines = json.loads(document)["workspace"]["lines"]
    return lines, usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="target/release/cargo-clone-audit")
    parser.add_argument("--most", type=int, default=16)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("workspace", type=pathlib.Path)
    arguments = parser.parse_args()
    tool = str(pathlib.Path(arguments.tool).resolve())
    metadata = json.loads(subprocess.run(
        ["cargo", "metadata", "--no-deps", "--format-version", "1", "--manifest-path", arguments.workspace / "Cargo.toml"],
        check=True, capture_output=True).stdout)
    print(f"{'copies':>6} {'lines':>11} {'CPU s':>7} {'time s':>7} {'MiB':>7}   MiB a million lines; by doubling: CPU, MiB")
    before = None
    copies = 1
    # Hard links need the same file system.
    with tempfile.TemporaryDirectory(dir=arguments.workspace.resolve().parent) as scratch:
        while copies <= arguments.most:
            out = pathlib.Path(scratch) / str(copies)
            out.mkdir()
            build(arguments.workspace, metadata, copies, out)
            runs = [measure(tool, out) for _ in range(arguments.runs)]
            lines, cpu, seconds, memory = min(runs, key=lambda run: run[1])
            growth = f"{cpu / before[0]:.2f}, {memory / before[1]:.2f}" if before else ""
            print(f"{copies:6} {lines:11,} {cpu:7.2f} {seconds:7.2f} {memory:7.0f}   {memory / lines * 1e6:.0f}; {growth}", flush=True)
            before = (cpu, memory)
            shutil.rmtree(out)
            copies *= 2


main()
