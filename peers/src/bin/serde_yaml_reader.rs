//! Reads a deck of Lexideck's format with serde_yaml, as most Rust programs would.
//!
//! Usage: `serde_yaml_reader [--show] DECK.yaml`. It prints the number of entries and the seconds,
//! or what serde_yaml says: always one problem only. `--show` prints what it made of the headwords
//! and translations. Nothing is checked that the types do not check by themselves.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use format::File;

mod format {
    //! The source format in types for serde, short forms included.
    #![expect(dead_code, reason = "what is read is measured, not used")]

    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_yaml::Value;

    type Translations = BTreeMap<String, String>;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct File {
        pub(crate) deck: Header,
        pub(crate) entries: Vec<Entry>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Header {
        pub(crate) id: String,
        uid: Option<String>,
        name: String,
        description: Option<String>,
        language: Option<String>,
        tags: Option<List<String>>,
        dialect: Option<String>,
        cards: Option<Value>,
        order: Option<String>,
        license: Option<String>,
        author: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Entry {
        pub(crate) headword: String,
        id: Option<String>,
        part_of_speech: Option<String>,
        level: Option<Level>,
        register: Option<String>,
        summary: Option<String>,
        pronunciation: Option<Pronunciation>,
        #[serde(default)]
        pub(crate) senses: Vec<Sense>,
        dialects: Option<BTreeMap<String, String>>,
        patterns: Option<List<Phrase>>,
        collocations: Option<List<Phrase>>,
        contexts: Option<BTreeMap<String, String>>,
        synonyms: Option<List<String>>,
        antonyms: Option<List<String>>,
        #[serde(default)]
        mistakes: Vec<Mistake>,
        #[serde(default)]
        distinctions: Vec<Distinction>,
        #[serde(default)]
        questions: Vec<Question>,
        memory: Option<BTreeMap<String, String>>,
        #[serde(default)]
        quiz: Vec<Quiz>,
        cards: Option<Value>,
        tags: Option<List<String>>,
    }

    #[derive(Deserialize)]
    enum Level {
        A1,
        A2,
        B1,
        B2,
        C1,
        C2,
    }

    /// A list, or one value in its place.
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum List<T> {
        Many(Vec<T>),
        One(T),
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Pronunciation {
        Both(String),
        Each(ByDialect<Accent>),
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Accent {
        Ipa(String),
        Full { ipa: Option<String>, audio: Option<String> },
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct ByDialect<T> {
        gb: Option<T>,
        us: Option<T>,
        any: Option<T>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Sense {
        id: Option<String>,
        definition: String,
        part_of_speech: Option<String>,
        #[serde(default)]
        pub(crate) translations: Translations,
        examples: Option<Examples>,
        #[serde(default)]
        teach: bool,
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Examples {
        Plain(List<Phrase>),
        Each(ByDialect<List<Phrase>>),
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Phrase {
        Text(String),
        Full(FullPhrase),
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct FullPhrase {
        text: String,
        id: Option<String>,
        audio: Option<String>,
        #[serde(default)]
        translations: Translations,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Mistake {
        id: Option<String>,
        wrong: String,
        right: String,
        why: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Distinction {
        id: Option<String>,
        from: String,
        difference: String,
        this: Option<String>,
        other: Option<String>,
        #[serde(default)]
        cues: Vec<Cue>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Cue {
        text: String,
        answer: String,
        why: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Question {
        id: Option<String>,
        question: String,
        answer: String,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Quiz {
        id: Option<String>,
        question: String,
        choices: Vec<String>,
        answer: List<String>,
        why: Option<String>,
        #[serde(default)]
        feedback: BTreeMap<String, String>,
    }
}

fn main() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let show = arguments.first().is_some_and(|it| it == Path::new("--show"));
    if show {
        arguments.remove(0);
    }
    let [path] = arguments.as_slice() else {
        eprintln!("usage: serde_yaml_reader [--show] DECK.yaml");
        return ExitCode::from(2);
    };
    match read(path, show) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

fn read(path: &Path, show: bool) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let file: File = serde_yaml::from_str(&std::fs::read_to_string(path)?)?;
    let seconds = start.elapsed().as_secs_f64();
    if show {
        for entry in &file.entries {
            let translations: Vec<&BTreeMap<_, _>> =
                entry.senses.iter().map(|it| &it.translations).collect();
            println!("{:?} {translations:?}", entry.headword);
        }
    }
    println!("{}: {} entries read in {seconds:.3} s", file.deck.id, file.entries.len());
    Ok(())
}
