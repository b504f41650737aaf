//! What cards ask: only what can be answered, and nothing that Anki would act on.

use rusqlite::Connection;

use crate::apkg::collection;
use crate::support::{Sandbox, deck};

/// Builds a deck with all cards.
fn built(entries: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(entries));
    sandbox.build(&["test.yaml", "--cards", "everything"]);
    sandbox
}

/// Returns the question and the answer of the cards of a kind.
fn asked(sandbox: &Sandbox, card: &str) -> Vec<(String, String)> {
    let rows = sandbox.table("test").into_iter().filter(|it| it["card"] == card);
    rows.map(|it| (it["question"].clone(), it["answer"].clone())).collect()
}

fn fields(sandbox: &Sandbox) -> Vec<String> {
    let connection: Connection = collection(sandbox, &sandbox.path().join("out/test.apkg"));
    let mut statement = connection.prepare("select flds from notes order by id").unwrap();
    statement.query_map([], |it| it.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_mistake_is_a_choice_between_the_two_wordings() {
    let sandbox = built(
        "
  - headword: soundtrack
    senses: [{ definition: The sound of a film. }]
    mistakes:
      - wrong: The soundtrack at her birthday party was too loud.
        right: The background music at her birthday party was too loud.
        why: No picture or story goes with it.
      - wrong: We listened the soundtrack.
        right: We listened to the soundtrack.
",
    );
    let cards = asked(&sandbox, "question");
    let lines: Vec<&str> = cards[0].0.lines().collect();
    assert_eq!(lines[1], "The _____ at her birthday party was too loud.");
    let mut choices = vec![&lines[2][3..], &lines[3][3..]];
    choices.sort_unstable();
    assert_eq!(choices, ["background music", "soundtrack"]);
    assert!(cards[0].1.ends_with(") background music"), "{}", cards[0].1);
    // Where a word is missing, there is no gap with two wordings.
    let lines: Vec<&str> = cards[1].0.lines().collect();
    assert_eq!(lines[1], "Which of the two is right?");
    assert!(cards[1].1.ends_with(") We listened to the soundtrack."), "{}", cards[1].1);
    assert!(fields(&sandbox).iter().any(|it| it.contains("<ol class=\"choices solution\"")));
}

#[test]
fn a_hint_is_of_the_sense_of_its_phrase() {
    let run = "
  - headword: run
    part_of_speech: verb
    senses:
      - definition: To move fast on foot.
      - { id: m, definition: To fill by letting water flow. }
    collocations: ['{run} a bath']
";
    assert_eq!(asked(&built(run), "usage")[0].0, "_____ a bath");
    let named = run.replace("'{run} a bath'", "{ text: '{run} a bath', sense: m }");
    assert_eq!(asked(&built(&named), "usage")[0].0, "_____ a bath\nTo fill by letting water flow.");
    let only = run.replace("      - { id: m, definition: To fill by letting water flow. }\n", "");
    assert_eq!(asked(&built(&only), "usage")[0].0, "_____ a bath\nTo move fast on foot.");
}

#[test]
fn a_definition_with_its_headword_has_a_gap_on_fronts_and_is_whole_on_backs() {
    let sandbox = built(
        "
  - headword: boat
    senses:
      - definition: A boat is a small vehicle that crosses water, unlike other *boats*.
        examples: [We hired a boat.]
",
    );
    let gapped = "A _____ is a small vehicle that crosses water, unlike other _____.";
    assert!(asked(&sandbox, "produce")[0].0.starts_with(gapped));
    assert!(asked(&sandbox, "usage")[0].0.ends_with(gapped));
    assert!(asked(&sandbox, "recognise")[0].1.starts_with("A boat is"));
}

#[test]
fn what_a_reviewer_acts_on_shows_as_typed() {
    let text = r"write [[type:Headword]] or {{type:x}} \\(x\\) a::b";
    let sandbox = built(&format!(
        "  - headword: cue\n    senses: [{{ definition: '{text}', examples: ['{{Net::HTTP.get}} here'] }}]\n"
    ));
    for fields in fields(&sandbox) {
        for live in ["[[type:", "{{type:", "\\(", "a::b", "&#"] {
            assert!(!fields.contains(live), "{live} in {fields}");
        }
    }
    assert_eq!(
        asked(&sandbox, "recognise")[0].1,
        r"write [[type:Headword]] or {{type:x}} \(x\) a::b"
    );
}

#[test]
fn a_line_break_and_marks_stay_inside_their_choice() {
    let sandbox = built(
        "
  - headword: cue
    quiz:
      - question: Which?
        choices: [\"a *long*\\nchoice\", short]
        answer: short
",
    );
    assert_eq!(asked(&sandbox, "quiz")[0].0, "Which?\nA) a long choice\nB) short");
    let fields = fields(&sandbox).concat();
    let choice = "<li><span class=\"text\" dir=\"auto\">a <em>long</em><br>choice</span></li>";
    assert!(fields.contains(choice), "{fields}");
}
