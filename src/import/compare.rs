//! The three-way comparison of rows: as exported, as they are in the source, and as sent back.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::book::{Book, ReturnedRow, ReturnedSheet};
use crate::import::mangling::mangling;
use crate::import::new_rows::NewRows;
use crate::import::outcome::{Change, Conflict, Outcome, Proposal, ProposalKind, Step, TablePlace};
use crate::import::place::{CurrentDeck, EntrySite, RowSite, key};
use crate::import::steps::{Edited, Editor, on};
use crate::import::verdict::{FileTraits, Verdict, verdict};
use crate::sheets::{Key, Role, Sheet, SheetField, clean, items, revision, unguarded};
use crate::source::{Operation, PathStep};

/// Compares a table with the current state of the deck that it was exported from.
pub(crate) fn compare(book: &Book, now: &CurrentDeck, allows_deletions: bool) -> Outcome {
    let mut run = Comparer {
        now,
        allows_deletions,
        owners: owners(book, now),
        seen: BTreeSet::new(),
        out: Outcome::default(),
    };
    let mut fresh = NewRows::default();
    for returned in &book.sheets {
        let traits = FileTraits { is_delimited: returned.is_delimited, is_lossy: book.is_lossy };
        run.out.unknown.extend(returned.unknown.iter().cloned());
        for line in &returned.rows {
            let name = clean(unguarded(line.text(&SheetField::Key)));
            if name.is_empty() {
                fresh.add(returned, line, traits);
            } else {
                run.line(returned, line, &name, traits);
            }
        }
    }
    let back = fresh.finish(now, &mut run.out);
    run.seen.extend(back);
    let sheets: BTreeSet<Sheet> = book
        .sheets
        .iter()
        .filter(|it| it.columns.contains(&SheetField::Key))
        .map(|it| it.sheet)
        .collect();
    run.missing(&sheets);
    run.out
}

/// The highest number of differing cells in a row for which every combination is tried; each more
/// doubles the work.
const MOST_TRIED: usize = 10;

const ELSEWHERE: &str = "this cell only repeats a value of the word; edit it in the sheet Words, or in the first row of the word";
const NO_FIELD: &str =
    "this column is not used in this row; write the text in the first row of the word";
const BOTH: &str = "the source has changed since the export, and so has this cell or too much of its row to compare";
const NO_REVISION: &str =
    "the row has lost its `rev`, so it is not known whether the table or the source was changed";

const LOST_LINES: &str =
    "lines were removed from this cell; --allow-deletions removes them from the source";

/// Returns whether an edit of a list removes phrases, each of which may have cards.
fn loses_phrases((field, before, after): &Edited) -> bool {
    matches!(field, SheetField::Examples(_) | SheetField::Patterns | SheetField::Collocations)
        && items(after).len() < items(before).len()
}

struct Comparer<'n> {
    now: &'n CurrentDeck,
    allows_deletions: bool,
    owners: BTreeMap<(usize, SheetField), Owner>,
    seen: BTreeSet<(Sheet, Key)>,
    out: Outcome,
}

/// The value in the row that owns a field, which the other rows of its word repeat.
struct Owner {
    given: String,
    /// Whether the source of that row has not changed since the export.
    is_current: bool,
}

/// Collects the owned values of all repeated fields.
fn owners(book: &Book, now: &CurrentDeck) -> BTreeMap<(usize, SheetField), Owner> {
    let mut found = BTreeMap::new();
    for returned in &book.sheets {
        for line in &returned.rows {
            let key = Key::parse(&clean(unguarded(line.text(&SheetField::Key))));
            let Some(site) = key.and_then(|it| now.sites.get(&(returned.sheet, it))) else {
                continue;
            };
            let is_current = clean(line.text(&SheetField::Revision)) == site.row.revision();
            for field in [
                SheetField::Headword,
                SheetField::Level,
                SheetField::Register,
                SheetField::PartOfSpeech,
            ] {
                let is_entrys = returned.sheet.is_of_entry(&field);
                if is_entrys && site.row.role(&field) == Some(Role::Own) {
                    let given = line.text(&field).to_owned();
                    found.insert((site.entry, field), Owner { given, is_current });
                }
            }
        }
    }
    found
}

/// A differing cell: the field, the text that it would get in the source, and the text as sent
/// back.
type Differing = (SheetField, String, String);

impl<'n> Comparer<'n> {
    fn line(
        &mut self,
        returned: &ReturnedSheet,
        line: &ReturnedRow,
        name: &str,
        traits: FileTraits,
    ) {
        let place = TablePlace { sheet: returned.name.clone(), row: line.number };
        let Some(site) = self.site(returned.sheet, name) else {
            let reason = "the deck has no such row: it was removed or its id was changed; empty the cell `key` to make it a new row";
            return self.row_conflict(place, line, name, reason);
        };
        let is_new = self.seen.insert((site.row.sheet, site.row.key.clone()));
        let home = self.now.entries.get(site.entry);
        let Some(home) = home else { return };
        let (differing, unfit) = self.cells(returned, line, site, traits, is_new);
        if !is_new {
            if !differing.is_empty() {
                let reason = "an earlier row has this key too; empty the cell `key` to make this one a new row";
                self.row_conflict(place, line, name, reason);
            }
            return;
        }
        for (field, given, reason) in unfit {
            self.conflict(&place, home, site, &field, given, reason);
        }
        if differing.is_empty() {
            return;
        }
        let edited = match self.edited(line, site, &differing) {
            Ok(edited) => edited,
            Err(_) if differing.iter().all(|it| self.is_inherited(site, &it.0)) => Vec::new(),
            Err(reason) => {
                for (field, text, _) in differing {
                    self.conflict(&place, home, site, &field, text, reason.to_owned());
                }
                return;
            }
        };
        if edited.is_empty() {
            self.out.stale += 1;
            return;
        }
        let (lost, edited): (Vec<Edited>, Vec<Edited>) =
            edited.into_iter().partition(|it| !self.allows_deletions && loses_phrases(it));
        for (field, _, after) in lost {
            self.conflict(&place, home, site, &field, after, LOST_LINES.to_owned());
        }
        if !edited.is_empty() {
            self.propose(place, home, site, &edited);
        }
    }

    fn site(&self, sheet: Sheet, name: &str) -> Option<&'n RowSite> {
        let exact = Key::parse(name).and_then(|it| self.now.sites.get(&(sheet, it)));
        exact.or_else(|| {
            // An encoding may have damaged the key; the row is accepted if it can only mean one
            // key.
            let all = self.now.sites.iter().filter(|it| it.0.0 == sheet);
            let mut like = all.filter(|it| mangling(&it.0.1.to_string(), name).is_some());
            let found = like.next().map(|it| it.1);
            found.filter(|_| like.next().is_none())
        })
    }

    /// Returns the cells of a row that differ from the source, and those that cannot be imported.
    fn cells(
        &mut self,
        returned: &ReturnedSheet,
        line: &ReturnedRow,
        site: &RowSite,
        traits: FileTraits,
        counts: bool,
    ) -> (Vec<Differing>, Vec<(SheetField, String, String)>) {
        let (mut differing, mut unfit) = (Vec::new(), Vec::new());
        for field in returned.columns.iter().filter(|it| !it.is_hidden()) {
            let given = line.cells.get(field);
            let role = site.row.role(field);
            if given.is_none() && matches!(role, None | Some(Role::Inherited | Role::Place)) {
                continue;
            }
            let shown = line.text(field).to_owned();
            match (verdict(field, site.row.text(field), given, traits), role) {
                (Verdict::Same, _) => {}
                (Verdict::Mangled(kind), _) => {
                    *self.out.mangled.entry(kind).or_default() += usize::from(counts);
                }
                (_, Some(Role::Place)) if self.is_old(site, field, &shown) => {}
                (_, Some(Role::Place)) => unfit.push((field.clone(), shown, ELSEWHERE.to_owned())),
                (_, None) => unfit.push((field.clone(), shown, NO_FIELD.to_owned())),
                (Verdict::Unfit(reason), _) => unfit.push((field.clone(), shown, reason)),
                (Verdict::Edit { text, raw }, _) => differing.push((field.clone(), text, raw)),
            }
        }
        (differing, unfit)
    }

    /// Returns whether a repeated cell only shows what the row that owns the field says, or said at
    /// the time of the export.
    fn is_old(&self, site: &RowSite, field: &SheetField, given: &str) -> bool {
        let owner = self.owners.get(&(site.entry, field.clone()));
        *field == SheetField::Distinction
            || owner.is_some_and(|it| !it.is_current || mangling(&it.given, given).is_some())
    }

    /// Returns whether a cell shows an inherited value that has changed in the source since.
    fn is_inherited(&self, site: &RowSite, field: &SheetField) -> bool {
        let owner = self.owners.get(&(site.entry, field.clone()));
        site.row.role(field) == Some(Role::Inherited) && owner.is_some_and(|it| !it.is_current)
    }

    /// Returns those of the differing cells that were edited in the table; the others were changed
    /// in the source.
    ///
    /// The revision is a hash of the row as it was exported. For each combination of cells, the row
    /// is put together with some cells from the source and the others as sent back; the combination
    /// that has the exported hash shows which cells were left unedited.
    ///
    /// # Errors
    /// Returns the reason if no combination has the hash, if there are too many differing cells to
    /// try, or if the row has no revision.
    fn edited(
        &self,
        line: &ReturnedRow,
        site: &RowSite,
        differing: &[Differing],
    ) -> Result<Vec<Edited>, &'static str> {
        let sent = clean(line.text(&SheetField::Revision));
        let all = |keep: &dyn Fn(usize) -> bool| -> Vec<Edited> {
            let kept = differing.iter().enumerate().filter(|it| keep(it.0));
            let edit =
                |it: &Differing| (it.0.clone(), site.row.text(&it.0).to_owned(), it.1.clone());
            kept.map(|it| edit(it.1)).collect()
        };
        if sent == site.row.revision() {
            return Ok(all(&|_| true));
        }
        if sent.is_empty() {
            return Err(NO_REVISION);
        }
        if differing.len() > MOST_TRIED {
            return Err(BOTH);
        }
        for chosen in 0..1_u32 << differing.len() {
            let is_edit = |at: usize| chosen & (1 << at) != 0;
            let old: BTreeMap<&SheetField, &str> = differing
                .iter()
                .enumerate()
                .filter(|it| !is_edit(it.0))
                .map(|it| (&it.1.0, it.1.2.as_str()))
                .collect();
            if revision_with(site, &old) == sent {
                return Ok(all(&is_edit));
            }
        }
        Err(BOTH)
    }

    fn propose(&mut self, place: TablePlace, home: &EntrySite, site: &RowSite, edited: &[Edited]) {
        let change =
            |it: &Edited| Change { field: it.0.name(), before: it.1.clone(), after: it.2.clone() };
        self.out.proposals.push(Proposal {
            kind: ProposalKind::Edit,
            place: Some(place),
            entry: home.id.clone(),
            item: site.row.key.slot.clone().unwrap_or_default(),
            changes: edited.iter().map(change).collect(),
            steps: Editor::steps(home, site, edited),
        });
    }

    fn conflict(
        &mut self,
        place: &TablePlace,
        home: &EntrySite,
        site: &RowSite,
        field: &SheetField,
        given: String,
        reason: String,
    ) {
        self.out.conflicts.push(Conflict {
            place: Some(place.clone()),
            entry: home.id.clone(),
            item: site.row.key.slot.clone().unwrap_or_default(),
            field: Some(field.name()),
            now: site.row.text(field).to_owned(),
            given,
            reason,
        });
    }

    fn row_conflict(&mut self, place: TablePlace, line: &ReturnedRow, name: &str, reason: &str) {
        self.out.conflicts.push(Conflict {
            place: Some(place),
            entry: line.text(&SheetField::Headword).trim().to_owned(),
            item: String::new(),
            field: None,
            now: String::new(),
            given: name.to_owned(),
            reason: reason.to_owned(),
        });
    }

    /// Records what the table lacks: entries whose own row is missing, and missing items of the
    /// other entries.
    fn missing(&mut self, sheets: &BTreeSet<Sheet>) {
        let mut entries = BTreeSet::new();
        let mut items = Vec::new();
        let mut rows: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for ((sheet, key), site) in self.now.sites.iter().filter(|it| sheets.contains(&it.0.0)) {
            let is_there = self.seen.contains(&(*sheet, key.clone()));
            if *sheet == Sheet::Table {
                let count = rows.entry(site.entry).or_default();
                count.0 += 1;
                count.1 += usize::from(is_there);
            }
            if !is_there && *sheet == Sheet::Words {
                entries.insert(site.entry);
            } else if !is_there {
                items.push(site);
            }
        }
        entries.extend(rows.iter().filter(|it| it.1.0 > 0 && it.1.1 == 0).map(|it| *it.0));
        for entry in &entries {
            self.gone(*entry, None);
        }
        for site in items.into_iter().filter(|it| !entries.contains(&it.entry)) {
            self.gone(site.entry, Some(site));
        }
    }

    fn gone(&mut self, entry: usize, site: Option<&RowSite>) {
        let Some(home) = self.now.entries.get(entry) else { return };
        let item = site.and_then(|it| it.row.key.slot.clone()).unwrap_or_default();
        if !self.allows_deletions {
            self.out.missing.push((home.id.clone(), item));
            return;
        }
        let whole = vec![key("entries"), PathStep::Item(home.number)];
        let way = site.map_or_else(|| whole.clone(), |it| on(&whole, it.way.iter().cloned()));
        let cells = site.map(|it| it.row.cells.as_slice()).unwrap_or_default();
        let own = cells.iter().filter(|it| it.role == Role::Own && !it.text.is_empty());
        let change = |it: &crate::sheets::SheetCell| Change {
            field: it.field.name(),
            before: it.text.clone(),
            after: String::new(),
        };
        self.out.proposals.push(Proposal {
            kind: ProposalKind::Deletion,
            place: None,
            entry: home.id.clone(),
            item,
            changes: own.map(change).collect(),
            steps: vec![Step { file: home.file, ways: vec![(way, Operation::Remove)] }],
        });
    }
}

/// Returns the revision of a source row in which the given cells are replaced.
fn revision_with(site: &RowSite, old: &BTreeMap<&SheetField, &str>) -> String {
    let own = site.row.cells.iter().filter(|it| it.role != Role::Place);
    let kept = own.map(|it| (&it.field, old.get(&it.field).copied().unwrap_or(&it.text)));
    let added = old.iter().filter(|it| site.row.cell(it.0).is_none());
    revision(kept.chain(added.map(|it| (*it.0, *it.1))))
}
