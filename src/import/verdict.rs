//! Decides what happened to a single cell.

use crate::import::book::{Conversion, ReturnedCell};
use crate::import::conversion::{is_error, look};
use crate::import::encoding::{is_in_windows_1252, reread};
use crate::import::mangling::{Mangling, common, is_damaged, mangling, restored};
use crate::sheets::{SheetField, clean, items, joined, unguarded};

/// What happened to a cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Same,
    /// Only a program changed it.
    Mangled(Mangling),
    /// It was converted to something else, has lost letters, or does not fit its column.
    Unfit(String),
    /// It was edited: the text that it would get in the source, and the text as sent back.
    Edit {
        text: String,
        raw: String,
    },
}

/// What is known about the file that contains the cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileTraits {
    /// Whether the file stores every cell as text, so that a converted value can only be recognized
    /// by how it looks.
    pub(super) is_delimited: bool,
    /// Whether its encoding cannot represent every letter.
    pub(super) is_lossy: bool,
}

/// Compares the text in the source with the cell that was sent back.
pub(super) fn verdict(
    field: &SheetField,
    now: &str,
    given: Option<&ReturnedCell>,
    traits: FileTraits,
) -> Verdict {
    let Some(given) = given else {
        let edit = Verdict::Edit { text: String::new(), raw: String::new() };
        return if now.is_empty() { Verdict::Same } else { edit };
    };
    if *field == SheetField::Teach {
        return truth(now, given.shown());
    }
    match (given, mangling(now, given.shown())) {
        (ReturnedCell::Text(_), Some(None)) => Verdict::Same,
        (ReturnedCell::Converted(..), Some(_)) => Verdict::Mangled(Mangling::Notation),
        (ReturnedCell::Text(_), Some(Some(kind))) => Verdict::Mangled(kind),
        (ReturnedCell::Converted(odd, _), None) => unfit(*odd),
        (ReturnedCell::Text(text), None) if field.is_list() => list(now, text, traits),
        (ReturnedCell::Text(text), None) => one(now, text, traits),
    }
}

fn unfit(odd: Conversion) -> Verdict {
    Verdict::Unfit(format!("a spreadsheet turned the text into {}", odd.words()))
}

/// Removes what exporting put around the text of a cell.
fn bare(text: &str) -> String {
    let text = clean(unguarded(text));
    reread(&text).unwrap_or(text)
}

/// The length from which a text is suspected to be cut off, in UTF-16 units: Excel keeps 32,767 in
/// a cell, LibreOffice 65,535.
const SHORTEST_CUT: usize = 32_000;

fn one(now: &str, given: &str, traits: FileTraits) -> Verdict {
    let raw = bare(given);
    let odd = if traits.is_delimited { look(&raw) } else { None };
    if let Some(odd) = odd.or_else(|| is_error(&raw).then_some(Conversion::Error)) {
        return unfit(odd);
    }
    if raw.len() > SHORTEST_CUT && now.starts_with(&raw) {
        return Verdict::Unfit("a spreadsheet cut the text off".to_owned());
    }
    let text = restored(now, &raw);
    if text == now {
        return Verdict::Mangled(Mangling::Blanks);
    }
    let may_lose = traits.is_lossy || now.chars().any(|it| !is_in_windows_1252(it));
    if may_lose && is_damaged(now, &text) {
        return Verdict::Unfit(
            "the text was edited, and letters were lost when it was saved".to_owned(),
        );
    }
    Verdict::Edit { text, raw }
}

/// Compares a list item by item; all changes between the same two unchanged items are one edit.
fn list(now: &str, given: &str, traits: FileTraits) -> Verdict {
    let (old, new) = (items(now), items(&bare(given)));
    let is_same = |a: &String, b: &String| mangling(a, b).is_some();
    let pairs = common(&old, &new, is_same);
    if pairs.len() == old.len() && pairs.len() == new.len() {
        return Verdict::Mangled(Mangling::Blanks);
    }
    let is_in = |item: &String, all: &[String]| all.iter().any(|it| is_same(item, it));
    if old.len() == new.len()
        && old.iter().all(|it| is_in(it, &new))
        && new.iter().all(|it| old.iter().any(|old| is_same(old, it)))
    {
        return Verdict::Mangled(Mangling::Order);
    }
    let mut found = Vec::new();
    for (at, item) in new.iter().enumerate() {
        if let Some(kept) = pairs.iter().find(|it| it.1 == at).and_then(|it| old.get(it.0)) {
            found.push(kept.clone());
            continue;
        }
        match one(before(at, &pairs, &old), item, traits) {
            Verdict::Edit { text, .. } => found.push(text),
            unfit @ Verdict::Unfit(_) => return unfit,
            Verdict::Same | Verdict::Mangled(_) => found.push(item.clone()),
        }
    }
    let joined = |items: &[String]| joined(items.iter().map(String::as_str));
    Verdict::Edit { text: joined(&found), raw: joined(&new) }
}

/// Returns the item that a new one replaces; empty if it replaces none.
fn before<'o>(at: usize, pairs: &[(usize, usize)], old: &'o [String]) -> &'o str {
    let last = pairs.iter().rev().find(|it| it.1 < at);
    let (from, base) = last.map_or((0, 0), |it| (it.0 + 1, it.1 + 1));
    let place = from + (at - base);
    let is_kept = pairs.iter().any(|it| it.0 >= from && it.0 <= place);
    old.get(place).filter(|_| !is_kept).map_or("", String::as_str)
}

/// Compares a truth value, written as `yes` or empty, in any of the forms that spreadsheets use.
fn truth(now: &str, given: &str) -> Verdict {
    let word = given.trim().to_lowercase();
    let text = match word.as_str() {
        "yes" | "true" | "on" | "1" | "x" | "wahr" | "vrai" | "verdadero" | "vero" => "yes",
        "" | "no" | "false" | "off" | "0" | "falsch" | "faux" | "falso" => "",
        _ => return Verdict::Unfit("the cell must be `yes` or empty".to_owned()),
    };
    match (text == now, given == now) {
        (true, true) => Verdict::Same,
        (true, false) => Verdict::Mangled(Mangling::Notation),
        _ => Verdict::Edit { text: text.to_owned(), raw: text.to_owned() },
    }
}
