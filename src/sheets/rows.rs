//! Creates the rows of the workbook's sheets.

use crate::model::{Dialect, Limit, slot};
use crate::sheets::field::SheetField;
use crate::sheets::key::Key;
use crate::sheets::row::{Role, SheetRow};
use crate::sheets::sheet::Sheet;
use crate::source::{
    Accent, Cards, Distinction, Entry, Mistake, Phrase, Question, Quiz, Section, Sense, Text,
};

/// Returns the rows of the entry with this id, sheet by sheet.
///
/// The entry must have passed the checks, so that required fields are present.
pub fn rows(id: &str, entry: &Entry) -> Vec<SheetRow> {
    let maker = Maker { id, entry };
    let mut rows = vec![word(id, entry)];
    rows.extend(entry.senses.iter().enumerate().map(|(at, it)| maker.sense(at + 1, it)));
    for (at, sense) in entry.senses.iter().enumerate() {
        rows.extend(sense.examples.iter().map(|it| maker.example(at + 1, sense, it)));
    }
    rows.extend(entry.patterns.iter().map(|it| maker.pattern("pattern", slot::pattern, it)));
    let collocation = |it| maker.pattern("collocation", slot::collocation, it);
    rows.extend(entry.collocations.iter().map(collocation));
    rows.extend(numbered(&entry.mistakes).map(|(number, it)| maker.mistake(number, it)));
    rows.extend(numbered(&entry.distinctions).map(|(number, it)| maker.distinction(number, it)));
    for (number, it) in numbered(&entry.distinctions) {
        maker.cues(number, it, &mut rows);
    }
    rows.extend(numbered(&entry.questions).map(|(number, it)| maker.question(number, it)));
    rows.extend(numbered(&entry.quiz).map(|(number, it)| maker.quiz(number, it)));
    rows
}

fn numbered<T>(items: &[T]) -> impl Iterator<Item = (usize, &T)> {
    items.iter().enumerate().map(|(at, it)| (at + 1, it))
}

fn id_of(id: Option<&Text>) -> Option<&str> {
    id.map(|it| it.value.as_str())
}

fn word(id: &str, entry: &Entry) -> SheetRow {
    let mut row = SheetRow::new(Sheet::Words, Key::of_entry(id));
    for field in Sheet::Words.fields() {
        of_entry(&mut row, field, entry);
    }
    row
}

/// Adds a field of the entry to a row.
pub(super) fn of_entry(row: &mut SheetRow, field: SheetField, entry: &Entry) {
    let accent = |dialect: Dialect| entry.pronunciation.of(dialect);
    let ipa = |it: &'_ Accent| it.ipa.clone();
    let audio = |it: &'_ Accent| it.audio.clone();
    let text = match &field {
        SheetField::Headword => entry.headword.clone(),
        SheetField::PartOfSpeech => entry.part_of_speech.clone(),
        SheetField::Level => entry.level.clone(),
        SheetField::Register => entry.register.clone(),
        SheetField::Ipa(dialect) => accent(*dialect).and_then(ipa),
        SheetField::AccentAudio(dialect) => accent(*dialect).and_then(audio),
        SheetField::Entry(key) => match entry.section(key) {
            Section::Texts(all) => return row.list(field, all),
            Section::Text(text) => text.cloned(),
            Section::Map(_) => return,
        },
        SheetField::Named(group, key) => match entry.section(group) {
            Section::Map(all) => all.iter().find(|it| it.0 == *key).map(|it| it.1.clone()),
            _ => return,
        },
        SheetField::Tags => return row.list(field, &entry.tags),
        SheetField::Patterns => return row.list(field, texts(&entry.patterns)),
        SheetField::Collocations => return row.list(field, texts(&entry.collocations)),
        SheetField::Cards => return cards(row, entry.cards.as_ref()),
        _ => return,
    };
    row.own(field, text.as_ref());
}

/// Returns the texts of phrases.
fn texts(phrases: &[Phrase]) -> impl Iterator<Item = &Text> {
    phrases.iter().filter_map(|it| it.text.as_ref())
}

fn cards(row: &mut SheetRow, cards: Option<&Cards>) {
    match cards {
        None => row.own(SheetField::Cards, None),
        Some(Cards::Profile(name)) => row.own(SheetField::Cards, Some(name)),
        Some(Cards::Limits(limits, typed)) => {
            let limit = |it: &Limit| match it {
                Limit::All => "true".to_owned(),
                Limit::AtMost(0) => "false".to_owned(),
                Limit::AtMost(number) => number.to_string(),
            };
            let mut parts: Vec<String> =
                limits.iter().map(|(row, it)| format!("{}: {}", row.key(), limit(it))).collect();
            parts.extend(typed.map(|it| format!("type: {it}")));
            row.said(SheetField::Cards, parts.join(", "), Role::Own);
        }
    }
}

/// Adds the part of speech of a sense, its own or that of the entry.
pub(super) fn part_of_speech(row: &mut SheetRow, sense: &Sense, entry: &Entry) {
    match (&sense.part_of_speech, &entry.part_of_speech) {
        (None, Some(inherited)) => {
            row.push(SheetField::PartOfSpeech, Some(inherited), Role::Inherited);
        }
        (own, _) => row.own(SheetField::PartOfSpeech, own.as_ref()),
    }
}

pub(super) fn translations(row: &mut SheetRow, all: &[(Text, Text)]) {
    for (language, text) in all.iter().filter(|it| !it.1.value.is_empty()) {
        row.own(SheetField::Translation(language.value.to_string()), Some(text));
    }
}

/// Creates the rows of one entry.
struct Maker<'e> {
    id: &'e str,
    entry: &'e Entry,
}

impl Maker<'_> {
    /// Creates the row of an item. It begins with the headword, which shows people what the row is
    /// about.
    fn row(&self, sheet: Sheet, slot: String) -> SheetRow {
        let mut row = SheetRow::new(sheet, Key::of_item(self.id, slot));
        let headword = self.entry.headword.as_ref();
        row.push(SheetField::Headword, headword, Role::Place);
        row
    }

    fn sense(&self, number: usize, it: &Sense) -> SheetRow {
        let mut row = self.row(Sheet::Senses, slot::definition(number, id_of(it.id.as_ref())));
        part_of_speech(&mut row, it, self.entry);
        row.own(SheetField::Definition, it.definition.as_ref());
        translations(&mut row, &it.translations);
        row.said(SheetField::Teach, if it.teach { "yes" } else { "" }.to_owned(), Role::Own);
        row
    }

    fn example(&self, number: usize, sense: &Sense, it: &Phrase) -> SheetRow {
        let sense = slot::sense_name(number, id_of(sense.id.as_ref()));
        let slot = slot::example_of(it.dialect, it.number, id_of(it.id.as_ref()), &sense);
        let mut row = self.row(Sheet::Examples, slot);
        row.place(SheetField::Sense, sense);
        row.place(SheetField::Dialect, it.dialect.unwrap_or(""));
        phrase(&mut row, it);
        row
    }

    fn pattern(&self, kind: &str, slot: fn(u32, Option<&str>) -> String, it: &Phrase) -> SheetRow {
        let mut row = self.row(Sheet::Patterns, slot(it.number, id_of(it.id.as_ref())));
        row.place(SheetField::Kind, kind);
        phrase(&mut row, it);
        row
    }

    fn mistake(&self, number: usize, it: &Mistake) -> SheetRow {
        let mut row = self.row(Sheet::Mistakes, slot::mistake(number, id_of(it.id.as_ref())));
        row.own(SheetField::Wrong, it.wrong.as_ref());
        row.own(SheetField::Right, it.right.as_ref());
        row.own(SheetField::Why, it.why.as_ref());
        row
    }

    fn distinction(&self, number: usize, it: &Distinction) -> SheetRow {
        let slot = slot::distinction(number, id_of(it.id.as_ref()));
        let mut row = self.row(Sheet::Distinctions, slot);
        row.own(SheetField::From, it.from.as_ref());
        row.own(SheetField::Difference, it.difference.as_ref());
        row.own(SheetField::This, it.this.as_ref());
        row.own(SheetField::Other, it.other.as_ref());
        row
    }

    fn cues(&self, number: usize, it: &Distinction, rows: &mut Vec<SheetRow>) {
        let slot = slot::distinction(number, id_of(it.id.as_ref()));
        for (number, cue) in numbered(&it.cues) {
            let mut row = self.row(Sheet::Cues, format!("{slot}/cue/{number}"));
            row.push(SheetField::Distinction, it.from.as_ref(), Role::Place);
            row.own(SheetField::Text, cue.text.as_ref());
            row.own(SheetField::Answer, cue.answer.as_ref());
            row.own(SheetField::Why, cue.why.as_ref());
            rows.push(row);
        }
    }

    fn question(&self, number: usize, it: &Question) -> SheetRow {
        let mut row = self.row(Sheet::Questions, slot::question(number, id_of(it.id.as_ref())));
        row.own(SheetField::Question, it.question.as_ref());
        row.own(SheetField::Answer, it.answer.as_ref());
        row
    }

    fn quiz(&self, number: usize, it: &Quiz) -> SheetRow {
        let mut row = self.row(Sheet::Quiz, slot::quiz(number, id_of(it.id.as_ref())));
        row.own(SheetField::Question, it.question.as_ref());
        for (number, choice) in numbered(&it.choices) {
            row.own(SheetField::Choice(number), Some(choice));
        }
        row.list(SheetField::Answers, &it.answers);
        row.own(SheetField::Why, it.why.as_ref());
        for (number, choice) in numbered(&it.choices) {
            let feedback = it.feedback.iter().find(|(key, _)| key.value == choice.value);
            if let Some((_, text)) = feedback.filter(|it| !it.1.value.is_empty()) {
                row.own(SheetField::Feedback(number), Some(text));
            }
        }
        row
    }
}

fn phrase(row: &mut SheetRow, it: &Phrase) {
    row.own(SheetField::Text, it.text.as_ref());
    translations(row, &it.translations);
    row.own(SheetField::Audio, it.audio.as_ref());
}
