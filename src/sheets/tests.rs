//! Tests of cells, keys and rows, in both directions.

use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::diag::{Diagnostics, Files};
use crate::model::Dialect;
use crate::source::{Written, read_entries};

const ENTRY: &str = r"
entries:
  - headword: premiere
    part_of_speech: noun
    level: B2
    pronunciation: /ˈpremieə/
    synonyms: [first night, '\*opening\*']
    tags: [cinema]
    cards: {usage: 4, quiz: false, listen: true, type: yes}
    senses:
      - definition: The *first* showing.
        translations: {de: die Premiere, fr: la première}
        examples:
          gb: ['The {film|play} premieres.']
          any: [{text: It premiered., id: abroad, audio: a.mp3}]
      - definition: To show first.
        part_of_speech: verb
        teach: true
    patterns: ['the premiere {of}']
    collocations: [{text: world premiere, translations: {de: Weltpremiere}}]
    contexts: {business: B.}
    memory: {metaphor: M.}
    mistakes: [{wrong: W., right: R., why: Y.}]
    distinctions: [{from: release, difference: D., cues: [{text: T., answer: premiere, why: Y.}]}]
    questions: [{question: Q?, answer: A.}]
    quiz: [{question: Which?, choices: [one, two, three], answer: [one, three], feedback: {two: No.}}]
";

fn with_entry<T>(yaml: &str, see: impl Fn(&crate::source::Entry) -> T) -> T {
    let mut found = None;
    let file = Files::default().add("deck.yaml");
    let mut diagnostics = Diagnostics::default();
    read_entries(file, &yaml.into(), &mut diagnostics, &mut |written, _| {
        if let Written::Entry(entry) = written {
            found = Some(see(&entry));
        }
        ControlFlow::Continue(())
    });
    found.unwrap()
}

/// Returns every cell as `key · column: text`, with a mark for those whose change is no edit.
fn shown(rows: &[SheetRow]) -> Vec<String> {
    let mut lines = Vec::new();
    for row in rows {
        for cell in row.cells.iter().filter(|it| !it.text.is_empty()) {
            let mark = match cell.role {
                Role::Own => "",
                Role::Inherited => "^",
                Role::Place => "#",
            };
            let text = cell.text.replace('\n', "⏎");
            lines.push(format!("{} · {mark}{}: {text}", row.key, cell.field.name()));
        }
    }
    lines
}

#[test]
fn every_key_of_an_entry_has_a_cell() {
    let lines = with_entry(ENTRY, |it| shown(&rows("premiere", it)));
    for expected in [
        "premiere entry · headword: premiere",
        "premiere entry · ipa_gb: /ˈpremieə/",
        "premiere entry · ipa_us: /ˈpremieə/",
        r"premiere entry · synonyms: first night⏎\*opening\*",
        "premiere entry · contexts_business: B.",
        "premiere entry · metaphor: M.",
        "premiere entry · cards: listen: true, usage: 4, quiz: false, type: true",
        "premiere definition/1 · #headword: premiere",
        "premiere definition/1 · ^part_of_speech: noun",
        "premiere definition/1 · definition: The *first* showing.",
        "premiere definition/1 · translation_fr: la première",
        "premiere definition/2 · part_of_speech: verb",
        "premiere definition/2 · teach: yes",
        "premiere usage/example/1/gb/1 · #dialect: gb",
        "premiere usage/example/1/gb/1 · text: The {film|play} premieres.",
        "premiere usage/abroad · #sense: 1",
        "premiere usage/abroad · audio: a.mp3",
        "premiere usage/pattern/1 · #kind: pattern",
        "premiere usage/collocation/1 · translation_de: Weltpremiere",
        "premiere question/mistake/1 · why: Y.",
        "premiere distinction/1 · from: release",
        "premiere distinction/1/cue/1 · #distinction: release",
        "premiere distinction/1/cue/1 · answer: premiere",
        "premiere question/1 · answer: A.",
        "premiere quiz/1 · choice_3: three",
        "premiere quiz/1 · answer: one⏎three",
        "premiere quiz/1 · feedback_2: No.",
    ] {
        assert!(lines.iter().any(|it| it == expected), "{expected}\n{}", lines.join("\n"));
    }
}

#[test]
fn the_table_has_the_fields_of_a_word_only_once() {
    let rows = with_entry(ENTRY, |it| table("premiere", it));
    let lines = shown(&rows);
    for expected in [
        "premiere definition/1 · level: B2",
        "premiere definition/1 · examples: It premiered.",
        "premiere definition/1 · examples_gb: The {film|play} premieres.",
        "premiere definition/1 · patterns: the premiere {of}",
        "premiere definition/2 · #headword: premiere",
        "premiere definition/2 · #level: B2",
    ] {
        assert!(lines.iter().any(|it| it == expected), "{expected}\n{}", lines.join("\n"));
    }
    assert_eq!(rows[1].role(&SheetField::Entry("synonyms")), None);
    assert_eq!(rows[1].role(&SheetField::Register), Some(Role::Place));
    assert_eq!(rows[1].role(&SheetField::Translation("it".to_owned())), Some(Role::Own));
    let without = "entries:\n  - headword: '007'\n    questions: {question: Q?, answer: A.}\n";
    assert_eq!(with_entry(without, |it| shown(&table("007", it))), ["007 entry · headword: 007"]);
}

#[test]
fn a_revision_depends_on_exactly_the_editable_cells() {
    let revision_of =
        |yaml: &str, at: usize| with_entry(yaml, |it| rows("premiere", it)[at].revision());
    let before = revision_of(ENTRY, 1);
    assert_eq!(before.len(), 11);
    assert_eq!(revision_of(&ENTRY.replace("headword: premiere", "headword: première"), 1), before);
    assert_ne!(revision_of(&ENTRY.replace("*first*", "first"), 1), before);
    let cells = [
        (SheetField::Teach, ""),
        (SheetField::Translation("fr".to_owned()), "la première"),
        (SheetField::Translation("de".to_owned()), " die Premiere\r\n"),
        (SheetField::PartOfSpeech, "noun"),
        (SheetField::Definition, "The *first* showing."),
    ];
    assert_eq!(revision(cells.iter().map(|(field, text)| (field, *text))), before);
}

#[test]
fn columns_are_found_by_their_names() {
    let rows = with_entry(ENTRY, |it| rows("premiere", it));
    let mut extent = Extent::default();
    rows.iter().for_each(|it| extent.include(it).unwrap());
    for sheet in Sheet::WORKBOOK.into_iter().chain([Sheet::Table]) {
        let columns = sheet.columns(&extent);
        for column in &columns {
            assert_eq!(sheet.field(&column.name()).as_ref(), Some(column));
        }
        assert_eq!(columns.last(), Some(&SheetField::Revision));
    }
    assert_eq!(Sheet::Words.field(" IPA GB "), Some(SheetField::Ipa(Dialect::British)));
    assert_eq!(Sheet::Quiz.field("Choice 12"), Some(SheetField::Choice(12)));
    for unknown in ["translation_", "translation_x y", "choice_0", "notes", "übersetzung_de"] {
        assert_eq!(Sheet::Senses.field(unknown), None);
    }
}

#[test]
fn keys_can_be_parsed_again() {
    for key in [
        Key::of_entry("premiere"),
        Key::of_entry("1-2"),
        Key::of_entry("an entry"),
        Key::of_item("first night", "definition/1"),
        Key::of_item("a entry", "usage/my id of it"),
        Key::of_item("definition", "distinction/1/cue/2"),
    ] {
        assert_eq!(Key::parse(&key.to_string()), Some(key));
    }
    for text in ["", "premiere", "definition/1", "premiere words", "/1"] {
        assert_eq!(Key::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn a_list_can_be_parsed_again(list in prop::collection::vec("([a-z*{}|\\\\;, \u{85}]|\n|\\PC){0,12}", 0..5)) {
        let list: Vec<String> =
            list.iter().map(|it| clean(it)).filter(|it| !it.is_empty()).collect();
        let cell = joined(list.iter().map(String::as_str));
        prop_assert_eq!(&items(&cell), &list);
        prop_assert_eq!(clean(&cell), cell);
    }

    #[test]
    fn what_is_written_from_a_cell_gives_the_same_cell(
        text in "[ -~\n\té\u{301}ˈ😀א＝\u{A0}]{0,30}",
        list in prop::collection::vec("[ -~\n＝]{0,12}", 0..4),
    ) {
        let (text, list) = (clean(&text), joined(list.iter().map(|it| it.trim())));
        let quoted = |it: &str| serde_json::to_string(it).unwrap();
        let items: Vec<String> = items(&list).iter().map(|it| quoted(it)).collect();
        let yaml = format!(
            "entries:\n  - headword: a\n    summary: {}\n    synonyms: [{}]\n",
            quoted(&text),
            items.join(", ")
        );
        let cells = with_entry(&yaml, |it| {
            let rows = rows("a", it);
            ["summary", "synonyms"].map(SheetField::Entry).map(|it| rows[0].text(&it).to_owned())
        });
        prop_assert_eq!(cells, [text, list]);
    }

    #[test]
    fn cleaning_a_cell_twice_changes_nothing_more(cell in "([a-z ]|\r|\n|\\PC){0,30}") {
        let once = joined(items(&cell).iter().map(String::as_str));
        prop_assert_eq!(joined(items(&once).iter().map(String::as_str)), once);
        prop_assert_eq!(clean(&clean(&cell)), clean(&cell));
    }

    #[test]
    fn any_key_can_be_parsed_again(entry in "[a-z.'_-]([a-z .'_-]{0,8}[a-z.'_-])?", id in "[a-z.'_-]([a-z .'_-]{0,8}[a-z])?") {
        for key in [Key::of_entry(&entry), Key::of_item(&entry, format!("usage/{id}"))] {
            prop_assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
    }
}
