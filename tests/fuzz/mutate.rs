//! Changes to texts: what an editor that is half done leaves, what a generator makes, and what nobody would write.

/// Numbers at random, the same for the same seed.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// splitmix64
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`; 0 if there is nothing below it.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 1).unwrap_or(0).checked_rem(end).unwrap_or(0)
    }

    pub(crate) fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// What is put between the tokens of source text. One a line; `⏎` is the end of one.
pub(crate) const RUST: &str = include_str!("rust.words");

/// What is put between the parts of a configuration or a JSON document. One a line; `⏎` is the end of one.
pub(crate) const DATA: &str = include_str!("data.words");

/// Characters that are one thing in bytes, another in columns, and none in Rust.
const ODD: &[&str] = &[
    "é",
    "ß",
    "漢",
    "𝒳",
    "e\u{301}",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "\r",
    "\r\n",
    "\u{2028}",
    "\u{a0}",
    "\t",
    "👩‍👩‍👧",
    "ﬁ",
    "#!",
];

/// A text made of one seed, or two, by a few changes. It may be no UTF-8.
pub(crate) fn mutated(random: &mut Random, seeds: &[String], words: &str, most: usize) -> Vec<u8> {
    let seed = random.below(seeds.len());
    let mut text = part(random, &seeds[seed], most).to_owned();
    for _ in 0..=random.below(4) {
        let other = &seeds[random.below(seeds.len())];
        text = changed(random, &text, other, words, most);
    }
    let mut bytes = text.into_bytes();
    if random.below(16) == 0 && !bytes.is_empty() {
        let at = random.below(bytes.len());
        bytes[at] ^= 1 << random.below(8);
    }
    bytes
}

/// A text, or whole lines of it if it is long.
fn part<'t>(random: &mut Random, text: &'t str, most: usize) -> &'t str {
    if text.len() <= most {
        return text;
    }
    let start = random.below(text.len() - most);
    let line = |from: usize| {
        text.as_bytes()[from..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| from + at + 1)
    };
    &text[line(start)..line(start + most)]
}

fn changed(random: &mut Random, text: &str, other: &str, words: &str, most: usize) -> String {
    let ends = token_ends(text);
    let at = |random: &mut Random| random.below(ends.len());
    let token = |at: usize| ends[at.saturating_sub(1).min(at)]..ends[at];
    let (first, second) = (at(random), at(random));
    let (start, end) = (ends[first.min(second)], ends[first.max(second)]);
    let near = ends[(first + 1 + random.below(8)).min(ends.len() - 1)];
    let replaced =
        |range: std::ops::Range<usize>, by: &str| format!("{}{by}{}", &text[..range.start], &text[range.end..]);
    match random.below(14) {
        0 => replaced(ends[first]..near, ""),
        1 => replaced(near..near, &text[ends[first]..near]),
        2 => {
            let (one, two) = (token(first.min(second)), token(first.max(second)));
            if one.end > two.start {
                return text.to_owned();
            }
            [&text[..one.start], &text[two.clone()], &text[one.end..two.start], &text[one.clone()], &text[two.end..]]
                .concat()
        }
        3 => replaced(token(first), &text[token(second)]),
        4 | 5 => replaced(token(first), &word(random, words)),
        6 | 7 => replaced(ends[first]..ends[first], &word(random, words)),
        8 => {
            let cut = token_ends(other);
            let from = cut[random.below(cut.len())];
            format!("{}{}", &text[..end], part(random, &other[from..], most))
        }
        9 => replaced(ends[first]..ends[first], random.of(ODD)),
        10 => replaced(ends[first]..ends[first], random.of(&["(", ")", "{", "}", "[", "]", "<", ">", "\"", "'"])),
        11 => grown(random, text),
        // A large part once more, as long as it does not get out of hand.
        12 if text.len() < 2 * most => replaced(end..end, &text[start..end]),
        13 => text[..end].to_owned(),
        _ => text.to_owned(),
    }
}

fn word(random: &mut Random, words: &str) -> String {
    let count = words.lines().count();
    words.lines().nth(random.below(count)).unwrap_or_default().replace('⏎', "\n")
}

/// A number that has become long.
fn grown(random: &mut Random, text: &str) -> String {
    let digits: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    if digits.is_empty() {
        return text.to_owned();
    }
    let at = digits[random.below(digits.len())];
    let by = random.of(&[
        "18446744073709551616",
        "4294967295",
        "0",
        "00000000000000000000000001",
        "9223372036854775807",
        "1_",
        "340282366920938463463374607431768211456",
    ]);
    format!("{}{by}{}", &text[..at], &text[at..])
}

/// The ends of what looks like a token: words, and single other characters. The first is the start of the text.
fn token_ends(text: &str) -> Vec<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut ends = vec![0];
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let goes_on = is_word(c) && characters.peek().is_some_and(|(_, next)| is_word(*next));
        if !goes_on {
            ends.push(at + c.len_utf8());
        }
    }
    ends
}

/// How many texts are tried to make one smaller.
const MOST_TRIES: usize = 500;

/// Texts without one part each: halves first, then less and less.
pub(crate) fn smaller(text: &[u8]) -> Vec<Vec<u8>> {
    let sizes = std::iter::successors(Some(text.len() / 2), |size| (*size > 1).then_some(size / 2));
    let texts = sizes.filter(|size| *size > 0).flat_map(|size| {
        (0..text.len()).step_by(size).map(move |at| [&text[..at], &text[(at + size).min(text.len())..]].concat())
    });
    texts.take(MOST_TRIES).collect()
}
