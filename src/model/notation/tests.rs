//! Headwords in the notation of dictionaries, with their plain words and what is searched.

use super::*;

#[track_caller]
fn assert_read(written: &str, plain: &str, variants: &[&str]) {
    let notation = Notation::read(written, "en");
    assert_eq!(notation.plain().as_str(), plain, "{written}");
    assert_eq!(searched(written, "en"), variants, "{written}");
    assert_eq!(notation.is_more(), written != plain);
}

#[test]
fn variants_are_separated_by_a_slash() {
    assert_read("colour/color", "colour", &["colour", "color"]);
    assert_read("gray / grey", "gray", &["gray", "grey"]);
    assert_read("actor/actress", "actor", &["actor", "actress"]);
    assert_read("check in/into", "check in", &["check in/into"]);
    assert_read("check in / check into", "check in", &["check in", "check into"]);
    assert_read("have/take a look", "have a look", &["have/take a look"]);
    assert_read("take-off/takeoff", "take-off", &["take-off", "takeoff"]);
    assert_read("a/an", "a", &["a", "an"]);
}

#[test]
fn a_slash_in_a_word_stays() {
    for word in ["and/or", "24/7", "km/h", "TCP/IP", "n/a", "9/11", "w/o", "A/C", "/"] {
        assert_read(word, word, &[word]);
    }
}

#[test]
fn placeholders_are_not_asked() {
    assert_read("put sth in perspective", "put in perspective", &["put sth in perspective"]);
    assert_read("sb's cup of tea", "cup of tea", &["sb's cup of tea"]);
    assert_read("keen on sb or sth", "keen on", &["keen on sth"]);
    assert_read("call someone or something off†", "call off", &["call something off"]);
    assert_read(
        "take liberties with someone or something",
        "take liberties with",
        &["take liberties with something"],
    );
    assert_read("blow * up +", "blow up", &["blow sb up sb"]);
    assert_read("get on sb's nerves", "get on somebody's nerves", &["get on sb's nerves"]);
    assert_read("make up one's mind", "make up one's mind", &["make up one's mind"]);
    assert_read("not only … but also", "not only but also", &["not only … but also"]);
    assert_read("put sb / sth off", "put off", &["put sb/sth off"]);
    assert_read("tell sb/sth apart", "tell apart", &["tell sb/sth apart"]);
    assert_read("take care of someone", "take care of", &["take care of someone"]);
}

#[test]
fn your_stands_for_any_person() {
    let both = &["make up your mind", "make up one's mind"];
    assert_read("make up your mind", "make up your mind", both);
    assert_read("help yourself", "help yourself", &["help yourself", "help oneself"]);
    assert_read("your", "your", &["your"]);
}

#[test]
fn words_that_are_meant_literally_stay() {
    for word in ["something", "someone", "something else", "or something", "one", "C++", "+", "*"] {
        assert_read(word, word, &[word]);
    }
}

#[test]
fn optional_parts_are_not_asked_and_may_be_found() {
    assert_read("leak sth (out)", "leak", &["leak sth (out)"]);
    assert_read("colour(s)", "colour", &["colour(s)"]);
    assert_read("(semi-)detached", "detached", &["(semi-)detached"]);
    assert_read("(the) Netherlands", "Netherlands", &["(the) Netherlands"]);
    assert_read("look (sth) up", "look up", &["look (sth) up"]);
    assert_read("(the whole)", "the whole", &["(the whole)"]);
    assert_read(":-)", ":-)", &[":-)"]);
}

#[test]
fn numbers_of_homographs_are_not_asked() {
    assert_read("bank (1)", "bank", &["bank"]);
    assert_read("bank [12]", "bank", &["bank"]);
    assert_read("bank¹", "bank", &["bank"]);
    assert_read("catch sth up²", "catch up", &["catch sth up"]);
    assert_read("bank 1", "bank 1", &["bank 1", "bank"]);
    assert_read("Formula 1", "Formula 1", &["Formula 1"]);
    assert_read("catch 22", "catch 22", &["catch 22"]);
    assert_read("(1)", "1", &["(1)"]);
}

#[test]
fn voices_say_words() {
    let spoken = |it: &str| Notation::read(it, "en").spoken().to_owned();
    assert_eq!(spoken("-able"), "able");
    assert_eq!(spoken("un-"), "un");
    assert_eq!(spoken("colour/color"), "colour");
    assert_eq!(spoken("-"), "-");
    assert_eq!(spoken("mother-in-law"), "mother-in-law");
}

#[test]
fn other_languages_have_placeholders_of_their_own() {
    let plain = |it: &str, language: &str| Notation::read(it, language).plain().to_string();
    assert_eq!(plain("jdm etw. schenken", "de"), "schenken");
    assert_eq!(plain("Lehrer/Lehrerin", "de"), "Lehrer");
    assert_eq!(plain("donner qch à qn", "fr"), "donner à");
    assert_eq!(plain("Bank (1)", "de-AT"), "Bank");
    assert_eq!(plain("something", "de"), "something");
    assert_eq!(plain("das Haus", "de"), "das Haus");
    assert_eq!(plain("食べる", "ja"), "食べる");
}

proptest::proptest! {
    #[test]
    fn no_headword_makes_the_reader_panic(written in "[a-c/ ()\\[\\]1¹…*+†'.-]{0,24}|(sb|sth|one's|or|someone| |/){0,9}|\\PC{0,20}") {
        let notation = Notation::read(written.as_str(), "en");
        proptest::prop_assert!(notation.plain().is_empty() == written.is_empty() || !written.trim().is_empty());
        proptest::prop_assert!(!searched(&written, "en").is_empty());
    }
}
