//! Rows without a key: new items of existing entries, and new entries.

mod value;

use std::collections::BTreeMap;

use crate::import::book::{ReturnedRow, ReturnedSheet};
use crate::import::mangling::mangling;
use crate::import::outcome::{Change, Conflict, Outcome, Proposal, ProposalKind, Step, TablePlace};
use crate::import::place::{CurrentDeck, EntrySite, RowSite, item, key};
use crate::import::steps::{on, text};
use crate::import::verdict::{FileTraits, Verdict, verdict};
use crate::sheets::{Key, Role, Sheet, SheetField};
use crate::source::{NewValue, Operation, PathStep};
use value::{Cells, entry_value, item_value};

/// A row without a key.
pub(super) struct NewRow {
    pub(super) sheet: Sheet,
    pub(super) place: TablePlace,
    pub(super) headword: String,
    pub(super) cells: Cells,
    /// Why the row cannot be imported: the column, its text and the reason.
    fault: Option<(SheetField, String, String)>,
}

/// The rows without a key, in the order of the file.
#[derive(Default)]
pub(super) struct NewRows(Vec<NewRow>);

impl NewRows {
    pub(super) fn add(&mut self, returned: &ReturnedSheet, line: &ReturnedRow, traits: FileTraits) {
        let place = TablePlace { sheet: returned.name.clone(), row: line.number };
        let (mut cells, mut fault) = (BTreeMap::new(), None);
        for (field, cell) in line.cells.iter().filter(|it| !it.0.is_hidden()) {
            // A sense is named by its number, so a numeric cell is valid here.
            if *field == SheetField::Sense {
                cells.insert(SheetField::Sense, cell.shown().trim().to_owned());
                continue;
            }
            match verdict(field, "", Some(cell), traits) {
                Verdict::Edit { text, .. } => {
                    cells.insert(field.clone(), text);
                }
                Verdict::Unfit(reason) => {
                    let said = (field.clone(), cell.shown().to_owned(), reason);
                    fault.get_or_insert(said);
                }
                Verdict::Same | Verdict::Mangled(_) => {}
            }
        }
        if cells.is_empty() && fault.is_none() {
            return;
        }
        let headword = cells.get(&SheetField::Headword).cloned().unwrap_or_default();
        self.0.push(NewRow { sheet: returned.sheet, place, headword, cells, fault });
    }

    /// Sorts the rows into new entries and new items. Returns the keys of rows that the deck has
    /// already, which were sent back without them.
    pub(super) fn finish(self, now: &CurrentDeck, out: &mut Outcome) -> Vec<(Sheet, Key)> {
        let mut back = Vec::new();
        let mut words: Vec<(String, Vec<NewRow>)> = Vec::new();
        let mut later = Vec::new();
        for row in self.0 {
            if let Some((field, given, reason)) = &row.fault {
                out.conflicts.push(conflict(&row, Some(field), given, reason));
            } else if row.headword.is_empty() {
                let reason = "a new row needs the headword of its entry in `headword`";
                out.conflicts.push(conflict(&row, None, "", reason));
            } else if let Some(site) = known(now, &row) {
                out.known += 1;
                back.push((row.sheet, site.row.key.clone()));
            } else {
                later.push(row);
            }
        }
        // The row that makes a new entry may come after the rows of its items.
        let is_head = |it: &NewRow| matches!(it.sheet, Sheet::Words | Sheet::Table | Sheet::Senses);
        let (heads, others): (Vec<_>, Vec<_>) = later.into_iter().partition(is_head);
        for row in heads.into_iter().chain(others) {
            let known = now.by_headword(&row.headword);
            if let Some((_, rows)) = words.iter_mut().find(|it| it.0 == row.headword) {
                rows.push(row);
            } else if known.is_empty() && is_head(&row) {
                words.push((row.headword.clone(), vec![row]));
            } else {
                add_item(row, &known, out);
            }
        }
        for (headword, rows) in words {
            new_entry(now, headword, &rows, out);
        }
        back
    }
}

fn add_item(row: NewRow, known: &[(usize, &EntrySite)], out: &mut Outcome) {
    let reason = match known {
        [] => "the deck has no entry with this headword",
        [_] if row.sheet == Sheet::Words => {
            "the deck already has an entry with this headword; edit the row that has its key"
        }
        [(_, home)] => match way(home, &row) {
            Ok(way) => return new_item(home, row, way, out),
            Err(reason) => reason,
        },
        _ => "several entries of the deck have this headword",
    };
    out.conflicts.push(conflict(&row, None, "", reason));
}

fn conflict(row: &NewRow, field: Option<&SheetField>, given: &str, reason: &str) -> Conflict {
    Conflict {
        place: Some(row.place.clone()),
        entry: row.headword.clone(),
        item: String::new(),
        field: field.map(SheetField::name),
        now: String::new(),
        given: given.to_owned(),
        reason: reason.to_owned(),
    }
}

/// Returns the row that the deck already has: one that was imported before from the same table.
fn known<'n>(now: &'n CurrentDeck, row: &NewRow) -> Option<&'n RowSite> {
    let entries = now.by_headword(&row.headword);
    let sites = now.sites.values().filter(|it| it.row.sheet == row.sheet);
    let mut own = sites.filter(|it| entries.iter().any(|(entry, _)| *entry == it.entry));
    own.find(|site| {
        row.cells.iter().filter(|it| *it.0 != SheetField::Headword).all(|(field, given)| {
            let role = site.row.role(field);
            let is_elsewhere = role.is_none() || role == Some(Role::Place);
            is_elsewhere && *field != SheetField::Sense
                || mangling(site.row.text(field), given).is_some()
        })
    })
}

/// Returns the path of the list to which an item is added.
fn way(home: &EntrySite, row: &NewRow) -> Result<Vec<PathStep>, &'static str> {
    let whole = [key("entries"), PathStep::Item(home.number)];
    let rest = match row.sheet {
        Sheet::Senses | Sheet::Table => vec![key("senses")],
        Sheet::Patterns => vec![key(row.list()?)],
        Sheet::Mistakes => vec![key("mistakes")],
        Sheet::Distinctions => vec![key("distinctions")],
        Sheet::Questions => vec![key("questions")],
        Sheet::Quiz => vec![key("quiz")],
        Sheet::Examples => {
            let ids = home.written.senses.iter().map(|it| it.id.as_ref());
            let ids: Vec<Option<&str>> = ids.map(|it| it.map(|it| it.value.as_str())).collect();
            let sense = row.sense(&ids)?;
            on(&item("senses", sense), [key("examples"), row.dialect()?])
        }
        Sheet::Cues => {
            let other = row.cells.get(&SheetField::Distinction).map_or("", String::as_str);
            let all = home.written.distinctions.iter();
            let is_it = |it: &crate::source::Distinction| {
                it.from.as_ref().is_some_and(|it| it.value.eq_ignore_ascii_case(other))
            };
            let at = all.clone().position(is_it);
            let at = at.or_else(|| (all.len() == 1 && other.is_empty()).then_some(0));
            let at = at.ok_or("the entry has no distinction from the word in `distinction`")?;
            on(&item("distinctions", at), [key("cues")])
        }
        Sheet::Words => return Err("a row of Words is an entry, not an item"),
    };
    Ok(on(&whole, rest))
}

impl NewRow {
    /// Returns the key of the list to which a phrase is added.
    pub(super) fn list(&self) -> Result<&'static str, &'static str> {
        let kind = self.cells.get(&SheetField::Kind).map(|it| it.to_lowercase());
        match kind.as_deref() {
            Some("pattern") => Ok("patterns"),
            Some("collocation") => Ok("collocations"),
            _ => Err("`kind` must be `pattern` or `collocation`"),
        }
    }

    /// Returns the index of the sense to which an example belongs, from 0, given the ids of the
    /// senses.
    pub(super) fn sense(&self, ids: &[Option<&str>]) -> Result<usize, &'static str> {
        let fault = "`sense` must be the number or the id of a sense of the entry";
        let Some(name) = self.cells.get(&SheetField::Sense) else {
            return if ids.len() == 1 { Ok(0) } else { Err(fault) };
        };
        let by_id = ids.iter().position(|it| *it == Some(name.as_str()));
        let by_number = name.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
        by_id.or(by_number).filter(|it| *it < ids.len()).ok_or(fault)
    }

    /// Returns the list of examples to which an example is added.
    pub(super) fn dialect(&self) -> Result<PathStep, &'static str> {
        match self.cells.get(&SheetField::Dialect).map(|it| it.to_lowercase()).as_deref() {
            None => Ok(PathStep::Dialect("any")),
            Some("gb") => Ok(PathStep::Dialect("gb")),
            Some("us") => Ok(PathStep::Dialect("us")),
            Some(_) => Err("`dialect` must be `gb`, `us` or empty"),
        }
    }
}

fn changes(rows: &[NewRow]) -> Vec<Change> {
    let cells = rows.iter().flat_map(|it| &it.cells);
    let change = |(field, text): (&SheetField, &String)| Change {
        field: field.name(),
        before: String::new(),
        after: text.clone(),
    };
    cells.map(change).collect()
}

fn new_item(home: &EntrySite, row: NewRow, way: Vec<PathStep>, out: &mut Outcome) {
    let inherited = home.written.part_of_speech.as_ref().map(|it| it.value.as_str());
    let value = item_value(row.sheet, &row.cells, inherited);
    out.proposals.push(Proposal {
        kind: ProposalKind::New,
        place: Some(row.place.clone()),
        entry: home.id.clone(),
        item: item_name(row.sheet).to_owned(),
        steps: vec![Step { file: home.file, ways: vec![(way, Operation::Push(value))] }],
        changes: changes(&[row]),
    });
}

fn new_entry(now: &CurrentDeck, headword: String, rows: &[NewRow], out: &mut Outcome) {
    let value = match entry_value(&headword, rows) {
        Ok(value) => value,
        Err((row, reason)) => {
            let found = rows.get(row).or(rows.first());
            out.conflicts.extend(found.map(|it| conflict(it, None, "", reason)));
            return;
        }
    };
    let (Some(file), Some(first)) = (now.last, rows.first()) else { return };
    let ways = vec![(vec![key("entries")], Operation::Push(value))];
    out.proposals.push(Proposal {
        kind: ProposalKind::New,
        place: Some(first.place.clone()),
        entry: headword,
        item: String::new(),
        steps: vec![Step { file, ways }],
        changes: changes(rows),
    });
}

/// Returns a list of texts, or `None` if there are none.
pub(super) fn texts(items: &[String]) -> Option<NewValue> {
    (!items.is_empty()).then(|| NewValue::List(items.iter().map(|it| text(it)).collect()))
}

/// Returns what a row of a sheet adds to an entry, in words for the user.
fn item_name(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Words => "entry",
        Sheet::Senses | Sheet::Table => "sense",
        Sheet::Examples => "example",
        Sheet::Patterns => "phrase",
        Sheet::Mistakes => "mistake",
        Sheet::Distinctions => "distinction",
        Sheet::Cues => "cue",
        Sheet::Questions => "question",
        Sheet::Quiz => "quiz item",
    }
}
