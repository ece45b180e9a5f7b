//! A rule's template with what its variables stand for.

use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use super::matcher::{Binding, Bindings};
use super::rules::Part;
use super::unexpanded::Unexpanded;

/// More tokens than a call is expected to write.
const MOST_TOKENS: usize = 200_000;

/// Writes a template, unless it does not fit the bindings, or gets too long.
pub(super) fn transcribe(template: &[Part], bindings: &Bindings, own_crate: &Ident) -> Result<TokenStream, Unexpanded> {
    let mut writer = Writer { bindings, own_crate, at: Vec::new(), left: MOST_TOKENS };
    let mut out = Vec::new();
    writer.parts(template, &mut out)?;
    Ok(out.into_iter().collect())
}

struct Writer<'a> {
    bindings: &'a Bindings,
    own_crate: &'a Ident,
    /// How often each repetition around has been written.
    at: Vec<usize>,
    left: usize,
}

impl<'a> Writer<'a> {
    fn parts(&mut self, parts: &[Part], out: &mut Vec<TokenTree>) -> Result<(), Unexpanded> {
        for part in parts {
            self.takes(1)?;
            match part {
                Part::Token(token) => out.push(token.clone()),
                Part::Crate => out.push(self.own_crate.clone().into()),
                Part::Group(delimiter, inside) => {
                    let mut content = Vec::new();
                    self.parts(inside, &mut content)?;
                    out.push(Group::new(*delimiter, content.into_iter().collect()).into());
                }
                Part::Variable(name, _) => match self.bound(name) {
                    Some(Binding::One(tokens)) => {
                        self.takes(tokens.len())?;
                        out.extend(tokens.iter().cloned());
                    }
                    Some(Binding::Many(_)) => return Err(Unexpanded::Unfit),
                    // A variable of a definition that this one writes.
                    None => out.extend([Punct::new('$', Spacing::Alone).into(), name.clone().into()]),
                },
                Part::Repeat { parts, separator, .. } => {
                    for time in 0..self.times(parts).ok_or(Unexpanded::Unfit)? {
                        if time > 0 {
                            out.extend(separator.iter().cloned());
                        }
                        self.at.push(time);
                        self.parts(parts, out)?;
                        self.at.pop();
                    }
                }
            }
        }
        Ok(())
    }

    fn takes(&mut self, tokens: usize) -> Result<(), Unexpanded> {
        self.left = self.left.checked_sub(tokens).ok_or(Unexpanded::TooLarge)?;
        Ok(())
    }

    /// What a variable stands for within the repetitions around.
    fn bound(&self, name: &Ident) -> Option<&'a Binding> {
        let mut binding = self.bindings.iter().find_map(|(known, binding)| (known == name).then_some(binding))?;
        for &at in &self.at {
            match binding {
                Binding::Many(all) => binding = all.get(at)?,
                Binding::One(_) => break,
            }
        }
        Some(binding)
    }

    /// How often a repetition is written: all its variables that are repeated have to agree.
    fn times(&self, parts: &[Part]) -> Option<usize> {
        let mut times = Vec::new();
        self.count(parts, &mut times);
        let first = *times.first()?;
        times.iter().all(|&other| other == first).then_some(first)
    }

    fn count(&self, parts: &[Part], times: &mut Vec<usize>) {
        for part in parts {
            match part {
                Part::Variable(name, _) => {
                    if let Some(Binding::Many(all)) = self.bound(name) {
                        times.push(all.len());
                    }
                }
                Part::Group(_, parts) | Part::Repeat { parts, .. } => self.count(parts, times),
                Part::Token(_) | Part::Crate => {}
            }
        }
    }
}

/// An identifier that stands for `$crate`.
pub(super) fn crate_name(name: &str) -> Option<Ident> {
    syn::parse_str::<Ident>(name).ok().map(|mut ident| {
        ident.set_span(Span::call_site());
        ident
    })
}
