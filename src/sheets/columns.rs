//! The columns of the sheets.

use std::collections::BTreeSet;

use crate::model::Dialect;
use crate::sheets::field::SheetField;
use crate::sheets::row::SheetRow;
use crate::sheets::sheet::Sheet;
use crate::source::shape::{ENTRY, Kind};

/// The minimum number of choices that have columns, which leaves room for new ones.
const CHOICES: usize = 4;

/// The maximum number of languages, and of choices, that have columns.
const MOST_REPEATED: usize = 999;

/// The maximum length of a language tag in a column name, in bytes; no real tag is longer.
const LONGEST_LANGUAGE: usize = 99;

/// What determines the number of repeated columns of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    languages: BTreeSet<String>,
    choices: usize,
}

impl Extent {
    /// Makes room for a row.
    ///
    /// # Errors
    /// Returns the reason if the row would need more columns than a table may have, or a language
    /// tag is too long.
    pub fn include(&mut self, row: &SheetRow) -> Result<(), &'static str> {
        let mut wider = None;
        let mut choices = self.choices;
        for cell in &row.cells {
            match &cell.field {
                SheetField::Translation(language) if !self.languages.contains(language) => {
                    let languages = wider.get_or_insert_with(|| self.languages.clone());
                    languages.insert(language.clone());
                }
                SheetField::Choice(number) => choices = choices.max(*number),
                _ => {}
            }
        }
        if wider.iter().flatten().any(|it| it.len() > LONGEST_LANGUAGE) {
            return Err("the tag of a language is too long for the name of a column");
        }
        if choices > MOST_REPEATED {
            return Err("the item has more choices than a table may have columns");
        }
        if wider.as_ref().is_some_and(|it| it.len() > MOST_REPEATED) {
            return Err("there are more languages than a table may have columns");
        }
        self.choices = choices;
        self.languages = wider.unwrap_or_else(|| std::mem::take(&mut self.languages));
        Ok(())
    }
}

impl Sheet {
    /// Returns its columns, with hidden ones last.
    pub fn columns(self, extent: &Extent) -> Vec<SheetField> {
        let mut columns = Vec::new();
        for field in self.fields() {
            match field {
                SheetField::Translation(_) => {
                    columns.extend(extent.languages.iter().cloned().map(SheetField::Translation));
                }
                SheetField::Choice(_) => columns.extend(numbers(extent).map(SheetField::Choice)),
                SheetField::Feedback(_) => {
                    columns.extend(numbers(extent).map(SheetField::Feedback));
                }
                fixed => columns.push(fixed),
            }
        }
        columns.extend([SheetField::Key, SheetField::Revision]);
        columns
    }

    /// Returns the column with this name, ignoring case; `_`, `-` and a space are the same.
    pub fn field(self, name: &str) -> Option<SheetField> {
        let name = name.trim();
        if let Some(hidden) =
            [SheetField::Key, SheetField::Revision].into_iter().find(|it| is(it, name))
        {
            return Some(hidden);
        }
        self.fields().into_iter().find_map(|it| match it {
            SheetField::Translation(_) => numbered(name, "translation")
                .filter(|it| crate::model::Language::new(*it).is_some())
                .map(|it| SheetField::Translation(it.to_owned())),
            SheetField::Choice(_) => number(name, "choice").map(SheetField::Choice),
            SheetField::Feedback(_) => number(name, "feedback").map(SheetField::Feedback),
            fixed => is(&fixed, name).then_some(fixed),
        })
    }

    /// Returns whether a field of its rows belongs to the entry, not to the item.
    pub fn is_of_entry(self, field: &SheetField) -> bool {
        match self {
            Sheet::Words => true,
            Sheet::Table => !matches!(
                field,
                SheetField::PartOfSpeech
                    | SheetField::Definition
                    | SheetField::Translation(_)
                    | SheetField::Examples(_)
            ),
            _ => *field == SheetField::Headword,
        }
    }

    /// Returns its fields; a repeated field is represented by one of its columns.
    pub(super) fn fields(self) -> Vec<SheetField> {
        use SheetField as F;
        let any_language = || F::Translation(String::new());
        match self {
            Sheet::Words => words(),
            Sheet::Senses => {
                vec![F::Headword, F::PartOfSpeech, F::Definition, any_language(), F::Teach]
            }
            Sheet::Examples => {
                vec![F::Headword, F::Sense, F::Dialect, F::Text, any_language(), F::Audio]
            }
            Sheet::Patterns => vec![F::Headword, F::Kind, F::Text, any_language(), F::Audio],
            Sheet::Mistakes => vec![F::Headword, F::Wrong, F::Right, F::Why],
            Sheet::Distinctions => vec![F::Headword, F::From, F::Difference, F::This, F::Other],
            Sheet::Cues => vec![F::Headword, F::Distinction, F::Text, F::Answer, F::Why],
            Sheet::Questions => vec![F::Headword, F::Question, F::Answer],
            Sheet::Quiz => {
                vec![F::Headword, F::Question, F::Choice(1), F::Answers, F::Why, F::Feedback(1)]
            }
            Sheet::Table => one_table(),
        }
    }
}

fn words() -> Vec<SheetField> {
    use SheetField as F;
    let mut fields = vec![F::Headword, F::PartOfSpeech, F::Level, F::Register];
    fields.extend(of_keys(|it| matches!(it, Kind::Text)));
    fields.extend([F::Ipa(Dialect::British), F::Ipa(Dialect::American)]);
    fields.extend(of_keys(|it| matches!(it, Kind::Texts)));
    fields.extend(of_keys(|it| matches!(it, Kind::Map(_))));
    fields.extend([
        F::AccentAudio(Dialect::British),
        F::AccentAudio(Dialect::American),
        F::Tags,
        F::Cards,
    ]);
    fields
}

fn one_table() -> Vec<SheetField> {
    use SheetField as F;
    let mut fields = vec![
        F::Headword,
        F::PartOfSpeech,
        F::Level,
        F::Register,
        F::Definition,
        F::Translation(String::new()),
        F::Examples(None),
        F::Examples(Some(Dialect::British)),
        F::Examples(Some(Dialect::American)),
    ];
    fields.extend(of_keys(|it| matches!(it, Kind::Text)));
    fields.extend([F::Ipa(Dialect::British), F::Ipa(Dialect::American)]);
    fields.extend([F::Patterns, F::Collocations]);
    fields.extend(of_keys(|it| matches!(it, Kind::Texts)));
    fields.extend(of_keys(|it| matches!(it, Kind::Map(_))));
    fields.push(F::Tags);
    fields
}

/// Returns the declared columns of an entry's keys of some kind, in the order of the source format.
fn of_keys(is_it: fn(Kind) -> bool) -> Vec<SheetField> {
    let mut fields = Vec::new();
    for key in ENTRY.keys.iter().filter(|it| it.column.is_some() && is_it(it.kind)) {
        match key.kind {
            Kind::Map(shape) => {
                fields.extend(shape.names().map(|it| SheetField::Named(key.name, it)));
            }
            _ => fields.push(SheetField::Entry(key.name)),
        }
    }
    fields
}

fn numbers(extent: &Extent) -> impl Iterator<Item = usize> {
    1..=extent.choices.max(CHOICES)
}

fn is(field: &SheetField, name: &str) -> bool {
    plain(&field.name()) == plain(name)
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace(['_', '-'], " ")
}

/// Returns what follows `what` and a separator.
fn numbered<'n>(name: &'n str, what: &str) -> Option<&'n str> {
    let (head, tail) = name.split_at_checked(what.len())?;
    let tail = tail.strip_prefix(['_', '-', ' '])?.trim();
    head.eq_ignore_ascii_case(what).then_some(tail)
}

fn number(name: &str, what: &str) -> Option<usize> {
    numbered(name, what)?.parse().ok().filter(|it| (1..=MOST_REPEATED).contains(it))
}
