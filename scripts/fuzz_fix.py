#!/usr/bin/env python3
"""Whether `fix` changes what programs do: generated programs are run, fixed, and run again.

Usage: scripts/fuzz_fix.py [--seed N] [--functions N] [--binary PATH] [--allow HAZARD]... [--shrink FOLDER] [--keep FOLDER]
                           [--verbose] [--again]

Writes a workspace of N functions (default 1000) that clone in every way that the tool rewrites, each over the shared types
of `scripts/fuzz_prelude.rs`, and leaves a trace: what it reads, and each logged `Clone` and `Drop`. What does not compile is
left out before. The binary (default: `target/debug/cargo-clone-audit`) runs `fix --allow-dirty` on it, and the traces of
both runs are compared. Prints the counts, and every function whose trace changed, with the lines at fault; exits with 1 if
there is one, if the fixed workspace does not build, or if less than 25 % of the clones were removed, since a generator whose
clones all stay proves nothing.

  --seed N          the same seed gives the same programs (default 1)
  --allow HAZARD    handed on to `fix`; changed traces are then counted only, to show that the hazard is real (`cfg`: of
                    functions that no longer compile with `--cfg other`)
  --shrink FOLDER   drops lines of changed functions while their traces still change, and writes the rest there as a crate
  --keep FOLDER     works there, and leaves the workspace as `fix` made it
  --verbose         prints all of a changed function, not only the lines that change its trace by themselves
  --again           runs `fix` a second time: it should find nothing
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

from fuzz_types import AIMED, SPECIALS, TYPES, Ty

HERE = os.path.dirname(os.path.abspath(__file__))
LEAST_REMOVED = 25
PER_FILE, PER_CRATE = 40, 480

TEXTS = ['"a"', '"ab"', '"abc"', '"b-a"', '"7"']


class Var:
    """A variable: `mode` is how the body holds it ("" for the value itself, "&" or "&mut"), `is_mut` whether it may change."""

    def __init__(self, name, ty, mode="", is_mut=True):
        self.name, self.ty, self.mode, self.is_mut = name, ty, mode, is_mut


class Place:
    """What a variable or a field of it is written as."""

    def __init__(self, text, ty, mode, is_mut):
        self.text, self.ty, self.mode, self.is_mut = text, ty, mode, is_mut

    def value(self):
        return f"(*{self.text})" if self.mode else self.text


def part_of(text, field):
    return f"(*{text})" if field == "*" else f"{text}{field}" if field.startswith("[") else f"{text}.{field}"


class Writer:
    """Writes one function, with the items that it needs."""

    def __init__(self, rng, number, allow=()):
        self.rng, self.number = rng, number
        self.aimed = [template for hazard in allow for template in AIMED.get(hazard, [])]
        self.types = dict(TYPES)
        self.vars, self.lines, self.names = [], [], 0
        self.pick_hazards = rng.random() < 0.12

    # Small things

    def chance(self, percent):
        return self.rng.random() * 100 < percent

    def fresh(self, stem="v"):
        self.names += 1
        return f"{stem}{self.names}"

    def any_type(self):
        pool = [ty for ty in self.types.values() if self.pick_hazards or not ty.hazard]
        return self.rng.choices(pool, [ty.weight * (4 if ty.hazard else 1) for ty in pool])[0]

    def fill(self, template, place=None, other=None):
        """A template with its holes filled. Doubled braces stand for themselves."""
        def hole(match):
            word = match.group(1)
            if word == "{":
                return "{"
            if word == "}":
                return "}"
            if word == "e":
                return place
            if word == "e2":
                return other or place
            if word == "k":
                return str(self.rng.randint(1, 9))
            if word == "s":
                return self.rng.choice(TEXTS)
            if word.startswith("v:"):
                return self.make(word[2:])
            if word.startswith("b:"):
                _, name, ty = word.split(":", 2)
                is_ref = ty.startswith("&")
                return self.body(name, self.types.get(ty.lstrip("&")), "&" if is_ref else "")
            raise ValueError(template)
        # Types hold no braces, so a hole ends at the first one.
        return re.sub(r"\{\{|\}\}|\{([^{}]*)\}", lambda m: m.group(0)[0] if m.group(1) is None else hole(m), template)

    def make(self, name):
        ty = self.types[name]
        return self.fill(self.rng.choice(ty.makes))

    # Expressions

    def body(self, name, ty, mode=""):
        """What a closure or an arm does with its variable, as an expression without a borrow of it."""
        place = f"(*{name})" if mode else name
        options = [f"szv(&{name})", f"tn(&{name})", f"szv({name})" if mode else f"szt({name})", f"{name}.clone()",
                   f'format!("{{:?}}", {name})', f"{place}.clone()"]
        if ty is None:
            return self.rng.choice(options)
        if ty.known:
            options += [f"who({name})", f"who({name})", f"kind({name})", f"{name}.kind()", f"{name}.who()", f"{place}.kind()"]
        options += [self.read(name if self.chance(80) else place, ty) for _ in range(6)] if "'" not in ty.name else []
        return self.rng.choice(options)

    def read(self, place, ty):
        if not ty.reads or self.chance(12):
            options = [f"szv(&{place})", f"tn(&{place})", f'format!("{{:?}}", {place})', f"shown(&{place})", f"id({place})", f"Some({place})",
                       f"pair({place}, 1)", f"({place}, 1)", f"vec![{place}]", f"kind({place})" if ty.known else f"szt({place})",
                       f"who({place})" if ty.known else f"szt({place})", f"{place}.kind()" if ty.known else f"[{place}]", f"who(&{place})" if ty.known else f"&{place}",
                       f"size_it!({place})", f"same_it!({place})", f"&{place}", f"&mut {place}", f"Box::new({place})", f"{{ {place} }}"]
            return self.rng.choice(options)
        return self.fill(self.rng.choice(ty.reads), place, self.clone_again(place))

    def clone_again(self, place):
        return place

    def places(self, is_mut=False, ty=None):
        """Places of the variables in scope, each with some of its fields."""
        found = []
        for var in self.vars:
            if is_mut and not (var.is_mut and var.mode != "&"):
                continue
            place = Place(var.name, var.ty, var.mode, var.is_mut and var.mode != "&")
            found.append(place)
            while place.ty.fields and self.chance(65):
                field, name = self.rng.choice(list(place.ty.fields.items()))
                whole = place.value() if field == "*" else place.text
                place = Place(part_of(whole, field), self.types[name], "", place.is_mut)
                found.append(place)
        return [place for place in found if ty is None or place.ty.name == ty.name]

    def cloned(self, place):
        """A clone of a place, in one of the spellings."""
        text, ty, name = place.text, place.ty, place.ty.name
        reference = text if place.mode == "&" else f"&{place.value()}"
        plain = [f"{text}.clone()"] * 12
        others = [f"Clone::clone({reference})", f"<{name}>::clone({reference})", f"<{name} as Clone>::clone({reference})",
                  f"{place.value()}.clone()", f"(*{reference}).clone()", f"({reference}).clone()", f"Some({reference}).cloned().unwrap()", f"{text}.clone().clone()",
                  f"copy_it!({text})", f"{text}.to_owned()", f"{{ let c = {text}.clone(); c }}", f"core::iter::once({reference}).cloned().next().unwrap()"]
        others += [self.fill(extra, text) for extra in ty.extra]
        return self.rng.choice(plain if self.chance(70) else others)

    # Statements

    def emit(self, line):
        self.lines.append(line)

    def statement(self, depth):
        roll = self.rng.random() * 100
        if roll < 8:
            return self.special()
        if roll < 16:
            return self.touch()
        if roll < 24:
            return self.nested(depth)
        places = self.places()
        if not places:
            return self.declare()
        place = self.rng.choice(places)
        self.sink(self.cloned(place), place.ty, place, depth)

    def declare(self, ty=None):
        ty = ty or self.any_type()
        name = self.fresh()
        is_mut = self.chance(70)
        self.emit(f"let {'mut ' if is_mut else ''}{name}: {ty.name} = {self.make(ty.name)};")
        self.vars.append(Var(name, ty, "", is_mut))

    def special(self):
        names = {"x": self.fresh(), "y": self.fresh(), "z": self.fresh(), "f": self.fresh("f")}
        template = self.rng.choice(self.aimed if self.aimed and self.chance(50) else SPECIALS)
        for hole, name in names.items():
            template = template.replace("{" + hole + "}", name)
        self.emit("{")
        for line in statements(self.fill(template)):
            self.emit(line)
        self.emit("}")

    def touch(self):
        """Reads or changes a place, without a clone of it."""
        is_mut = self.chance(60)
        places = self.places(is_mut)
        if not places:
            return
        place = self.rng.choice(places)
        if is_mut and place.ty.muts and self.chance(75):
            self.emit(f"n({self.fill(self.rng.choice(place.ty.muts), place.value())});")
        elif is_mut:
            self.emit(f"{'*' if place.mode else ''}{place.text} = {self.make(place.ty.name)};")
        else:
            self.emit(f"n(&{place.text});")

    def nested(self, depth):
        if depth > 1:
            return self.touch()
        heads = ["if flip() {", "for _ in 0..2 {", "{", "loop {", "let mut act = || {", "once(|| {", "once(move || {", "twice(|| {", "if !flip() {", "match flip() { true => {"]
        head = self.rng.choice(heads)
        owned = [var for var in self.vars if not var.mode]
        before, self.vars = self.vars, list(self.vars)
        if head == "{" and owned and self.chance(70):
            var = self.rng.choice(owned)
            by_mut = var.is_mut and self.chance(50)
            name = self.fresh("r")
            self.emit("{")
            self.emit(f"let {name} = &{'mut ' if by_mut else ''}{var.name};")
            if by_mut:
                self.vars.remove(var)
            else:
                self.vars = [Var(v.name, v.ty, v.mode, v.is_mut and v is not var) for v in self.vars]
            self.vars += [Var(name, var.ty, "&mut" if by_mut else "&")] * 2
        else:
            self.emit(head)
        for _ in range(self.rng.randint(1, 3)):
            self.statement(depth + 1)
        self.vars = before
        tails = {"loop {": "if flip() { break; } }", "let mut act = || {": "};", "once(|| {": "});", "once(move || {": "});", "twice(|| {": "});", "match flip() { true => {": "} _ => {} }"}
        if head == "loop {":
            self.emit("if flip() { break; }")
            self.emit("}")
        else:
            self.emit(tails.get(head, "}"))
        if head == "let mut act = || {":
            self.emit("act();")
            if self.chance(60):
                self.emit("act();")

    def sink(self, text, ty, place, depth):
        """What becomes of a clone."""
        choose = self.rng.random() * 100
        if ty.fields and choose < 12:
            field, name = self.rng.choice([(f, t) for f, t in ty.fields.items()])
            inner = self.types[name]
            return self.sink(part_of(text, field), inner, Place(part_of(place.text, field), inner, "", place.is_mut), depth)
        if choose < 36:
            return self.emit(f"n({self.read(text, ty)});")
        if choose < 45 and ty.muts:
            return self.emit(f"n({self.fill(self.rng.choice(ty.muts), text, text)});")
        if choose < 51 and ty.owns:
            return self.emit(f"n({self.fill(self.rng.choice(ty.owns), text, text)});")
        if choose < 62:
            return self.bind(text, ty)
        if choose < 70 and ty.pats:
            return self.match(text, ty, depth)
        if choose < 75 and ty.item and "iter" not in ty.name and not ty.name.startswith("Box") and ty.ordered:
            return self.loop(text, ty, depth)
        self.emit(self.rng.choice(self.uses(text, ty, place)))

    def bind(self, text, ty):
        names = [var.name for var in self.vars if var.name != "self"]
        name = self.rng.choice(names) if names and self.chance(12) else self.fresh()
        kind = self.rng.random() * 100
        if kind < 8:
            other = self.fresh()
            self.emit(f"let ref mut {other} = {text};")
            self.emit(f"n({self.fill(self.rng.choice(ty.muts), '(*' + other + ')')});" if ty.muts else f"n(&*{other});")
        elif kind < 14:
            self.emit(f"let ref {name} = {text};")
            self.emit(f"n({self.read('(*' + name + ')', ty)});")
        elif kind < 22:
            self.emit(f"let {name} = &mut {text};")
            self.vars = [var for var in self.vars if var.name != name] + [Var(name, ty, "&mut")]
        elif kind < 30:
            self.emit(f"let {name} = &{text};")
            self.vars = [var for var in self.vars if var.name != name] + [Var(name, ty, "&")]
        elif kind < 38:
            self.emit(f"let {name}; {name} = {text};" if self.chance(50) else f"let {name} = if flip() {{ {text} }} else {{ {self.make(ty.name)} }};")
            self.vars = [var for var in self.vars if var.name != name] + [Var(name, ty, "", False)]
        elif kind < 66:
            self.emit(f"let {name} = {text};")
            self.vars = [var for var in self.vars if var.name != name]
            for _ in range(self.rng.randint(1, 4)):
                if self.chance(25):
                    self.touch()
                self.emit(self.look(name, ty))
        else:
            is_mut = self.chance(45)
            self.emit(f"let {'mut ' if is_mut else ''}{name} = {text};")
            self.vars = [var for var in self.vars if var.name != name] + [Var(name, ty, "", is_mut)]
            for _ in range(self.rng.randint(0, 2)):
                self.emit(f"n({self.body(name, ty)});" if self.chance(25) else f"n({self.read('&' + name if self.chance(0) else name, ty) if self.chance(60) else '&' + name});")

    def arm(self, names, types):
        """Statements on the variables that a pattern binds."""
        for name, ty in zip(names, types):
            if ty.muts and self.chance(18):
                self.emit(f"n({self.fill(self.rng.choice(ty.muts), '(*' + name + ')')});" if self.chance(40) else f"n({self.fill(self.rng.choice(ty.muts), name)});")
            elif self.chance(85):
                self.emit(f"n({self.body(name, ty)});")

    def look(self, name, ty):
        """Looks at a variable."""
        read, other, inner = self.read(name, ty), self.make(ty.name), self.fresh()
        return self.rng.choice([
            f"n({read});", f"n({read});", f"n({read});", f"n({self.body(name, ty)});", f"n({self.body(name, ty)});", f"n(&{name});",
            f'n(format!("{{{name}:?}}"));', f'n(format!("{{:?}} {{}}", {name}, {read}));', f"n({name} == {other});", f"n(&{other} == &{name});",
            f"let {inner} = || {read}; n({inner}()); n({inner}());", f"let {inner} = move || {read}; n({inner}());", f"once(move || n({read}));",
            f"for _ in 0..2 {{ n({read}); }}", f"{{ let {inner} = &{name}; n({self.read('(*' + inner + ')', ty)}); n({self.body('(*' + inner + ')', ty)}); }}",
            f"n({name}.clone());", f"n(szv(&{name})); n(tn(&{name}));", f"match &{name} {{ {inner} => n({self.read(inner, ty)}) }}",
            f"let {inner} = {name}.clone(); n({self.read(inner, ty)});", f"assert_eq!({name}, {name}); n(vec![&{name}].len());", f"n((&{name}, {read}));"])

    def match(self, text, ty, depth):
        pat, names = self.rng.choice(ty.pats)
        types = [self.types[name] for name in names]
        bound = [self.fresh("p") for _ in types]
        how = self.rng.choices(["", "mut ", "ref ", "ref mut "], [60, 15, 15, 10])[0]
        filled = self.pattern(pat, [how + name for name in bound])
        kind = self.rng.random() * 100
        if kind < 45:
            self.emit(f"if let {filled} = {text} {{")
        elif kind < 70:
            self.emit(f"match {text} {{ {filled} => {{")
        elif kind < 82:
            self.emit(f"while let {filled} = {text} {{")
        elif kind < 92:
            self.emit(f"let {filled} = {text} else {{ return }};")
            return self.arm(bound, types)
        else:
            self.emit(f"match {text} {{ v @ {self.pattern(pat, ['_'] * len(bound))} => {{")
            self.arm(["v"], [ty])
            return self.emit("} _ => n(0) }")
        self.arm(bound, types)
        if 70 <= kind < 82:
            self.emit("break;")
        self.emit("} _ => n(0) }" if 45 <= kind < 70 else "}")

    def pattern(self, pat, names):
        for at, name in enumerate(names):
            pat = pat.replace("{%d}" % at, name)
        return pat.replace("{{", "{").replace("}}", "}")

    def loop(self, text, ty, depth):
        item = self.types.get(ty.item)
        name = self.fresh("i")
        if ty.name.startswith(("BTreeMap", "HashMap")):
            self.emit(f"for (k, {name}) in {text} {{")
            self.emit(f"n({self.body('k', None)});")
        else:
            method = self.rng.choice([""] * 6 + [".into_iter()", ".iter()", ".into_iter().rev()", ".into_iter().enumerate().map(|(_, v)| v)", ".iter().cloned()"])
            how = self.rng.choice(["", "", "", "mut ", "ref "]) if not method else ""
            self.emit(f"for {how}{name} in {text}{method} {{")
        self.arm([name], [item])
        if self.chance(15):
            self.emit("if flip() { break; }")
        self.emit("}")

    def uses(self, text, ty, place):
        """Whole statements that any value allows."""
        original = place.value()
        other = self.make(ty.name)
        read, mutated = self.read(text, ty), self.fill(self.rng.choice(ty.muts), text, text) if ty.muts else text
        inner_read = self.read("c", ty)
        inner_mut = self.fill(self.rng.choice(ty.muts), "c", "c") if ty.muts else "c.clone()"
        name = self.fresh("w")
        found = [
            f"n({text});", f"n({text});", f"n(&{text});", f"note!({text});", f"look_it!({text});", f"take_it!({text});", f'n(format!("{{:?}}", {text}));',
            f'n(format!("{{0:?}} {{0:?}}", {text}));', f'println!("{{:?}}", {text});', f"assert!({text} == {text});", f"drop({text});", f"let _ = {text};", f"{text};", f"_ = {text};",
            f"n((|| {text})());", f"once(move || n({read}));", f"once(|| n({mutated}));", f"twice(|| n({mutated}));", f"n(call(|| {read}));",
            f"let {name} = || {read}; n({name}()); n({name}());", f"let {name} = move || {text}; n({name}());", f"let mut {name} = || {mutated}; n({name}()); n({name}());",
            f"let {name}: Box<dyn Fn() -> _> = Box::new(|| {read}); n({name}());", f"let {name} = {text}; once(move || n({name}));",
            f"let mut {name} = {text}; twice(|| n(&mut {name}));", f"for _ in 0..2 {{ n({read}); }}", f"for _ in 0..2 {{ n({mutated}); }}",
            f"n(if flip() {{ {text} }} else {{ {other} }});", f"n(match flip() {{ true => {text}, _ => {other} }});", f"n(loop {{ break {text} }});", f"n('l: {{ if flip() {{ break 'l {text} }} {other} }});",
            f"n(({text}, {text}));", f"n([{text}, {other}]);", f"n(vec![{text}]);", f"n(Some({text}).map(|c| {inner_read}));", f"n(Some({text}).into_iter().map(|mut c| {inner_mut}).count());",
            f"n(Box::new({text}));", f"n(Some({text}).is_some());", f"n({text} == {other});", f"n({other} == {text});", f"n({original} == {text});", f"n({text} != {original});", f"assert_eq!({original}, {text});",
            f"assert_eq!({text}, {original});", f"match {text} {{ c => n({inner_read}) }}", f"match {text} {{ mut c => n({inner_mut}) }}", f"match {text} {{ ref mut c => n({self.fill(self.rng.choice(ty.muts), '(*c)', 'c') if ty.muts else 'c'}) }}",
            f"let {name} = |c: {ty.name}| {inner_read}; n({name}({text}));", f"let {name} = |c: &{ty.name}| {self.read('(*c)', ty)}; n({name}(&{text}));", f"let {name} = |c: &mut {ty.name}| n({self.fill(self.rng.choice(ty.muts), '(*c)', 'c') if ty.muts else '&c'}); {name}(&mut {text});",
            f"n(mem::replace(&mut {text}, {other}));", f"mem::swap(&mut {text}, &mut {other});", f"n(id({text}));", f"n(pair({text}, &{original}));", f"n(szv(&{text}));", f"n(tn(&{text}));", f"n(szt({text}));",
            f"n((&{text}, &{original}));", f"n(std::convert::identity({text}));", f"n((|| {{ if flip() {{ return {text}; }} {other} }})());", f"let ({name}, _) = ({text}, 1); n({name});", f"let mut {name} = None; if flip() {{ {name} = Some({text}); }} n({name});",
            f"let {name} = ({text}, {other}); n({name}.0 == {name}.1);", f"n(same_place(&{text}, &{original}));" if self.chance(5) else f"n({read});",
            f"let mut {name} = Vec::new(); {name}.push({text}); {name}.push({text}); n({name});", f"let mut {name} = {other}; {name} = {text}; n({name});", f"let mut {name} = {other}; {name}.clone_from(&{original}); n({name});",
        ]
        mutable = [other for other in self.places(True, ty) if other.text != place.text]
        if mutable:
            target = self.rng.choice(mutable).value()
            found += [f"{target} = {text};"] * 3 + [f"n(mem::replace(&mut {target}, {text}));", f"({target}, _) = ({text}, 0);", f"mem::swap(&mut {target}, &mut {text});"]
        if place.is_mut:
            found += [f"{original} = {text};", f"n(mem::replace(&mut {original}, {text}));", f"let {name} = {text}; {original} = {other}; n({name});"] * 2
            if ty.muts:
                found += [f"let {name} = {text}; n({self.fill(self.rng.choice(ty.muts), original, original)}); n({name});"] * 3
        return found

    # The function

    def local_type(self):
        """A type of this function's own, with a method that clones."""
        name = f"Local{self.number}"
        pool = [ty for ty in TYPES.values() if ty.known and (self.pick_hazards or not ty.hazard)]
        if self.chance(25):
            pool = [ty for ty in pool if ty.copy]
        fields = {f"f{at}": self.rng.choices(pool, [ty.weight for ty in pool])[0] for at in range(self.rng.randint(1, 4))}
        is_copy = all(ty.copy and ty.name != "Steps" for ty in fields.values()) and self.chance(70)
        makes = f"{name} {{{{ " + ", ".join(f"{field}: {{v:{ty.name}}}" for field, ty in fields.items()) + " }}"
        pats = [(f"{name} {{{{ {field}: {{0}}, .. }}}}", [ty.name]) for field, ty in fields.items()]
        local = Ty(name, [makes], fields={field: ty.name for field, ty in fields.items()}, pats=pats, copy=is_copy, known=False, weight=12,
                   reads=[f"{{e}}.{field} == {{v:{ty.name}}}" for field, ty in fields.items()],
                   muts=[text.replace("{e}", "{e}." + field) for field, ty in fields.items() for text in ty.muts[:6]] + [f"mem::replace(&mut {{e}}, {makes})"],
                   owns=[f"{{e}}.{field}" for field in fields])
        self.types[name] = local
        derives = "Clone, Copy, Debug, PartialEq" if is_copy else "Clone, Debug, PartialEq"
        self.emit(f"#[derive({derives})]")
        self.emit(f"pub struct {name} {{ " + ", ".join(f"pub {field}: {ty.name}" for field, ty in fields.items()) + " }")
        return local

    def write(self):
        self.emit(f"// begin f{self.number}")
        local = self.local_type() if self.chance(40) else None
        calls = []
        if local and self.chance(60):
            mode = self.rng.choice(["&", "&mut", ""])
            self.emit(f"impl {local.name} {{")
            self.emit(f"pub fn method({'mut self' if mode == '' else mode + (' ' if mode == '&mut' else '') + 'self'}) {{")
            self.vars = [Var("self", local, mode)] * 2
            self.statements(2, 5, ends=False)
            self.emit("}")
            self.emit("}")
            calls = [f"let mut whole = {self.make(local.name)};", f"whole{'.clone()' if not mode else ''}.method();", "n(&whole);", "whole.method();"]
            calls += ["n(&whole);"] if mode else []
        elif self.chance(40):
            params = [(self.any_type(), self.rng.choice(["&", "&", "&mut", ""])) for _ in range(self.rng.randint(1, 3))]
            self.vars = [Var(f"a{at}", ty, mode) for at, (ty, mode) in enumerate(params)]
            listed = ", ".join(f"{'mut ' if not mode else ''}a{at}: {mode}{' ' if mode == '&mut' else ''}{ty.name}" for at, (ty, mode) in enumerate(params))
            self.emit(f"fn helper{self.number}({listed}) {{")
            self.statements(2, 5, ends=False)
            self.emit("}")
            calls = [f"let mut b{at} = {self.make(ty.name)};" for at, (ty, _) in enumerate(params)]
            once = f"helper{self.number}(" + ", ".join(f"{mode + ' ' if mode else ''}b{at}{'.clone()' if not mode else ''}" for at, (_, mode) in enumerate(params)) + ");"
            calls += [once, once] + [f"n(&b{at});" for at in range(len(params))]
        self.vars = []
        self.emit(f"pub fn f{self.number}() {{")
        for line in calls:
            self.emit(line)
        if not calls or self.chance(40):
            if local:
                self.declare(local)
            for _ in range(self.rng.randint(1, 3)):
                self.declare()
            self.statements(2, 6)
        self.emit("}")
        self.emit(f"// end f{self.number}")
        return self.lines

    def statements(self, least, most, ends=True):
        for _ in range(self.rng.randint(least, most)):
            self.statement(0)
        for var in self.vars:
            if ends and self.chance(45):
                self.emit(f"n(&{var.name});")


def statements(text):
    """The statements of a line, one a line: split where no bracket is open."""
    found, depth, start, quoted = [], 0, 0, False
    for at, c in enumerate(text):
        if c == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        ends = c == ";" or c == "}" and re.match(r"\s+(let|n|if|for|match|while|unsafe|fn|\w+!?)\b", text[at + 1:]) is not None and not text[at + 1:].lstrip().startswith("else")
        if ends and depth == 0:
            found.append(text[start:at + 1].strip())
            start = at + 1
    rest = text[start:].strip()
    return [line for line in [*found, rest] if line]


# The workspace


class Workspace:
    """Functions, by their numbers, as lines of source, in a folder."""

    def __init__(self, folder, functions):
        self.folder, self.functions = folder, functions
        self.where = {}

    def write(self):
        for name in ("parts", "runner", "prelude"):
            shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)
        numbers = sorted(self.functions)
        crates = [numbers[at:at + PER_CRATE] for at in range(0, len(numbers), PER_CRATE)]
        names = [f"part{at}" for at in range(len(crates))]
        self.file("Cargo.toml", '[workspace]\nresolver = "3"\nmembers = ["prelude", "runner", "parts/*"]\n[profile.dev]\ndebug = false\n')
        self.file(".gitignore", "target\n")
        self.crate("prelude", "prelude", [])
        with open(os.path.join(HERE, "fuzz_prelude.rs")) as prelude:
            impls = "".join(IMPLS.replace("TYPE", ty.name) for ty in TYPES.values() if ty.known)
            self.file("prelude/src/lib.rs", prelude.read() + impls)
        for name, of_crate in zip(names, crates):
            self.crate(f"parts/{name}", name, ["prelude"])
            files = [of_crate[at:at + PER_FILE] for at in range(0, len(of_crate), PER_FILE)]
            self.file(f"parts/{name}/src/lib.rs", "#![allow(warnings)]\n#![allow(unconditional_panic, arithmetic_overflow, unconditional_recursion, invalid_reference_casting)]\n" + "".join(f"pub mod m{at};\n" for at in range(len(files))))
            for at, of_file in enumerate(files):
                path, lines = f"parts/{name}/src/m{at}.rs", ["use prelude::*;"]
                for number in of_file:
                    first = len(lines) + 1
                    lines += self.functions[number]
                    self.where[number] = (path, first, len(lines), f"{name}::m{at}::f{number}")
                self.file(path, "\n".join(lines) + "\n")
        self.crate("runner", "runner", ["prelude", *names])
        calls = "".join(f'    println!("f{number}: {{}}", prelude::traced({self.where[number][3]}));\n' for number in numbers)
        self.file("runner/src/main.rs", f"fn main() {{\n    std::panic::set_hook(Box::new(|_| ()));\n{calls}}}\n")

    def file(self, path, text):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)

    def crate(self, path, name, needs):
        needs = "".join(f'{need} = {{ path = "{"../" * (path.count("/") + 1)}{"parts/" if need.startswith("part") else ""}{need}" }}\n' for need in needs)
        self.file(f"{path}/Cargo.toml", f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n{needs}')
        if path == "prelude":
            self.file("prelude/src/lib.rs", "")

    def cargo(self, *args):
        return subprocess.run(["cargo", *args, "--offline", "--quiet"], cwd=self.folder, env=environment(), capture_output=True, text=True)

    def broken(self, *flags):
        """The functions that do not compile with these flags of rustc."""
        options = ["--config", f"build.rustflags = {json.dumps(flags)}"] if flags else []
        result = self.cargo("check", "--workspace", "--keep-going", "--message-format=json", *options)
        found = set()
        for line in result.stdout.splitlines():
            message = json.loads(line).get("message") or {}
            if message.get("level") == "error":
                found |= {number for span in spans(message) for number in [self.at(span)] if number is not None}
                if os.environ.get("FUZZ_SHOW_ERRORS"):
                    print(message["rendered"], file=sys.stderr)
        if result.returncode and not found:
            sys.exit(f"the generated workspace does not compile:\n{result.stderr}{result.stdout[:4000]}")
        return found

    def drop_broken(self, *flags):
        """Leaves out what does not compile; returns how many functions that are."""
        dropped = 0
        while True:
            self.write()
            broken = self.broken(*flags)
            if not broken:
                return dropped
            dropped += len(broken)
            for number in broken:
                del self.functions[number]

    def at(self, span):
        for number, (path, first, last, _) in self.where.items():
            if number in self.functions and span["file_name"].endswith(path) and first <= span["line_start"] <= last:
                return number
        return None

    def run(self):
        """The trace of each function; what it prints by itself is part of it. `None` if it does not build."""
        built = self.cargo("build", "-p", "runner")
        if built.returncode:
            print(built.stderr[:4000])
            return None
        limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        runner = os.path.join(self.folder, "target", "debug", "runner")
        result = subprocess.run([runner], capture_output=True, text=True, errors="replace", preexec_fn=limit)
        traces, printed = {}, []
        # Addresses of functions differ from run to run.
        for line in re.sub(r"\b0x[0-9a-f]{6,}", "0x…", result.stdout).splitlines():
            match = re.match(r"f(\d+): (.*)$", line)
            if match:
                traces[int(match.group(1))] = "".join(f"{text}\n" for text in printed) + match.group(2)
                printed = []
            else:
                printed.append(line)
        if result.returncode:
            print(f"the programs ended with {result.returncode} after {len(traces)} of {len(self.functions)} functions")
        return traces

    def fix(self, binary, allow):
        """Runs `fix`; returns the number of clones removed, or `None` if it failed."""
        options = [word for hazard in allow for word in ("--allow", hazard)]
        command = [binary, "clone-audit", "fix", "--allow-dirty", "--rounds", "80", *options]
        result = subprocess.run(command, cwd=self.folder, env=environment(), capture_output=True, text=True)
        match = re.search(r"^(\d+) clones? removed", result.stderr, re.M)
        if result.returncode or not match:
            print(f"`fix` failed with {result.returncode}:\n{result.stderr[-4000:]}")
            return None
        return int(match.group(1))

    def clones(self, binary):
        result = subprocess.run([binary, "clone-audit", "report", "--format", "json"], cwd=self.folder, env=environment(), capture_output=True, text=True)
        totals = json.loads(result.stdout)["totals"]
        return totals["explicit"] + totals["implicit"] + totals["bulk"]

    def source(self, number):
        """A function as it stands in its file now."""
        with open(os.path.join(self.folder, self.where[number][0])) as file:
            lines = file.read().splitlines()
        first, last = lines.index(f"// begin f{number}"), lines.index(f"// end f{number}")
        return lines[first:last + 1]


IMPLS = """
impl Who for TYPE { fn who(self) -> &'static str { "value" } }
impl Who for &TYPE { fn who(self) -> &'static str { "reference" } }
impl Who for &mut TYPE { fn who(self) -> &'static str { "unique" } }
impl Kinded for TYPE { fn kind(&self) -> u8 { 1 } }
impl Kinded for &TYPE { fn kind(&self) -> u8 { 2 } }
"""


def environment():
    return {name: value for name, value in os.environ.items() if name not in ("CARGO_TARGET_DIR", "RUSTFLAGS")}


def spans(message):
    """The places that a message points at, and for code of macros those of the calls."""
    for span in message["spans"]:
        if not span["is_primary"]:
            continue
        while span:
            yield span
            span = (span.get("expansion") or {}).get("span")


def changed(workspace, binary, allow):
    """Runs, fixes and runs again: the clones removed, and the numbers of the functions whose trace is another."""
    before = workspace.run()
    removed = workspace.fix(binary, allow)
    if "cfg" in allow and removed is not None:
        return removed, sorted(workspace.broken("--cfg", "other")), before, None
    after = workspace.run() if removed is not None else None
    if before is None or after is None:
        return removed, None, before, after
    return removed, [number for number in before if before[number] != after.get(number)], before, after


def entries(trace):
    return trace.split(";")


def difference(before, after):
    """What two traces do not have in common, without what they start and end with alike."""
    one, two = entries(before), entries(after or "(none)")
    while one and two and one[0] == two[0]:
        one, two = one[1:], two[1:]
    while one and two and one[-1] == two[-1]:
        one, two = one[:-1], two[:-1]
    return f"{'; '.join(one)[:200]}  ->  {'; '.join(two)[:200]}"


def causes(folder, functions, fixed, before):
    """The lines that change a function's trace when they alone are fixed, as text before and after."""
    trial, origin = {}, {}
    for number, old in functions.items():
        new = fixed[number]
        if len(old) != len(new):
            continue
        for at, line in enumerate(new):
            if line != old[at]:
                variant = number * 1000 + at
                trial[variant] = renumbered([*old[:at], line, *old[at + 1:]], number, variant)
                origin[variant] = (number, old[at], line)
    workspace = Workspace(folder, trial)
    workspace.drop_broken()
    found = {}
    for variant, trace in (workspace.run() or {}).items():
        number, old, new = origin[variant]
        # The function's own types are called otherwise in the variant.
        if re.sub(rf"\b(Local){variant}\b", rf"\g<1>{number}", trace) != before[number]:
            found.setdefault(number, []).append((old, new))
    return found


# Shrinking


def shorter(lines):
    """Every way to leave out a line, or a block of lines whose braces match, or the block around lines."""
    def net(line):
        line = re.sub(r'"[^"]*"', "", line)
        return line.count("{") - line.count("}") + line.count("(") - line.count(")") + line.count("[") - line.count("]")
    for at in range(1, len(lines) - 1):
        line = lines[at]
        if line.startswith(("pub fn f", "#[derive")):
            continue
        if net(line) == 0 and not line.startswith("}"):
            yield lines[:at] + lines[at + 1:]
        elif net(line) > 0:
            depth = 0
            for end in range(at, len(lines) - 1):
                depth += net(lines[end])
                if depth == 0:
                    yield lines[:at] + lines[end + 1:]
                    yield lines[:at] + lines[at + 1:end] + lines[end + 1:]
                    break


def renumbered(lines, old, new):
    return [re.sub(rf"\b(f|Local|helper){old}\b", rf"\g<1>{new}", line) for line in lines]


def shrink(functions, folder, binary, allow):
    """The smallest functions whose traces change: all shorter ones are tried at once, in one workspace."""
    current = dict(functions)
    for _ in range(40):
        trial, origin = {}, {}
        for number, lines in current.items():
            for at, candidate in enumerate(shorter(lines)):
                new = number * 1000 + at
                trial[new] = renumbered(candidate, number, new)
                origin[new] = (number, candidate)
        workspace = Workspace(folder, trial)
        workspace.drop_broken()
        if not workspace.functions:
            break
        _, failing, _, _ = changed(workspace, binary, allow)
        best = {}
        for new in failing or []:
            number, candidate = origin[new]
            if number not in best or sum(map(len, candidate)) < sum(map(len, best[number])):
                best[number] = candidate
        if not best:
            break
        current.update(best)
    return current


# The driver


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--functions", type=int, default=1000)
    parser.add_argument("--binary", default=os.path.join(os.path.dirname(HERE), "target", "debug", "cargo-clone-audit"))
    parser.add_argument("--allow", action="append", default=[], metavar="HAZARD")
    parser.add_argument("--shrink", metavar="FOLDER")
    parser.add_argument("--keep", metavar="FOLDER")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--again", action="store_true")
    return parser.parse_args()


def generated(seed, count, allow=()):
    return {number: Writer(random.Random(f"{seed}.{number}"), number, allow).write() for number in range(count)}


def main():
    args = arguments()
    binary = os.path.abspath(args.binary)
    with tempfile.TemporaryDirectory() as temporary:
        folder = os.path.abspath(args.keep) if args.keep else os.path.join(temporary, "fuzz")
        os.makedirs(folder, exist_ok=True)
        workspace = Workspace(folder, generated(args.seed, args.functions, args.allow))
        dropped = workspace.drop_broken()
        if "cfg" in args.allow:
            dropped += workspace.drop_broken("--cfg", "other")
        sources = dict(workspace.functions)
        clones = workspace.clones(binary)
        started = time.monotonic()
        removed, failing, before, after = changed(workspace, binary, args.allow)
        percent = 100 * (removed or 0) / max(clones, 1)
        print(f"seed {args.seed}: {len(sources)} functions ({dropped} more do not compile), {clones} clones, {removed} removed ({percent:.1f} %), "
              f"{'?' if failing is None else len(failing)} traces changed, {time.monotonic() - started:.0f} s")
        if failing is None:
            print("the fixed workspace does not build or run")
            sys.exit(1)
        if args.again:
            print(f"a second `fix` removed {workspace.fix(binary, args.allow)} clones")
        if args.allow:
            print("the hazard is real" if failing else "no trace shows the hazard")
            sys.exit(not failing)
        fixed = {number: workspace.source(number) for number in failing}
        due_to = causes(os.path.join(temporary, "causes"), {number: sources[number] for number in failing}, fixed, before) if failing else {}
        for number in failing:
            print(f"\nf{number}: {difference(before[number], after.get(number))}")
            for old, new in due_to.get(number, []):
                print(f"  due to  {old}\n      ->  {new}")
            if args.verbose or number not in due_to:
                print("\n".join(f"  {a}" if a == b else f"- {a}\n+ {b}" for a, b in zip(sources[number], fixed[number])))
        if args.shrink and failing:
            small = shrink({number: sources[number] for number in failing}, os.path.join(temporary, "shrink"), binary, args.allow)
            result = Workspace(os.path.abspath(args.shrink), small)
            result.write()
            print(f"\nshrunk, in {args.shrink}:")
            for number, lines in small.items():
                print("\n".join(lines))
        if percent < LEAST_REMOVED:
            print(f"only {percent:.1f} % of the clones were removed: the run proves little")
        sys.exit(bool(failing) or percent < LEAST_REMOVED)


if __name__ == "__main__":
    main()
