//! The JSON columns of schema 11: note types, decks and presets.
//!
//! The keys, and which of them each version needs, are those of Anki 26.9.3,
//! rslib/src/notetype/schema11.rs and decks/schema11.rs; imports were tested with 2.1.36, 2.1.66
//! and 26.9.3.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::anki::{Field, Kind, MODIFIED, SORT_FIELD, STYLE, Template, stable_id};
use crate::export::markdown;
use crate::model::Deck;

/// The time of creation of collections, in seconds. Nothing depends on it, so it is constant.
pub(super) const CREATED: i64 = 1_763_769_600;

/// Anki's default preset, complete: 2.1.66 rejects a package without it, 2.1.36 one with an
/// incomplete one.
pub(super) const PRESETS: &str = concat!(
    r#"{"1":{"id":1,"name":"Default","mod":0,"usn":0,"maxTaken":60,"autoplay":true,"timer":0,"#,
    r#""replayq":true,"new":{"bury":false,"delays":[1.0,10.0],"initialFactor":2500,"#,
    r#""ints":[1,4,0],"order":1,"perDay":20},"rev":{"bury":false,"ease4":1.3,"ivlFct":1.0,"#,
    r#""maxIvl":36500,"perDay":200,"hardFactor":1.2},"lapse":{"delays":[10.0],"leechAction":1,"#,
    r#""leechFails":8,"minInt":1,"mult":0.0},"dyn":false}}"#
);

/// Returns the id of the deck with this name. Anki assigns its own ids to decks; here they only
/// have to be different.
pub(super) fn deck_id(name: &str) -> i64 {
    stable_id("deck", name)
}

/// Returns the column `models`.
pub(super) fn notetypes(kinds: &BTreeSet<Kind>, deck_id: i64) -> String {
    let all = kinds.iter().map(|kind| (kind.notetype().id.to_string(), notetype(*kind, deck_id)));
    Value::Object(all.collect::<Map<_, _>>()).to_string()
}

fn notetype(kind: Kind, deck_id: i64) -> Value {
    let it = kind.notetype();
    let fields: Vec<_> = it.fields.iter().enumerate().map(|(at, it)| field(at, *it)).collect();
    let templates: Vec<_> =
        it.templates.iter().enumerate().map(|(at, it)| template(at, it)).collect();
    json!({
        "id": it.id,
        "name": it.name,
        "type": i32::from(it.is_cloze()),
        "mod": MODIFIED,
        "usn": -1,
        "sortf": SORT_FIELD,
        "did": deck_id,
        "tmpls": templates,
        "flds": fields,
        "css": STYLE,
        "latexPre": LATEX_START,
        "latexPost": LATEX_END,
        "latexsvg": false,
        "req": [],
        "tags": [],
        "vers": [],
        // It is none of Anki's own types: "Restore to default" would convert it into one.
        "originalStockKind": 0,
    })
}

fn field(at: usize, it: Field) -> Value {
    json!({
        "name": it.name(),
        "ord": at,
        "sticky": false,
        "rtl": false,
        "font": "Arial",
        "size": 20,
        "media": [],
        "description": "",
        "plainText": false,
        "collapsed": it.is_collapsed(),
        "excludeFromSearch": it.is_switch(),
        "id": it.id(),
        "tag": null,
        "preventDeletion": !it.is_spare(),
    })
}

fn template(at: usize, it: &Template) -> Value {
    json!({
        "name": it.name,
        "ord": at,
        "qfmt": it.front,
        "afmt": it.back,
        "bqfmt": "",
        "bafmt": "",
        // It has no deck of its own: Anki copies the id without mapping it. 2.1.36 needs the key.
        "did": null,
        "bfont": "",
        "bsize": 0,
        "id": it.id,
    })
}

/// Returns the column `decks`: the deck and all its parents. Anki's default deck is left out, which
/// no version needs: with it, a deck called Default would be renamed.
pub(super) fn decks(it: &Deck, modified: i64) -> String {
    let mut all = Map::new();
    let parts: Vec<&str> = it.name.split("::").collect();
    for depth in 1..=parts.len() {
        let name = parts[..depth].join("::");
        let description = match &it.description {
            Some(source) if depth == parts.len() => markdown::to_html(source),
            _ => String::new(),
        };
        let id = deck_id(&name);
        all.insert(id.to_string(), deck(id, &name, &description, modified));
    }
    Value::Object(all).to_string()
}

fn deck(id: i64, name: &str, description: &str, modified: i64) -> Value {
    json!({
        "id": id,
        "name": name,
        "mod": modified,
        "usn": -1,
        "lrnToday": [0, 0],
        "revToday": [0, 0],
        "newToday": [0, 0],
        "timeToday": [0, 0],
        "collapsed": false,
        "browserCollapsed": false,
        "desc": description,
        "dyn": 0,
        "conf": 1,
        "extendNew": 0,
        "extendRev": 0,
    })
}

const LATEX_START: &str = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n";
const LATEX_END: &str = "\\end{document}";
