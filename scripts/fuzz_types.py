"""The types of the programs of `scripts/fuzz_fix.py`, and what can be done with a value of each."""


class Ty:
    """A type of the generated code. In templates, `{e}` is a place or a value of the type, `{k}` a small number, `{s}` a
    text, `{T}` its name; `{v:X}` makes a value of type X. Every template is an expression."""

    def __init__(self, name, makes, reads=(), owns=(), muts=(), fields=(), pats=(), item=None, copy=False, hazard=False,
                 weight=2, extra=(), known=True, ordered=True):
        self.name, self.makes, self.reads, self.owns, self.muts = name, makes, list(reads), list(owns), list(muts)
        self.fields, self.pats, self.item, self.copy, self.hazard = dict(fields), list(pats), item, copy, hazard
        self.weight, self.extra, self.known, self.ordered = weight, list(extra), known, ordered


STRING_READS = ["{e}.len()", "{e}.is_empty()", "{e}.chars().count()", "{e}.starts_with('a')", "{e}.to_uppercase()",
                "{e}.as_str().len()", "(*{e}).len()", "{e} == {s}", "{e}.trim().len()", "{e}.contains('a')",
                "{e}.parse::<u32>().is_ok()", "{e}.bytes().map(u32::from).sum::<u32>()", "text(&{e})", "{e}.as_bytes()[0]",
                "{e}.chars().rev().collect::<String>()", "{e}.as_ref() as &str == {s}", "&{e}[..1] == \"a\""]


def vec_of(item, **more):
    return Ty(f"Vec<{item}>", [f"vec![{{v:{item}}}, {{v:{item}}}]", f"vec![{{v:{item}}}, {{v:{item}}}, {{v:{item}}}]"],
              reads=["{e}.len()", "{e}.is_empty()", "{e}.iter().count()", "{e}.first().is_some()", "{e}.iter().cloned().last()",
                     "{e}.iter().map(|v| {b:v:&ITEM}).collect::<Vec<_>>()", f"{{e}}.contains(&{{v:{item}}})", "{e}.last().cloned()",
                     "{e}.get(0).cloned()", "{e}.iter().rev().cloned().collect::<Vec<_>>()", "slice(&{e})", "{e}.as_slice().len()",
                     "{e}.first() == {e2}.last()", "{e}.iter().skip(1).map(|v| v.clone()).collect::<Vec<_>>()"],
              owns=["{e}.into_iter().map(|v| {b:v:ITEM}).collect::<Vec<_>>()", "{e}.into_iter().rev().collect::<Vec<_>>()",
                    "{e}.into_boxed_slice()", "{e}.into_iter().next()"],
              muts=[f"{{e}}.push({{v:{item}}})", "{e}.pop()", "{e}.reverse()", "{e}.swap(0, 1)", "{e}.clear()",
                    f"{{e}}[0] = {{v:{item}}}", "{e}.remove(0)", "{e}.drain(..1).count()", "{e}.truncate(1)", "mem::take(&mut {e})",
                    f"mem::replace(&mut {{e}}, vec![{{v:{item}}}])", "reversed(&mut {e})",
                    f"{{e}}.last_mut().map(|v| mem::replace(v, {{v:{item}}}))", f"{{e}}.insert(0, {{v:{item}}})",
                    f"mem::replace(&mut {{e}}[1], {{v:{item}}})", f"{{e}}.extend([{{v:{item}}}])",
                    f"{{e}}.iter_mut().for_each(|v| *v = {{v:{item}}})", "{e}.retain(|_| false)"],
              fields={"[0]": item, "[1]": item}, item=item, extra=["{e}.to_vec()"], **more)


def option_of(item, **more):
    return Ty(f"Option<{item}>", [f"Some({{v:{item}}})"] * 4 + ["None"],
              reads=["{e}.is_some()", "{e}.as_ref().map(|v| {b:v:&ITEM})", "{e}.iter().count()", "{e}.is_none()", "{e} == None",
                     "{e}.as_ref().is_some_and(|v| *v == {v:ITEM})", "{e}.iter().cloned().collect::<Vec<_>>()"],
              owns=["{e}.map(|v| {b:v:ITEM})", "{e}.map_or(None, |v| Some({b:v:ITEM}))", "{e}.unwrap_or({v:ITEM})",
                    "{e}.is_some_and(|v| v == {v:ITEM})", "{e}.and_then(|v| Some({b:v:ITEM}))", "{e}.unwrap_or_default()",
                    "{e}.filter(|v| *v == {v:ITEM}).is_some()", "{e}.ok_or(1)", "{e}.into_iter().map(|v| {b:v:ITEM}).count()",
                    "{e}.into_iter().map(|v| {b:v:ITEM}).collect::<Vec<_>>()", "{e}.or(None)", "{e}.unwrap_or_else(|| {v:ITEM})"],
              muts=["{e}.take()", "{e}.replace({v:ITEM})", "mem::take(&mut {e})", "{e}.as_mut().map(|v| mem::replace(v, {v:ITEM}))",
                    "{e}.insert({v:ITEM}).clone()", "{e}.get_or_insert({v:ITEM}).clone()", "{e}.iter_mut().map(|v| *v = {v:ITEM}).count()",
                    "taken(&mut {e})", "{e}.take().map(|v| {b:v:ITEM})", "{e}.take().unwrap_or_default()"],
              pats=[("Some({0})", [item])], item=item, **more)


def box_of(item, **more):
    return Ty(f"Box<{item}>", [f"Box::new({{v:{item}}})"], reads=["{e}.as_ref() == &{v:ITEM}", "*{e} == {v:ITEM}", "szv(&*{e})", "who(&*{e})"],
              owns=["*{e}", "who(*{e})"], muts=["*{e} = {v:ITEM}", "mem::replace(&mut *{e}, {v:ITEM})", "mem::take(&mut {e})"],
              item=item, fields={"*": item}, **more)


def map_of(kind, key, value, **more):
    ordered = kind == "BTreeMap"
    return Ty(f"{kind}<{key}, {value}>", [f"{kind}::from_iter([({{v:{key}}}, {{v:{value}}})])"],
              reads=["{e}.len()", "{e}.is_empty()", f"{{e}}.get(&{{v:{key}}}).cloned()", f"{{e}}.contains_key(&{{v:{key}}})", "{e}.keys().count()",
                     "{e}.values().map(|v| {b:v:&ITEM}).collect::<Vec<_>>()", "{e}.iter().map(|(k, v)| (k.clone(), v.clone())).collect::<Vec<_>>()"],
              owns=["{e}.into_values().map(|v| {b:v:ITEM}).collect::<Vec<_>>()", "{e}.into_iter().next()"],
              muts=[f"{{e}}.insert({{v:{key}}}, {{v:{value}}})", f"{{e}}.remove(&{{v:{key}}})", "{e}.clear()", "mem::take(&mut {e})",
                    "{e}.values_mut().for_each(|v| *v = {v:ITEM})", f"{{e}}.entry({{v:{key}}}).or_default().clone()"],
              item=value, ordered=ordered, **more)


ALL = [
    # Copy
    Ty("u32", ["{k}"], ["{e} + {k}", "{e}.count_ones()", "{e} % 3 == 0", "plus({e}, 1)", "-i64::from({e})", "{e} < {k}", "{e}.pow(2)", "!{e}"],
       ["u64::from({e})"], ["bump(&mut {e})", "mem::replace(&mut {e}, {k})", "mem::take(&mut {e})", "bump_it!({e})", "{{ let r = &mut {e}; *r += 1; *r }}"],
       copy=True, weight=1, extra=["{e}.to_owned()"]),
    Ty("Die", ["Die({k})"], ["{e}.face()", "{e}.0", "{e} + Die(1)", "!{e}", "{e} == Die({k})", "(&{e}).face()", "Die::face(&{e})", "{e} + &Die(1)", "-{e}", "{e} == 3"],
       ["{e}.rolled()", "Die::rolled({e})", "{e}.into_face()"],
       ["{e}.roll()", "{e}.0 += 1", "roll_it!({e})", "same_it!({e}).roll()", "(&mut {e}).roll()", "Die::roll(&mut {e})", "roller(&mut {e})",
        "{e}.by_mut().roll()", "{e} += 1", "bump(&mut {e}.0)", "mem::take(&mut {e}).roll()", "call_it!({e}, roll)", "{e}.roll() + {e2}.roll()"],
       fields={"0": "u32"}, pats=[("Die({0})", ["u32"])], copy=True, weight=3),
    Ty("Point", ["Point {{ x: {k}, y: {k} }}"], ["{e}.sum()", "{e}.x", "{e} == Point::default()", "{e}.x + {e2}.y"], ["{e}.flipped()"],
       ["{e}.shift({k})", "{e}.x += {k}", "{e}.y = {k}", "bump(&mut {e}.x)", "mem::swap(&mut {e}.x, &mut {k}.clone())", "mem::take(&mut {e}.y)", "(({e}.x, _)) = ({k}, 0)"],
       fields={"x": "u32", "y": "u32"}, pats=[("Point {{ x: {0}, y: {1} }}", ["u32", "u32"])], copy=True),
    Ty("Kind", ["Kind::A", "Kind::B({k})", "Kind::B({k})", "Kind::C {{ n: {k} }}"], ["{e}.number()", "{e} == Kind::A", "matches!({e}, Kind::B(_))"], ["{e}.next()"],
       ["{e}.advance()", "mem::replace(&mut {e}, Kind::A)"], pats=[("Kind::B({0})", ["u32"]), ("Kind::C {{ n: {0} }}", ["u32"])], copy=True),
    Ty("[u32; 3]", ["[{k}, {k}, {k}]"], ["{e}.len()", "{e}.iter().sum::<u32>()", "{e}[1] + 1", "{e}.first().copied()", "slice(&{e})", "{e}.map(|v| v + 1)"],
       ["{e}.into_iter().map(|v| {b:v:ITEM}).collect::<Vec<_>>()"],
       ["{e}.sort()", "{e}[0] += 1", "{e}.swap(0, 2)", "{e}.reverse()", "bump(&mut {e}[1])", "{e}.iter_mut().for_each(|v| *v += 1)", "mem::take(&mut {e}[0])"],
       fields={"[0]": "u32", "[2]": "u32"}, pats=[("[{0}, .., {1}]", ["u32", "u32"])], item="u32", copy=True),
    Ty("(u32, Die)", ["({k}, Die({k}))"], ["{e}.0 + 1", "{e}.1.face()", "{e} == (1, Die(1))"], [], ["{e}.0 += 1", "{e}.1.roll()", "bump(&mut {e}.0)", "mem::take(&mut {e}.1)"],
       fields={"0": "u32", "1": "Die"}, pats=[("({0}, {1})", ["u32", "Die"])], copy=True),
    Ty("Steps", ["Steps({k})"], ["{e}.0", "{e}.size_hint()"], ["{e}.take(2).collect::<Vec<_>>()"], ["{e}.next()", "{e}.by_ref().take(2).count()", "{e}.nth(1)", "next_of(&mut {e})"], copy=True, fields={"0": "u32"}),
    Ty("Option<Die>", ["Some(Die({k}))"], ["{e}.is_some()"], ["{e}.map(|v| {b:v:ITEM})", "{e}.unwrap_or(Die(1))"],
       ["{e}.take()", "{e}.as_mut().map(|v| v.roll())", "{e}.replace(Die({k}))", "{e}.iter_mut().map(|v| v.roll()).sum::<u32>()", "{e}.take().map(|v| {b:v:ITEM})", "{e}.insert(Die(2)).roll()", "{e}.as_mut().unwrap().roll()"],
       pats=[("Some({0})", ["Die"])], item="Die", copy=True),
    # plain
    Ty("String", ["String::from({s})"] * 2 + ["{s}.to_string()", "longer({s})"], STRING_READS, ["{e} + \"z\"", "{e}.into_bytes()", "{e}.into_boxed_str()", "owned({e})"],
       ["{e}.push('x')", "{e}.pop()", "{e}.clear()", "{e}.insert(0, 'q')", "{e}.truncate(1)", "{e}.drain(..1).count()", "mem::take(&mut {e})", "grown(&mut {e})",
        "{e} += \"w\"", "mem::replace(&mut {e}, {v:String})", "write!({e}, \"{{}}\", 1).is_ok()", "{e}.as_mut_str().make_ascii_uppercase()", "{e}.extend(['p'])"],
       weight=6, extra=["{e}.to_owned()", "{e}.to_string()", "String::from(&{e})", "{e}.as_str().to_owned()"]),
    Ty("Item", ["item({k})", "item({k})", "Item {{ note: None, ..item({k}) }}", "Item {{ name: {v:String}, tags: {v:Vec<String>}, ..Item::default() }}"],
       ["{e}.label()", "{e}.name_ref().len()", "{e}.count + 1", "{e}.name == {s}", "{e}.tags.len()", "{e}.note.is_some()", "{e}.tags.iter().map(|v| {b:v:&String}).collect::<Vec<_>>()", "{e}.pair.1.len()", "{e} == item({k})", "shown(&{e})", "{e} + {k}", "-{e}", "u32::from({e})", "{e} == {k}", "<Item as Into<u32>>::into({e})", "{e} << 1", "-&{e}", "{e}.size.len()",
        "Item {{ name: {e}.name.clone(), ..item(1) }}.label()"],
       ["{e}.into_name()", "Item::into_name({e})", "{e}.name", "{e}.note", "{e}.tags", "{e}.with_name({s})"],
       ["{e}.rename({s})", "{e}.count += 1", "{e}.die.roll()", "{e}.name.push('x')", "{e}.size[0] += 1", "{e}.note.take()", "{e}.pair.0 += 1", "mem::take(&mut {e}.name)",
        "mem::take(&mut {e}.count)", "{e}.tags.push({v:String})", "{e}.tags_mut().clear()", "mem::swap(&mut {e}.die, &mut Die(9))", "{e}.size.reverse()", "bump_it!({e}.count)", "{e}.die_mut().roll()",
        "({e}.count, _) = ({k}, 1)", "[{e}.size[1], _] = [{k}, 1]", "bump(&mut {e}.count)", "renamed(&mut {e})", "Item::rename(&mut {e}, {s})", "{e}.count <<= 1", "{e}.name += \"w\""],
       fields={"name": "String", "count": "u32", "die": "Die", "tags": "Vec<String>", "size": "[u32; 3]", "note": "Option<String>", "pair": "(u32, String)"},
       pats=[("Item {{ name: {0}, count: {1}, .. }}", ["String", "u32"]), ("Item {{ note: Some({0}), die: {1}, .. }}", ["String", "Die"]), ("Item {{ tags: {0}, pair: (_, {1}), .. }}", ["Vec<String>", "String"])], weight=6),
    Ty("World", ["World {{ item: item({k}), die: Die({k}), log: vec![{k}, {k}], shape: {v:Shape}, tagged: {v:Tagged} }}"], ["{e}.item.label()", "{e}.log.len()", "{e}.die.face()", "{e}.tagged.len()"], ["{e}.item.into_name()", "{e}.split().0"],
       ["{e}.die.roll()", "{e}.item.rename({s})", "{e}.log.push(1)", "{e}.item.die.roll()", "{e}.item.size.sort()", "mem::take(&mut {e}.item.note)", "{e}.play()"],
       fields={"item": "Item", "die": "Die", "log": "Vec<u32>", "shape": "Shape", "tagged": "Tagged"}, pats=[("World {{ item: {0}, shape: Shape::Named {{ name: {1}, .. }}, .. }}", ["Item", "String"]), ("World {{ tagged: {0}, .. }}", ["Tagged"])], weight=3),
    Ty("Shape", ["Shape::Empty", "Shape::Round({k})", "Shape::Named {{ name: {v:String}, id: {k} }}", "Shape::Named {{ name: {v:String}, id: {k} }}", "Shape::Both({v:String}, Die({k}))", "Shape::Both({v:String}, Die({k}))"],
       ["{e}.area()", "{e} == Shape::Empty", "matches!({e}, Shape::Named {{ .. }})", "matches!({e}, Shape::Both(v, _) if v.len() > 1)", "shown(&{e})"], ["{e}.into_name()"], ["{e}.reset()", "{e}.grow()", "mem::replace(&mut {e}, Shape::Empty)"],
       pats=[("Shape::Named {{ name: {0}, id: {1} }}", ["String", "u32"]), ("Shape::Both({0}, {1})", ["String", "Die"]), ("Shape::Both({0}, _)", ["String"])], weight=4),
    Ty("Tagged", ["tagged({s}, {s})"], ["{e}.len()", "(*{e}).len()", "{e}.chars().count()", "{e}.tag.len()", "{e}.is_empty()", "(**{e}).len()", "text(&{e})", "{e}.to_uppercase()", "Tagged::len(&{e})", "{e}.inner.len()"], ["{e}.inner", "{e}.into_tag()"],
       ["{e}.inner.push('x')", "{e}.push('x')", "{e}.retag()", "mem::take(&mut {e}.tag)"], fields={"tag": "String", "inner": "String"}, pats=[("Tagged {{ tag: {0}, inner: {1} }}", ["String", "String"])], weight=3),
    Ty("Wrapped", ["Wrapped {{ label: {v:String}, inner: item({k}) }}"], ["{e}.label()", "{e}.count", "{e}.name_ref().len()", "{e}.inner.label()", "(*{e}).label()", "{e}.tags.len()"], ["{e}.inner", "{e}.inner.into_name()"],
       ["{e}.rename({s})", "{e}.count += 1", "{e}.die.roll()", "{e}.note.take()", "{e}.inner.rename({s})", "bump(&mut {e}.count)"], fields={"label": "String", "inner": "Item"}, pats=[("Wrapped {{ label: {0}, inner: {1} }}", ["String", "Item"])]),
    Ty("Bag", ["Bag(vec![{v:String}, {v:String}])"], ["{e}.0.len()", "(&{e}).into_iter().count()", "{e}.all()"], ["{e}.into_iter().collect::<Vec<_>>()", "{e}.into_iter().map(|v| {b:v:ITEM}).collect::<Vec<_>>()"], ["{e}.0.push({v:String})"], fields={"0": "Vec<String>"}, item="String"),
    Ty("(u32, String)", ["({k}, {v:String})"], ["{e}.0", "{e}.1.len()", "{e} == (1, {v:String})"], ["{e}.1"], ["{e}.0 += 1", "{e}.1.push('x')", "mem::take(&mut {e}.1)", "bump(&mut {e}.0)"], fields={"0": "u32", "1": "String"}, pats=[("({0}, {1})", ["u32", "String"])]),
    Ty("(Item, Die)", ["(item({k}), Die({k}))"], ["{e}.0.label()", "{e}.1.face()"], ["{e}.0"], ["{e}.1.roll()", "{e}.0.count += 1", "{e}.0.rename({s})"], fields={"0": "Item", "1": "Die"}, pats=[("({0}, {1})", ["Item", "Die"])]),
    Ty("[String; 2]", ["[{v:String}, {v:String}]"], ["{e}.len()", "{e}.iter().map(|v| {b:v:&ITEM}).collect::<Vec<_>>()", "{e}.join(\"-\")", "{e}[1].len()", "slice(&{e})"], ["{e}.map(|v| {b:v:ITEM})", "{e}.into_iter().map(|v| {b:v:ITEM}).collect::<Vec<_>>()"],
       ["{e}.sort()", "{e}.reverse()", "{e}[0].push('x')", "mem::take(&mut {e}[0])"], fields={"[0]": "String"}, pats=[("[{0}, {1}]", ["String", "String"])], item="String"),
    Ty("std::vec::IntoIter<u32>", ["vec![{k}, {k}, {k}].into_iter()"], ["{e}.len()", "{e}.as_slice().len()"], ["{e}.sum::<u32>()", "{e}.count()", "{e}.map(|v| {b:v:ITEM}).collect::<Vec<_>>()", "{e}.collect::<Vec<_>>()"], ["{e}.next()", "{e}.by_ref().take(1).count()", "{e}.next_back()", "next_of(&mut {e})"], item="u32", known=False),
    Ty("std::str::Chars<'static>", ["{s}.chars()"], ["{e}.as_str()"], ["{e}.count()", "{e}.rev().collect::<String>()", "{e}.last()"], ["{e}.next()", "{e}.by_ref().nth(0)", "{e}.all(|c| c == 'a')"], known=False),
    Ty("std::ops::Range<u32>", ["{k}..20"], ["{e}.contains(&5)", "{e}.is_empty()", "{e}.start"], ["{e}.sum::<u32>()", "{e}.map(|v| {b:v:ITEM}).count()"], ["{e}.next()", "{e}.start += 1", "{e}.nth(2)", "mem::take(&mut {e}.end)"], item="u32", fields={"start": "u32"}),
    vec_of("u32", weight=3), vec_of("String", weight=5), vec_of("Item", weight=2), vec_of("Die"), vec_of("Shape"), vec_of("Tagged"),
    option_of("String", weight=5), option_of("Item", weight=3), option_of("u32", copy=True), option_of("Box<Item>"), option_of("Vec<String>"), option_of("Tagged"),
    box_of("Item"), box_of("u32"), box_of("String"), box_of("Die"),
    map_of("HashMap", "String", "u32"), map_of("BTreeMap", "String", "u32"), map_of("BTreeMap", "u32", "String"), map_of("BTreeMap", "u32", "Item"),
    vec_of("Vec<u32>"), vec_of("(u32, String)"), option_of("(u32, String)"), option_of("Option<String>"), option_of("Shape"),
    Ty("Result<String, u32>", ["Ok({v:String})", "Ok({v:String})", "Err({k})"], ["{e}.is_ok()", "{e}.as_ref().map(|v| {b:v:&ITEM})", "{e} == Err(1)"],
       ["{e}.map(|v| {b:v:ITEM})", "{e}.ok()", "{e}.unwrap_or_default()", "{e}.map_or(None, |v| Some({b:v:ITEM}))", "{e}.is_ok_and(|v| v == {v:ITEM})", "{e}.and_then(|v| Ok::<_, u32>({b:v:ITEM}))", "{e}.map_err(|v| v + 1)", "u32::from({e}.is_err())"],
       ["{e}.as_mut().map(|v| v.push('x'))", "mem::replace(&mut {e}, Err(1))"], pats=[("Ok({0})", ["String"]), ("Err({0})", ["u32"])], item="String"),
    Ty("VecDeque<u32>", ["VecDeque::from([{k}, {k}])"], ["{e}.len()", "{e}.front().copied()", "{e}.iter().sum::<u32>()", "{e}[0]"], ["{e}.into_iter().map(|v| {b:v:ITEM}).collect::<Vec<_>>()"], ["{e}.pop_front()", "{e}.push_back({k})", "{e}.make_contiguous().len()", "{e}[0] += 1"], item="u32"),
    Ty("BTreeSet<String>", ["BTreeSet::from([{v:String}, {v:String}])"], ["{e}.len()", "{e}.contains(&{v:String})", "{e}.iter().map(|v| {b:v:&ITEM}).collect::<Vec<_>>()", "{e}.first().cloned()"], ["{e}.into_iter().map(|v| {b:v:ITEM}).collect::<Vec<_>>()"], ["{e}.insert({v:String})", "{e}.pop_first()", "{e}.clear()"], item="String"),
    Ty("Box<str>", ["Box::from({s})"], ["{e}.len()", "{e}.to_uppercase()", "&*{e} == {s}"], ["{e}.into_string()", "String::from({e})"], ["{e}.make_ascii_uppercase()", "mem::take(&mut {e})"]),
    Ty("Cow<'static, str>", ["Cow::Borrowed({s})", "Cow::Owned({v:String})"], ["{e}.len()", "{e} == {s}", "matches!({e}, Cow::Owned(_))", "{e}.to_uppercase()", "{e}.clone().into_owned()"], ["{e}.into_owned()", "{e} + \"z\""], ["{e}.to_mut().push('x')", "{e} += \"w\"", "mem::take(&mut {e})"], pats=[("Cow::Owned({0})", ["String"])]),
    Ty("fn(u32, u32) -> u32", ["plus as fn(u32, u32) -> u32", "u32::max as fn(u32, u32) -> u32"], ["{e}(1, 2)", "({e})({k}, {k})"], [], ["mem::replace(&mut {e}, plus)(2, 3)"], copy=True, known=False, weight=1),
    Ty("std::iter::Peekable<std::vec::IntoIter<u32>>", ["vec![{k}, {k}].into_iter().peekable()"], ["{e}.len()"], ["{e}.sum::<u32>()"], ["{e}.next()", "{e}.peek().copied()", "{e}.next_if(|v| *v > 3)"], known=False),
    Ty("Holds<String>", ["Holds({v:String})"], ["{e}.0.len()", "{e}.get().len()", "{e} == Holds({v:String})"], ["{e}.0", "{e}.into_inner()"], ["{e}.0.push('x')", "{e}.get_mut().push('x')"], fields={"0": "String"}, pats=[("Holds({0})", ["String"])], item="String"),
    Ty("Holds<Die>", ["Holds(Die({k}))"], ["{e}.0.face()", "{e}.get().face()"], ["{e}.into_inner()"], ["{e}.0.roll()", "{e}.get_mut().roll()"], fields={"0": "Die"}, pats=[("Holds({0})", ["Die"])], copy=True),
    # with hazards
    Ty("Rc<u32>", ["Rc::new({k})"], ["Rc::strong_count(&{e})", "*{e} + 1", "Rc::ptr_eq(&{e}, &{e2})"], ["Rc::try_unwrap({e}).is_ok()", "Rc::into_inner({e})"], ["Rc::get_mut(&mut {e}).is_some()", "{{ *Rc::make_mut(&mut {e}) += 1; }}"], hazard=True, weight=1),
    Ty("Rc<RefCell<Vec<u32>>>", ["Rc::new(RefCell::new(vec![{k}]))"], ["Rc::strong_count(&{e})", "{e}.borrow().len()", "{e}.borrow_mut().push(1)"], [], [], hazard=True, weight=1),
    Ty("Cell<u32>", ["Cell::new({k})"], ["{e}.get()", "{e}.set({k})", "{e}.replace({k})", "{e}.take()"], ["{e}.into_inner()"], ["bump({e}.get_mut())"], hazard=True, weight=1),
    Ty("RefCell<String>", ["RefCell::new({v:String})"], ["{e}.borrow().len()", "{e}.borrow_mut().push('x')", "{e}.take()"], ["{e}.into_inner()"], ["{e}.get_mut().push('x')"], hazard=True, weight=1),
    Ty("Noisy", ["Noisy({k})"], ["{e}.0 + 1", "{e} == Noisy(1)"], [], ["{e}.0 += 1", "mem::replace(&mut {e}, Noisy({k}))"], fields={"0": "u32"}, hazard=True, weight=1),
    Ty("Loud", ["Loud {{ name: {v:String} }}"], ["{e}.name.len()", "{e} == Loud {{ name: {v:String} }}"], ["{e}.name"], ["{e}.name.push('x')"], fields={"name": "String"}, hazard=True, weight=1),
    Ty("Holder", ["Holder {{ noisy: Noisy({k}), name: {v:String} }}"], ["{e}.name.len()", "{e}.noisy.0"], ["{e}.name"], ["{e}.name.push('x')", "{e}.noisy.0 += 1"], fields={"noisy": "Noisy", "name": "String"}, hazard=True, weight=1),
]
TYPES = {ty.name: ty for ty in ALL}
for ty in ALL:
    ty.reads = [text.replace("{v:ITEM}", f"{{v:{ty.item}}}").replace(":ITEM}", f":{ty.item}}}").replace(":&ITEM}", f":&{ty.item}}}") for text in ty.reads]
    ty.owns = [text.replace("{v:ITEM}", f"{{v:{ty.item}}}").replace(":ITEM}", f":{ty.item}}}") for text in ty.owns]
    ty.muts = [text.replace("{v:ITEM}", f"{{v:{ty.item}}}").replace(":ITEM}", f":{ty.item}}}") for text in ty.muts]

# Statements for what the tables do not reach: temporaries and guards, pointers, macros, operators, closures that are cloned.
SPECIALS = [
    "let {x} = &item({k}).name.clone(); n({x}.len()); n({x});",
    "let {x} = &holder({k}).name.clone(); n(\"between\"); n({x});",
    "let {x} = holder({k}).name.clone(); n(\"between\"); n({x});",
    "n(holder({k}).name.clone().len()); n(\"after\");",
    "n((holder({k}).name.clone().len(), Noisy({k}).0));",
    "match holder({k}).name.clone() {{ v => {{ n(\"arm\"); n(v); }} }}",
    "for v in holder({k}).name.clone().chars().take(1) {{ n(\"body\"); n(v); }}",
    "if let Some(v) = Some(holder({k}).name.clone()) {{ n(\"then\"); n(v); }}",
    "let {x} = Vault::default(); let {y} = &{x}.item().name.clone(); n({x}.add()); n({y});",
    "let {x} = Vault::default(); let {y} = &{x}.hidden().tags.clone(); n({x}.add()); n({y});",
    "let {x} = Vault::default(); let {y} = &{x}.guard().name.clone(); n({x}.add()); n({y});",
    "let {x} = Vault::default(); let {y} = {x}.item().count.clone(); n({x}.add()); n({y});",
    "let {x} = Vault::default(); match {x}.item().note.clone() {{ Some(v) => n(v.len()), None => n({x}.add()) }}",
    "let {x} = Vault::default(); match {x}.item.borrow().count.clone() {{ v => {{ n({x}.add()); n(v); }} }}",
    "let {x} = Vault {{ names: RefCell::new({v:Vec<String>}), ..Vault::default() }}; for v in {x}.names.borrow().clone() {{ n({x}.names.try_borrow_mut().map(|mut n| n.push(v)).is_ok()); }}",
    "let {x} = Vault {{ names: RefCell::new({v:Vec<String>}), ..Vault::default() }}; for v in {x}.names.borrow().clone().iter() {{ n({x}.names.try_borrow_mut().is_ok()); n(v); }}",
    "let {x} = {{ let v = {v:Item}; &Holder {{ noisy: Noisy({k}), name: v.name.clone() }}.name.clone() }}; n({x});",
    "let {x} = (holder({k}).name.clone(), 1); n(\"between\"); n({x});",
    "let {x} = &holder({k}).clone().name; n(\"between\"); n({x});",
    "let {x} = [&holder({k}).name.clone()]; n(\"between\"); n({x});",
    "let {x} = Some(&(holder({k}), {k}).0.name.clone()).map(|v| v.len()); n(\"between\"); n({x});",
    "let {x} = text(&holder({k}).name.clone()) + bump(&mut Noisy({k}).0) as usize; n(\"between\"); n({x});",
    "while let Some(v) = Some(holder({k}).name.clone()) {{ n(\"body\"); n(v.len()); break; }}",
    "let {x} = if holder({k}).name.clone().len() > 1 {{ n(\"then\"); 1 }} else {{ 2 }}; n({x});",
    "let {x} = Vault::default(); for v in {x}.item().tags.clone() {{ n({x}.add()); n(v.len()); }} n({x}.add());",
    "let {x} = Vault::default(); if {x}.guard().name.clone().is_empty() {{ n({x}.add()); }} n({x}.add());",
    "let {x} = Vault::default(); while let 0 = {x}.hidden().count.clone() {{ n({x}.add()); break; }}",
    "let {x} = Vault::default(); n(({x}.item().name.clone(), {x}.add())); n((&{x}.item().name.clone(), {x}.add()));",
    "let {x} = std::sync::Mutex::new({v:Item}); match {x}.lock().unwrap().note.clone() {{ Some(v) => n((v.len(), {x}.try_lock().is_ok())), None => n({x}.try_lock().is_ok()) }}",
    "let {x} = std::sync::Mutex::new({v:Item}); let {y} = &{x}.lock().unwrap().name.clone(); n({x}.try_lock().is_ok()); n({y});",
    "let {x} = {v:Item}; let {y} = &{x}; n({y}.clone() + 1); n(-{y}.clone()); n(u32::from({y}.clone())); n({y}.clone() == 3); n({y}.clone() << 1);",
    "let {x} = {v:Vec<Item>}; for v in {x}.clone() {{ n(u32::from(v)); }} n({x}.clone().into_iter().map(u32::from).sum::<u32>()); n({x}.iter().cloned().map(|v| -v).collect::<Vec<_>>());",
    "let {x} = Some({v:Item}); n({x}.clone().map(u32::from)); n({x}.clone().map(|v| v + 1)); n({x}.clone().map_or(0, |v| v.into()));",
    "let {x} = [{v:Item}]; let {y} = {x}.clone().map(|v| u32::from(v)); n({y}); let [{z}] = {x}.clone(); n(-{z});",
    "let {x} = {v:Item}; add_it!({x}.clone().count); add_it!({x}.clone().die); n({x});",
    "let mut {x} = {v:Item}; add_it!({x}.clone().count); add_it!({x}.clone().die); add_it!({x}.clone().size[0]); n({x});",
    "let mut {x} = {v:World}; roll_it!({x}.clone().die); roll_it!(part_it!({x}.clone(), die)); n(same_it!({x}.die.clone()).roll()); call_it!({x}.item.clone().die, roll); n({x});",
    "let mut {x} = Die({k}); n(roll_it!({x}.clone())); n(same_it!({x}.clone()).roll()); n(bump_it!({x}.0.clone())); n(bump_it!(same_it!({x}.clone()).0)); n({x});",
    "let mut {x} = {v:String}; n(write!({x}.clone(), \"b\").is_ok()); n(writeln!({x}.clone(), \"b\").is_ok()); n(write!(&mut {x}.clone(), \"b\").is_ok()); n({x});",
    "let {x} = RefCell::new({v:Item}); n({x}.borrow().clone().label()); if {x}.borrow().name.clone().len() > 1 {{ n({x}.try_borrow_mut().is_ok()); }}",
    "let {x} = RefCell::new({v:Item}); if let Some(v) = {x}.borrow().note.clone() {{ n({x}.try_borrow_mut().is_ok()); n(v.len()); }}",
    "let {x} = RefCell::new({v:Item}); while {x}.borrow().clone().count > 2 {{ {x}.borrow_mut().count = 1; }} n({x}.into_inner());",
    "let mut {x} = vec![{k}u8]; let {y} = {x}.as_mut_ptr(); let {z} = {x}.clone(); unsafe {{ *{y} = 99 }}; n({z}[0]); n({x}[0]);",
    "let mut {x} = {v:String}; let {y} = {x}.as_ptr(); let {z} = {x}.clone(); n({z}.as_ptr() == {y}); n({z});",
    "let {x} = {v:Item}; let {y} = &{x}; n(std::ptr::eq({y}, &{y}.clone())); n({y}.count);",
    "let {x} = longer({s}); n({x}.capacity() > {x}.clone().capacity());",
    "let mut {x} = Vec::<u32>::with_capacity(50); {x}.push({k}); let {y} = {x}.clone(); n({y}.capacity() > 40);",
    "let {x} = {v:Vec<u32>}; {{ let {y} = {x}.clone(); n(format!(\"{{:p}}\", {y}) == format!(\"{{:p}}\", {x})); }}",
    "let {x} = Bare {{ inner: {v:String} }}; n({x}.clone().len()); n({x}.len());",
    "let {x} = Bare {{ inner: {v:String} }}; n({x}.clone().to_uppercase());",
    "let mut {x} = Bare {{ inner: {v:String} }}; n({x}.clone().push('y')); n({x});",
    "let {x} = Bare {{ inner: {v:String} }}; let {y} = {x}.clone(); n({y}.len()); n(szv(&{y}));",
    "let {x} = &Die({k}); n(!{x}.clone()); n({x}.clone() + Die(2)); n(Die(3) + {x}.clone());",
    "let {x} = Die({k}); let {y} = &{x}; n(!{y}.clone()); n({y}.clone() + *{y}); n(-{y}.clone());",
    "let mut {x} = 0u32; let mut {y} = move || {{ {x} += 1; {x} }}; n({y}.clone()()); n({y}());",
    "let {x} = {v:String}; let {y} = move |a: &str| {x}.len() + a.len(); let {z} = {y}.clone(); n({z}(\"b\")); n({y}(\"bc\"));",
    "let mut {x} = {v:Item}; let mut {y} = Vec::new(); for {z} in 0..2 {{ {x}.count += {z}; {y}.push({x}.clone()); }} n({y});",
    "let mut {x} = {v:Item}; let mut {y} = String::new(); for {z} in {x}.tags.clone() {{ {x}.tags.push({z}.clone()); {y} += &{z}; }} n({y}); n({x});",
    "let mut {x} = {v:Item}; let {y} = {x}.clone(); {x}.rename({s}); n({y} == {x}); n({y});",
    "let mut {x} = {v:Vec<u32>}; let {y} = {x}.clone(); for v in {y}.iter() {{ {x}.push(*v); }} n({x});",
    "let mut {x} = {v:Vec<u32>}; for v in {x}.clone().iter_mut() {{ *v += 1; n(*v); }} n({x});",
    "let mut {x} = {v:Vec<u32>}; {x} = {x}.clone().into_iter().map(|v| v + 1).collect(); n({x});",
    "let mut {x} = {v:Item}; ({x}.clone().die.0, _) = (5, 6); n({x}.die);",
    "let mut {x} = ({v:String}, Die({k})); let ({y}, mut {z}) = {x}.clone(); n({z}.roll()); n({y}.len()); n({x});",
    "let mut {x} = {v:Item}; let Item {{ ref mut count, .. }} = {x}.clone(); *count += 1; n(*count); n({x});",
    "let mut {x} = {v:World}; let World {{ mut die, ref item, .. }} = {x}.clone(); n(die.roll()); n(item.label()); n({x}.die);",
    "let mut {x} = [Die({k}), Die({k})]; for mut d in {x}.clone() {{ n(d.roll()); }} n({x});",
    "let mut {x} = [Die({k}), Die({k})]; n({x}.clone()[1].roll()); n({x}.clone().iter_mut().map(|d| d.roll()).sum::<u32>()); n({x});",
    "let mut {x} = String::new(); write!({x}.clone(), \"{{}}\", 1).unwrap(); n({x});",
    "let {x} = {v:Item}; let {y} = Item {{ count: 1, ..{x}.clone() }}; n({y}.label()); n({x}.name.len());",
    "let {x} = {v:Item}; let {y} = Item {{ name: {x}.name.clone(), ..Item::default() }}; n({y});",
    "let mut {x} = Some({v:Item}); while let Some(v) = {x}.clone() {{ n(v.label()); {x} = None; }}",
    "let mut {x} = vec![{v:Item}]; if let Some(v) = {x}.last().cloned() {{ {x}.push(v); }} n({x}.len());",
    "let mut {x} = vec![{v:Item}]; let Some({y}) = {x}.first().cloned() else {{ return }}; {x}.clear(); n({y});",
    "let mut {x} = vec![Die({k})]; if let Some(mut v) = {x}.first().cloned() {{ n(v.roll()); }} n({x});",
    "let mut {x} = vec![Die({k})]; {x}.iter().cloned().for_each(|mut v| n(v.roll())); n({x});",
    "let {x} = vec![{v:String}]; n({x}.iter().cloned().map(|v| who(v)).collect::<Vec<_>>()); n({x}.iter().cloned().map(|v| szv(&v)).sum::<usize>());",
    "let {x} = vec![{v:Tagged}]; n({x}.iter().cloned().map(|v| (*v).len()).collect::<Vec<_>>()); n({x}.clone().iter().map(|v| v.len()).collect::<Vec<_>>());",
    "let {x} = \"ab\"; n({x}.clone()); n({x}.to_owned().len()); n({x}.to_string() + \"c\"); n(String::from({x}).clone());",
    "let {x} = {v:Item}; let {y} = std::borrow::Cow::Borrowed(&{x}); n({y}.clone().into_owned()); n({y}.label());",
    "let {x} = Box::new({v:Item}); let {y} = (*{x}).clone(); n({y}); n({x}.label());",
    "let {x} = Box::new({v:Item}); n((*{x}).clone().with_name({s})); n(szv(&{x}.clone()));",
    "let {x}: Box<dyn Fn() -> usize> = {{ let v = {v:String}; let w = v.clone(); Box::new(move || w.len() + v.len()) }}; n({x}());",
    "let {x} = {v:Vec<String>}; let {y}: Vec<String> = {x}.clone().into_iter().filter(|v| v.len() > 2).collect(); n({y}); n({x}.len());",
    "let mut {x} = {v:Item}; let mut {y} = || {{ let v = {x}.name.clone(); {x}.rename({s}); v }}; n({y}()); n({y}()); n({x});",
    "let {x} = {v:Item}; std::thread::scope(|s| {{ let v = {x}.clone(); s.spawn(move || assert!(v.label().len() > 1)); }}); n({x}.label());",
    "fn {f}(v: &Item) -> Option<usize> {{ let v = v.note.clone()?; Some(v.len()) }} n({f}(&{v:Item}));",
    "fn {f}(v: &Option<String>) -> usize {{ let Some(v) = v.clone() else {{ return 7 }}; szv(&v) + v.len() }} n({f}(&{v:Option<String>}));",
    "fn {f}(v: &mut Item) -> u32 {{ if v.clone().die.roll() > 3 {{ return v.count.clone(); }} v.clone().count }} let mut {x} = {v:Item}; n({f}(&mut {x})); n({x});",
    "fn {f}<T: Clone + Debug>(v: &T) -> String {{ let w = v.clone(); format!(\"{{:?}}\", (w, v)) }} n({f}(&{v:Item})); n({f}(&Noisy({k})));",
    "fn {f}<T: Clone + Who>(v: &T) -> &'static str {{ v.clone().who() }} n({f}(&{v:String})); n({f}(&&Die({k})));",
    "fn {f}(v: &mut Vec<u32>) -> u32 {{ let old = v.clone(); v.clear(); old.iter().sum() }} n({f}(&mut {v:Vec<u32>}));",
    "fn {f}(v: &Vec<String>) -> Vec<String> {{ let mut w = v.clone(); w.sort(); w }} n({f}(&{v:Vec<String>}));",
    "macro_rules! {f} {{ ($e:expr) => {{ *(&mut $e) = Default::default() }}; }} let mut {x} = {v:Item}; {f}!({x}.clone()); {f}!({x}.clone().count); n({x});",
    "macro_rules! {f} {{ ($e:expr) => {{ $e.count += 1 }}; }} let mut {x} = {v:Item}; {f}!({x}.clone()); n({x});",
    "macro_rules! {f} {{ ($($e:expr),*) => {{ ($(szv(&$e)),*) }}; }} let {x} = {v:Item}; n({f}!({x}.clone(), {x}.name.clone(), &{x}.clone()));",
]

# What shows that a hazard is real: statements that differ without their clones. Half of the specials with `--allow`.
AIMED = {
    "counted": [
        "let {x} = Rc::new({v:Item}); let {y} = {x}.clone(); n(Rc::strong_count(&{y})); n({x}.label());",
    ],
    "handle": [
        "let ({x}, {y}) = std::sync::mpsc::channel::<u32>(); let {z} = {x}.clone(); n({z}.send({k}).is_ok()); drop({x}); n({y}.try_recv()); n({y}.try_recv());",
        "let ({x}, {y}) = std::sync::mpsc::channel::<String>(); let {z} = &{x}.clone(); n({z}.send({v:String}).is_ok()); drop({x}); n({y}.try_recv()); n({y}.try_recv());",
        "fn {f}(a: std::sync::mpsc::Sender<u32>) {{ n(a.send({k}).is_ok()) }} let ({x}, {y}) = std::sync::mpsc::channel(); {f}({x}.clone()); n({y}.try_recv()); n({y}.try_recv());",
        "let ({x}, {y}) = std::sync::mpsc::sync_channel::<Item>(2); let {z} = Some({x}.clone()); n({z}.map(|a| a.send({v:Item}).is_ok())); n({y}.try_recv().is_ok()); n({y}.try_recv());",
    ],
    "drop": [
        "let {x} = Noisy({k}); let {y} = {x}.clone(); n({y}.0); n(\"after\");",
    ],
    "written-clone": [
        "let {x} = Loud {{ name: {v:String} }}; let {y} = {x}.clone(); n({y}.name.len()); n(&{x});",
    ],
    "interior": [
        "let {x} = Cell::new({k}); let {y} = {x}.clone(); {x}.set(20); n({y}.get());",
    ],
    "guard": [
        "let {x} = Vault::default(); let _{y} = &{x}.item().name.clone(); n({x}.add());",
        "let {x} = RefCell::new({v:Item}); let _{y} = &{x}.borrow().tags.clone(); n({x}.try_borrow_mut().is_ok());",
        "let {x} = RefCell::new({v:Item}); let (_{y}, _) = (&{x}.borrow().name.clone(), 1); n({x}.try_borrow_mut().is_ok());",
        "let {x} = std::sync::Mutex::new({v:Item}); let _{y} = &{x}.lock().unwrap().name.clone(); n({x}.try_lock().is_ok());",
        "let {x} = std::sync::RwLock::new({v:Item}); let _ = &{x}.read().unwrap().tags.clone(); n({x}.try_write().is_ok());",
    ],
    "address": [
        "let {x} = {v:Item}; let {y} = {x}.clone(); n(std::ptr::eq(&{x}, &{y})); n({y}.label());",
        "let {x} = {v:String}; let {y} = {x}.clone(); n({x}.as_ptr() == {y}.as_ptr());",
        "let {x} = longer({s}); let {y} = {x}.clone(); n({y}.capacity() > 40); n({y}.len());",
        "let {x} = {v:Item}; n(same_place(&{x}, &{x}.clone()));",
        "let {x} = {v:World}; let {y} = &{x}; n(std::ptr::addr_eq(&{y}.item, &{y}.item.clone()));",
    ],
    "cfg": [
        "let {x} = {v:Item}; let {y} = {x}.clone(); n({y}.into_name()); #[cfg(other)] n({x}.label());",
        "let mut {x} = {v:String}; let {y} = {x}.clone(); #[cfg(other)] {x}.push('o'); n({y}.len());",
        "let {x} = {v:Vec<String>}; let {y} = {x}.clone(); n({y}.len()); if flip() {{ #[cfg(other)] {{ n(slice(&{x})); }} }} n(owned({y}.concat()));",
        "let {x} = {v:Item}; n(id({x}.clone())); #[cfg(other)] {{ n({x}); }}",
    ],
    "text": [
        "let {x} = {v:String}; show_it!({x}.clone()); show_it!({x}.clone().len());",
        "let {x} = {v:Item}; let {y} = {x}.clone(); show_it!({y}.label()); show_it!({y}.name.clone());",
        "let {x} = {v:Vec<u32>}; show_it!(&{x}.clone());",
    ],
    "generic": [
        "fn {f}<T: Clone + Debug>(v: &T) {{ let w = v.clone(); n(&w); }} {f}(&Noisy({k})); {f}(&Loud {{ name: {v:String} }});",
        "fn {f}<T: Clone + Debug>(v: T) {{ n(shown(&v.clone())); n(\"between\"); }} {f}(Noisy({k})); {f}(Rc::new({v:Item}));",
        "fn {f}(v: &(impl Clone + Debug)) {{ n(shown(&v.clone())); }} {f}(&Loud {{ name: {v:String} }});",
        "fn {f}<T: Clone + Debug>(v: Vec<T>) {{ for w in v.clone() {{ n(shown(&w)); }} }} {f}(vec![Noisy({k})]); {f}(vec![Loud {{ name: {v:String} }}]);",
    ],
}
