//! Converts new rows into values of the source.

use std::collections::BTreeMap;

use crate::import::new_rows::{NewRow, texts};
use crate::import::steps::{accents, cards, map, text};
use crate::model::Dialect;
use crate::sheets::{Sheet, SheetField, items};
use crate::source::shape::{ENTRY, Kind, Shape};
use crate::source::{NewValue, PathStep};

/// The cells of a new row.
pub(super) type Cells = BTreeMap<SheetField, String>;

fn one(cells: &Cells, field: &SheetField) -> Option<NewValue> {
    cells.get(field).map(|it| text(it))
}

fn all(cells: &Cells, field: &SheetField) -> Option<NewValue> {
    texts(&cells.get(field).map(|it| items(it)).unwrap_or_default())
}

fn filled(value: NewValue) -> Option<NewValue> {
    (value != NewValue::Map(Vec::new())).then_some(value)
}

fn translations(cells: &Cells) -> Option<NewValue> {
    let found = cells.iter().filter_map(|(field, it)| match field {
        SheetField::Translation(language) => Some((language.as_str(), Some(text(it)))),
        _ => None,
    });
    filled(map(found))
}

/// Returns the value of the item that a row describes. A part of speech equal to the inherited one
/// is left out.
pub(super) fn item_value(sheet: Sheet, cells: &Cells, inherited: Option<&str>) -> NewValue {
    let own = |name: &'static str, field: SheetField| (name, one(cells, &field));
    match sheet {
        Sheet::Senses | Sheet::Table => {
            let part =
                cells.get(&SheetField::PartOfSpeech).filter(|it| Some(it.as_str()) != inherited);
            map([
                own("definition", SheetField::Definition),
                ("part_of_speech", part.map(|it| text(it))),
                ("translations", translations(cells)),
                ("examples", examples(cells)),
                ("teach", cells.get(&SheetField::Teach).map(|_| NewValue::Bare("true".to_owned()))),
            ])
        }
        Sheet::Examples | Sheet::Patterns => phrase(cells),
        Sheet::Mistakes => map([
            own("wrong", SheetField::Wrong),
            own("right", SheetField::Right),
            own("why", SheetField::Why),
        ]),
        Sheet::Distinctions => map([
            own("from", SheetField::From),
            own("difference", SheetField::Difference),
            own("this", SheetField::This),
            own("other", SheetField::Other),
        ]),
        Sheet::Cues => map([
            own("text", SheetField::Text),
            own("answer", SheetField::Answer),
            own("why", SheetField::Why),
        ]),
        Sheet::Questions => {
            map([own("question", SheetField::Question), own("answer", SheetField::Answer)])
        }
        Sheet::Quiz => quiz(cells),
        Sheet::Words => map([own("headword", SheetField::Headword)]),
    }
}

/// Returns a phrase: its text alone, or a mapping if it has more than that.
fn phrase(cells: &Cells) -> NewValue {
    let words = cells.get(&SheetField::Text).map_or("", String::as_str);
    let beside = [("audio", one(cells, &SheetField::Audio)), ("translations", translations(cells))];
    if beside.iter().all(|it| it.1.is_none()) {
        return text(words);
    }
    map([("text", Some(text(words)))].into_iter().chain(beside))
}

fn examples(cells: &Cells) -> Option<NewValue> {
    let lists = [Some(Dialect::British), Some(Dialect::American), None];
    let [gb, us, any] = lists.map(|it| all(cells, &SheetField::Examples(it)));
    if gb.is_none() && us.is_none() {
        return any;
    }
    Some(map([("gb", gb), ("us", us), ("any", any)]))
}

fn quiz(cells: &Cells) -> NewValue {
    let choices: Vec<(usize, &String)> = cells
        .iter()
        .filter_map(|(field, it)| match field {
            SheetField::Choice(number) => Some((*number, it)),
            _ => None,
        })
        .collect();
    let feedback = choices.iter().filter_map(|(number, choice)| {
        Some((choice.as_str(), Some(text(cells.get(&SheetField::Feedback(*number))?))))
    });
    let answers = cells.get(&SheetField::Answers).map(|it| items(it)).unwrap_or_default();
    let answer = match answers.as_slice() {
        [only] => Some(text(only)),
        several => texts(several),
    };
    let listed: Vec<String> = choices.iter().map(|it| it.1.clone()).collect();
    map([
        ("question", one(cells, &SheetField::Question)),
        ("choices", texts(&listed)),
        ("answer", answer),
        ("why", one(cells, &SheetField::Why)),
        ("feedback", filled(map(feedback))),
    ])
}

/// Returns the entry that the rows with one new headword describe.
///
/// # Errors
/// Returns the index of the first row that does not fit, and the reason.
pub(super) fn entry_value(
    headword: &str,
    rows: &[NewRow],
) -> Result<NewValue, (usize, &'static str)> {
    let is_word = |it: &&NewRow| matches!(it.sheet, Sheet::Words | Sheet::Table);
    let none = Cells::new();
    let word = rows.iter().find(is_word).map_or(&none, |it| &it.cells);
    let in_words = rows.iter().any(|it| it.sheet == Sheet::Words);
    let part_of_speech = word
        .get(&SheetField::PartOfSpeech)
        .filter(|_| in_words || word.contains_key(&SheetField::Definition));
    let inherited = part_of_speech.map(String::as_str);
    let of = |sheet: Sheet| {
        let items: Vec<NewValue> = rows
            .iter()
            .filter(|it| it.sheet == sheet)
            .map(|it| item_value(it.sheet, &it.cells, inherited))
            .collect();
        (!items.is_empty()).then_some(NewValue::List(items))
    };
    let group = |group: &'static str, shape: &Shape| {
        filled(map(shape.names().map(|it| (it, one(word, &SheetField::Named(group, it))))))
    };
    let sound = |dialect| {
        let cell = |field: SheetField| word.get(&field).cloned().unwrap_or_default();
        (cell(SheetField::Ipa(dialect)), cell(SheetField::AccentAudio(dialect)))
    };
    let mut phrases = Phrases::of(rows)?;
    let mut pairs = Vec::new();
    for key in ENTRY.keys {
        let value = match (key.name, key.kind) {
            ("headword", _) => Some(text(headword)),
            ("part_of_speech", _) => part_of_speech.map(|it| text(it)),
            ("level", _) => one(word, &SheetField::Level),
            ("register", _) => one(word, &SheetField::Register),
            ("pronunciation", _) => accents(&sound(Dialect::British), &sound(Dialect::American)),
            ("senses", _) => senses(rows, inherited)?,
            ("patterns", _) => phrases.patterns.take().or(all(word, &SheetField::Patterns)),
            ("collocations", _) => {
                phrases.collocations.take().or(all(word, &SheetField::Collocations))
            }
            ("mistakes", _) => of(Sheet::Mistakes),
            ("distinctions", _) => distinctions(rows)?,
            ("questions", _) => of(Sheet::Questions),
            ("quiz", _) => of(Sheet::Quiz),
            ("cards", _) => word.get(&SheetField::Cards).and_then(|it| cards(it)),
            ("tags", _) => all(word, &SheetField::Tags),
            (name, Kind::Map(shape)) => group(name, shape),
            (name, Kind::Texts) => all(word, &SheetField::Entry(name)),
            (name, _) => one(word, &SheetField::Entry(name)),
        };
        pairs.push((key.name, value));
    }
    Ok(map(pairs))
}

/// Returns the senses, with the examples from rows of their own.
fn senses(
    rows: &[NewRow],
    inherited: Option<&str>,
) -> Result<Option<NewValue>, (usize, &'static str)> {
    let is_sense = |it: &&NewRow| {
        matches!(it.sheet, Sheet::Senses | Sheet::Table)
            && it.cells.contains_key(&SheetField::Definition)
    };
    let mut found: Vec<(NewValue, Vec<(PathStep, NewValue)>)> = rows
        .iter()
        .filter(is_sense)
        .map(|it| (item_value(it.sheet, &it.cells, inherited), Vec::new()))
        .collect();
    let ids = vec![None; found.len()];
    for (at, row) in rows.iter().enumerate().filter(|it| it.1.sheet == Sheet::Examples) {
        let sense = row.sense(&ids).map_err(|it| (at, it))?;
        let list = row.dialect().map_err(|it| (at, it))?;
        if let Some(sense) = found.get_mut(sense) {
            sense.1.push((list, phrase(&row.cells)));
        }
    }
    let senses: Vec<NewValue> =
        found.into_iter().map(|(sense, phrases)| with(sense, &phrases)).collect();
    Ok((!senses.is_empty()).then_some(NewValue::List(senses)))
}

fn with(sense: NewValue, phrases: &[(PathStep, NewValue)]) -> NewValue {
    let list = |name: &'static str| {
        let own = phrases.iter().filter(|it| it.0 == PathStep::Dialect(name));
        let own: Vec<NewValue> = own.map(|it| it.1.clone()).collect();
        (!own.is_empty()).then_some(NewValue::List(own))
    };
    let (gb, us, any) = (list("gb"), list("us"), list("any"));
    let examples = match (&gb, &us, &any) {
        (None, None, None) => return sense,
        (None, None, _) => any,
        _ => Some(map([("gb", gb), ("us", us), ("any", any)])),
    };
    match sense {
        NewValue::Map(mut pairs) => {
            pairs.extend(examples.map(|it| ("examples".to_owned(), it)));
            NewValue::Map(pairs)
        }
        other => other,
    }
}

fn distinctions(rows: &[NewRow]) -> Result<Option<NewValue>, (usize, &'static str)> {
    let from = |it: &NewRow| it.cells.get(&SheetField::From).cloned().unwrap_or_default();
    let mut found: Vec<(String, NewValue, Vec<NewValue>)> = rows
        .iter()
        .filter(|it| it.sheet == Sheet::Distinctions)
        .map(|it| (from(it), item_value(it.sheet, &it.cells, None), Vec::new()))
        .collect();
    for (at, row) in rows.iter().enumerate().filter(|it| it.1.sheet == Sheet::Cues) {
        let other = row.cells.get(&SheetField::Distinction).map_or("", String::as_str);
        let fault = (at, "no new row of the sheet Distinctions has the word in `distinction`");
        let home = found.iter_mut().find(|it| it.0 == other).ok_or(fault)?;
        home.2.push(item_value(row.sheet, &row.cells, None));
    }
    let item = |(_, value, cues): (String, NewValue, Vec<NewValue>)| match value {
        NewValue::Map(mut pairs) if !cues.is_empty() => {
            pairs.push(("cues".to_owned(), NewValue::List(cues)));
            NewValue::Map(pairs)
        }
        other => other,
    };
    let items: Vec<NewValue> = found.into_iter().map(item).collect();
    Ok((!items.is_empty()).then_some(NewValue::List(items)))
}

/// The phrases from rows of their own.
struct Phrases {
    patterns: Option<NewValue>,
    collocations: Option<NewValue>,
}

impl Phrases {
    fn of(rows: &[NewRow]) -> Result<Phrases, (usize, &'static str)> {
        let (mut patterns, mut collocations) = (Vec::new(), Vec::new());
        for (at, row) in rows.iter().enumerate().filter(|it| it.1.sheet == Sheet::Patterns) {
            match row.list().map_err(|it| (at, it))? {
                "patterns" => patterns.push(phrase(&row.cells)),
                _ => collocations.push(phrase(&row.cells)),
            }
        }
        let list = |items: Vec<NewValue>| (!items.is_empty()).then_some(NewValue::List(items));
        Ok(Phrases { patterns: list(patterns), collocations: list(collocations) })
    }
}
