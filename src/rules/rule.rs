//! What a rule is, and what it finds.

use crate::model::{Level, Rewrite, Site, TypeRow};

use super::cx::{BodyView, SiteView};

/// A pattern and its remedy.
#[derive(Debug)]
pub struct Rule {
    /// Identifier in kebab-case. It reads well after "allow".
    pub id: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// How seriously its findings are meant, unless the configuration says otherwise.
    pub level: Level,
    /// What it finds, and of what it stays silent.
    pub finds: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// When it is right to keep the clone.
    pub keep: &'static str,
    /// How it looks.
    pub check: Check,
}

/// What a rule looks at. No rule sees a site in the definition of a macro: its types are the caller's choice.
#[derive(Debug)]
pub enum Check {
    /// At one call that clones ([`SiteView::is_call`]), in its body.
    Call(fn(&SiteView<'_>) -> Option<Hit>),
    /// At one site of any spelling, in its body.
    Site(fn(&SiteView<'_>) -> Option<Hit>),
    /// At all calls of a body that clone, because some belong together. A hit comes with its call's number.
    Calls(CheckCalls),
    /// At a site whose scope is known, and whether a comment says why it is there.
    Placed(fn(&Site, bool) -> Option<Hit>),
    /// At a type of the workspace, its sites counted.
    Type(fn(&TypeRow) -> Option<Hit>),
}

/// What a rule finds among the calls of a body.
pub(crate) type CheckCalls = fn(&BodyView<'_>, &[Numbered<'_>]) -> Vec<(usize, Hit)>;

/// A site with its number in [`BodyView::sites`].
pub(crate) type Numbered<'b> = (usize, SiteView<'b>);

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What is the case here, and what to do, in one line.
    pub message: String,
    /// The rewrite that removes the clone, for `prove`.
    pub rewrite: Option<Rewrite>,
}

impl Hit {
    /// Without a rewrite that the compiler can be asked about.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), rewrite: None }
    }

    /// With a rewrite.
    pub fn with(rewrite: Rewrite, message: impl Into<String>) -> Self {
        Self { message: message.into(), rewrite: Some(rewrite) }
    }
}
