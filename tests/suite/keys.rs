//! Keys of a source that hold for any language: forms, regions, senses with translations only.

use std::fs;

use crate::support::{Sandbox, deck};

fn problems(source: &str) -> Vec<String> {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", source);
    sandbox.write("media/haus.mp3", "sound");
    let json = sandbox.run(&["check", "test.yaml", "--json"]).json();
    let all = json["diagnostics"].as_array().unwrap().iter();
    let said = |it: &serde_json::Value| {
        let text = |key: &str| it[key].as_str().unwrap_or("").to_owned();
        format!("{} {}: {} ({})", text("severity"), text("code"), text("message"), text("help"))
    };
    all.map(said).collect()
}

fn german(entries: &str) -> String {
    deck(entries).replace("  name: Test\n", "  name: Test\n  language: de\n")
}

#[test]
fn every_key_of_an_entry_in_another_language_is_accepted() {
    let entry = "  - headword: das Haus
    forms: { plural: Häuser, genitive: [des Hauses, des Haus] }
    gender: n
    reading: haus
    frequency: 212
    pronunciation: { ipa: haʊ̯s, audio: haus.mp3, de-AT: { ipa: haos }, gsw: huːs }
    notes: A *common* word.
    source: A list.
    fields: { Etymology: Old High German *hūs*. }
    level: N5
    senses:
      - translations: { en: house }
        synonyms: [Gebäude]
        antonyms: Hütte
        register: neutral
        level: HSK 3
        pronunciation: haʊ̯s
    collocations:
      - { text: 'ein {Haus} bauen', sense: 1 }
";
    let described = german(entry)
        .replace("  language: de\n", "  language: de\n  languages: [en, fr]\n  interface: de\n");
    assert_eq!(problems(&described), [""; 0]);
}

#[test]
fn a_sense_has_a_definition_or_translations() {
    let entry = |sense: &str| format!("  - headword: Hund\n    senses: [{{{sense}}}]\n");
    assert_eq!(problems(&german(&entry("translations: {en: dog}"))), [""; 0]);
    assert_eq!(problems(&german(&entry("definition: Ein Tier."))), [""; 0]);
    let missing = "error missing-key: a sense needs `definition` or `translations` (add \
                   `definition: …` or `translations: { en: … }`; a key without a value counts as \
                   absent)";
    assert_eq!(problems(&german(&entry("part_of_speech: noun"))), [missing]);
    assert_eq!(problems(&german(&entry("translations: {en: ''}"))), [missing]);
}

#[test]
fn a_sense_with_translations_only_is_recognised_by_them() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "test.yaml",
        german("  - headword: Hund\n    senses: [{translations: {en: dog}}]\n"),
    );
    sandbox.build(&["test.yaml", "--to", "csv", "--cards", "everything"]);
    let csv = fs::read_to_string(sandbox.path().join("out/test.csv")).unwrap();
    let row = csv.lines().find(|it| it.contains("\"recognise\"")).unwrap();
    assert!(row.contains("\"Hund\",\"en: dog\""), "{row}");
    assert!(!csv.contains("\"produce\""), "{csv}");
}

#[test]
fn levels_of_other_scales_are_free_texts() {
    let entry = |level: &str| {
        deck(&format!("  - headword: cue\n    level: {level}\n    senses: [{{definition: s}}]\n"))
    };
    for level in ["B2", "N5", "N1", "HSK 3", "B1+", "7"] {
        assert_eq!(problems(&entry(level)), [""; 0], "{level}");
    }
    assert_eq!(problems(&entry("b1")), ["warning unknown-level: `b1` is not a level (write `B1`)"]);
    assert_eq!(
        problems(&entry("C3")),
        ["warning unknown-level: `C3` is not a level (the levels are A1, A2, B1, B2, C1, C2)"]
    );
}

#[test]
fn a_rank_is_a_number_and_a_region_a_tag() {
    let entry = |key: &str| {
        deck(&format!("  - headword: cue\n    {key}\n    senses: [{{definition: s}}]\n"))
    };
    assert_eq!(problems(&entry("frequency: '0212'")), [""; 0]);
    for rank in ["often", "0", "-1", "1.5"] {
        let found = problems(&entry(&format!("frequency: {rank}")));
        assert_eq!(
            found,
            ["error wrong-kind: `frequency` must be a whole number from 1 (write the rank in \
              digits only: `212`; put anything else into `notes`)"]
        );
    }
    assert_eq!(
        problems(&entry("pronunciation: { uk: kjuː }")),
        ["error invalid-language: `uk` is the language tag of Ukrainian (write `gb`)"]
    );
    let found = problems(&entry("pronunciation: { audoi: a.mp3 }"));
    assert!(found[0].starts_with("error unknown-key: "), "{found:?}");
}

#[test]
fn a_phrase_names_its_sense_by_id_or_number() {
    let entry = |name: &str| {
        deck(&format!(
            "  - headword: run\n    senses: [{{definition: a}}, {{definition: b, id: fill}}]\n    \
             collocations: [{{text: '{{run}} a bath', sense: {name}}}]\n"
        ))
    };
    assert_eq!(problems(&entry("2")), [""; 0]);
    assert_eq!(problems(&entry("fill")), [""; 0]);
    assert_eq!(
        problems(&entry("3")),
        ["error unknown-sense: the entry has no sense `3` (the entry has 2 senses)"]
    );
    assert_eq!(
        problems(&entry("fil")),
        ["error unknown-sense: the entry has no sense `fil` (did you mean `fill`?)"]
    );
}

#[test]
fn options_choose_translations_and_the_language_of_labels() {
    let sandbox = Sandbox::new();
    let entry = "  - headword: Hund\n    senses: [{definition: Ein Tier., translations: {fr: chien, en: dog, en-GB: hound}}]\n";
    sandbox.write("test.yaml", german(entry));
    let glossary = |options: &[&str]| {
        let mut all = vec!["test.yaml", "--to", "moodle-glossary"];
        all.extend(options);
        sandbox.build(&all);
        let file = sandbox.path().join("out/test.moodle-glossary.xml");
        let text = fs::read_to_string(file).unwrap();
        let words =
            ["chien", "dog", "hound"].into_iter().filter_map(|it| Some((text.find(it)?, it)));
        let mut words: Vec<_> = words.collect();
        words.sort_unstable();
        words.iter().map(|it| it.1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(glossary(&[]), "chien dog hound");
    assert_eq!(glossary(&["--translations", "en,fr"]), "dog hound chien");
    assert_eq!(glossary(&["--translations", "none"]), "");
    assert_eq!(glossary(&["--interface", "fr"]), "chien dog hound");
    sandbox.write(
        "test.yaml",
        german(entry).replace("language: de", "language: de\n  languages: [en-GB]"),
    );
    assert_eq!(glossary(&[]), "hound");
    assert_eq!(glossary(&["--translations", "all"]), "chien dog hound");
    let run = sandbox.run(&["build", "test.yaml", "--translations", "german, formal"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    let run = sandbox.run(&["build", "test.yaml", "--interface", "it"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
}
