//! Formats for e-learning platforms and games, and Anki's text files, as parsers written by others
//! read them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::{Sandbox, json_of, python, root, tool_folder};

/// Texts that some format interprets, which must be read back unchanged.
const HOSTILE: [&str; 31] = [
    "=1+1",
    "+x",
    "-able",
    "@SUM(1,2)",
    "＝1+1",
    r"a ~ b = c { d } # e : f \ g \n \: \\ |",
    "]]> and ]]]]> and <![CDATA[x]]>",
    "line one\nline two\n\nline four",
    "one tab\tand two\t\tmore",
    "ˈsaʊnd‿træk t\u{361}ʃ x\u{301}",
    "😀 👩\u{200D}👩\u{200D}👧 𝔊",
    "שלום עולם, مرحبا بالعالم 42",
    "\"quotes\" 'and' “these” and \"one more",
    "a < b > c & d &amp; &#65; <b>bold</b>",
    "from -> to",
    "[html]x",
    "[plain] y",
    "::name::",
    "//comment [id:x] [tag:y]",
    "%50%of it",
    "T",
    "{1:SHORTANSWER:=x~y}",
    r"@@PLUGINFILE@@/a $$x$$ \(y\) \[z\]",
    "a, b; c | d",
    "007",
    r"* a star and \* another",
    "$CATEGORY: x",
    "{{c1::x}} [sound:a.mp3] [latex]y[/latex]",
    "####",
    "x &&035; y",
    "2024-01-05",
];

/// Escapes text for a source; with `gaps`, for a text that may have gaps.
fn marked(letters: &str, gaps: bool) -> String {
    let mut out = String::new();
    for letter in letters.chars() {
        if "*`~\\".contains(letter) || (gaps && "{|}".contains(letter)) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Returns a deck in which every kind of text is hostile.
fn hostile_deck() -> String {
    let quoted = |it: &str| serde_json::to_string(it).unwrap();
    let mut deck = String::from(
        "deck: {id: test, name: 'A/B \\ # ~ = {c}::D]]> & <e>', tags: ['t<1>', 't]2'], author: 'A ]]> <b>'}\nentries:\n",
    );
    for (at, it) in HOSTILE.iter().enumerate() {
        let (text, phrase) = (quoted(&marked(it, false)), marked(it, true));
        let gap = phrase.replace('\n', " ");
        let pattern = quoted(&format!("word {phrase} {{{gap}|other}}"));
        deck.push_str(&format!(
            "  - headword: {}\n    id: w{at}\n    register: {}\n    tags: [{text}]\n    \
             senses: [{{definition: {text}, translations: {{de: {text}}}}}]\n    \
             synonyms: [{text}]\n    patterns: [{pattern}]\n    \
             questions: [{{question: {text}, answer: {text}}}]\n    quiz:\n      \
             - {{question: {text}, choices: [{text}, other], answer: {text}, why: {text}, feedback: {{other: {text}}}}}\n      \
             - {{question: {text}, choices: [{text}, other, third], answer: [{text}, third]}}\n",
            quoted(it),
            quoted(it),
        ));
    }
    deck
}

fn build(sandbox: &Sandbox, formats: &str) -> PathBuf {
    sandbox.write("test.yaml", hostile_deck());
    sandbox.build(&["test.yaml", "--draft", "--cards", "everything", "--to", formats]);
    sandbox.path().join("out")
}

/// Returns the items of a list by one of their texts.
pub(crate) fn by<'v>(list: &'v Value, key: &str) -> BTreeMap<&'v str, &'v Value> {
    let list = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
    list.iter().map(|it| (it[key].as_str().unwrap(), it)).collect()
}

/// Returns the answer of a gap, which contains no line break.
fn answer(it: &str) -> String {
    it.replace('\n', " ")
}

#[test]
#[ignore = "needs tools"]
fn moodle_reads_every_text_as_it_was_written() {
    let sandbox = Sandbox::new();
    let file = build(&sandbox, "moodle").join("test.moodle.xml");
    let found = python("python", "read_moodle.py", &[&file]);
    assert_eq!(found["problems"], serde_json::json!([]));
    assert_eq!(found["category"], serde_json::json!(["A/B \\ # ~ = {c}", "D]]> & <e>"]));
    let questions = by(&found["questions"], "name");
    assert_eq!(questions.len(), 3 * HOSTILE.len());
    for (at, it) in HOSTILE.iter().enumerate() {
        let one = questions[format!("w{at}/quiz/1").as_str()];
        assert_eq!([&one["text"], &one["general"]], [it, it]);
        let answer_of =
            |it: &Value| (it["fraction"].clone(), it["text"].clone(), it["feedback"].clone());
        let answers: Vec<_> = one["answers"].as_array().unwrap().iter().map(answer_of).collect();
        assert_eq!(
            answers,
            [(100.0.into(), (*it).into(), "".into()), (0.0.into(), "other".into(), (*it).into())]
        );
        let several = questions[format!("w{at}/quiz/2").as_str()];
        let marks: Vec<_> = several["answers"].as_array().unwrap().iter().map(answer_of).collect();
        let marks: Vec<_> = marks.iter().map(|it| it.0.as_f64().unwrap()).collect();
        assert_eq!(marks, [50.0, -100.0, 50.0]);
        let gap = questions[format!("w{at}/usage/pattern/1").as_str()];
        // The definition follows as a hint.
        assert!(gap["text"].as_str().unwrap().starts_with(&format!("word {it} _____(")), "{gap}");
        assert_eq!(gap["general"], format!("word {it} {}/other", answer(it)));
        assert_eq!(gap["answers"][0]["text"], answer(it));
        assert_eq!(gap["answers"][1]["text"], "other");
        let tags = gap["tags"].as_array().unwrap();
        assert!(tags.contains(&format!("word::w{at}").into()), "{tags:?}");
    }
}

#[test]
#[ignore = "needs tools"]
fn a_moodle_glossary_has_every_word_with_its_forms_and_joins_equal_words() {
    let sandbox = Sandbox::new();
    let file = build(&sandbox, "moodle-glossary").join("test.moodle-glossary.xml");
    let found = python("python", "read_moodle.py", &[&file]);
    assert_eq!(found["problems"], serde_json::json!([]));
    let entries = by(&found["entries"], "concept");
    assert_eq!(entries.len(), HOSTILE.len());
    for it in HOSTILE {
        // A word is written in the course with single spaces.
        let concept = it.split_whitespace().collect::<Vec<_>>().join(" ");
        let concept = concept.as_str();
        let definition = entries[concept]["definition"].as_str().unwrap();
        // The register, the definition and the translation.
        assert_eq!(definition, format!("{it}{it}\nde: {it}Synonyms: {it}"));
        assert_eq!(entries[concept]["categories"], serde_json::json!(["D]]> & <e>"]));
        // The word without its article or the part in brackets is an alias.
        for alias in entries[concept]["aliases"].as_array().unwrap() {
            assert!(concept.contains(alias.as_str().unwrap()), "{alias} leads to {concept}");
        }
    }

    sandbox.write("two.yaml", "deck: {id: two, name: Two}\nentries:\n  - {headword: bow, id: bow-1, level: A2, part_of_speech: noun, senses: [{definition: a weapon, examples: [two bows]}], synonyms: [Curtsy, arc]}\n  - {headword: Bow, id: bow-2, part_of_speech: verb, senses: [{definition: to bend, examples: [She bowed low.]}]}\n  - {headword: curtsy, senses: [{definition: a greeting}]}\n  - {headword: bare, questions: [{question: q, answer: a}]}\n");
    let run = sandbox.build(&["two.yaml", "--draft", "--to", "moodle-glossary", "--json"]);
    let file = sandbox.path().join("out/two.moodle-glossary.xml");
    let found = python("python", "read_moodle.py", &[&file]);
    assert_eq!(found["problems"], serde_json::json!([]));
    let entries = by(&found["entries"], "concept");
    assert_eq!(entries.keys().copied().collect::<Vec<_>>(), ["bow", "curtsy"]);
    assert_eq!(
        entries["bow"]["definition"],
        "noun · A2a weapontwo bowsSynonyms: Curtsy, arcverbto bendShe bowed low."
    );
    assert_eq!(entries["bow"]["aliases"], serde_json::json!(["bows", "arc", "bowed"]));
    assert_eq!(entries["bow"]["categories"], serde_json::json!(["Two", "A2"]));
    assert_eq!(skipped(&run.json()), ["moodle-glossary bare definition/1: it has no definition"]);
}

#[test]
#[ignore = "needs tools"]
fn gift_is_read_by_an_independent_parser() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", hostile_deck());
    let run = sandbox.build(&["test.yaml", "--draft", "--to", "gift", "--json"]);
    // What GIFT cannot represent is reported.
    let lost: Vec<String> = skipped(&run.json());
    assert_eq!(
        lost,
        [
            "gift w14 usage/pattern/1: an answer contains `->`, which has a meaning in GIFT",
            "gift w29 usage/pattern/1: an answer contains `&&`, which has a meaning in GIFT",
        ]
    );
    let mut node = Command::new(tool_folder("node").join("bin/node"));
    node.arg(root().join("tests/formats/read_gift.mjs"));
    node.arg(tool_folder("formats")).arg(sandbox.path().join("out/test.gift.txt"));
    let found = json_of(node);
    assert_eq!(
        found["categories"],
        serde_json::json!([r"$course$/top/A//B \\ # ~ = {c}/D]]> & <e>"])
    );
    let questions = by(&found["questions"], "name");
    assert_eq!(questions.len(), 3 * HOSTILE.len() - lost.len());
    for (at, it) in HOSTILE.iter().enumerate() {
        let one = questions[format!("w{at}/quiz/1").as_str()];
        assert_eq!((&one["type"], &one["id"]), (&"MC".into(), &one["name"]));
        assert_eq!([&one["text"], &one["general"]], [it, it]);
        let (right, wrong) = (&one["answers"][0], &one["answers"][1]);
        assert_eq!((&right["right"], &right["text"]), (&true.into(), &(*it).into()));
        assert_eq!((&wrong["right"], &wrong["feedback"]), (&false.into(), &(*it).into()));
        let several = &questions[format!("w{at}/quiz/2").as_str()]["answers"];
        assert_eq!(several[0]["text"], *it);
        let weights = [0, 1, 2].map(|at: usize| several[at]["weight"].as_f64().unwrap());
        assert_eq!(weights, [50.0, -100.0, 50.0]);
        let Some(gap) = questions.get(format!("w{at}/usage/pattern/1").as_str()) else { continue };
        // The definition follows as a hint.
        assert!(gap["text"].as_str().unwrap().starts_with(&format!("word {it} _____(")), "{gap}");
        let short = gap["answers"][0]["text"].as_str().unwrap().replace(r"\*", "*");
        assert_eq!(short, answer(it));
        let tags = gap["tags"].as_array().unwrap();
        assert!(tags.contains(&format!("word::w{at}").into()), "{tags:?}");
    }
}

/// Returns what was left out, as lines.
pub(crate) fn skipped(document: &Value) -> Vec<String> {
    let list = document["decks"][0]["skipped"].as_array().unwrap();
    let text = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    let line = |it: &Value| {
        let [format, entry, item, reason] =
            ["format", "entry", "item", "reason"].map(|key| text(it, key));
        format!("{format} {entry} {item}: {reason}")
    };
    list.iter().map(line).collect()
}

pub(crate) fn rows(file: &Path) -> Vec<Vec<String>> {
    let found = python("python", "read_quiz_table.py", &[file]);
    assert_eq!(found["problems"], serde_json::json!([]), "{}", file.display());
    let cell = |it: &Value| it.as_str().unwrap().to_owned();
    let row = |it: &Value| it.as_array().unwrap().iter().map(cell).collect();
    found["rows"].as_array().unwrap().iter().map(row).collect()
}

#[test]
#[ignore = "needs tools"]
fn games_read_every_text_as_it_was_written() {
    let sandbox = Sandbox::new();
    let out = build(&sandbox, "kahoot,blooket");
    let kahoot = rows(&out.join("test.kahoot.xlsx"));
    let blooket = rows(&out.join("test.blooket.csv"));
    assert!(kahoot[0][0].starts_with("Question") && blooket[0][0] == "Blooket\nImport Template");
    assert_eq!(blooket[1][7], "Correct Answer(s)\n(Only include Answer #)");
    assert_eq!((kahoot.len(), blooket.len()), (1 + 2 * HOSTILE.len(), 2 + 2 * HOSTILE.len()));
    for (at, it) in HOSTILE.iter().enumerate() {
        let one = [*it, it, "other", "", "", "20", "1"];
        let several = [*it, it, "other", "third", "", "20", "1,3"];
        assert_eq!(kahoot[1 + 2 * at..][..2], [one, several]);
        assert_eq!(
            blooket[2 + 2 * at..][..2].iter().map(|it| &it[1..]).collect::<Vec<_>>(),
            [one, several]
        );
        assert_eq!(blooket[2 + 2 * at][0], (2 * at + 1).to_string());
    }
}

#[test]
#[ignore = "needs tools"]
fn tab_separated_files_have_every_text_on_one_line() {
    let sandbox = Sandbox::new();
    let out = build(&sandbox, "blackboard,tsv");
    let blackboard = rows(&out.join("test.blackboard.txt"));
    let terms = rows(&out.join("test.tsv"));
    assert_eq!((blackboard.len(), terms.len()), (3 * HOSTILE.len(), HOSTILE.len()));
    for (at, it) in HOSTILE.iter().enumerate() {
        let line = it.replace("\n\n", "\n").replace('\n', " · ").replace('\t', " ");
        let gap = answer(it).replace('\t', " ");
        let expected = [
            vec!["MC", &line, &line, "correct", "other", "incorrect"],
            vec!["MA", &line, &line, "correct", "other", "incorrect", "third", "correct"],
        ];
        assert_eq!(blackboard[3 * at..][..2], expected);
        let [kind, question, answers @ ..] = blackboard[3 * at + 2].as_slice() else { panic!() };
        assert_eq!((kind.as_str(), answers), ("FIB", &[gap, "other".to_owned()][..]));
        assert!(question.starts_with(&format!("word {line} _____ (")), "{question}");
        assert_eq!(terms[at], [line.clone(), format!("{line} (de: {line})")]);
    }
}

#[test]
#[ignore = "needs tools"]
fn gaps_in_several_pieces_are_questions_if_the_format_supports_them() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", "deck: {id: test, name: Test}\nentries:\n  - headword: take off\n    part_of_speech: phrasal verb\n    senses: [{definition: to remove, examples: [He took his shoes off.]}]\n    patterns: ['{take|pull} [something] {off}']\n");
    let run = sandbox.build(&["test.yaml", "--draft", "--to", "moodle,gift,blackboard", "--json"]);
    let found = python("python", "read_moodle.py", &[&sandbox.path().join("out/test.moodle.xml")]);
    assert_eq!(found["problems"], serde_json::json!([]));
    let questions = by(&found["questions"], "name");
    let pieces = questions["take off/usage/example/1/1"];
    assert_eq!(
        (&pieces["type"], &pieces["fields"]),
        (&"cloze".into(), &serde_json::json!(["=took", "=off"]))
    );
    let first = questions["take off/usage/pattern/1/gap/1"];
    assert_eq!(first["text"], "_____ [something] off(to remove)");
    let second = questions["take off/usage/pattern/1/gap/2"];
    assert_eq!(second["text"], "take/pull [something] _____(to remove)");
    assert_eq!(
        rows(&sandbox.path().join("out/test.blackboard.txt")),
        [
            vec!["FIB_PLUS", "He [a] his shoes [b]. (to remove)", "a", "took", "", "b", "off"],
            vec!["FIB", "_____ [something] off (to remove)", "take", "pull"],
            vec!["FIB", "take/pull [something] _____ (to remove)", "off"],
        ]
    );
    assert_eq!(
        skipped(&run.json()),
        [
            "gift take off usage/example/1/1: its gap is in several pieces, for which GIFT has no question type"
        ]
    );
}

#[test]
#[ignore = "needs tools"]
fn the_text_files_make_the_same_notes_as_the_package() {
    let sandbox = Sandbox::new();
    sandbox.write("types.yaml", "deck: {id: types, name: Types}\nentries:\n  - headword: cue\n    senses: [{definition: a signal, examples: [a cue]}]\n    distinctions: [{from: hint, difference: x}]\n    questions: [{question: 'q?', answer: a}]\n    quiz: [{question: 'q?', choices: [a, b], answer: a}]\n");
    let film = root().join("decks/film-sound");
    // The name of this deck contains what Anki's header would interpret.
    sandbox.write("test.yaml", hostile_deck());
    let run = sandbox.build(&[
        film.to_str().unwrap(),
        "types.yaml",
        "test.yaml",
        "--draft",
        "--cards",
        "everything",
        "--to",
        "apkg,anki-txt",
        "--json",
    ]);
    // A text file contains no recordings, which is reported.
    let lost = skipped(&run.json());
    assert!(
        !lost.is_empty()
            && lost.iter().all(|it| it.contains(": its recordings are only in the package")),
        "{lost:?}"
    );
    let out = sandbox.path().join("out");
    for id in ["test", "film-sound"] {
        let texts: Vec<PathBuf> = ["definition", "distinction", "usage", "quiz", "question"]
            .iter()
            .map(|it| out.join(format!("{id}.anki-txt.{it}.txt")))
            .filter(|it| it.exists())
            .collect();
        let packages = [out.join(format!("{id}.apkg")), out.join("types.apkg")];
        let paths: Vec<&Path> = packages.iter().chain(&texts).map(PathBuf::as_path).collect();
        for version in ["anki-26.9.3", "anki-2.1.66"] {
            let found = python(version, "import_text.py", &paths);
            let packaged = found["packaged"].as_object().unwrap();
            assert!(packaged.len() > 30, "{version} {id}");
            for (guid, note) in packaged {
                assert_eq!(&found["imported"][guid], note, "{version} {id}");
            }
            assert_eq!(found["imported"].as_object().unwrap().len(), packaged.len(), "{version}");
            assert_eq!(found["over_package"]["same"], true, "{version} {id}");
            // Without the note types, Anki reports this and imports nothing.
            assert_eq!(found["without_types"]["notes"], 0, "{version} {id}");
            for log in found["without_types"]["logs"].as_array().unwrap() {
                assert!(log["missing_notetype"].as_u64() > Some(0), "{version} {id}: {log}");
            }
        }
    }
}

#[test]
fn the_formats_have_the_same_bytes_every_time() {
    let (one, other) = (Sandbox::new(), Sandbox::new());
    let formats = "kahoot,blooket,moodle,moodle-glossary,gift,blackboard,tsv,anki-txt";
    let (first, second) = (build(&one, formats), build(&other, formats));
    let names = one.files("out");
    assert!(names.len() > 10 && names == other.files("out"));
    for name in names {
        assert!(
            fs::read(first.join(&name)).unwrap() == fs::read(second.join(&name)).unwrap(),
            "{name}"
        );
    }
}
