//! What is printed: cards whose sides match, and worksheets with their key. tests/print checks in
//! Chromium how it looks on paper.

use std::fs;

use crate::support::{Sandbox, deck, root};

/// Returns the numbers of the cards of each page in reading order; 0 where there is no card.
fn pages(html: &str) -> Vec<(String, Vec<usize>)> {
    html.split("<section class=\"sheet ")
        .skip(1)
        .map(|page| {
            let class = page.split('"').next().unwrap().to_owned();
            let cards = page.split("class=\"card\"").skip(1);
            let number = |it: &str| {
                let after = it.split("class=\"number\">").nth(1)?;
                after.split('<').next()?.parse().ok()
            };
            (class, cards.map(|it| number(it).unwrap_or(0)).collect())
        })
        .collect()
}

fn printed(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.path().join("out").join(name)).unwrap()
}

/// Returns a deck of entries with words, meanings, sentences and everything else that is practised.
fn words(count: usize) -> String {
    let entry = |it: usize| {
        format!(
            "  - headword: word{it}\n    senses: [{{definition: Meaning {it}., examples: [Here is word{it} in use.]}}]\n    patterns: ['word{it} {{of|for}} it']\n"
        )
    };
    deck(&(1..=count).map(entry).collect::<String>())
}

#[test]
fn backs_are_printed_behind_their_fronts() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", words(11));
    for (flip, first_back) in
        [("long", [2, 1, 4, 3, 6, 5, 8, 7]), ("short", [7, 8, 5, 6, 3, 4, 1, 2])]
    {
        let options = ["test.yaml", "--draft", "--to", "cards-html", "--cards", "minimal"];
        sandbox.build(&[&options[..], &["--flip", flip]].concat());
        let pages = pages(&printed(&sandbox, "test.cards-html.html"));
        let classes: Vec<&str> = pages.iter().map(|it| &*it.0).collect();
        assert_eq!(classes, ["regular front", "regular back", "regular front", "regular back"]);
        assert_eq!(pages[0].1, [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(pages[1].1, first_back, "{flip}");
        assert_eq!(pages[2].1, [9, 10, 11, 0, 0, 0, 0, 0]);
    }
}

#[test]
fn the_same_deck_is_printed_in_the_same_bytes() {
    let (one, other) = (Sandbox::new(), Sandbox::new());
    let build = |sandbox: &Sandbox, paper: &str| {
        let film = root().join("decks/film-sound");
        let to = ["--draft", "--to", "cards-html,worksheet", "--paper", paper];
        sandbox.build(&[&[film.to_str().unwrap()], &to[..]].concat());
        ["film-sound.cards-html.html", "film-sound.worksheet.html"].map(|it| printed(sandbox, it))
    };
    let (first, second) = (build(&one, "a4"), build(&other, "a4"));
    assert!(first == second);
    assert!(first[0].contains("size: A4") && first[1].contains("size: A4"));
    let letter = build(&one, "letter");
    assert!(letter[0].contains("size: letter") && letter[1].contains("size: letter"));
}

#[test]
fn hostile_texts_stay_text() {
    let sandbox = Sandbox::new();
    let hostile = root().join("tests/print/hostile.yaml");
    sandbox.build(&[hostile.to_str().unwrap(), "--draft", "--to", "cards-html,worksheet"]);
    for name in ["hostile.cards-html.html", "hostile.worksheet.html"] {
        let html = printed(&sandbox, name);
        for live in ["<script", "<img", "<link", "<audio", "src=", "url(", "@import", "http"] {
            assert!(!html.contains(live), "{name} has {live}");
        }
        assert_eq!(html.matches("</style>").count(), 1, "{name}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{name}");
        let opened = html.matches("<section").count();
        assert_eq!(opened, html.matches("</section>").count(), "{name}");
    }
}

#[test]
fn what_does_not_fit_on_paper_is_left_out_and_reported() {
    let sandbox = Sandbox::new();
    let endless = "never ending ".repeat(2000);
    let entries = format!(
        "  - headword: cue\n    senses: [{{definition: a signal}}]\n    patterns: ['cue {{for}} it']\n    questions: [{{question: Why?, answer: {endless}}}]\n    mistakes: [{{wrong: {endless} x, right: {endless}}}]\n"
    );
    sandbox.write("test.yaml", deck(&entries));
    let options = ["test.yaml", "--to", "cards-html,worksheet", "--cards", "everything", "--json"];
    let document = sandbox.build(&options).json();
    let skipped = document["decks"][0]["skipped"].as_array().unwrap();
    let reported: Vec<(&str, &str)> = skipped
        .iter()
        .map(|it| (it["format"].as_str().unwrap(), it["item"].as_str().unwrap()))
        .collect();
    for it in [
        ("cards-html", "question/1"),
        ("cards-html", "question/mistake/1"),
        ("worksheet", "question/mistake/1"),
    ] {
        assert!(reported.contains(&it), "{it:?} is not among {reported:?}");
    }
    for name in ["test.cards-html.html", "test.worksheet.html"] {
        assert!(!printed(&sandbox, name).contains("never ending"), "{name}");
    }
}

#[test]
fn a_long_text_gets_a_larger_card() {
    let sandbox = Sandbox::new();
    let long = "a definition of many words ".repeat(40);
    let entries = format!("  - headword: cue\n    senses: [{{definition: {long}}}]\n");
    sandbox.write("test.yaml", deck(&entries));
    sandbox.build(&["test.yaml", "--to", "cards-html", "--cards", "minimal"]);
    let pages = pages(&printed(&sandbox, "test.cards-html.html"));
    assert_eq!(pages[0], ("large front".to_owned(), vec![1, 0, 0, 0]));
}

#[test]
fn worksheets_share_the_entries_evenly_and_have_a_key() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", words(23));
    sandbox.build(&["test.yaml", "--to", "worksheet"]);
    let html = printed(&sandbox, "test.worksheet.html");
    let (tasks, key) = html.split_once("<section class=\"key\"").unwrap();
    let sheets: Vec<&str> = tasks.split("<section class=\"sheet\"").skip(1).collect();
    let keys: Vec<&str> = key.split("<section class=\"key-of\"").skip(1).collect();
    assert_eq!((sheets.len(), keys.len()), (3, 3));
    let rows: Vec<usize> = sheets.iter().map(|it| it.matches("class=\"match\"").count()).collect();
    assert_eq!(rows, [8, 8, 7]);
    for (sheet, key) in sheets.iter().zip(&keys) {
        let bank =
            sheet.split("<ul class=\"bank\">").nth(1).unwrap().split("</ul>").next().unwrap();
        for word in (1..=23).map(|it| format!(">word{it}<")).filter(|it| bank.contains(it)) {
            assert!(key.contains(&word), "the key lacks {word}");
        }
        assert!(key.contains("of / for"));
        assert!(!sheet.contains("of / for"), "the sheet gives an answer away");
    }
}

#[test]
fn an_entry_without_anything_to_practise_is_reported() {
    let sandbox = Sandbox::new();
    let entries = "  - headword: cue\n    questions: [{question: Why?, answer: Because.}]\n";
    sandbox.write("test.yaml", deck(entries));
    let document = sandbox.build(&["test.yaml", "--to", "worksheet", "--json"]).json();
    assert_eq!(document["decks"][0]["skipped"][0]["entry"], "cue");
}

#[test]
fn paper_and_edge_are_chosen_by_name() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", words(1));
    for options in [["--paper", "a5"], ["--flip", "left"]] {
        assert_eq!(sandbox.run(&[&["build", "test.yaml"], &options[..]].concat()).status, 2);
    }
}

/// Returns what a build of a worksheet leaves out: entry, item and reason.
fn left_out(sandbox: &Sandbox, entries: &str) -> Vec<[String; 3]> {
    sandbox.write("test.yaml", deck(entries));
    let document = sandbox.build(&["test.yaml", "--draft", "--to", "worksheet", "--json"]).json();
    let skipped = document["decks"][0]["skipped"].as_array().unwrap();
    let part = |it: &serde_json::Value, name: &str| it[name].as_str().unwrap().to_owned();
    skipped.iter().map(|it| ["entry", "item", "reason"].map(|name| part(it, name))).collect()
}

#[test]
fn a_deck_with_nothing_to_practise_makes_no_worksheet() {
    let sandbox = Sandbox::new();
    let entries =
        "  - headword: cue\n    senses: [{definition: a signal, examples: [Wait for the cue.]}]\n";
    let reported = left_out(&sandbox, entries);
    assert!(!sandbox.path().join("out/test.worksheet.html").exists());
    let nothing = ["", "", "there is nothing to practise in this deck"].map(str::to_owned);
    assert_eq!(reported.iter().filter(|it| **it == nothing).count(), 1, "{reported:?}");
    let items: Vec<&str> = reported.iter().filter(|it| it[0] == "cue").map(|it| &*it[1]).collect();
    assert_eq!(items.len(), 2, "the sentence and the meaning are reported: {reported:?}");
}

#[test]
fn a_second_entry_with_the_same_word_is_reported() {
    let sandbox = Sandbox::new();
    let entry = |word: &str, id: &str| {
        format!("  - {{headword: {word}, id: {id}, senses: [{{definition: Meaning of {id}.}}]}}\n")
    };
    let words = [("cue", "one"), ("cue", "two"), ("set", "three"), ("mix", "four")];
    let reported = left_out(&sandbox, &words.map(|it| entry(it.0, it.1)).concat());
    assert_eq!(reported.len(), 1, "{reported:?}");
    assert_eq!(reported[0][..2], ["two", "definition/1"]);
    assert_eq!(printed(&sandbox, "test.worksheet.html").matches("class=\"match\"").count(), 3);
}

#[test]
fn a_phrase_that_is_only_a_gap_is_reported() {
    let sandbox = Sandbox::new();
    let entries = "  - headword: T\n    senses: [{definition: a letter}]\n    patterns: ['{T}', '{for}', 'x {for} it', '«{T}».']\n";
    let reported = left_out(&sandbox, entries);
    let items: Vec<&str> =
        reported.iter().filter(|it| it[2].contains("nothing but")).map(|it| &*it[1]).collect();
    assert_eq!(items.len(), 3, "{reported:?}");
    let html = printed(&sandbox, "test.worksheet.html");
    assert_eq!(html.matches("--gap:").count(), 1);
}

#[test]
fn a_phrase_of_one_dialect_is_labelled() {
    let sandbox = Sandbox::new();
    let entries = "  - headword: cue\n    senses: [{definition: a signal, examples: {gb: [My cue is at the weekend.]}}]\n  - headword: set\n    senses: [{definition: a place, examples: {us: [My set is on the weekend.], any: [A set is here.]}}]\n";
    left_out(&sandbox, entries);
    let html = printed(&sandbox, "test.worksheet.html");
    for (badge, rest) in [("GB", "at the weekend"), ("US", "on the weekend")] {
        let shown = format!("<span class=\"badge\" dir=\"ltr\">{badge}</span>");
        let lines: Vec<&str> = html.lines().filter(|it| it.contains(&shown)).collect();
        assert_eq!(lines.len(), 1, "{badge}");
        assert!(lines[0].contains(rest), "{lines:?}");
    }
    assert_eq!(html.matches("--gap:").count(), 3);
}

#[test]
fn titles_contain_no_markup() {
    let sandbox = Sandbox::new();
    let named = words(3).replace("name: Test", "name: 'Sets \\(x\\) {{a}} & <c>'");
    sandbox.write("test.yaml", named);
    sandbox.build(&["test.yaml", "--draft", "--to", "cards-html,worksheet"]);
    for (name, kind) in [("test.cards-html.html", "cards"), ("test.worksheet.html", "worksheet")] {
        let html = printed(&sandbox, name);
        let title = html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        assert_eq!(title, format!("Sets \\(x\\) {{{{a}}}} &amp; &lt;c&gt; – {kind}"));
    }
}
