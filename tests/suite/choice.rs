//! The choice of cards, as the table of cards shows it.

use serde_json::Value;

use crate::support::{Run, Sandbox, deck, lexideck};

const RICH: &str = "
  - headword: score
    part_of_speech: noun
    pronunciation: { gb: skɔː, us: skɔːr }
    senses:
      - definition: the music that is written for a film
        translations: { de: die Filmmusik }
        examples:
          gb: [The score won a prize at the BAFTAs.]
          us: [They recorded the score in Burbank.]
      - definition: to write music for a film
        part_of_speech: verb
        examples:
          gb: [He scored the programme in a week.]
          us: [She scored two movies last fall.]
      - definition: the number of points
        teach: true
    patterns: ['a score {for} [a film]']
    collocations: ['a haunting {score}']
    mistakes: [{ wrong: They scored a music., right: They wrote a score. }]
    distinctions:
      - from: soundtrack
        difference: A soundtrack holds all the sound.
        cues:
          - { text: One composer wrote it all., answer: score }
          - { text: It has footsteps on it., answer: soundtrack }
          - { text: It is printed on paper., answer: score }
      - { from: song, difference: A song is sung. }
    questions: [{ question: Is it countable?, answer: 'Yes.' }]
    quiz:
      - { question: Which is a score?, choices: [the music, the noise], answer: the music }
      - { question: Who scores?, choices: [a composer, a critic], answer: a composer }
";

/// Builds a deck in a folder of its own; returns the cards of its table and what was left out.
fn cards(entries: &str, more: &str, args: &[&str]) -> (Vec<String>, Vec<String>) {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(entries).replace("name: Test", &format!("name: Test\n{more}")));
    let output = lexideck(sandbox.path())
        .args(["build", "--json", "test.yaml"])
        .args(args)
        .output()
        .unwrap();
    let run = Run::from_output(output);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let left_out = run.json()["decks"][0]["left_out"].clone();
    let kind = |it: &Value| it["kind"].as_str().unwrap().to_owned();
    let left_out = left_out.as_array().unwrap().iter().map(kind).collect();
    let line = |it: &std::collections::BTreeMap<String, String>| {
        format!("{}: {}", it["card"], it["question"].lines().next().unwrap_or(""))
    };
    (sandbox.table("test").iter().map(line).collect(), left_out)
}

#[test]
fn standard_holds_a_definition_a_cue_a_quiz_and_verbs_in_both_dialects() {
    let (standard, left_out) = cards(RICH, "", &[]);
    assert_eq!(
        standard,
        [
            "recognise: score",
            "recognise: score",
            "recognise: score",
            "usage: [GB] He _____ the programme in a week.",
            "cue 1: One composer wrote it all.",
            "quiz: Which is a score?",
        ]
    );
    let (everything, nothing) = cards(RICH, "", &["--cards", "everything"]);
    assert!(nothing.is_empty(), "{nothing:?}");
    assert_eq!(standard.len() + left_out.len(), everything.len());
    assert_eq!(left_out.iter().filter(|it| *it == "cue").count(), 2);
    for kind in ["listen", "say", "produce", "translate", "distinction", "usage", "question"] {
        assert!(left_out.iter().any(|it| it == kind), "{kind}");
    }
    let without = RICH.replace("        teach: true\n", "");
    let (both, _) = cards(&without, "", &[]);
    assert_eq!(
        both,
        [
            "recognise: score",
            "recognise: score",
            "usage: [GB] He _____ the programme in a week.",
            "usage: [US] She _____ two movies last fall.",
            "cue 1: One composer wrote it all.",
            "quiz: Which is a score?",
        ]
    );
    let (american, _) = cards(&without, "  dialect: us", &[]);
    assert_eq!(american[2..4], ["usage: [US] She _____ two movies last fall.", both[2].as_str()]);
}

#[test]
fn light_holds_at_most_three() {
    let (light, left_out) = cards(RICH, "", &["--cards", "light"]);
    assert_eq!(
        light,
        ["recognise: score", "usage: a score _____ [a film]", "cue 1: One composer wrote it all."]
    );
    let (everything, _) = cards(RICH, "", &["--cards", "everything"]);
    assert_eq!(light.len() + left_out.len(), everything.len());
    let no_cue = RICH.replace("        cues:\n", "").replace("          - { text", "#");
    let (light, _) = cards(&no_cue, "  cards: light", &[]);
    assert_eq!(light[2], "quiz: Which is a score?");
    let question = no_cue.split("    quiz:").next().unwrap();
    let (light, _) = cards(question, "  cards: light", &[]);
    assert!(light.len() == 3 && light[2].starts_with("question: "), "{light:?}");
}

#[test]
fn american_leads_in_hints_and_in_the_order_of_examples() {
    let sandbox = Sandbox::new();
    let entry = "
  - headword: color
    senses:
      - definition: red, blue and so on
        examples: { gb: [The colour of it.], us: [The color of it all.], any: [What a color!] }
";
    sandbox.write("test.yaml", deck(entry).replace("name: Test", "name: Test\n  dialect: us"));
    sandbox.build(&["test.yaml", "--cards", "everything"]);
    let rows = sandbox.table("test");
    let examples = "[US] The color of it all. · What a color! · [GB] The colour of it.";
    assert!(rows[0]["extra"].contains(examples), "{}", rows[0]["extra"]);
    let produce = rows.iter().find(|it| it["card"] == "produce").unwrap();
    assert!(produce["question"].contains("The _____ of it all."), "{}", produce["question"]);
    let usage: Vec<_> = rows.iter().filter(|it| it["card"] == "usage").collect();
    assert!(usage[0]["question"].starts_with("[US] "));
}

#[test]
fn phrases_that_differ_in_spelling_only_are_not_asked_twice() {
    let entry = "
  - headword: behave
    part_of_speech: verb
    senses:
      - definition: to act in a way
        part_of_speech: verb
        examples: { gb: [They behave in the theatre.], us: [They behave in the theater.] }
    patterns: ['behave {towards} [someone]']
";
    let (cards, _) = cards(entry, "", &[]);
    assert_eq!(
        cards[2..],
        ["usage: [GB] They _____ in the theatre.", "usage: behave _____ [someone]"]
    );
}

#[test]
fn a_sense_is_asked_for_by_its_translation_in_place_of_its_definition() {
    let entry = "
  - headword: cue
    senses: [{ definition: a sign to begin, translations: { de: der Einsatz, fr: le signal } }]
";
    let (standard, left_out) = cards(entry, "", &[]);
    assert_eq!(standard, ["recognise: cue", "produce: a sign to begin"]);
    assert!(left_out.contains(&"translate".to_owned()));
    let (own, _) = cards(entry, "  cards: { translate: true, produce: false }", &[]);
    assert_eq!(own, ["recognise: cue", "translate: de: der Einsatz, fr: le signal"]);
}
