#!/usr/bin/env python3
"""Compares the types of `list --resolve --format json` with the compiler's own answer for the same workspace.

Usage: scripts/resolve_accuracy.py LIST.json ANSWER.jsonl [--differences N]

ANSWER.jsonl is what oracle.py writes. Prints how many of its `clone` calls outside of macro bodies got a type from rustc,
and how many of these types are equal: by the last segments of their paths, without lifetimes and defaulted parameters,
closures as such, `Fn<(A,), Output = B>` as `Fn(A) -> B`.
"""
import json
import re
import sys


def unsugar(text):
    """`Fn<(A,), Output = B>` → `Fn(A) -> B`, innermost first."""
    while True:
        found = re.search(r"\b(Fn|FnMut|FnOnce)<\(", text)
        if not found:
            return text
        start = found.end()
        depth, at = 1, start
        while depth:
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            at += 1
        arguments = text[start : at - 1].rstrip(", ")
        rest = text[at:]
        head = re.match(r", Output = ", rest)
        depth, end = 1, 0
        while depth:
            character = rest[end]
            depth += {"<": 1, ">": -1}.get(character, 0) if rest[end - 1 : end + 1] != "->" else 0
            end += 1
        output = rest[head.end() : end - 1] if head else "()"
        arrow = "" if output == "()" else f" -> {output}"
        text = f"{text[:found.start()]}{found.group(1)}({arguments}){arrow}{rest[end:]}"


def normal(text):
    text = re.sub(r"\{closure[^{}]*(\{[^{}]*\}[^{}]*)*\}|[\w:<>']*\{closure#\d+\}(::<[^{}]*>)?|\|[^|]*\| ?(->.*)?|^closure$", "CLOSURE", text)
    text = re.sub(r"for<[^>]*> ", "", text)
    text = re.sub(r"'[a-z_]\w* \+ | \+ '[a-z_]\w*", "", text)
    text = re.sub(r"(&)'[a-z_]\w* ", r"\1", text)
    text = re.sub(r"<'[a-z_]\w*(, '[a-z_]\w*)*>", "", text)
    text = re.sub(r"'[a-z_]\w*, ", "", text)
    text = re.sub(r"([A-Za-z_]\w*::)+", "", text)
    text = unsugar(text)
    # A nightly's name for the atomics.
    text = re.sub(r"Atomic<(\w)(\w*)>", lambda found: f"Atomic{found.group(1).upper()}{found.group(2)}", text)
    text = re.sub(r", (Global|RandomState)\b", "", text)
    return text.replace(" ", "").replace(",)", ")")


def is_same(ours, theirs):
    """Whether two normal texts are equal, but for arguments at the end of a list that ours leaves out as defaults."""
    a, b = (re.findall(r"\w+|->|[^\w\s]", text) for text in (ours, theirs))
    i = j = 0

    def past_list(at):
        """The index of the `>` that ends the list in which `at` stands."""
        depth = 0
        while b[at] != ">" or depth:
            depth += {"<": 1, ">": -1}.get(b[at], 0)
            at += 1
        return at

    while j < len(b):
        if i < len(a) and a[i] == b[j]:
            i += 1
            j += 1
        elif b[j] == "<":
            j = past_list(j + 1) + 1
        elif b[j] == "," and i < len(a) and a[i] == ">":
            j = past_list(j)
        else:
            return False
    return i == len(a)


def main():
    sites = json.load(open(sys.argv[1]))["sites"]
    rows = [json.loads(line) for line in open(sys.argv[2])]
    shown = int(sys.argv[4]) if len(sys.argv) > 4 and sys.argv[3] == "--differences" else 0
    by_name = {(site["path"], site["name_line"], site["name_column"]): site for site in sites}
    total = typed = equal = 0
    for row in rows:
        if row["from_macro"] or row["kind"] != "clone":
            continue
        total += 1
        site = by_name.get((row["file"], row["name_line"], row["name_column"]))
        ours = site and site["type_source"] == "rustc" and site["type"]
        if not ours:
            print(f"  no type: {row['file']}:{row['name_line']}:{row['name_column']} {row['self_type']}")
            continue
        typed += 1
        theirs = [normal(text) for text in row.get("self_types") or [row["self_type"]] if text]
        if any(is_same(normal(ours), text) for text in theirs):
            equal += 1
        elif typed - equal <= shown:
            print(f"  {row['file']}:{row['name_line']}:{row['name_column']} ours {ours}, the compiler's {row['self_type']}")
    print(f"{total} clones: {typed} typed ({100 * typed / total:.2f} %), {equal} equal ({100 * equal / max(typed, 1):.2f} %)")


main()
