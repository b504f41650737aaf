//! Reads packages: ours, and those that the real Anki makes of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use lexideck::internal::anki::{Kind, MODIFIED, SORT_FIELD};
use lexideck::internal::export::Scratch;
use lexideck::internal::package::{OldNote, OldNotetype, OldPackage, Part, read};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::support::{EPOCH, Sandbox, python, root};

struct Temporary(NamedTempFile);

impl Scratch for Temporary {
    fn path(&self) -> &Path {
        self.0.path()
    }

    fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.0.reopen()?))
    }

    fn writer(&self) -> io::Result<Box<dyn Write + '_>> {
        Ok(Box::new(self.0.reopen()?))
    }
}

fn read_file(path: &Path) -> OldPackage {
    let file = File::open(path).unwrap();
    read(file, &Temporary(NamedTempFile::new().unwrap())).unwrap()
}

/// Builds a deck that has notes of all types, with all cards.
fn build(sandbox: &Sandbox, options: &[&str]) {
    let deck = std::fs::read(root().join("decks/soundtrack.yaml")).unwrap();
    sandbox.write("soundtrack.yaml", deck);
    sandbox.build(&[&["soundtrack.yaml", "--cards", "everything"], options].concat());
}

/// Returns our note types in the reader's form.
fn ours() -> BTreeMap<i64, OldNotetype> {
    let notetypes = Kind::ALL.map(|kind| {
        let it = kind.notetype();
        let field = |field: &lexideck::internal::anki::Field| Part {
            id: Some(field.id()),
            name: field.name().to_string(),
        };
        let template = |template: &lexideck::internal::anki::Template| Part {
            id: Some(template.id),
            name: template.name.clone(),
        };
        let notetype = OldNotetype {
            id: it.id,
            name: it.name.clone(),
            is_cloze: it.is_cloze(),
            fields: it.fields.iter().map(field).collect(),
            templates: it.templates.iter().map(template).collect(),
            sort_field: SORT_FIELD,
            modified: MODIFIED,
            original_id: None,
        };
        (it.id, notetype)
    });
    BTreeMap::from(notetypes)
}

/// Returns notes and note types as tests/tools/export_package.py prints them.
fn described(package: &OldPackage) -> Value {
    let parts = |all: &[Part]| -> Value { all.iter().map(|it| json!([it.name, it.id])).collect() };
    let used: BTreeSet<i64> = package.notes.iter().map(|it| it.notetype).collect();
    let notetype = |it: &OldNotetype| {
        let value = json!({
            "name": it.name,
            "cloze": it.is_cloze,
            "modified": it.modified,
            "sort_field": it.sort_field,
            "original_id": it.original_id,
            "fields": parts(&it.fields),
            "templates": parts(&it.templates),
        });
        (it.id.to_string(), value)
    };
    let note = |it: &OldNote| {
        let value = json!({
            "notetype": it.notetype,
            "modified": it.modified,
            "tags": it.tags,
            "fields": it.fields,
            "cards": it.cards,
        });
        (it.guid.clone(), value)
    };
    let notetypes = package.notetypes.values().filter(|it| used.contains(&it.id));
    json!({
        "notes": package.notes.iter().map(note).collect::<serde_json::Map<_, _>>(),
        "notetypes": notetypes.map(notetype).collect::<serde_json::Map<_, _>>(),
    })
}

#[test]
fn our_packages_are_read_back_as_they_were_written() {
    let sandbox = Sandbox::new();
    let mut found = Vec::new();
    for form in ["legacy", "latest"] {
        build(&sandbox, &["--package", form]);
        found.push(read_file(&sandbox.path().join("out/soundtrack.apkg")));
    }
    assert_eq!(found[0], found[1]);
    let package = &found[0];
    assert_eq!(package.notetypes, ours());

    let mut rows: BTreeMap<String, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    for row in sandbox.table("soundtrack") {
        rows.entry(row["guid"].clone()).or_default().push(row);
    }
    assert_eq!(package.notes.len(), rows.len());
    for (note, (guid, rows)) in package.notes.iter().zip(&rows) {
        assert_eq!(&note.guid, guid);
        assert_eq!(note.modified.to_string(), EPOCH);
        assert_eq!(note.tags.join(" "), rows[0]["tags"]);
        assert_eq!(note.fields[SORT_FIELD], rows[0]["headword"]);
        let notetype = &package.notetypes[&note.notetype];
        assert_eq!(note.fields.len(), notetype.fields.len());
        assert_eq!(note.cards.len(), rows.len());
        assert!(note.cards.is_sorted());
    }
}

#[test]
#[ignore = "needs tools"]
fn an_export_of_a_learner_is_read_as_anki_has_it() {
    let sandbox = Sandbox::new();
    build(&sandbox, &[]);
    let package = sandbox.path().join("out/soundtrack.apkg");
    let released = read_file(&package);
    let mut anki = python("anki-26.9.3", "export_package.py", &[sandbox.path(), &package]);
    for name in ["legacy.apkg", "latest.apkg", "collection.colpkg"] {
        let exported = read_file(&sandbox.path().join(name));
        assert_eq!(described(&exported), anki, "{name}");
        // Compared with the release, everything is recognized, and only what the learner did is
        // new.
        let tags = |it: &OldNote| it.tags.iter().cloned().collect::<BTreeSet<_>>();
        let changed: Vec<_> = exported
            .notes
            .iter()
            .zip(&released.notes)
            .filter(|(now, then)| now.fields != then.fields || tags(now) != tags(then))
            .collect();
        let [(now, then)] = changed.as_slice() else { panic!("{name}: {} changed", changed.len()) };
        assert_eq!(now.guid, then.guid);
        assert_eq!(now.fields[SORT_FIELD], format!("{} (mine)", then.fields[SORT_FIELD]));
        assert!(now.tags.contains(&"learner::own".to_owned()) && now.modified != then.modified);
        let cards =
            |package: &OldPackage| -> usize { package.notes.iter().map(|it| it.cards.len()).sum() };
        assert_eq!(cards(&exported) + 1, cards(&released), "{name}");
        for (id, released) in &released.notetypes {
            let Some(it) = exported.notetypes.get(id) else { continue };
            assert_eq!((&it.fields, &it.templates), (&released.fields, &released.templates));
            assert_eq!(it.original_id, Some(*id));
        }
    }
    assert_eq!(anki["notes"].as_object_mut().unwrap().len(), released.notes.len());
}
