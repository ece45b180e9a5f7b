#!/usr/bin/env python3
"""Compares what two builds of the program say of the same workspaces: compare_output.py OLD NEW WORKSPACE...

Runs `list`, `report` and `types` with `--format json` of both and prints every difference: sites by path and the place of
their name, types by package and name, everything else by its path in the document. The exit status is 1 if there is any.
A difference is a change of behaviour: a fix to be listed, or a fault.
"""
import json, os, subprocess, sys


def answer(tool, command, workspace):
    manifest = os.path.join(workspace, "Cargo.toml")
    run = subprocess.run([tool, "clone-audit", command, "--format", "json", "--manifest-path", manifest],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if not run.stdout:
        sys.exit(f"{tool} {command} {workspace}: {run.stderr}")
    return json.loads(run.stdout), run.stderr


def key(entry, at):
    if "name_line" in entry:
        return f'{entry["path"]}:{entry["name_line"]}:{entry["name_column"]}'
    named = [str(entry[name]) for name in ("package", "declared_in", "path", "line", "name", "type", "rule", "id") if name in entry]
    return " ".join(named) or str(at)


def flat(value, path, into):
    if isinstance(value, dict):
        for name, inner in value.items():
            flat(inner, f"{path}.{name}" if path else name, into)
    elif isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        seen = {}
        for at, entry in enumerate(value):
            name = key(entry, at)
            seen[name] = seen.get(name, 0) + 1
            flat(entry, f"{path}[{name}{'' if seen[name] == 1 else ' #' + str(seen[name])}]", into)
    else:
        into[path] = value


def main():
    old, new, *workspaces = sys.argv[1:]
    count = 0
    for workspace in workspaces:
        for command in ("list", "report", "types"):
            (before, before_err), (after, after_err) = (answer(tool, command, workspace) for tool in (old, new))
            one, two = {}, {}
            flat(before, "", one)
            flat(after, "", two)
            differing = [path for path in dict.fromkeys([*one, *two]) if one.get(path) != two.get(path)]
            for path in differing:
                print(f"{workspace} {command} {path}: {one.get(path, '(none)')!r} -> {two.get(path, '(none)')!r}")
            for line in sorted(set(before_err.splitlines()) ^ set(after_err.splitlines())):
                print(f"{workspace} {command} stderr: {line}")
            count += len(differing)
            print(f"{workspace} {command}: {len(differing)} differences", file=sys.stderr)
    sys.exit(count > 0)


if __name__ == "__main__":
    main()
