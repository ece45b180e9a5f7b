use syn::parse::Parse as _;

use super::*;

fn depth_of(code: &str) -> usize {
    depth(TokenBuffer::new2(code.parse().expect("lexes")).begin())
}

#[test]
fn what_stands_side_by_side_is_shallow() {
    for (piece, most) in [
        ("f(a.b, !c);", LEVEL + 4),
        ("fn f(a: &str) -> Vec<u8> { a }", LEVEL + 10),
        ("impl A<{ N }> for B where C: D {}", LEVEL + 10),
        ("[a | b, c | d, e],", LEVEL + 4),
        ("A | B => c,", 4),
        ("(a, b) => { c }", LEVEL + 4),
        ("|a| b;", 2 * WORD),
        ("#[a] struct A<T, U>(T, U);", LEVEL + 6),
        ("if a { b } else if c { d } #[e] { f }", LEVEL + 4 * WORD),
        ("a < b;", 2),
        ("a << b;", 4),
        ("c <= d,", 4),
        ("x => if a { b } else { c },", LEVEL + 4 * WORD),
    ] {
        let (one, many) = (depth_of(piece), depth_of(&piece.repeat(1000)));
        assert!(one <= many && many <= most, "{piece}: {one} {many}");
    }
}

#[test]
fn what_nests_is_deep() {
    for (before, after, least) in [
        ("!", "", 1),
        ("&", "", 1),
        ("Vec<", ">", 1),
        ("Result<(), ", ">", 1),
        ("|a, b| ", "", WORD),
        ("0 | |a, b| ", "", WORD),
        ("a[0] | |b, c| ", "", WORD),
        ("||", "", WORD),
        ("return ", "", WORD),
        ("if a {} else ", "", WORD),
        ("if ", " {}", WORD),
        ("a = ", "", 1),
        ("a::", "", 1),
        ("..", "", 1),
        ("(", ")", LEVEL),
        ("{", "}", LEVEL),
        ("m!(", ")", LEVEL),
        ("for S {} in ", " {}", WORD),
        ("S {} as ", "", 1),
        ("x @ ", "", 1),
    ] {
        let code = format!("{}a{}", before.repeat(100), after.repeat(100));
        assert!(depth_of(&code) >= 100 * least, "{code}");
    }
    for link in [".a()", "?", "[0]", "()", " as u8", " + a", " || a", ".a"] {
        assert!(depth_of(&format!("a{}", link.repeat(100))) >= 100, "{link}");
    }
}

#[test]
fn a_piece_ends_where_an_item_does() {
    let buffer = TokenBuffer::new2("fn f() {} const A: u8 = S {}.b; struct C;".parse().expect("lexes"));
    let mut rest = buffer.begin();
    let mut pieces = Vec::new();
    while !rest.eof() {
        let (_, end) = piece(rest);
        let mut tokens = TokenStream::new();
        while rest != end {
            let (tree, after) = rest.token_tree().expect("there are more");
            tokens.extend([tree]);
            rest = after;
        }
        pieces.push(tokens.to_string());
    }
    assert_eq!(pieces, ["fn f () { }", "const A : u8 = S { } . b ;", "struct C ;"]);
}

#[test]
fn tokens_that_are_too_deep_are_not_parsed() {
    // What may be parsed takes more than the stack of a test.
    let parsed = |levels: usize, depth: Depth| {
        let parse = move || {
            let tokens = format!("{}a", "!".repeat(levels)).parse().expect("lexes");
            depth.parse(syn::Expr::parse, tokens).is_ok()
        };
        std::thread::Builder::new().stack_size(64 << 20).spawn(parse).expect("a thread").join().expect("no panic")
    };
    assert!(parsed(DEEPEST, Depth::Unknown) && !parsed(DEEPEST + 1, Depth::Unknown));
    assert!(parsed(DEEPEST_EXPANSION, Depth::Expansion) && !parsed(DEEPEST_EXPANSION + 1, Depth::Expansion));
    assert!(!parsed(1, Depth::TooDeep));
    let brackets = |levels: usize| format!("{}a{}", "(".repeat(levels), ")".repeat(levels));
    assert!(lex(&brackets(MOST_LEVELS)).is_some() && lex(&brackets(MOST_LEVELS + 1)).is_none());
    assert!(is_bottomless(&brackets(MOST_LEXED + 1)) && !is_bottomless(&brackets(MOST_LEXED)));
}
