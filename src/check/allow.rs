//! The key `allow`: warnings that are not reported for a deck or an entry.

use std::collections::BTreeSet;

use crate::check::rules;
use crate::check::rules::unknown_value;
use crate::diag::{Diagnostic, Diagnostics, Place, Rule, Severity, Span, nearest, shortened};
use crate::source;
use crate::source::Text;

/// The warnings that are not reported, for a whole deck or for some of its entries.
///
/// A warning belongs to the entry that contains its place, no matter whether it is found when the
/// entry is read, when it is checked, or when entries are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Allowed {
    deck: BTreeSet<&'static str>,
    entries: Vec<AllowedInEntry>,
}

/// The place of an entry and the codes of the warnings that it allows.
pub(crate) type AllowedInEntry = (Span, BTreeSet<&'static str>);

impl Allowed {
    /// Returns the warnings that a deck allows.
    pub(crate) fn of_deck(written: &source::Deck) -> Allowed {
        Allowed { deck: codes(&written.allow), entries: Vec::new() }
    }

    /// Returns the warnings that an entry allows, or `None` if it allows none.
    pub(crate) fn of_entry(written: &source::Entry) -> Option<AllowedInEntry> {
        (!written.allow.is_empty()).then(|| (written.span, codes(&written.allow)))
    }

    /// Adds the warnings that an entry allows.
    pub(crate) fn add(&mut self, entry: AllowedInEntry) {
        self.entries.push(entry);
    }

    /// Drops the warnings of one entry that the deck or the entry allows.
    pub(crate) fn apply_to_entry(
        &self,
        entry: Option<&AllowedInEntry>,
        diagnostics: &mut Diagnostics,
    ) {
        let is_allowed =
            |code| self.deck.contains(code) || entry.is_some_and(|(_, codes)| codes.contains(code));
        diagnostics.retain(|it| it.is_error() || !is_allowed(it.rule.code));
    }

    /// Drops the warnings that are allowed.
    pub(crate) fn apply(mut self, diagnostics: &mut Diagnostics) {
        if self.deck.is_empty() && self.entries.is_empty() {
            return;
        }
        self.entries.sort_by_key(|it| it.0);
        diagnostics.retain(|it| it.is_error() || !self.allows(it));
    }

    fn allows(&self, it: &Diagnostic) -> bool {
        if self.deck.contains(it.rule.code) {
            return true;
        }
        let Place::Span(place) = it.place else { return false };
        let start = |it: &Span| (it.file, it.start);
        let after = self.entries.partition_point(|it| start(&it.0) <= start(&place));
        let around = after.checked_sub(1).and_then(|it| self.entries.get(it));
        around.is_some_and(|(span, codes)| {
            span.file == place.file && place.start < span.end && codes.contains(it.rule.code)
        })
    }
}

/// Reports texts that are not codes of warnings.
pub(super) fn check(written: &[Text], diagnostics: &mut Diagnostics) {
    for text in written {
        let shown = shortened(&text.value);
        let rule = rules::all().into_iter().find(|it| it.code == text.value);
        let (message, help) = match rule {
            Some(Rule { severity: Severity::Warning, .. }) => continue,
            Some(Rule { code, .. }) => (
                format!("`{code}` is an error, and errors cannot be allowed"),
                format!("take it out; `lexideck explain {code}` says how to fix it"),
            ),
            None => (
                format!("there is no warning `{shown}`"),
                match nearest(&text.value, warnings()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("use one of: {}", warnings().collect::<Vec<_>>().join(", ")),
                },
            ),
        };
        diagnostics.push(Diagnostic::new(&unknown_value::RULE, text.span, message).help(help));
    }
}

fn codes(written: &[Text]) -> BTreeSet<&'static str> {
    let all = rules::all();
    let code = |it: &Text| all.iter().map(|it| it.code).find(|code| *code == it.value);
    written.iter().filter_map(code).collect()
}

fn warnings() -> impl Iterator<Item = &'static str> {
    let is_warning = |it: &&Rule| it.severity == Severity::Warning;
    rules::all().into_iter().filter(is_warning).map(|it| it.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::{gap_not_found, long_front, missing_media, not_ipa};
    use crate::diag::Files;

    #[test]
    fn an_entry_allows_what_lies_in_it_and_errors_stay() {
        let mut files = Files::default();
        let (file, other) = (files.add("a"), files.add("b"));
        let allowed = Allowed {
            deck: BTreeSet::from(["long-front", "missing-media"]),
            entries: vec![
                (Span::new(file, 50..90), BTreeSet::from(["gap-not-found"])),
                (Span::new(file, 10..40), BTreeSet::from(["not-ipa"])),
            ],
        };
        let mut diagnostics = Diagnostics::default();
        for (code, file, start) in [
            (&gap_not_found::RULE, file, 50),
            (&gap_not_found::RULE, file, 89),
            (&gap_not_found::RULE, file, 90),
            (&gap_not_found::RULE, file, 20),
            (&gap_not_found::RULE, other, 60),
            (&not_ipa::RULE, file, 10),
            (&long_front::RULE, other, 5),
            (&missing_media::RULE, other, 5),
        ] {
            diagnostics.push(Diagnostic::new(code, Span::new(file, start..start + 1), "x"));
        }
        diagnostics.push(Diagnostic::of_file(&long_front::RULE, file, "x"));
        diagnostics.push(Diagnostic::of_file(&gap_not_found::RULE, file, "y"));
        allowed.apply(&mut diagnostics);
        let left: Vec<_> = diagnostics.iter().map(|it| (it.rule.code, it.place.file())).collect();
        assert_eq!(
            left,
            [
                ("gap-not-found", file),
                ("gap-not-found", file),
                ("gap-not-found", other),
                ("missing-media", other),
                ("gap-not-found", file),
            ]
        );
    }
}
