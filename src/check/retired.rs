//! `retired-entry`: an entry is listed as retired and stands in the deck. `unknown-retired`: what is
//! listed was never there.

use crate::check::Index;
use crate::check::invalid_id;
use crate::diag::{Code, Diagnostic, Diagnostics, Span, nearest};
use crate::ledger::Ledger;
use crate::source;

/// An item of `retired:`.
#[derive(Clone, Debug)]
pub struct Retired {
    /// The ids that it may stand for: a text may be a headword, the id of an entry that gave none.
    pub ids: Vec<String>,
    place: Span,
}

/// What an item of `retired:` stands for; nothing where it says nothing.
pub fn retired(written: &source::Retired) -> Option<Retired> {
    let by_headword = |it: &source::Text| invalid_id::from_headword(&it.value);
    let place = written.id.as_ref().or(written.headword.as_ref())?.span;
    let ids = match (&written.id, &written.headword) {
        (Some(id), None) => vec![id.value.to_string(), by_headword(id)],
        (Some(id), Some(_)) => vec![id.value.to_string()],
        (None, headword) => headword.iter().map(by_headword).collect(),
    };
    Some(Retired { ids, place })
}

/// Reports what is retired and there, and what was never there.
pub fn check_retired(it: &Retired, index: &Index, ledger: &Ledger, acc: &mut Diagnostics) {
    if let Some(entry) = it.ids.iter().find_map(|id| index.by_id(id)) {
        let message = format!("`{}` is retired, and an entry of the deck", entry.id);
        acc.push(
            Diagnostic::new(Code::RetiredEntry, it.place, message)
                .related(entry.span, "the entry")
                .help("remove it from one of the two lists"),
        );
    } else if !ledger.is_empty() && !it.ids.iter().any(|id| ledger.knows(id)) {
        let id = it.ids.first().map_or("", String::as_str);
        let entries = ledger.rows().iter().map(|it| it.entry());
        let help = match nearest(id, entries) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "remove it: learners have nothing of it".to_owned(),
        };
        let message = format!("no earlier build had an entry `{id}`");
        acc.push(Diagnostic::new(Code::UnknownRetired, it.place, message).help(help));
    }
}
