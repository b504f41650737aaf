//! Headwords are found in sentences of many languages (`tests/gaps/`).

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use lexideck::internal::model::PartOfSpeech;
use lexideck::internal::model::inflection::{Finder, Headwords};

use crate::support::{Sandbox, deck};

/// A headword in a sentence.
struct Case {
    headword: String,
    part_of_speech: String,
    sentence: String,
    gaps: Vec<Range<usize>>,
}

/// How well gaps are found.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    partial: usize,
    wrong: usize,
    none: usize,
    /// Gaps that are not as expected, as they should not be.
    problems: Vec<String>,
}

/// The fewest sentences of each language.
const FEWEST: [(&str, usize); 7] =
    [("ar", 20), ("de", 60), ("es", 60), ("fr", 60), ("it", 60), ("ja", 20), ("ru", 60)];

fn cases(language: &str) -> Vec<Case> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/gaps/{language}.txt"));
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|it| !it.starts_with('#') && !it.trim().is_empty());
    lines.map(case).collect()
}

fn case(line: &str) -> Case {
    let [headword, part_of_speech, marked] = line.split(" | ").collect::<Vec<_>>()[..] else {
        panic!("not a case: {line}")
    };
    let (mut sentence, mut gaps) = (String::new(), Vec::new());
    let mut start = 0;
    for c in marked.replace("[+", "[").chars() {
        match c {
            '[' => start = sentence.len(),
            ']' => gaps.push(start..sentence.len()),
            c => sentence.push(c),
        }
    }
    let [headword, part_of_speech] = [headword, part_of_speech].map(str::to_owned);
    Case { headword, part_of_speech, sentence, gaps }
}

fn score(language: &str) -> Score {
    let cases = cases(language);
    let mut headwords = Headwords::default();
    cases.iter().for_each(|it| headwords.add(&it.headword));
    let mut score = Score::default();
    for it in &cases {
        let class: Vec<_> = PartOfSpeech::class_of(&it.part_of_speech).into_iter().collect();
        let finder = Finder::new(&it.headword, &class, language);
        let mut found: Vec<_> =
            finder.find_gaps(&it.sentence, &headwords).into_iter().flatten().collect();
        found.sort_by_key(|it| it.start);
        let overlaps = |it: &Range<usize>, all: &[Range<usize>]| {
            all.iter().any(|other| it.start < other.end && other.start < it.end)
        };
        let count = match () {
            () if found == it.gaps => &mut score.right,
            () if found.is_empty() => &mut score.none,
            () if found.iter().any(|one| overlaps(one, &it.gaps)) => &mut score.partial,
            () => &mut score.wrong,
        };
        *count += 1;
        if found != it.gaps {
            let words: Vec<_> = found.iter().map(|one| &it.sentence[one.clone()]).collect();
            score.problems.push(format!("{}: {} {words:?}", it.headword, it.sentence));
        }
    }
    score
}

#[test]
fn gaps_are_found_in_the_sentences_of_each_language() {
    let scores: BTreeMap<_, _> = FEWEST.iter().map(|it| (it.0, score(it.0))).collect();
    let mut short = Vec::new();
    for (language, least) in FEWEST {
        let Score { right, partial, wrong, none, problems } = &scores[language];
        let all = right + partial + wrong + none;
        println!("{language}: {right} right, {partial} partial, {wrong} wrong, {none} none");
        problems.iter().for_each(|it| println!("    {it}"));
        if all < least || *wrong > 0 || right * 100 < all * 95 {
            short.push(language);
        }
    }
    assert!(short.is_empty(), "too few are right: {short:?}");
}

fn in_language(language: &str, entries: &str) -> String {
    deck(entries).replace("  name: Test\n", &format!("  name: Test\n  language: {language}\n"))
}

fn entry(headword: &str, example: &str) -> String {
    // No two definitions are the same.
    let number: u32 = headword.bytes().map(u32::from).sum();
    format!(
        "  - headword: {headword}\n    senses:\n      - definition: '… {number}'\n        examples: ['{example}']\n"
    )
}

#[test]
fn cards_ask_the_forms_of_a_language() {
    let sandbox = Sandbox::new();
    let entries = entry("das Haus", "Am Rand des Dorfes stehen drei Häuser.")
        + &entry("aufstehen", "Er steht immer früh auf.")
        + &entry("groß", "Mein Bruder ist größer als ich.");
    sandbox.write("test.yaml", in_language("de", &entries));
    sandbox.build(&["test.yaml", "--to", "csv", "--cards", "everything"]);
    let rows = sandbox.table("test");
    let answers: Vec<_> =
        rows.iter().filter(|it| it["card"] == "usage").map(|it| it["answer"].as_str()).collect();
    assert_eq!(answers, ["Häuser", "steht … auf", "größer"]);
}

#[test]
fn forms_that_the_author_wrote_are_found() {
    let sandbox = Sandbox::new();
    let with = |forms: &str| {
        let german = entry("der Mensch", "Viele Leute warten.")
            .replace("    senses", &format!("    forms: {forms}\n    senses"));
        sandbox.write("test.yaml", in_language("de", &german));
        sandbox.run(&["check", "test.yaml", "--json"]).codes()
    };
    assert_eq!(with("[Menschlein]"), ["gap-not-found"]);
    assert_eq!(with("{ plural: die Leute }"), [""; 0]);
}

#[test]
fn a_headword_of_another_file_is_not_hidden() {
    let sandbox = Sandbox::new();
    sandbox.write("d/deck.yaml", in_language("de", "").replace("entries:\n", ""));
    sandbox.write("d/one.yaml", format!("entries:\n{}", entry("Arbeit", "Die Arbeiter ruhen.")));
    let alone = sandbox.run(&["check", "d", "--json"]).codes();
    sandbox.write("d/two.yaml", format!("entries:\n{}", entry("Arbeiter", "Ein Arbeiter geht.")));
    let both = sandbox.run(&["check", "d", "--json"]).codes();
    assert_eq!((alone.len(), both.as_slice()), (0, &["gap-not-found".to_owned()][..]));
}

#[test]
fn a_language_without_spaces_has_one_warning() {
    let sandbox = Sandbox::new();
    let entries =
        entry("猫", "犬が走った。") + &entry("雨", "雪が降った。") + &entry("本", "紙だ。");
    sandbox.write("test.yaml", in_language("ja", &entries));
    let run = sandbox.run(&["check", "test.yaml"]);
    assert_eq!(run.stderr.matches("gap-not-found").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("here and in 2 others"), "{}", run.stderr);
    let allowed =
        in_language("ja", &entries).replace("  language", "  allow: [gap-not-found]\n  language");
    sandbox.write("test.yaml", allowed);
    assert_eq!(sandbox.run(&["check", "test.yaml", "--json"]).codes(), [""; 0]);
}
