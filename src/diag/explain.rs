//! What each kind of problem means and how to mend it: `lexideck explain` and docs/diagnostics.md.

use std::fmt::Write as _;

use crate::diag::code::Code;

/// The handbook's words on one kind of problem.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// What it means, and why it matters.
    pub meaning: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// A source that provokes it; empty where it is not a matter of a few lines.
    pub wrong: &'static str,
    /// The same source, mended.
    pub right: &'static str,
}

impl Code {
    /// What it means and how to mend it.
    pub fn explanation(self) -> Explanation {
        let (meaning, mend, wrong, right) = words(self);
        Explanation { meaning, mend, wrong, right }
    }
}

/// The handbook of diagnostics as Markdown; docs/diagnostics.md is this text.
pub fn markdown() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         What `lexideck` can say about a source, by code.\n\
         `lexideck explain CODE` prints the same.\n\
         This page is generated: `LEXIDECK_UPDATE=1 cargo test docs` writes it anew.\n",
    );
    for code in Code::ALL {
        let _ = write!(text, "\n## {}\n\n{}", code.name(), entry(code));
    }
    text
}

fn entry(code: Code) -> String {
    let it = code.explanation();
    let mut text =
        format!("*{}.* {}\n\n{}\n", capital(code.severity().name()), it.meaning, it.mend);
    for (title, source) in [("Wrong", it.wrong), ("Right", it.right)] {
        if !source.is_empty() {
            let _ = write!(text, "\n{title}:\n\n```yaml\n{source}\n```\n");
        }
    }
    text
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |it| it.to_uppercase().chain(letters).collect())
}

#[expect(clippy::too_many_lines, reason = "one row a code; a table split up is harder to read")]
fn words(code: Code) -> (&'static str, &'static str, &'static str, &'static str) {
    match code {
        Code::MissingFile => (
            "A file or folder that was named is not there, so nothing of it was checked. The exit status is 3.",
            "Check the spelling. Relative paths start from the working directory.",
            "",
            "",
        ),
        Code::UnreadableFile => (
            "A file or folder is there and cannot be read, so nothing of its deck was built. The exit status is 3.",
            "The message has the reason that the system gives. Most often you may not read it: change its permissions. \
             A folder may stand where a file belongs, such as one called `deck.lock`: rename it.",
            "",
            "",
        ),
        Code::YamlSyntax => (
            "The text is not valid YAML, so what follows the place could not be read as it was meant.",
            "Most often a text holds `: ` or ` #`, or begins with one of `` [ ] { } * & ! % @ ` ``: put it in quotes. \
             Or a line is indented with tabs or by another width than its neighbours.",
            "- definition: Note: a short text",
            "- definition: 'Note: a short text'",
        ),
        Code::NotUtf8 => (
            "A file holds bytes that are not UTF-8, so its letters cannot be told.",
            "Save it as UTF-8 in your editor.",
            "",
            "",
        ),
        Code::TooDeep => (
            "Lists and mappings are nested more than 255 deep; no entry needs more than six.",
            "Look for a run of `[`, `{` or `- ` at the place.",
            "",
            "",
        ),
        Code::AliasExpansion => (
            "The file's aliases (`*name`) would unfold to more than ten times what was written, \
             which a small file can drive beyond any memory.",
            "Write the repeated part out, or use fewer aliases of aliases.",
            "",
            "",
        ),
        Code::UnknownAlias => (
            "An alias (`*name`) repeats the value marked with `&name`, which must stand earlier in the same file.",
            "Check the spelling, or put a text that begins with an asterisk in quotes.",
            "summary: *stage a signal to the player",
            "summary: '*stage* a signal to the player'",
        ),
        Code::YamlTag => (
            "Tags such as `!include` or `!!binary` tell YAML tools to do something with a value. Here every value is text.",
            "Take the tag out; put a text that begins with `!` in quotes.",
            "headword: !important cue",
            "headword: '!important cue'",
        ),
        Code::SeveralDocuments => (
            "A line `---` begins a second YAML document. A file of a deck is one document.",
            "Remove the line, or move what follows into a file of its own.",
            "",
            "",
        ),
        Code::UnknownKey => (
            "The format has no such key there, so what stands under it would be lost.",
            "Correct the spelling; the nearest known key is named where there is one. docs/format.md lists them all.",
            "- headword: cue\n  definitions: a signal",
            "- headword: cue\n  senses:\n    - definition: a signal",
        ),
        Code::DuplicateKey => (
            "A key may stand only once in a mapping; of two values one would be lost.",
            "Join the two, most often into one list.",
            "synonyms: signal\nsynonyms: sign",
            "synonyms: [signal, sign]",
        ),
        Code::WrongKind => (
            "A value has another shape than its key needs: a text, a list, a mapping, a number, or true or false.",
            "Write it as the message says.",
            "senses: [a signal]",
            "senses:\n  - definition: a signal",
        ),
        Code::MissingKey => (
            "A required key is absent, or has no value; an empty value counts as absent.",
            "Add it.",
            "questions:\n  - question: Can it be a verb?",
            "questions:\n  - question: Can it be a verb?\n    answer: 'Yes: *to cue* somebody.'",
        ),
        Code::UnknownValue => (
            "The key takes one of a few words, and this is none of them.",
            "Use one of the words that the message lists.",
            "dialect: uk",
            "dialect: gb",
        ),
        Code::ControlCharacter => (
            "A text holds a character without a shape, such as a NUL, which Anki would drop without a word.",
            "Remove it. It came in through an escape such as `\"\\x00\"`, or with a copied text.",
            "",
            "",
        ),
        Code::NoDeck => (
            "A deck is one YAML file with `deck:` and `entries:`, or a folder with a `deck.yaml`. \
             Here there is neither, or a file among the decks lacks `deck:`.",
            "Give the right path, or add `deck:` with an `id` and a `name`.",
            "entries:\n  - headword: cue",
            "deck:\n  id: cues\n  name: Cues\nentries:\n  - headword: cue",
        ),
        Code::NoEntries => (
            "A deck without entries makes no cards, and Anki imports nothing from it.",
            "Add `entries:`, in the same file or in another file of the deck's folder.",
            "deck:\n  id: cues\n  name: Cues",
            "deck:\n  id: cues\n  name: Cues\nentries:\n  - headword: cue\n    senses:\n      - definition: a signal",
        ),
        Code::NoCards => (
            "With its choice of cards the deck makes none: its entries have nothing of the kinds that are asked for.",
            "Choose more kinds with `cards:` or `--cards`, or give the entries senses.",
            "cards: { recognise: false, produce: false, usage: false, distinction: false, question: false, quiz: false }",
            "cards: standard",
        ),
        Code::MisplacedDeck => (
            "In a deck's folder only `deck.yaml` describes the deck; its other files hold entries.",
            "Move `deck:` into `deck.yaml`, or the file out of the folder.",
            "",
            "",
        ),
        Code::FolderWithoutDeck => (
            "The folder stands among decks and holds YAML files, but has no `deck.yaml`, so nothing of it is built.",
            "Add a `deck.yaml`, or move the folder away.",
            "",
            "",
        ),
        Code::InvalidDeckId => (
            "The id names the output files and seeds the notes' identity: small letters a-z, digits and hyphens, \
             at most 64, beginning with a letter or digit. `collection` and `backup-…` would make Anki replace a \
             whole collection; names such as `con` or `nul` are no file names on Windows.",
            "Choose another id before the first release; afterwards it must not change.",
            "id: Film words",
            "id: film-words",
        ),
        Code::DuplicateDeckId => (
            "Two decks of one run have the same id: they would write the same files and their notes would be confused.",
            "Give a copied deck an id and a `uid` of its own. Neither of the two is written.",
            "",
            "",
        ),
        Code::InvalidDeckName => (
            "Anki would change the name on import: a part between `::` is empty, or it holds control characters.",
            "Write every part of the name.",
            "name: 'English::::Film'",
            "name: English::Film",
        ),
        Code::InvalidLanguage => (
            "Languages are written as BCP 47 tags: `en`, `de`, `pt-BR`, `zh-Hant`.",
            "Use the tag instead of the language's name.",
            "translations: { German: die Premiere }",
            "translations: { de: die Premiere }",
        ),
        Code::EmptyEntry => (
            "An entry needs one of `senses`, `distinctions`, `questions` and `quiz`; from nothing else comes a card.",
            "Add at least one sense with a definition.",
            "- headword: cue",
            "- headword: cue\n  senses:\n    - definition: a signal",
        ),
        Code::UnseenSections => (
            "Summary, synonyms, contexts and the like stand on the back of a definition. An entry without a sense has \
             no definition, so nobody would see them.",
            "Add a sense, or move what matters into a question.",
            "- headword: cue\n  summary: A signal.\n  questions: [{ question: Can it be a verb?, answer: Yes. }]",
            "- headword: cue\n  summary: A signal.\n  senses: [{ definition: a signal to begin }]\n  questions: [{ question: Can it be a verb?, answer: Yes. }]",
        ),
        Code::InvalidId => (
            "An id is made of letters and digits of any script, dots, hyphens, underscores, apostrophes and spaces.",
            "Choose an id of such characters. It is part of the notes' identity: once published it must not change.",
            "id: cue/noun",
            "id: cue-noun",
        ),
        Code::DuplicateId => (
            "Notes get their identity from the deck's, the entry's and the item's id. Two of the same would be one note, \
             and learners would lose one of them. Without an `id` an entry goes by its headword and an item by its number.",
            "Join the two, or give one of them another `id`.",
            "- headword: cue\n  senses: [{ definition: a signal }]\n- headword: cue\n  senses: [{ definition: a stick }]",
            "- headword: cue\n  senses: [{ definition: a signal }]\n- headword: cue\n  id: cue-stick\n  senses: [{ definition: a stick }]",
        ),
        Code::UnknownLevel => (
            "Levels are those of the Common European Framework: A1, A2, B1, B2, C1, C2.",
            "Use one of them, or leave the key out.",
            "level: B3",
            "level: B2",
        ),
        Code::UnknownPartOfSpeech => (
            "The part of speech is not one that dictionaries use. It is kept as written; only headwords of known \
             parts of speech are found in all their forms with certainty.",
            "Correct the spelling; the nearest known one is named.",
            "part_of_speech: nuon",
            "part_of_speech: noun",
        ),
        Code::MissingMedia => (
            "A file named under `audio` is not in the deck's `media` folder. Upper and lower case count.",
            "Put the file there, or correct its name. Names are relative to `media` and cannot leave it.",
            "audio: ../cue.mp3",
            "audio: cue.mp3",
        ),
        Code::GapNotFound => (
            "The text has no `{gap}`, and the headword stands in it in no form that is known. It is shown on the cards, \
             but makes no gap card of its own.",
            "Put braces around what the learner should recall.",
            "patterns: [on the dot]",
            "patterns: ['{on} the dot']",
        ),
        Code::UnclosedGap => (
            "A brace begins a gap that does not end, ends one that did not begin, or holds nothing. It is shown as typed.",
            "Close the gap, or write `\\{` for a brace.",
            "patterns: ['depend {on something']",
            "patterns: ['depend {on} something']",
        ),
        Code::CircularDefinition => (
            "The definition contains the word that it defines, so it explains nothing to those who need it, and the \
             card that asks for the word would show it.",
            "Say it in other words.",
            "- headword: cue\n  senses:\n    - definition: a cue to begin",
            "- headword: cue\n  senses:\n    - definition: a signal to begin",
        ),
        Code::CutAtComma => (
            "Inside `[…]` and `{…}` YAML ends a text at a comma, and it looks as if a sentence was cut in two.",
            "Put the sentence in quotes, or the list on lines of its own.",
            "examples: [She waited, but the cue never came.]",
            "examples: ['She waited, but the cue never came.']",
        ),
        Code::AmbiguousFrom => (
            "`from` names an entry by its id or else by its headword, and several entries have this headword.",
            "Use the id of the one that you mean.",
            "",
            "",
        ),
        Code::SimilarFrom => (
            "`from` may name a word outside the deck, but this one looks like a misspelt entry.",
            "Correct it, if the entry was meant.",
            "from: realease",
            "from: release",
        ),
        Code::DistinctionFromItself => (
            "`from` names the entry that it stands in.",
            "Name the other word.",
            "- headword: cue\n  distinctions:\n    - from: cue\n      difference: none",
            "- headword: cue\n  distinctions:\n    - from: signal\n      difference: A cue tells somebody to begin.",
        ),
        Code::CueAnswer => (
            "A cue asks which of the two words fits, so its answer is one of them.",
            "Write the entry's headword or the other word, as they are spelt.",
            "cues:\n  - text: The lights go down.\n    answer: sign",
            "cues:\n  - text: The lights go down.\n    answer: cue",
        ),
        Code::TooManyCues => (
            "A pair of words can have eight cards with cues, counted over both entries. The others are left out.",
            "Keep the best eight.",
            "",
            "",
        ),
        Code::TooFewChoices => (
            "With fewer than two choices there is nothing to choose.",
            "Add one to three plausible wrong choices.",
            "choices: [a signal]",
            "choices: [a signal, a script]",
        ),
        Code::DuplicateChoice => (
            "Two choices are the same text, so the answer could be either.",
            "Change one of them.",
            "choices: [a signal, a signal]",
            "choices: [a signal, a script]",
        ),
        Code::AnswerNotAChoice => (
            "The answer has to be the text of one of the choices, to the letter, or a list of such texts.",
            "Copy the choice.",
            "choices: [a signal, a script]\nanswer: signal",
            "choices: [a signal, a script]\nanswer: a signal",
        ),
        Code::FeedbackNotAChoice => (
            "Each key under `feedback` is the text of a choice, to the letter.",
            "Copy the choice; put it in quotes if it holds a comma or a colon.",
            "choices: [a signal, a script]\nfeedback: { script: It is only read. }",
            "choices: [a signal, a script]\nfeedback: { a script: It is only read. }",
        ),
        Code::AnswerOnFront => (
            "The front of a card shows what the learner should recall: a gap's answer stands beside the gap, a cue \
             names one of its two words, or a quiz question holds its answer.",
            "Ask in other words, or make both places one gap.",
            "examples: ['The {theme} is the main theme.']",
            "examples: ['The {theme} comes back at the end.']",
        ),
        Code::RepeatedFront => (
            "Two notes ask the same, so a learner cannot know which answer is meant, and learns neither.",
            "Say in each what sets it apart from the other.",
            "- headword: cue\n  senses: [{ definition: a signal }]\n- headword: sign\n  senses: [{ definition: a signal }]",
            "- headword: cue\n  senses: [{ definition: a signal to an actor }]\n- headword: sign\n  senses: [{ definition: a signal by hand }]",
        ),
        Code::LongFront => (
            "A front of more than 25 words is read and not answered. Counted are definitions, phrases with a gap, cues and questions.",
            "Say it shorter, or ask two things.",
            "",
            "",
        ),
        Code::LureIsRight => (
            "A wrong choice is a synonym of the answer, or the answer in other letters, so taking it is no mistake.",
            "Choose a lure of the same kind that is clearly wrong, or add it to the answers.",
            "synonyms: [signal]\nquiz:\n  - question: What does an actor wait for?\n    choices: [cue, signal]\n    answer: cue",
            "synonyms: [signal]\nquiz:\n  - question: What does an actor wait for?\n    choices: [cue, script]\n    answer: cue",
        ),
        Code::AmbiguousGap => (
            "Two phrases of the entry differ in nothing but the answer to their gap, so either answer is right in both.",
            "Write one phrase that accepts them all.",
            "patterns: ['the score {of} the film', 'the score {for} the film']",
            "patterns: ['the score {of|for} the film']",
        ),
        Code::NotIpa => (
            "A transcription holds a sign that is not of the International Phonetic Alphabet, such as an apostrophe for \
             stress or a colon for length; readers and speech programs stumble over it.",
            "Use the letters and marks of the IPA: `ˈ` for stress, `ː` for length.",
            "pronunciation: \"'kju:\"",
            "pronunciation: ˈkjuː",
        ),
        Code::DialectSpelling => (
            "An example marked as American has a spelling that is British only, or the reverse.",
            "Spell it as its dialect does, or give the example without a dialect.",
            "examples: { us: The colour of the cue light is red. }",
            "examples: { us: The color of the cue light is red. }",
        ),
        Code::OneSidedDistinction => (
            "Both words are entries, but only one of them says how they differ. The other's card would not warn of the confusion.",
            "Add a distinction to the other entry too; the two make one note.",
            "",
            "",
        ),
        Code::DamagedLedger => (
            "The ledger, `deck.lock` or the deck's name with `.lock`, says which note is which. Some of its lines cannot be \
             read, so a build could give learners notes that they have as new ones. It is never replaced by itself.",
            "Take the last good version from Git. After a merge, keep the lines of both sides: of two lines with one \
             GUID the later time wins.",
            "",
            "",
        ),
        Code::ForeignLedger => (
            "The ledger was written for a deck with another `uid`. The GUIDs in it are that deck's: two decks that share \
             GUIDs overwrite each other's notes.",
            "Remove the ledger of a copied deck before its first build. Where the `uid` was changed by mistake, put the old one back.",
            "",
            "",
        ),
        Code::RenamedEntry => (
            "An entry is gone and another one has its words, under another headword and without an `id`. Its notes keep \
             their GUIDs, so that learners keep their progress.",
            "Write the old id below the new headword to settle it. If the entry is about another word, list the old id \
             under `retired:`, and the new one begins anew.",
            "",
            "",
        ),
        Code::RetiredEntry => (
            "An entry is listed under `retired:` and stands under `entries:` too.",
            "Remove it from one of the two.",
            "retired: [cue]\nentries:\n  - headword: cue",
            "retired: [cue]\nentries:\n  - headword: signal",
        ),
        Code::UnknownRetired => (
            "An id is listed under `retired:`, but no earlier build had an entry of that id, so the list does nothing for it.",
            "Write the id as the ledger has it: the first word of its lines.",
            "",
            "",
        ),
        Code::NoteTypeBreak => (
            "This Lexideck's note types have other fields or templates than those of the deck's last release. In an import \
             with Anki's default settings no known note would be updated, and a second note type would appear.",
            "Build with the Lexideck of the last release, or read docs/updates.md and build with `--allow-note-type-break`, \
             and tell learners to import once with \"Merge note types\" on and \"Update notes\" at \"Always\".",
            "",
            "",
        ),
        Code::OldBuildTime => (
            "`SOURCE_DATE_EPOCH` lies before changes that the ledger knows. Notes that change now are dated one second after \
             their last change, which is right for Anki but not the time that was asked for.",
            "Set it to a later time, such as that of the last commit, or leave it out.",
            "",
            "",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_words() {
        for code in Code::ALL {
            let it = code.explanation();
            assert!(it.meaning.ends_with('.') && it.mend.ends_with('.'), "{}", code.name());
        }
    }
}
