//! `allow`: warnings that a deck or an entry does not want.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity, Span, nearest};
use crate::source;
use crate::source::Text;

/// The warnings that are not reported: anywhere in a deck, or inside some of its entries.
///
/// A warning belongs to the entry in which its place lies. So one rule holds for what is seen while
/// an entry is read, while it is checked, and when entries are compared.
#[derive(Debug, Default)]
pub struct Allowed {
    deck: BTreeSet<Code>,
    entries: Vec<(Span, BTreeSet<Code>)>,
}

impl Allowed {
    /// Returns what a deck allows.
    pub fn of_deck(written: &source::Deck) -> Allowed {
        Allowed { deck: codes(&written.allow), entries: Vec::new() }
    }

    /// Adds what an entry allows.
    pub fn add(&mut self, written: &source::Entry) {
        if !written.allow.is_empty() {
            self.entries.push((written.span, codes(&written.allow)));
        }
    }

    /// Drops the warnings that are allowed.
    pub fn apply(mut self, acc: &mut Diagnostics) {
        if self.deck.is_empty() && self.entries.is_empty() {
            return;
        }
        self.entries.sort_by_key(|it| it.0);
        acc.retain(|it| it.is_error() || !self.allows(it));
    }

    fn allows(&self, it: &Diagnostic) -> bool {
        if self.deck.contains(&it.code) {
            return true;
        }
        let Place::Span(place) = it.place else { return false };
        let start = |it: &Span| (it.file, it.start);
        let after = self.entries.partition_point(|it| start(&it.0) <= start(&place));
        let around = after.checked_sub(1).and_then(|it| self.entries.get(it));
        around.is_some_and(|(span, codes)| {
            span.file == place.file && place.start < span.end && codes.contains(&it.code)
        })
    }
}

/// Reports what is no code of a warning.
pub(super) fn check(written: &[Text], acc: &mut Diagnostics) {
    for text in written {
        let shown = super::shortened(&text.value);
        let (message, help) = match Code::from_name(&text.value) {
            Some(code) if code.severity() == Severity::Warning => continue,
            Some(code) => (
                format!("`{}` is an error, and errors cannot be allowed", code.name()),
                format!("take it out; `lexideck explain {}` says how to fix it", code.name()),
            ),
            None => match nearest(&text.value, warnings()) {
                Some(near) => {
                    (format!("there is no warning `{shown}`"), format!("did you mean `{near}`?"))
                }
                None => {
                    let all = warnings().collect::<Vec<_>>().join(", ");
                    (format!("there is no warning `{shown}`"), format!("use one of: {all}"))
                }
            },
        };
        acc.push(Diagnostic::new(Code::UnknownValue, text.span, message).help(help));
    }
}

fn codes(written: &[Text]) -> BTreeSet<Code> {
    written.iter().filter_map(|it| Code::from_name(&it.value)).collect()
}

fn warnings() -> impl Iterator<Item = &'static str> {
    Code::ALL.into_iter().filter(|it| it.severity() == Severity::Warning).map(Code::name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Files;

    #[test]
    fn an_entry_allows_what_lies_in_it_and_errors_stay() {
        let mut files = Files::default();
        let (file, other) = (files.add("a"), files.add("b"));
        let allowed = Allowed {
            deck: BTreeSet::from([Code::LongFront, Code::MissingMedia]),
            entries: vec![
                (Span::new(file, 50..90), BTreeSet::from([Code::GapNotFound])),
                (Span::new(file, 10..40), BTreeSet::from([Code::NotIpa])),
            ],
        };
        let mut acc = Diagnostics::default();
        for (code, file, start) in [
            (Code::GapNotFound, file, 50),
            (Code::GapNotFound, file, 89),
            (Code::GapNotFound, file, 90),
            (Code::GapNotFound, file, 20),
            (Code::GapNotFound, other, 60),
            (Code::NotIpa, file, 10),
            (Code::LongFront, other, 5),
            (Code::MissingMedia, other, 5),
        ] {
            acc.push(Diagnostic::new(code, Span::new(file, start..start + 1), "x"));
        }
        acc.push(Diagnostic::of_file(Code::LongFront, file, "x"));
        acc.push(Diagnostic::of_file(Code::GapNotFound, file, "y"));
        allowed.apply(&mut acc);
        let left: Vec<_> = acc.iter().map(|it| (it.code, it.place.file())).collect();
        assert_eq!(
            left,
            [
                (Code::GapNotFound, file),
                (Code::GapNotFound, file),
                (Code::GapNotFound, other),
                (Code::MissingMedia, other),
                (Code::GapNotFound, file),
            ]
        );
    }
}
