//! Lists as people have them.

use super::*;
use crate::source::new_file;

fn list(text: &str, mapping: &[&str]) -> WordList {
    let mapping: Vec<String> = mapping.iter().map(|it| (*it).to_owned()).collect();
    let mapping = Mapping::new(&mapping).unwrap();
    understand(open(text.as_bytes()).unwrap(), &mapping).unwrap()
}

fn yaml(text: &str) -> String {
    let list = list(text, &[]);
    new_file(list.entries.iter().map(|it| &it.value))
}

#[test]
fn a_table_with_a_header_is_understood_by_its_names() {
    let text = "headword,part_of_speech,level,definition\ncue,noun,B1,a signal\n";
    let wanted = "entries:\n  - headword: cue\n    part_of_speech: noun\n    level: B1\n    senses:\n      - definition: a signal\n";
    assert_eq!(yaml(text), wanted);
    for text in [
        "Begriff;Wortart;Niveau;Bedeutung\r\ncue;n.;b1;a signal\r\n",
        "\u{FEFF}Mot\tClasse\tNiveau\tDéfinition\ncue\tN.\tB1\ta signal\n",
        "sep=;\nword;pos;level;meaning\n\"cue\";noun;B1;\"a signal\"\n",
        "# words.csv\nword;pos;level;meaning\ncue;noun;B1;a signal\n",
        "My words,,,\nword,pos,level,meaning\ncue,noun,B1,a signal\n",
        "| Word | POS | CEFR | Meaning |\n|---|:-:|---|---|\n| cue | noun | B1 | a signal |\n",
    ] {
        assert_eq!(yaml(text), wanted, "{text}");
    }
}

#[test]
fn lists_without_a_header_have_words_and_meanings() {
    let wanted = "entries:\n  - headword: cue\n    senses:\n      - definition: a signal\n\n  - headword: score\n    senses:\n      - definition: the music\n";
    for text in [
        "cue\ta signal\nscore\tthe music\n",
        "cue,a signal\nscore,the music\n",
        "cue – a signal\nscore – the music\n",
        "- cue: a signal\n- score: the music\n",
        "1. cue = a signal\n2. score = the music\n",
        "#separator:tab\n#html:true\n#tags column:3\ncue\ta signal\t\nscore\tthe&nbsp;music\t\n",
    ] {
        assert_eq!(yaml(text), wanted, "{text}");
    }
    assert_eq!(yaml("cue\nscore\n"), "entries:\n  - headword: cue\n\n  - headword: score\n");
}

#[test]
fn two_languages_are_the_word_and_its_translation() {
    let list = list("German,English\ndas Haus,house\n", &[]);
    assert_eq!(list.language, Some("de"));
    let text = new_file([&list.entries[0].value]);
    assert_eq!(
        text,
        "entries:\n  - headword: das Haus\n    senses:\n      - translations:\n          en: house\n"
    );
}

#[test]
fn rows_of_one_word_are_its_senses_and_numbers_are_several() {
    let text = "word,pos,meaning\ncue,n,1. a signal; 2. a piece of music\ncue,v,to give a signal\ncue,v,to give a signal\n";
    let list = list(text, &[]);
    assert_eq!(list.entries.len(), 1);
    let yaml = new_file([&list.entries[0].value]);
    assert_eq!(yaml.matches("definition:").count(), 3, "{yaml}");
    assert!(yaml.contains("part_of_speech: verb"), "{yaml}");
    assert_eq!(list.left.len(), 1);
    assert_eq!((list.left[0].row, list.left[0].reason), (4, "it is the same as a row above"));
}

#[test]
fn what_is_not_understood_is_left_with_its_reason() {
    let list = list("word,price,meaning\ncue,12,a signal\n,13,nothing\n", &[]);
    let left: Vec<_> =
        list.left.iter().map(|it| (it.row, it.column.as_str(), it.text.as_str())).collect();
    assert_eq!(left, [(2, "price", "12"), (3, "", " | 13 | nothing")]);
}

#[test]
fn a_mapping_wins_over_names_and_is_checked() {
    let mapped = list("a,b,c\ncue,12,a signal\n", &["a=headword", "2=-", "c=definition"]);
    assert!(mapped.left.is_empty());
    assert_eq!(mapped.entries[0].headword, "cue");
    let fault = |text: &str, pair: &str| {
        let mapping = Mapping::new(&[pair.to_owned()]);
        mapping.and_then(|it| understand(open(text.as_bytes()).unwrap(), &it)).unwrap_err()
    };
    assert!(fault("word,b\ncue,c\n", "x=headword").contains("no column `x`"));
    assert!(fault("word,b\ncue,c\n", "b=colour").contains("nothing that a column can be"));
    assert!(fault("word,b\ncue,c\n", "b").contains("Word=headword"));
    assert!(fault("", "1=headword").contains("no column `1`"));
}

#[test]
fn words_that_would_get_one_id_get_several() {
    let list = list("word,meaning\nto go!,one\nto go?,two\n", &[]);
    let yaml = new_file(list.entries.iter().map(|it| &it.value));
    assert_eq!(yaml.matches("id: ").count(), 1, "{yaml}");
}

proptest::proptest! {
    #[test]
    fn whatever_is_read_is_a_file_of_ours(text in "(\\PC|[\t\n;,|:#=-]|word|Begriff|definition|\n| - ){0,200}") {
        if let Ok(list) = understand(open(text.as_bytes()).unwrap(), &Mapping::default()) {
            let values = list.entries.iter().map(|it| &it.value);
            let file = crate::diag::Files::default().add("words.yaml");
            let mut diagnostics = crate::diag::Diagnostics::default();
            let text = crate::model::Str::from(new_file(values.clone()).as_str());
            let mut count = 0;
            crate::source::read_entries(file, &text, &mut diagnostics, &mut |_, _| {
                count += 1;
                std::ops::ControlFlow::Continue(())
            });
            proptest::prop_assert_eq!(count, values.len(), "{}", text);
        }
    }
}
