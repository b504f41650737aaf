//! The JSON Schema accepts everything that `check` accepts, and whatever it accepts has no errors
//! except those that only `check` finds, according to docs/format.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::support::{Sandbox, python, root};

/// Errors that a schema of one file cannot express: they depend on other values, on other files, or
/// on how a value is written.
const LIMITS: [&str; 12] = [
    "ambiguous-from",
    "answer-not-a-choice",
    "cue-answer",
    "distinction-from-itself",
    "duplicate-deck-id",
    "duplicate-id",
    "duplicate-uid",
    "feedback-not-a-choice",
    "missing-media",
    "no-cards",
    "retired-entry",
    "unknown-sense",
];

/// Returns a file that has every key.
fn whole() -> Value {
    json!({
        "deck": {
            "id": "film-words", "uid": "seed", "name": "English::Film words",
            "description": "Words.", "language": "en", "languages": ["de", "fr"],
            "interface": "de", "tags": ["film"], "word_tags": true, "change_tags": false, "dialect": "gb",
            "cards": {
                "recognise": true, "produce": 1, "translate": 2, "picture": true, "listen": false, "say": "no", "usage": 4,
                "distinction": 2, "question": 3, "quiz": "1", "type": true,
            },
            "order": "waves", "license": "CC0", "author": "Nobody",
            "allow": ["long-front", "not-ipa"],
        },
        "entries": [
            {
                "headword": "premiere", "id": "premiere", "forms": {"plural": ["premieres", "the premieres"], "old": "première"},
                "gender": "m", "reading": "pre", "frequency": 212, "source": "A list.",
                "fields": {"Etymology": "French."}, "part_of_speech": "noun", "level": "B2",
                "register": "neutral", "summary": "A first showing.",
                "pronunciation": {"gb": {"ipa": "x", "audio": "x.mp3"}, "us": "y", "ipa": "v",
                                  "en-AU": {"ipa": "z"}},
                "senses": [
                    {
                        "id": "showing", "definition": "The first showing of a film.",
                        "part_of_speech": "noun", "translations": {"de": "die Erstaufführung"},
                        "examples": {
                            "gb": ["He came to the premiere."],
                            "us": "She came to the premiere.",
                            "any": [{"text": "We saw the premiere.", "id": "saw", "audio": "z.mp3",
                                     "translations": {"fr": "oui"}}],
                        },
                        "teach": true, "level": "N5", "register": "formal",
                        "pronunciation": {"ipa": "q"}, "synonyms": "first night", "antonyms": ["last night"],
                    },
                    {"definition": "To show first.", "examples": ["It premiered abroad."]},
                    {"translations": {"de": "die Premiere"}},
                ],
                "dialects": {"spelling": "a", "meaning": "b", "frequency": "c"},
                "patterns": ["the premiere {of}", {"text": "a premiere {in}", "id": "in"}],
                "collocations": ["world premiere", {"text": "a premiere", "sense": "showing"}],
                "contexts": {"business": "a", "academic": "b", "everyday": "c", "technical": "d"},
                "synonyms": ["first night"], "antonyms": "last night",
                "mistakes": [{"id": "m", "wrong": "premiere from", "right": "premiere of",
                              "why": "So."}],
                "distinctions": [{
                    "id": "d", "from": "release", "difference": "One event.", "this": "event",
                    "other": "sale",
                    "cues": [{"text": "A carpet.", "answer": "premiere", "why": "One event."}],
                }],
                "questions": [{"id": "q", "question": "Is it a verb?", "answer": "Yes."}],
                "memory": {"mnemonic": "prime", "metaphor": "a birthday"},
                "notes": "Also a verb.", "quiz": [{
                    "id": "z", "question": "Which one?", "choices": ["a night", "a film"],
                    "answer": ["a night"], "why": "So.", "feedback": {"a film": "No."},
                }],
                "cards": "everything", "tags": ["cinema"], "allow": "not-ipa",
            },
            {"headword": true, "forms": ["a"], "senses": {"definition": "What is so."}},
        ],
        "retired": ["kinetoscope", {"headword": "magic lantern"}],
    })
}

/// Texts to put in the place of others: right in some places and wrong in others.
#[rustfmt::skip]
const TEXTS: [&str; 43] = [
    "", " ", "a", " B1 ", "b1", "yes", "Off", "true", "gb", "minimal", "waves", "noun", "con",
    "com1", "collection", "backup-1", "Film", "film_words", "-a", "007", "+3", "-1", "Default",
    "a::", "::a", "a:::b", "A :: B", "say \"a\"", "en", "german", "GERMAN", "de-AT", "e",
    "long-front", "x-klingon", "id/1", "it's_1.5", "日本", "a\nb", "a\tb", "a\u{7}b", "a\u{7}", "null",
];

/// Values to put in the place of others.
fn values() -> Vec<Value> {
    let others = json!([
        null, true, false, 0, 7, -1, 1.5, [], {}, [null], [[]], ["a"], ["a", "b"], ["a", "a"],
        ["a", ""], ["a", "b", "", ""], [1, "b"], {"zzz": "a"}, {"text": "a"}, {"gb": "a"},
        {"ipa": "a"}, {"de": "a"}, {"german": "a"}, {"definition": "a"}, {"headword": "a"},
        {"headword": "a", "senses": {"definition": "b"}}, {"usage": 3},
    ]);
    let texts = TEXTS.map(Value::from).into_iter().chain(["x".repeat(65).into()]);
    texts.chain(others.as_array().cloned().unwrap()).collect()
}

/// Returns the path of every value in a document.
fn ways(value: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let children: Vec<(String, &Value)> = match value {
        Value::Object(pairs) => pairs.iter().map(|it| (it.0.clone(), it.1)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|it| (it.0.to_string(), it.1)).collect()
        }
        _ => Vec::new(),
    };
    for (name, child) in children {
        let name = name.replace('~', "~0").replace('/', "~1");
        found.extend(ways(child).into_iter().map(|it| format!("/{name}{it}")));
    }
    found
}

/// What is changed: which value, in which way, and by which other value.
type Change = (u16, u8, u8);

fn change(document: &mut Value, (at, how, with): Change) {
    let ways = ways(document);
    let way = &ways[usize::from(at) % ways.len()];
    let values = values();
    let value = values[usize::from(with) % values.len()].clone();
    let owner = way.rsplit_once('/').map(|it| it.0.to_owned());
    let Some(place) = document.pointer_mut(way) else { return };
    match (how % 6, place, owner) {
        (0, Value::Object(pairs), _) => {
            let key = if with % 2 == 0 { "zzz" } else { "definition" };
            pairs.insert(key.to_owned(), value);
        }
        (0 | 1, Value::Array(items), _) => {
            let again = items.first().cloned();
            items.push(if with % 2 == 0 { value } else { again.unwrap_or(value) });
        }
        (2, place, _) => *place = json!([place.clone()]),
        (3, _, Some(owner)) => {
            let key = way.rsplit('/').next().unwrap_or("").to_owned();
            match document.pointer_mut(&owner) {
                Some(Value::Object(pairs)) => drop(pairs.remove(&key)),
                Some(Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
                _ => {}
            }
        }
        (_, place, Some(_)) => *place = value,
        _ => {}
    }
}

/// Returns a document as YAML that a YAML 1.2 parser reads as this JSON; no value is `null` or
/// empty.
fn yaml(value: &Value, indent: usize, null: &str) -> String {
    match value {
        Value::Object(pairs) if !pairs.is_empty() => {
            let pair = |(key, value): (&String, &Value)| {
                format!("\n{:indent$}{}:{}", "", text(key), yaml(value, indent + 2, null))
            };
            pairs.iter().map(pair).collect()
        }
        Value::Array(items) if !items.is_empty() => {
            let item = |it: &Value| format!("\n{:indent$}-{}", "", yaml(it, indent + 2, null));
            items.iter().map(item).collect()
        }
        Value::Null => null.to_owned(),
        Value::String(it) => format!(" {}", text(it)),
        other => format!(" {other}"),
    }
}

/// Returns a text as YAML: plain if it is the same text in YAML 1.2, else in quotes.
fn text(it: &str) -> String {
    let is_plain = it.chars().all(|it| it.is_ascii_alphabetic()) && !it.is_empty();
    let means_else = ["null", "true", "false"].contains(&it.to_lowercase().as_str());
    if is_plain && !means_else { it.to_owned() } else { Value::from(it).to_string() }
}

fn nulls(value: &Value) -> usize {
    match value {
        Value::Null => 1,
        Value::Object(pairs) => pairs.values().map(nulls).sum(),
        Value::Array(items) => items.iter().map(nulls).sum(),
        _ => 0,
    }
}

/// Checks many files, each in a folder of its own, and returns the errors by the file's number.
fn errors(files: &[(Value, &str)]) -> BTreeMap<usize, BTreeSet<String>> {
    let sandbox = Sandbox::new();
    for (number, (document, null)) in files.iter().enumerate() {
        let source = yaml(document, 0, null);
        let folder = format!("decks/d{number}");
        let is_deck = document.get("deck").is_some();
        if !is_deck {
            let deck = format!("deck: {{id: d{number}, name: D}}\n");
            sandbox.write(&format!("{folder}/deck.yaml"), deck);
        }
        let name = if is_deck { "deck.yaml" } else { "words.yaml" };
        sandbox.write(&format!("{folder}/{name}"), format!("{source}\n"));
        let other = "entries: [{headword: zzz, senses: {definition: b}}]\n";
        sandbox.write(&format!("{folder}/zzz.yaml"), other);
    }
    let document = sandbox.run(&["check", "decks", "--json"]).json();
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for it in document["diagnostics"].as_array().unwrap() {
        let code = it["code"].as_str().unwrap();
        if it["severity"] == "error" && !LIMITS.contains(&code) {
            let folder = it["file"].as_str().unwrap().split('/').nth(1).unwrap();
            let number = folder.trim_start_matches('d').parse().unwrap();
            found.entry(number).or_default().insert(code.to_owned());
        }
    }
    found
}

/// Returns of each document whether the schema accepts it, as another program's validator says.
fn accepted(documents: &[Value]) -> Vec<bool> {
    let sandbox = Sandbox::new();
    let question = json!({"schema": sandbox.run(&["schema"]).json(), "documents": documents});
    sandbox.write("question.json", question.to_string());
    let answer = python("sarif", "validate_schema.py", &[&sandbox.path().join("question.json")]);
    serde_json::from_value(answer["accepted"].clone()).unwrap()
}

#[test]
#[ignore = "needs tools"]
fn the_schema_agrees_with_the_checks() {
    let mut runner = TestRunner::deterministic();
    let lacks_deck = prop::bool::weighted(0.2);
    let changes = (lacks_deck, prop::collection::vec(any::<Change>(), 0..4));
    let documents: Vec<Value> = (0..600)
        .map(|_| {
            let mut document = whole();
            let (lacks_deck, changes) = changes.new_tree(&mut runner).unwrap().current();
            if lacks_deck {
                document.as_object_mut().unwrap().remove("deck");
            }
            for it in changes {
                change(&mut document, it);
            }
            document
        })
        .filter(Value::is_object)
        .collect();
    // JSON has the word `null` and an empty value alike.
    let both = |it: &Value| [(it.clone(), ""), (it.clone(), " null")];
    let files: Vec<(Value, &str)> = documents.iter().flat_map(both).collect();
    let errors = errors(&files);
    let accepted = accepted(&documents);
    assert_eq!(accepted.len(), documents.len());
    let (mut right, mut wrong) = (0, 0);
    for (number, (document, is_accepted)) in documents.iter().zip(accepted).enumerate() {
        let found = [2 * number, 2 * number + 1].map(|it| errors.get(&it));
        let is_right = found.iter().any(Option::is_none);
        let source = || yaml(document, 0, " null");
        assert!(is_accepted || !is_right, "check accepts, the schema refuses:{}", source());
        // Of several empty values one may have to be the word and another one nothing.
        if nulls(document) < 2 {
            assert!(
                !is_accepted || is_right,
                "check finds {found:?}, the schema none:{}",
                source()
            );
        }
        if is_right { right += 1 } else { wrong += 1 }
    }
    assert!(right > 100 && wrong > 100, "{right} right and {wrong} wrong documents say little");
}

#[test]
#[ignore = "needs tools"]
fn the_schema_knows_what_yaml_twists_and_what_it_can_tell_to_be_wrong() {
    let with = |(way, value): &(&str, Value)| {
        let mut document = whole();
        *document.pointer_mut(way).unwrap() = value.clone();
        document
    };
    let right = [
        ("/entries/0/senses/0/teach", json!("yes")),
        ("/entries/0/summary", json!(null)),
        ("/entries/0/synonyms", json!(null)),
        ("/entries/0/cards", json!(null)),
        ("/deck/id", json!(7)),
        ("/entries/0/headword", json!(false)),
        ("/entries/0/headword", json!(2024)),
        ("/entries/0/headword", json!(null)),
        ("/entries/0/senses", json!({"definition": "a"})),
        ("/entries/0/quiz/0/choices", json!([1, 2])),
        ("/entries/0/level", json!("HSK 3")),
    ];
    let wrong = [
        ("/entries/0/quiz/0/choices", json!(["a", "a"])),
        ("/entries/0/quiz/0/choices", json!(["a"])),
        ("/deck/id", json!("con")),
        ("/deck/id", json!("backup-1")),
        ("/deck", json!(null)),
        ("/entries/0/frequency", json!("often")),
        ("/entries/0/senses/0/teach", json!("perhaps")),
        ("/entries/1", json!({"headword": "a"})),
        ("", json!({})),
        ("", json!({"deck": {"id": "a"}})),
    ];
    let documents: Vec<Value> = right.iter().chain(&wrong).map(with).collect();
    for (number, (is_accepted, change)) in
        accepted(&documents).into_iter().zip(right.iter().chain(&wrong)).enumerate()
    {
        assert_eq!(is_accepted, number < right.len(), "{change:?}");
    }
}

#[test]
fn every_key_of_the_schema_is_tried() {
    let schema = Sandbox::new().run(&["schema"]).json();
    let tried: BTreeSet<String> =
        ways(&whole()).iter().filter_map(|it| it.rsplit('/').next()).map(str::to_owned).collect();
    for part in schema["$defs"].as_object().unwrap().values() {
        for key in part["properties"].as_object().iter().flat_map(|it| it.keys()) {
            assert!(tried.contains(key), "no document of this test has `{key}`");
        }
    }
}

#[test]
fn the_handbook_names_what_the_schema_cannot_tell() {
    let text = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let section = text.split("## The schema for editors").nth(1).unwrap();
    for code in LIMITS {
        assert!(section.contains(&format!("`{code}`")), "docs/format.md does not name {code}");
    }
}
