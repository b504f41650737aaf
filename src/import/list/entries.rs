//! Makes entries of the rows of a list.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::entry_id;
use crate::check::rules::unknown_part_of_speech::written_out;
use crate::import::list::columns::Columns;
use crate::import::list::html::{FieldText, escaped, text_of};
use crate::import::list::{Left, ListEntry, ListField, Meanings};
use crate::import::steps::text;
use crate::model::PartOfSpeech;
use crate::source::NewValue;

/// A row whose cells are understood.
pub(super) struct ListRow {
    number: usize,
    headword: String,
    meanings: Meanings,
}

/// Understands the cells of rows; what is not taken is added to `left`.
pub(super) fn rows(
    columns: &Columns,
    rows: Vec<(usize, Vec<String>)>,
    is_html: bool,
    left: &mut Vec<Left>,
) -> Vec<ListRow> {
    let mut found = Vec::new();
    for (number, cells) in rows {
        let mut meanings = Meanings::new();
        let mut own_left = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let cell = cell.trim();
            let Some(column) = columns.columns.get(at).filter(|_| !cell.is_empty()) else {
                continue;
            };
            let left = |text: &str, reason| Left {
                row: number,
                column: column.name.clone(),
                text: text.to_owned(),
                reason,
            };
            match &column.field {
                None => own_left.push(left(cell, "nothing is known that this column means")),
                Some(ListField::Ignored) => {}
                Some(field) => {
                    let is_plain = is_plain(field);
                    let FieldText { text, media } = read(cell, is_html, is_plain);
                    own_left.extend(
                        media
                            .iter()
                            .map(|it| left(it, "sounds and pictures are not taken from lists")),
                    );
                    if !text.is_empty() {
                        meanings.entry(field.clone()).or_default().push(text);
                    }
                }
            }
        }
        let headword = meanings.remove(&ListField::Headword).and_then(|it| it.into_iter().next());
        let Some(headword) = headword.map(|it| one_line(&it)).filter(|it| !it.is_empty()) else {
            let whole: Vec<&str> = cells.iter().map(|it| it.trim()).collect();
            let (column, text) = (String::new(), whole.join(" | "));
            left.push(Left { row: number, column, text, reason: "it has no headword" });
            continue;
        };
        left.extend(own_left);
        let headword = with_part_of_speech(headword, &mut meanings);
        found.push(ListRow { number, headword, meanings });
    }
    found
}

/// Returns whether the text of a field has no marks, so that nothing in it is escaped.
fn is_plain(field: &ListField) -> bool {
    !matches!(
        field,
        ListField::Definition
            | ListField::Translation(_)
            | ListField::Example
            | ListField::Notes
            | ListField::Synonyms
            | ListField::Antonyms
            | ListField::Collocations
            | ListField::Own(_)
    )
}

fn read(cell: &str, is_html: bool, is_plain: bool) -> FieldText {
    match (is_html, is_plain) {
        (true, false) => text_of(cell),
        (true, true) => {
            let found = text_of(cell);
            FieldText { text: found.text.replace(['*', '\\'], ""), ..found }
        }
        (false, true) => FieldText { text: cell.to_owned(), media: Vec::new() },
        (false, false) => FieldText { text: escaped(cell), media: Vec::new() },
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes a part of speech from the end of a headword, as in `cue (n.)`.
fn with_part_of_speech(headword: String, meanings: &mut Meanings) -> String {
    let Some((word, part)) = headword.strip_suffix(')').and_then(|it| it.rsplit_once(" (")) else {
        return headword;
    };
    match known_part(part) {
        Some(name) if !word.trim().is_empty() => {
            meanings.entry(ListField::PartOfSpeech).or_insert_with(|| vec![name]);
            word.trim().to_owned()
        }
        _ => headword,
    }
}

/// Makes entries of rows: those of one headword are the senses of one entry.
pub(super) fn entries(rows: Vec<ListRow>, left: &mut Vec<Left>) -> Vec<ListEntry> {
    let mut by_word: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<ListRow>> = Vec::new();
    for row in rows {
        let at = *by_word.entry(row.headword.clone()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) if group.iter().any(|it| it.meanings == row.meanings) => left.push(Left {
                row: row.number,
                column: String::new(),
                text: row.headword,
                reason: "it is the same as a row above",
            }),
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let mut ids = BTreeSet::new();
    groups.iter().filter_map(|it| entry(it, &mut ids)).collect()
}

fn entry(rows: &[ListRow], ids: &mut BTreeSet<String>) -> Option<ListEntry> {
    let first = rows.first()?;
    let (headword, row) = (first.headword.clone(), first.number);
    let mut pairs = vec![("headword".to_owned(), text(&headword))];
    // Words that differ in signs only would get the same id.
    let derived = entry_id(None, &headword);
    if !ids.insert(derived.clone()) {
        let numbered = (2..).map(|it| format!("{derived}-{it}"));
        let id = numbered.into_iter().find(|it| ids.insert(it.clone()))?;
        pairs.push(("id".to_owned(), text(&id)));
    }
    let parts: Vec<Option<String>> = rows.iter().map(|it| part_of_speech(&it.meanings)).collect();
    let common = parts.first().cloned().flatten();
    add(&mut pairs, "part_of_speech", common.as_deref());
    let one = |field: &ListField| {
        rows.iter().find_map(|it| it.meanings.get(field)?.first()).map(|it| one_line(it))
    };
    let level = one(&ListField::Level).map(|it| if it.len() == 2 { it.to_uppercase() } else { it });
    add(&mut pairs, "level", level.as_deref());
    for (key, field) in [
        ("register", ListField::Register),
        ("gender", ListField::Gender),
        ("reading", ListField::Reading),
        ("frequency", ListField::Frequency),
        ("source", ListField::Source),
    ] {
        add(&mut pairs, key, one(&field).as_deref());
    }
    let tags = several(rows, &ListField::Tags, &[' ', ',', ';', '\n']);
    pairs.extend(list("tags", &tags));
    let ipa = one(&ListField::Ipa).map(|it| it.trim_matches(['/', '[', ']', ' ']).to_owned());
    add(&mut pairs, "pronunciation", ipa.as_deref());
    let senses: Vec<NewValue> = rows
        .iter()
        .zip(&parts)
        .flat_map(|(row, part)| {
            senses(&row.meanings, part.as_ref().filter(|it| Some(*it) != common.as_ref()))
        })
        .collect();
    if !senses.is_empty() {
        pairs.push(("senses".to_owned(), NewValue::List(senses)));
    }
    pairs.extend(list("collocations", &several(rows, &ListField::Collocations, &['\n'])));
    pairs.extend(list("synonyms", &several(rows, &ListField::Synonyms, &[',', ';', '\n'])));
    pairs.extend(list("antonyms", &several(rows, &ListField::Antonyms, &[',', ';', '\n'])));
    let notes = several(rows, &ListField::Notes, &[]);
    add(&mut pairs, "notes", Some(notes.join("\n")).filter(|it| !it.is_empty()).as_deref());
    let own: BTreeMap<&str, &str> = rows
        .iter()
        .flat_map(|it| &it.meanings)
        .filter_map(|(field, texts)| match field {
            ListField::Own(name) => Some((name.as_str(), texts.first()?.as_str())),
            _ => None,
        })
        .collect();
    if !own.is_empty() {
        let own = own.into_iter().map(|it| (it.0.to_owned(), text(it.1)));
        pairs.push(("fields".to_owned(), NewValue::Map(own.collect())));
    }
    Some(ListEntry { headword, row, value: NewValue::Map(pairs) })
}

fn add(pairs: &mut Vec<(String, NewValue)>, key: &str, value: Option<&str>) {
    pairs.extend(value.filter(|it| !it.is_empty()).map(|it| (key.to_owned(), text(it))));
}

fn list(key: &str, items: &[String]) -> Option<(String, NewValue)> {
    (!items.is_empty())
        .then(|| (key.to_owned(), NewValue::List(items.iter().map(|it| text(it)).collect())))
}

/// Returns the parts of a field in all rows, each once.
fn several(rows: &[ListRow], field: &ListField, separators: &[char]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let texts = rows.iter().filter_map(|it| it.meanings.get(field)).flatten();
    for part in texts.flat_map(|it| it.split(|it| separators.contains(&it))).map(str::trim) {
        if !part.is_empty() && !found.iter().any(|it| it == part) {
            found.push(part.to_owned());
        }
    }
    found
}

fn part_of_speech(meanings: &Meanings) -> Option<String> {
    let written = meanings.get(&ListField::PartOfSpeech)?.first()?;
    let written = one_line(written);
    Some(known_part(&written).unwrap_or(written))
}

/// Returns the part of speech that a text names, also in capitals or abbreviated.
fn known_part(text: &str) -> Option<String> {
    let small = text.trim().to_lowercase();
    let is_known = PartOfSpeech::KNOWN.contains(&small.as_str());
    written_out(&small).map(str::to_owned).or(is_known.then_some(small))
}

/// Returns the senses of a row: a numbered definition has several.
fn senses(meanings: &Meanings, part: Option<&String>) -> Vec<NewValue> {
    let definition =
        meanings.get(&ListField::Definition).map(|it| it.join("\n")).unwrap_or_default();
    let mut definitions = numbered(&definition);
    let translations: Vec<(String, NewValue)> = meanings
        .iter()
        .filter_map(|(field, texts)| match field {
            ListField::Translation(language) if !language.is_empty() => {
                Some((language.clone(), text(&texts.join("\n"))))
            }
            _ => None,
        })
        .collect();
    let examples: Vec<String> = meanings
        .get(&ListField::Example)
        .into_iter()
        .flatten()
        .flat_map(|it| it.lines())
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect();
    // A list that does not name the language of its translations has nothing else to define the word.
    if definitions.is_empty() {
        let bare = meanings.get(&ListField::Translation(String::new()));
        definitions.extend(bare.map(|it| it.join("\n")));
    }
    if definitions.is_empty() && translations.is_empty() && examples.is_empty() {
        return Vec::new();
    }
    if definitions.is_empty() {
        definitions.push(String::new());
    }
    let sense = |(at, definition): (usize, String)| {
        let mut pairs = Vec::new();
        add(&mut pairs, "part_of_speech", part.map(String::as_str));
        add(&mut pairs, "definition", Some(&definition));
        if at == 0 && !translations.is_empty() {
            pairs.push(("translations".to_owned(), NewValue::Map(translations.clone())));
        }
        if at == 0 {
            pairs.extend(list("examples", &examples));
        }
        NewValue::Map(pairs)
    };
    definitions.into_iter().enumerate().map(sense).collect()
}

/// Splits `1. a signal 2. a piece of music` into its parts; a text without such numbers is one part.
fn numbered(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let forms = [("", "."), ("", ")"), ("(", ")")];
    for (before, after) in forms {
        let mark = |number: usize| format!("{before}{number}{after} ");
        let Some(mut rest) = text.strip_prefix(&mark(1)) else { continue };
        let mut parts = Vec::new();
        for number in 2..100 {
            let next = [" ", "\n"]
                .iter()
                .filter_map(|it| rest.split_once(&format!("{it}{}", mark(number))))
                .next();
            let Some((part, others)) = next else { break };
            parts.push(part);
            rest = others;
        }
        parts.push(rest);
        let clean = |it: &&str| it.trim().trim_end_matches([';', ',']).to_owned();
        return parts.iter().map(clean).filter(|it| !it.is_empty()).collect();
    }
    vec![text.to_owned()]
}
