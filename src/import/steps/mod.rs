//! Translates edits of a row into changes of its source.

mod quiz;

use crate::check::entry_id;
use crate::import::outcome::Step;
use crate::import::place::{EntrySite, RowSite, dialect, key};
use crate::model::Dialect;
use crate::sheets::{Sheet, SheetField, items};
use crate::source::{NewValue, Operation, PathStep};

/// An edited field, with its text before and after.
pub(super) type Edited = (SheetField, String, String);

pub(super) fn text(it: &str) -> NewValue {
    NewValue::Text(it.to_owned())
}

/// Returns a path extended by further steps.
pub(super) fn on(way: &[PathStep], rest: impl IntoIterator<Item = PathStep>) -> Vec<PathStep> {
    way.iter().cloned().chain(rest).collect()
}

/// Collects the changes of the source for the edits of one row.
pub(super) struct Editor<'e> {
    pub(super) home: &'e EntrySite,
    pub(super) site: &'e RowSite,
    pub(super) edits: &'e [Edited],
    pub(super) steps: Vec<Step>,
}

impl<'e> Editor<'e> {
    pub(super) fn steps(home: &'e EntrySite, site: &'e RowSite, edits: &'e [Edited]) -> Vec<Step> {
        let mut editor = Editor { home, site, edits, steps: Vec::new() };
        editor.accents();
        if site.row.sheet == Sheet::Quiz {
            quiz::steps(&mut editor);
        }
        for (field, before, after) in edits {
            editor.field(field, before, after);
        }
        editor.steps
    }

    /// Returns the path of the row's entry.
    fn entry(&self) -> Vec<PathStep> {
        vec![key("entries"), PathStep::Item(self.home.number)]
    }

    /// Returns the path of the row's item.
    pub(super) fn item(&self) -> Vec<PathStep> {
        on(&self.entry(), self.site.way.iter().cloned())
    }

    pub(super) fn push(&mut self, way: Vec<PathStep>, operation: Operation) {
        self.ways(vec![(way, operation)]);
    }

    fn ways(&mut self, ways: Vec<(Vec<PathStep>, Operation)>) {
        self.steps.push(Step { file: self.home.file, ways });
    }

    /// Sets a text, or removes its key if the text is empty.
    pub(super) fn put(&mut self, way: Vec<PathStep>, after: &str) {
        let operation =
            if after.is_empty() { Operation::Remove } else { Operation::Put(text(after)) };
        self.push(way, operation);
    }

    fn field(&mut self, field: &SheetField, before: &str, after: &str) {
        let sheet = self.site.row.sheet;
        let way = if sheet.is_of_entry(field) { self.entry() } else { self.item() };
        let below = |group: &str, name: &str| on(&way, [key(group), key(name)]);
        match field {
            SheetField::Ipa(_) | SheetField::AccentAudio(_) => {}
            SheetField::Choice(_) | SheetField::Answers | SheetField::Feedback(_) => {}
            SheetField::Named(group, name) => self.put(below(group, name), after),
            SheetField::Translation(language) => {
                self.in_phrase(&way, &["translations", language], after);
            }
            SheetField::Audio => self.in_phrase(&way, &["audio"], after),
            SheetField::Text if self.is_phrase() => {
                self.put(on(&way, [PathStep::Own("text")]), after);
            }
            SheetField::Entry(_) | SheetField::Tags if field.is_list() => {
                self.list(&on(&way, [key(&field.name())]), false, before, after);
            }
            SheetField::Patterns | SheetField::Collocations => {
                self.list(&on(&way, [key(&field.name())]), true, before, after);
            }
            SheetField::Examples(of) => {
                let list = dialect(of.map(Dialect::key));
                self.list(&on(&way, [key("examples"), list]), true, before, after);
            }
            SheetField::Teach => {
                let taught = Operation::Put(NewValue::Bare("true".to_owned()));
                let operation = if after.is_empty() { Operation::Remove } else { taught };
                self.push(on(&way, [key("teach")]), operation);
            }
            SheetField::Cards => {
                let way = on(&way, [key("cards")]);
                match cards(after) {
                    Some(value) => self.push(way, Operation::Put(value)),
                    None => self.put(way, ""),
                }
            }
            SheetField::Headword => {
                self.put(on(&way, [key("headword")]), after);
                // The default id of an entry is made of its headword: with a new headword it would
                // be another entry.
                if self.home.written.id.is_none() && entry_id(None, after) != self.home.id {
                    let id = self.home.id.clone();
                    self.put(on(&way, [key("id")]), &id);
                }
            }
            other => self.put(on(&way, [key(&other.name())]), after),
        }
    }

    fn is_phrase(&self) -> bool {
        matches!(self.site.row.sheet, Sheet::Examples | Sheet::Patterns)
    }

    /// Returns the text of a field after the edits.
    pub(super) fn after(&self, field: &SheetField) -> &str {
        let edit = self.edits.iter().find(|it| it.0 == *field).map(|it| it.2.as_str());
        edit.unwrap_or(self.site.row.text(field))
    }

    /// Sets a field beside the text of a phrase. A phrase that is written as a plain text becomes a
    /// mapping.
    fn in_phrase(&mut self, way: &[PathStep], names: &[&str], after: &str) {
        let whole = on(way, names.iter().map(|it| key(it)));
        if after.is_empty() || !self.is_phrase() {
            return self.put(whole, after);
        }
        let mut value = text(after);
        for name in names.iter().skip(1).rev() {
            value = NewValue::Map(vec![((*name).to_owned(), value)]);
        }
        let first = names.first().copied().unwrap_or_default().to_owned();
        let own = ("text".to_owned(), text(self.after(&SheetField::Text)));
        let map = NewValue::Map(vec![own, (first, value)]);
        self.ways(vec![(whole, Operation::Put(text(after))), (way.to_vec(), Operation::Put(map))]);
    }

    /// Edits a list. Items are changed in place and new ones appended, so that all others keep
    /// their numbers.
    pub(super) fn list(&mut self, way: &[PathStep], of_phrases: bool, before: &str, after: &str) {
        let (old, new) = (items(before), items(after));
        let pairs = crate::import::mangling::common(&old, &new, |a, b| a == b);
        let kept =
            |at: usize, of: fn(&(usize, usize)) -> usize| pairs.iter().any(|it| of(it) == at);
        let gone: Vec<usize> = (0..old.len()).filter(|it| !kept(*it, |it| it.0)).collect();
        let come: Vec<usize> = (0..new.len()).filter(|it| !kept(*it, |it| it.1)).collect();
        let item = |at: usize| {
            let own = of_phrases.then_some(PathStep::Own("text"));
            on(way, [PathStep::Item(at)].into_iter().chain(own))
        };
        // An item that was removed and one that was added between the same two neighbours are one
        // item that was changed.
        let gap = |at: usize, of: fn(&(usize, usize)) -> usize| {
            pairs.iter().filter(|it| of(it) < at).count()
        };
        let mut left: Vec<usize> = come;
        for old_at in gone {
            let same = left.iter().position(|it| gap(*it, |it| it.1) == gap(old_at, |it| it.0));
            match same.map(|it| left.remove(it)).and_then(|it| new.get(it)) {
                Some(changed) => self.put(item(old_at), changed),
                None => self.push(on(way, [PathStep::Item(old_at)]), Operation::Remove),
            }
        }
        for fresh in left.into_iter().filter_map(|it| new.get(it)) {
            self.push(way.to_vec(), Operation::Push(text(fresh)));
        }
    }

    /// Edits the pronunciations, which may be written as one value for both dialects.
    fn accents(&mut self) {
        let all = [Dialect::British, Dialect::American];
        let fields = all.map(|it| (SheetField::Ipa(it), SheetField::AccentAudio(it)));
        let is_edited = |field: &SheetField| self.edits.iter().any(|it| it.0 == *field);
        if !fields.iter().any(|it| is_edited(&it.0) || is_edited(&it.1)) {
            return;
        }
        let way = on(&self.entry(), [key("pronunciation")]);
        let cells = fields.clone().map(|it| self.site.row.cell(&it.0));
        let is_one =
            matches!(cells, [Some(a), Some(b)] if !a.places.is_empty() && a.places == b.places);
        if is_one {
            let [gb, us] = fields.map(|(ipa, audio)| {
                let (ipa, audio) = (self.after(&ipa).to_owned(), self.after(&audio).to_owned());
                (ipa, audio)
            });
            let value = if gb == us { accent(&gb) } else { accents(&gb, &us) };
            let operation = value.map_or(Operation::Remove, Operation::Put);
            return self.push(way, operation);
        }
        for (dialect, (ipa, audio)) in all.into_iter().zip(fields) {
            let own = on(&way, [key(dialect.key())]);
            if is_edited(&ipa) {
                let after = self.after(&ipa).to_owned();
                self.put(on(&own, [PathStep::Own("ipa")]), &after);
            }
            if is_edited(&audio) {
                let (sound, name) = (self.after(&ipa).to_owned(), self.after(&audio).to_owned());
                let whole = on(&own, [key("audio")]);
                match accent(&(sound, name.clone())) {
                    Some(map) if !name.is_empty() => {
                        self.ways(vec![
                            (whole, Operation::Put(text(&name))),
                            (own, Operation::Put(map)),
                        ]);
                    }
                    _ => self.put(whole, &name),
                }
            }
        }
    }
}

/// Returns a pronunciation: the transcription alone, or a mapping with its recording.
pub(super) fn accent((ipa, audio): &(String, String)) -> Option<NewValue> {
    match (ipa.is_empty(), audio.is_empty()) {
        (true, true) => None,
        (false, true) => Some(text(ipa)),
        _ => Some(map([
            ("ipa", Some(text(ipa)).filter(|_| !ipa.is_empty())),
            ("audio", Some(text(audio))),
        ])),
    }
}

/// Returns a mapping of the pronunciations in both dialects, or `None` if both are empty.
pub(super) fn accents(gb: &(String, String), us: &(String, String)) -> Option<NewValue> {
    let value = map([("gb", accent(gb)), ("us", accent(us))]);
    (value != NewValue::Map(Vec::new())).then_some(value)
}

/// Returns a mapping of the keys that have a value.
pub(super) fn map<'k>(pairs: impl IntoIterator<Item = (&'k str, Option<NewValue>)>) -> NewValue {
    let pair = |(key, value): (&str, Option<NewValue>)| Some((key.to_owned(), value?));
    NewValue::Map(pairs.into_iter().filter_map(pair).collect())
}

/// Parses the `cards` column: a profile, or limits such as `usage: 4, quiz: false`.
pub(super) fn cards(cell: &str) -> Option<NewValue> {
    if !cell.contains(':') {
        return (!cell.is_empty()).then(|| text(cell));
    }
    let pairs = cell.split([',', '\n']).filter_map(|it| it.split_once(':'));
    let is_bare = |it: &str| it.chars().all(|it| it.is_ascii_alphanumeric()) && !it.is_empty();
    let value = |it: &str| if is_bare(it) { NewValue::Bare(it.to_owned()) } else { text(it) };
    let pair = |(key, it): (&str, &str)| (key.trim().to_owned(), value(it.trim()));
    Some(NewValue::Map(pairs.map(pair).collect()))
}
