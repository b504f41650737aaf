//! Writes the notes of `dump.py`'s JSON into a package with genanki-rs.
//!
//! Usage: `genanki_rs NOTES.json OUT.apkg`. The last line on stdout names the number of notes and
//! the seconds, without reading the JSON; before it may stand warnings that genanki-rs prints.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use genanki_rs::{Deck, Field, Model, ModelType, Note, Package, Template};
use serde::Deserialize;

/// The neutral form of a package, as `dump.py` describes it.
#[derive(Deserialize)]
struct Collection {
    notetypes: Vec<DumpedNotetype>,
    decks: Vec<DumpedDeck>,
    notes: Vec<DumpedNote>,
    media: Vec<String>,
}

#[derive(Deserialize)]
struct DumpedNotetype {
    id: i64,
    name: String,
    cloze: bool,
    sort_field: i64,
    fields: Vec<String>,
    templates: Vec<DumpedTemplate>,
    css: String,
}

#[derive(Deserialize)]
struct DumpedTemplate {
    name: String,
    front: String,
    back: String,
}

#[derive(Deserialize)]
struct DumpedDeck {
    id: i64,
    name: String,
    description: String,
}

#[derive(Deserialize)]
struct DumpedNote {
    guid: String,
    notetype: i64,
    deck: i64,
    fields: Vec<String>,
    tags: Vec<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [notes, out] = arguments.as_slice() else {
        eprintln!("usage: genanki_rs NOTES.json OUT.apkg");
        return ExitCode::from(2);
    };
    match run(notes, out) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("genanki_rs: {}: {error}", notes.display());
            ExitCode::FAILURE
        }
    }
}

fn run(notes: &Path, out: &Path) -> Result<String, Box<dyn Error>> {
    let collection: Collection = serde_json::from_slice(&std::fs::read(notes)?)?;
    let start = Instant::now();
    let mut package = package(&collection, &notes.with_extension("media"))?;
    package.write_to_file(text(out)?)?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(format!("{} notes in {seconds:.2} s", collection.notes.len()))
}

fn package(collection: &Collection, media: &Path) -> Result<Package, Box<dyn Error>> {
    let models: BTreeMap<_, _> = collection.notetypes.iter().map(|it| (it.id, model(it))).collect();
    let deck = |it: &DumpedDeck| (it.id, Deck::new(it.id, &it.name, &it.description));
    let mut decks: BTreeMap<_, _> = collection.decks.iter().map(deck).collect();
    for it in &collection.notes {
        let model = models
            .get(&it.notetype)
            .ok_or_else(|| format!("note {} has no note type {}", it.guid, it.notetype))?;
        let deck = decks
            .get_mut(&it.deck)
            .ok_or_else(|| format!("note {} has no deck {}", it.guid, it.deck))?;
        deck.add_note(note(it, model)?);
    }
    let files: Vec<_> = collection.media.iter().map(|name| media.join(name)).collect();
    let files = files.iter().map(|it| text(it)).collect::<Result<_, _>>()?;
    Ok(Package::new(decks.into_values().collect(), files)?)
}

fn model(it: &DumpedNotetype) -> Model {
    let fields = it.fields.iter().map(|name| Field::new(name)).collect();
    let template = |it: &DumpedTemplate| Template::new(&it.name).qfmt(&it.front).afmt(&it.back);
    let templates = it.templates.iter().map(template).collect();
    Model::new(it.id, &it.name, fields, templates)
        .css(&it.css)
        .model_type(if it.cloze { ModelType::Cloze } else { ModelType::FrontBack })
        .sort_field_index(it.sort_field)
}

fn note(it: &DumpedNote, model: &Model) -> Result<Note, String> {
    let fields = it.fields.iter().map(String::as_str).collect();
    let tags = it.tags.iter().map(String::as_str).collect();
    Note::new_with_options(model.clone(), fields, None, Some(tags), Some(&it.guid))
        .map_err(|error| format!("note {}: {error}", it.guid))
}

/// genanki-rs takes paths as text.
fn text(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| format!("the path {} is not UTF-8", path.display()))
}
