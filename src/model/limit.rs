//! What there is too much of in a program to look at all.

/// A limit that code has reached. What would have been known beyond it is unknown; no site is lost.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// The steps of inference in one body: none of its types is known.
    Inference,
    /// The steps of data flow in one body: nothing is known of what becomes of its values.
    DataFlow,
    /// The parts of one type: it is not known.
    TypeSize,
    /// The types that dereferencing one value leads to: what lies behind is not known.
    Derefs,
    /// The aliases that one written type leads to, or the parts of what they stand for: it is not known.
    Aliases,
    /// What one macro call in a body stands for, or the calls in that: its type is not known.
    MacroCall,
    /// What the macros among a crate's items write: what the rest of them declares is not known.
    CrateMacros,
}

impl Limit {
    /// Every limit, in the order in which messages name them.
    pub const ALL: &[Self] = &[
        Self::Inference,
        Self::DataFlow,
        Self::TypeSize,
        Self::Derefs,
        Self::Aliases,
        Self::MacroCall,
        Self::CrateMacros,
    ];

    /// What it means for one body or crate.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Inference => "too large to infer, so its types are unknown",
            Self::DataFlow => "its values take too many steps to follow, so no rule is applied",
            Self::TypeSize => "a type in it has too many parts, so it is unknown",
            Self::Derefs => "a value in it can be dereferenced too often, so what lies behind is unknown",
            Self::Aliases => "an alias that it needs leads to too many others, so what it stands for is unknown",
            Self::MacroCall => "a macro call in it expands to too much code, so its type is unknown",
            Self::CrateMacros => "its macros expand to too many items, so some of what they declare is unknown",
        }
    }

    /// The same for so many of them.
    pub fn summary(self, count: usize) -> String {
        let all = match (self, count) {
            (Self::CrateMacros, 1) => "1 crate".to_owned(),
            (Self::CrateMacros, _) => format!("{count} crates"),
            (_, 1) => "1 body".to_owned(),
            _ => format!("{count} bodies"),
        };
        let is = if count == 1 { "is" } else { "are" };
        match self {
            Self::Inference => format!("types are unknown in {all} that {is} too large to infer"),
            Self::DataFlow => format!("no rule is applied in {all} whose values take too many steps to follow"),
            Self::TypeSize => format!("types are unknown in {all} where they have too many parts"),
            Self::Derefs => format!("types are unknown in {all} where a value can be dereferenced too often"),
            Self::Aliases => format!("types are unknown in {all} where an alias leads to too many others"),
            Self::MacroCall => format!("types are unknown in {all} where a macro call expands to too much code"),
            Self::CrateMacros => format!("types may be unknown in {all} whose macros expand to too many items"),
        }
    }
}
