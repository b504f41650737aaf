//! Headwords in the notation of dictionaries, and English words in other spellings.

use crate::support::{Sandbox, deck};

/// Returns the codes that a deck reports.
fn codes(entries: &str) -> Vec<String> {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(entries));
    sandbox.run(&["check", "test.yaml", "--json"]).codes()
}

fn entry(headword: &str, part_of_speech: &str, example: &str) -> String {
    format!(
        "  - headword: \"{headword}\"\n    part_of_speech: {part_of_speech}\n    senses: \
         [{{definition: m, examples: [\"{example}\"]}}]\n"
    )
}

#[test]
fn english_words_are_found_in_other_spellings() {
    for (headword, part_of_speech, example) in [
        ("penfriend", "noun", "Her pen friend wrote."),
        ("percent", "noun", "Ten per cent."),
        ("takeoff", "noun", "The take-off was late."),
        ("cafe", "noun", "We met in a café."),
        ("naive", "adjective", "A naïve idea."),
        ("tyre", "noun", "Flat tires."),
        ("cheque", "noun", "He wrote two checks."),
        ("kerb", "noun", "She stood at the curb."),
        ("draught", "noun", "A cold draft."),
        ("storey", "noun", "The house has three stories."),
        ("maths", "noun", "She likes math."),
        ("gauge", "noun", "A fuel gage."),
        ("connection", "noun", "A connexion was lost."),
        ("onto", "preposition", "We moved on to music."),
        ("make up your mind", "phrase", "She made up her mind."),
        ("be fond of", "phrase", "They're fond of music."),
        ("had better", "phrase", "You'd better go."),
        ("there is", "phrase", "There are two cats."),
        ("must", "modal verb", "You mustn't go."),
        ("bank 1", "noun", "The bank is shut."),
    ] {
        assert_eq!(codes(&entry(headword, part_of_speech, example)), [""; 0], "{headword}");
    }
}

#[test]
fn a_word_is_not_found_in_two_others() {
    for (headword, part_of_speech, example) in [
        ("already", "adverb", "They were all ready."),
        ("apart", "adverb", "It is a part of it."),
        ("maybe", "adverb", "It may be late."),
        ("tyre", "noun", "They tried it."),
    ] {
        let found = codes(&entry(headword, part_of_speech, example));
        assert_eq!(found, ["gap-not-found"], "{headword}");
    }
}

#[test]
fn the_notation_of_dictionaries_is_found() {
    for (headword, example) in [
        ("colour/color", "The colors fade."),
        ("gray / grey", "A grey sky."),
        ("actor/actress", "She is an actress."),
        ("check in/into", "We checked into a hotel."),
        ("take liberties with someone or something", "He takes liberties with the truth."),
        ("keen on sb or sth", "She is keen on chess."),
        ("call someone or something off†", "They called the match off."),
        ("blow * up +", "They blew the bridge up."),
        ("leak sth (out)", "Do not leak that story out."),
        ("bank (1)", "The bank is shut."),
        ("bank¹", "The bank is shut."),
    ] {
        assert_eq!(codes(&entry(headword, "phrase", example)), [""; 0], "{headword}");
    }
}

#[test]
fn cards_ask_for_the_plain_word_and_show_what_was_written() {
    let sandbox = Sandbox::new();
    for (headword, plain, hint) in [
        ("leak sth (out)", "leak", "l… (4 letters)"),
        ("bank (1)", "bank", "b… (4 letters)"),
        ("colour/color", "colour", "c… (6 letters)"),
        ("put sth in perspective", "put in perspective", "p… i… p… (3 + 2 + 11 letters)"),
    ] {
        sandbox.write("test.yaml", deck(&entry(headword, "phrase", "See {{this}}.")));
        sandbox.build(&["test.yaml", "--draft", "--cards", "everything"]);
        let rows = sandbox.table("test");
        let row = |card: &str| rows.iter().find(|it| it["card"] == card).unwrap();
        assert_eq!(row("recognise")["question"], plain);
        assert_eq!(row("produce")["answer"], plain);
        assert!(row("produce")["question"].ends_with(hint), "{:?}", row("produce"));
        let back = &row("recognise")["extra"];
        assert!(back.contains(&format!("In dictionaries: {headword}")), "{back}");
    }
}
