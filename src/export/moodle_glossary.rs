//! Exports a glossary as Moodle XML (mod/glossary/import.php and lib.php of Moodle 3.8 to 5.1).
//! Moodle links each word in the course to its entry.
//!
//! A glossary contains a word only once, so entries with the same headword are merged; they are
//! kept in memory until the last entry is known.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use crate::anki::{Kind, note_tags};
use crate::export::exporter::{Exporter, Format, Made, Skipped, Summary, file_name};
use crate::export::questions::{dialect, skipped, steps};
use crate::export::xml::cdata;
use crate::export::{ExportError, moodle, plain, web};
use crate::ledger::Ledger;
use crate::model::Str;
use crate::model::inflection::Finder;
use crate::model::{Deck, Entry, Language, PartOfSpeech, Phrase, Sense, Text, Translations, slot};

const NAME: &str = "moodle-glossary";

/// The maximum length of a concept, alias or category in Moodle, in characters.
const MOST_LETTERS: usize = 255;

pub(super) const FORMAT: Format = Format {
    name: NAME,
    about: "a glossary for Moodle, as XML",
    files: |id| vec![file_name(id, NAME, "xml")],
    needs_written: false,
    begin: |resources| {
        let deck = resources.deck;
        let out = resources.sink.create(&file_name(&deck.id, NAME, "xml"))?;
        let mut left_out = Vec::new();
        let category = steps(deck).last().filter(|it| fits(it));
        if category.is_none() {
            left_out.push(skipped(NAME, &deck.id, "category", too_long("the deck's name")));
        }
        Ok(Box::new(Glossary { deck, category, out, concepts: Vec::new(), skipped: left_out }))
    },
};

/// Collects the concepts of the glossary.
struct Glossary<'d> {
    deck: &'d Deck,
    /// The last part of the deck's name, or `None` if it is too long.
    category: Option<&'d str>,
    out: Box<dyn Write + Send>,
    concepts: Vec<Concept>,
    skipped: Vec<Skipped>,
}

/// A word with everything that its entries say about it.
struct Concept {
    word: String,
    definition: String,
    aliases: Vec<String>,
    levels: Vec<String>,
    tags: Vec<String>,
}

impl Exporter for Glossary<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        let entry = made.entry;
        let reason = if entry.senses.is_empty() && entry.summary.is_none() {
            "it has no definition".to_owned()
        } else if !fits(&in_running_text(&entry.headword)) {
            too_long("its headword")
        } else {
            let part_of_speech = entry.part_of_speech.as_ref().map_or("", PartOfSpeech::name);
            let (aliases, long): (Vec<_>, Vec<_>) =
                aliases(entry, &self.deck.language).into_iter().partition(|it| fits(it));
            for _ in once_each(long.iter().map(String::as_str)) {
                self.skipped.push(skipped(NAME, &entry.id, "alias", too_long("an alias")));
            }
            self.concepts.push(Concept {
                word: in_running_text(&entry.headword),
                definition: definition(made, self.deck),
                aliases,
                levels: entry.level.iter().map(|it| it.name().to_owned()).collect(),
                tags: note_tags(self.deck, entry, Kind::Definition, part_of_speech),
            });
            return Ok(());
        };
        self.skipped.push(skipped(NAME, &entry.id, &slot::definition(1, None), reason));
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        let (deck, category) = (self.deck, self.category);
        let concepts = merged(std::mem::take(&mut self.concepts));
        let words: BTreeSet<String> = concepts.iter().map(|it| it.word.to_lowercase()).collect();
        write!(
            self.out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<GLOSSARY>\n<INFO>\n<NAME>{}</NAME>\n\
             <INTRO>{}</INTRO>\n<INTROFORMAT>1</INTROFORMAT>\n\
             <ALLOWDUPLICATEDENTRIES>0</ALLOWDUPLICATEDENTRIES>\n\
             <DISPLAYFORMAT>dictionary</DISPLAYFORMAT>\n<SHOWSPECIAL>1</SHOWSPECIAL>\n\
             <SHOWALPHABET>1</SHOWALPHABET>\n<SHOWALL>1</SHOWALL>\n\
             <ALLOWCOMMENTS>0</ALLOWCOMMENTS>\n<USEDYNALINK>1</USEDYNALINK>\n\
             <DEFAULTAPPROVAL>1</DEFAULTAPPROVAL>\n<GLOBALGLOSSARY>0</GLOBALGLOSSARY>\n\
             <ENTBYPAGE>10</ENTBYPAGE>\n<ENTRIES>\n",
            cdata(&steps(deck).collect::<Vec<_>>().join(" – ")),
            cdata(&moodle::about(deck)),
        )?;
        for it in &concepts {
            write_concept(&mut *self.out, it, category, &words)?;
        }
        self.out.write_all(b"</ENTRIES>\n</INFO>\n</GLOSSARY>\n")?;
        self.out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

/// Merges the concepts of the same word; Moodle ignores case.
fn merged(concepts: Vec<Concept>) -> Vec<Concept> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<Concept> = Vec::new();
    for it in concepts {
        let place = *places.entry(it.word.to_lowercase()).or_insert(all.len());
        match all.get_mut(place) {
            Some(first) => {
                first.definition.push_str("<hr>");
                first.definition.push_str(&it.definition);
                first.aliases.extend(it.aliases);
                first.levels.extend(it.levels);
                first.tags.extend(it.tags);
            }
            None => all.push(it),
        }
    }
    all
}

fn write_concept(
    out: &mut dyn Write,
    it: &Concept,
    category: Option<&str>,
    words: &BTreeSet<String>,
) -> std::io::Result<()> {
    let name = |it: &str| format!("<NAME>{}</NAME>", cdata(it));
    // An alias that is also a concept would link to the wrong entry.
    let is_free = |it: &&String| !words.contains(&it.to_lowercase());
    let aliases = once_each(it.aliases.iter().filter(is_free).map(String::as_str));
    let aliases: String =
        aliases.into_iter().map(|it| format!("<ALIAS>{}</ALIAS>", name(it))).collect();
    // Moodle cannot import an empty list of aliases.
    let aliases = match aliases.as_str() {
        "" => String::new(),
        all => format!("<ALIASES>{all}</ALIASES>\n"),
    };
    let categories = once_each(category.into_iter().chain(it.levels.iter().map(String::as_str)));
    let element = |it| format!("<CATEGORY>{}<USEDYNALINK>0</USEDYNALINK></CATEGORY>", name(it));
    let categories: String = categories.into_iter().map(element).collect();
    let categories = match categories.as_str() {
        "" => String::new(),
        all => format!("<CATEGORIES>{all}</CATEGORIES>\n"),
    };
    let tags = once_each(it.tags.iter().map(String::as_str));
    let tags: String = tags.into_iter().map(|it| format!("<TAG>{}</TAG>", cdata(it))).collect();
    write!(
        out,
        "<ENTRY>\n<CONCEPT>{}</CONCEPT>\n<DEFINITION>{}</DEFINITION>\n<FORMAT>1</FORMAT>\n\
         <USEDYNALINK>1</USEDYNALINK>\n<CASESENSITIVE>0</CASESENSITIVE>\n<FULLMATCH>1</FULLMATCH>\n\
         <TEACHERENTRY>1</TEACHERENTRY>\n{aliases}{categories}\
         <TAGS>{tags}</TAGS>\n</ENTRY>\n",
        cdata(&it.word),
        cdata(&it.definition),
    )
}

/// Returns whether a concept, alias or category is within Moodle's limit.
fn fits(name: &str) -> bool {
    name.chars().count() <= MOST_LETTERS
}

/// Returns the reason why a name is left out.
fn too_long(what: &str) -> String {
    format!("{what} is longer than {MOST_LETTERS} characters, the maximum in Moodle")
}

/// Removes duplicates, ignoring case, and keeps the first of each.
fn once_each<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    all.filter(|it| seen.insert(it.to_lowercase())).collect()
}

fn definition(made: &Made<'_, '_>, deck: &Deck) -> String {
    let entry = made.entry;
    let mut out = String::new();
    let pronunciation = made.compiled.sections.iter().find(|it| it.label == "Pronunciation");
    let sound = pronunciation.map(|it| plain::lines(&it.content).join(", "));
    let facts = [
        entry.part_of_speech.as_ref().map(|it| it.name().to_owned()),
        entry.level.as_ref().map(|it| it.name().to_owned()),
        entry.register.as_ref().map(Str::to_string),
        sound,
    ];
    let facts: Vec<_> = facts.into_iter().flatten().map(|it| web::escaped(&it)).collect();
    if !facts.is_empty() {
        out.push_str(&format!("<p>{}</p>", facts.join(" · ")));
    }
    if let Some(summary) = &entry.summary {
        out.push_str(&format!("<p>{}</p>", web::filled(summary)));
    }
    if !entry.senses.is_empty() {
        let senses: String = entry.senses.iter().map(|it| sense(it, entry, deck)).collect();
        out.push_str(&format!("<ol>{senses}</ol>"));
    }
    for (label, words) in [("Synonyms", &entry.synonyms), ("Antonyms", &entry.antonyms)] {
        if !words.is_empty() {
            let words: Vec<_> = words.iter().map(web::filled).collect();
            out.push_str(&format!("<p><strong>{label}:</strong> {}</p>", words.join(", ")));
        }
    }
    out
}

fn sense(it: &Sense, entry: &Entry, deck: &Deck) -> String {
    let own = it.part_of_speech.as_ref().filter(|own| Some(*own) != entry.part_of_speech.as_ref());
    let part_of_speech = own.map_or(String::new(), |it| format!("({}) ", web::escaped(it.name())));
    let mut out = format!(
        "<li>{part_of_speech}{}",
        it.definition.as_ref().map_or(String::new(), web::filled)
    );
    out.push_str(&translations(&it.translations, deck));
    if !it.examples.is_empty() {
        let examples: String = it.examples.iter().map(|it| example(it, deck)).collect();
        out.push_str(&format!("<ul>{examples}</ul>"));
    }
    out.push_str("</li>");
    out
}

fn example(it: &Phrase, deck: &Deck) -> String {
    let (badge, text) = (dialect(it), web::filled(&it.text));
    format!("<li>{badge}<em>{text}</em>{}</li>", translations(&it.translations, deck))
}

/// Returns the translations, with a line for each language.
fn translations(all: &Translations, deck: &Deck) -> String {
    let line = |(language, text): &(Language, Text)| {
        let text = web::filled(text);
        format!("<br>{language}: <span lang=\"{language}\" dir=\"auto\">{text}</span>")
    };
    deck.translations.of(all).into_iter().map(line).collect()
}

/// Returns other words that should link to the entry: forms of the headword in its phrases, and
/// synonyms.
fn aliases(entry: &Entry, language: &Language) -> Vec<String> {
    let classes: Vec<_> = entry
        .senses
        .iter()
        .map(|it| it.part_of_speech.as_ref().or(entry.part_of_speech.as_ref()))
        .filter_map(|it| it.and_then(PartOfSpeech::class))
        .collect();
    let finder = Finder::new(&entry.headword, &classes, language.tag());
    let examples = entry.senses.iter().flat_map(|it| &it.examples);
    let mut found: Vec<String> = Vec::new();
    for phrase in examples.chain(&entry.patterns).chain(&entry.collocations) {
        let text = phrase.text.plain();
        for pieces in finder.find(&text) {
            // Moodle cannot find a form that is split into several pieces.
            if let [piece] = pieces.as_slice() {
                found.extend(text.get(piece.clone()).map(str::to_owned));
            }
        }
    }
    found.extend(entry.synonyms.iter().map(Text::plain));
    let found = found.iter().map(|it| in_running_text(it));
    found.filter(|it| !it.is_empty()).collect()
}

/// Normalizes white space, as Moodle searches for a word in running text.
fn in_running_text(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ")
}
