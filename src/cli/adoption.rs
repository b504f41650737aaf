//! Formats the result of `adopt` as text and as JSON.

use std::fmt::Write as _;

use crate::adopt::{Adoption, EntryOutcome, Old, OldNoteOutcome, Skip, Source, Target, shortened};
use crate::anki::Kind;
use crate::model::Deck;
use serde_json::{Value, json};

use crate::cli::counted::counted;

/// The data of the output.
pub(crate) struct AdoptionReport<'t> {
    pub(crate) deck: &'t Deck,
    /// The path of the deck as it was typed.
    pub(crate) deck_path: String,
    pub(crate) old: String,
    /// The field given with `--field`.
    pub(crate) field: Option<&'t str>,
    pub(crate) ledger: String,
    pub(crate) is_applied: bool,
    pub(crate) adoption: Adoption,
    /// The number of entries without a definition note.
    pub(crate) wordless: usize,
}

/// The number of candidates that are listed for an ambiguous entry.
const MOST_SHOWN: usize = 4;
/// The number of notes up to which a search is printed; longer ones are only part of the JSON.
const MOST_SEARCHED: usize = 400;

/// Formats the result for the terminal.
pub(crate) fn text(report: &AdoptionReport<'_>) -> String {
    let it = &report.adoption;
    let mut text = format!("{}: notes taken over from {}\n\n", report.deck.id, report.old);
    for source in &it.sources {
        let _ = writeln!(text, "  {}", notetype(source));
    }
    let taken: Vec<String> = it.taken().map(|(target, old)| pair(target, old)).collect();
    list(&mut text, "Matched: the entry takes over the learner's note", &taken);
    list(&mut text, "Ambiguous, so not taken over", &ambiguous(it));
    let new = it.targets.iter().filter(|it| it.1 == EntryOutcome::New).map(|it| target(&it.0));
    list(&mut text, "Not matched: the entry's note is new to learners", &new.collect::<Vec<_>>());
    let left = it
        .olds
        .iter()
        .filter(|it| matches!(it.outcome, OldNoteOutcome::Left | OldNoteOutcome::Unusable));
    let left: Vec<String> = left.map(|it| format!("{}{}", old(it), why_left(it))).collect();
    list(&mut text, "Old notes without an entry: learners keep them unchanged", &left);
    known(report, &mut text);
    if it.taken().next().is_some() || it.olds.iter().any(|it| it.outcome == OldNoteOutcome::Known) {
        next(report, &mut text);
    }
    text
}

/// Adds the entries that are left unchanged.
fn known(report: &AdoptionReport<'_>, text: &mut String) {
    let it = &report.adoption;
    let known = it.targets.iter().filter(|it| it.1 == EntryOutcome::Known).count();
    let before = it.olds.iter().filter(|it| it.outcome == OldNoteOutcome::Known).count();
    if known > 0 {
        let _ = writeln!(
            text,
            "\nAlready in the ledger and left unchanged: {}; {before} taken over from {}.",
            counted(known, "entry"),
            report.old
        );
        if before == 0 {
            let _ = writeln!(
                text,
                "If no learner has a build of this deck yet, remove {} and adopt again.",
                report.ledger
            );
        }
    }
    if report.wordless > 0 {
        let _ = writeln!(
            text,
            "\nWithout a definition note, so not matched: {}.",
            //,
            counted(report.wordless, "entry")
        );
    }
}

fn list(text: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = writeln!(text, "\n{title} ({}):", lines.len());
        lines.iter().for_each(|it| {
            let _ = writeln!(text, "  {it}");
        });
    }
}

fn notetype(it: &Source) -> String {
    let what = match &it.field {
        Ok((_, name, count)) => {
            format!("headwords in the field `{name}`, {} found", counted(*count, "entry"))
        }
        Err(skip) => reason(*skip).to_owned(),
    };
    format!("note type `{}`, {}: {what}", it.name, counted(it.notes, "note"))
}

fn reason(skip: Skip) -> &'static str {
    match skip {
        Skip::Cloze => "left out: Anki cannot change cloze notes to another kind of note type",
        Skip::Own => "left out: they are Lexideck's own",
        Skip::NoField => "left out: it has no field of that name",
        Skip::NoHeadword => "no field contains a headword of the deck",
    }
}

fn target(it: &Target) -> String {
    let id = if it.entry.eq_ignore_ascii_case(&it.headword) {
        String::new()
    } else {
        format!(" [{}]", it.entry)
    };
    format!("{}{id}: {}", it.headword, shortened(&it.definition))
}

fn old(it: &Old) -> String {
    let parts = [shortened(&it.word), it.rest.clone()];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    parts.join(" | ")
}

fn pair(it: &Target, note: &Old) -> String {
    format!("{}  ←  {}", target(it), old(note))
}

fn why_left(it: &Old) -> &'static str {
    if it.outcome == OldNoteOutcome::Unusable { "  (its GUID cannot be used)" } else { "" }
}

fn ambiguous(it: &Adoption) -> Vec<String> {
    let mut lines = Vec::new();
    for (entry, outcome) in &it.targets {
        let EntryOutcome::Ambiguous(notes) = outcome else { continue };
        let shown: Vec<String> = notes
            .iter()
            .take(MOST_SHOWN)
            .map(|at| format!("\n      ? {}", old(&it.olds[*at])))
            .collect();
        let rest = notes.len().saturating_sub(MOST_SHOWN);
        let rest = if rest > 0 { format!("\n      and {rest} more") } else { String::new() };
        lines.push(format!("{}{}{rest}", target(entry), shown.concat()));
    }
    lines
}

/// Adds the next steps, for the author and for the learners.
fn next(report: &AdoptionReport<'_>, text: &mut String) {
    let (id, path) = (&report.deck.id, quoted(&report.deck_path));
    let is_open = report.adoption.taken().next().is_some();
    if is_open && !report.is_applied {
        let field = report.field.map_or(String::new(), |it| format!(" --field {}", quoted(it)));
        let old = quoted(&report.old);
        let _ = writeln!(text, "\nNext: lexideck adopt {old} {path}{field} --apply");
        return;
    }
    let update = format!("{id}.update.{}.txt", Kind::Definition.name());
    let package = format!("{id}.apkg");
    let notetype = &Kind::Definition.notetype().name;
    if is_open {
        let _ = writeln!(text, "\nNext: lexideck build {path} --to apkg,update");
    }
    let _ = writeln!(
        text,
        "\nLearners who have the old deck then do this once, and keep their reviews:\n\
         1. Import {package} with \"Merge note types\" off. Anki counts the old notes as conflicting.\n\
         2. In the Browser search for the text below and select all notes. With Notes > Change Note Type\n   \
            choose `{notetype}`, and `Recognise` for the old card that shows the word."
    );
    for (name, search) in searches(report) {
        let _ = writeln!(text, "     {name}: {search}");
    }
    let _ = writeln!(
        text,
        "3. Import {update} of the first build after this, or {package}\n   \
            once more with \"Update notes\" set to \"Always\", which also brings recordings.\n\
         Until step 3 these cards seem to be empty: do not use Tools > Empty Cards. See docs/adopt.md."
    );
}

fn searches<'t>(report: &'t AdoptionReport<'_>) -> Vec<(&'t str, String)> {
    let short = |(name, search): (&'t str, String)| {
        let count = search.split(',').count();
        let search = if count > MOST_SEARCHED {
            format!("{count} numbers, see `searches` in the output of --json")
        } else {
            search
        };
        (name, search)
    };
    report.adoption.searches().into_iter().map(short).collect()
}

/// Quotes a word of a command line if necessary.
fn quoted(word: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "/._-\\:".contains(it);
    if word.chars().all(is_plain) { word.to_owned() } else { format!("'{word}'") }
}

/// Formats the result as JSON.
pub(crate) fn json(report: &AdoptionReport<'_>) -> Value {
    let it = &report.adoption;
    let old = |old: &Old| {
        json!({
            "guid": old.guid,
            "id": old.id,
            "notetype": it.sources[old.source].name,
            "word": old.word,
            "text": old.rest,
            "cards": old.cards,
        })
    };
    let target = |it: &Target| {
        json!({
            "entry": it.entry,
            "headword": it.headword,
            "item": it.slot,
            "definition": it.definition,
        })
    };
    let of = |outcome: EntryOutcome| -> Vec<Value> {
        it.targets.iter().filter(|it| it.1 == outcome).map(|it| target(&it.0)).collect()
    };
    let left = |outcome: OldNoteOutcome| -> Vec<Value> {
        it.olds.iter().filter(|it| it.outcome == outcome).map(old).collect()
    };
    let ambiguous = it.targets.iter().filter_map(|(entry, outcome)| match outcome {
        EntryOutcome::Ambiguous(notes) => {
            let notes: Vec<Value> = notes.iter().map(|at| old(&it.olds[*at])).collect();
            Some(json!({ "entry": target(entry), "old": notes }))
        }
        _ => None,
    });
    let pairs = it.taken().map(|(entry, note)| json!({ "entry": target(entry), "old": old(note) }));
    json!({
        "id": report.deck.id,
        "ledger": report.ledger,
        "applied": report.is_applied && it.taken().next().is_some(),
        "notetypes": it.sources.iter().map(source).collect::<Vec<_>>(),
        "matched": pairs.collect::<Vec<_>>(),
        "ambiguous": ambiguous.collect::<Vec<_>>(),
        "new": of(EntryOutcome::New),
        "known": of(EntryOutcome::Known),
        "left": left(OldNoteOutcome::Left),
        "unusable": left(OldNoteOutcome::Unusable),
        "searches": it.searches().iter().map(|it| json!({ "notetype": it.0, "search": it.1 })).collect::<Vec<_>>(),
    })
}

fn source(it: &Source) -> Value {
    let field = it.field.as_ref().ok();
    json!({
        "name": it.name,
        "notes": it.notes,
        "field": field.map(|it| it.1.as_str()),
        "entries_found": field.map_or(0, |it| it.2),
        "left_out": it.field.as_ref().err().map(|it| reason(*it)),
    })
}
