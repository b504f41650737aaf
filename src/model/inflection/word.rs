//! One word of a headword in a language other than English, and the words of a text that are forms
//! of it.

use super::classes::Classes;
use super::fold::fold;
use super::languages::{Change, Endings, Grammar};
use super::letters::letters;
use super::tokens::Token;

/// The maximum number of letters of a word that has forms; longer ones are no words.
pub(super) const LONGEST: usize = 40;

/// The maximum number of variants of a stem, which words of many vowels and consonants could
/// otherwise exceed.
const MOST_VARIANTS: usize = 24;

/// The maximum number of letters of a word that is another one with other marks.
const MOST_MARKED_LETTERS: usize = 3;

/// How certain it is that a word of a text is a form of the headword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// It has a stem and an ending of the headword.
    Regular,
    /// It is an irregular form.
    Irregular,
    /// It is the headword with other marks.
    Unmarked,
    /// It is the headword, or a form that the author wrote.
    Written,
}

/// A word with its forms.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its letters.
    pub(super) letters: String,
    /// Its letters with their marks.
    marked: String,
    /// The letters of other written forms.
    pub(super) written: Vec<String>,
    irregular: Vec<Form>,
    stems: Vec<Stem>,
    clitics: &'static str,
    tails: &'static str,
    /// The verb without its particle, and the particle, which may stand apart.
    pub(super) parted: Option<(Box<Word>, String)>,
    pub(super) grammar: Option<&'static Grammar>,
    pub(super) capital: bool,
}

/// An irregular form.
#[derive(Clone, Debug)]
struct Form {
    letters: String,
    /// The letters with their marks.
    marked: String,
}

/// A stem with its possible endings.
#[derive(Clone, Debug)]
struct Stem {
    text: String,
    /// Separated by spaces; `-` is none.
    endings: &'static str,
}

impl Word {
    pub(super) fn new(text: &str, classes: Classes, grammar: Option<&'static Grammar>) -> Word {
        let mut word = Word {
            letters: letters(text),
            marked: fold(text),
            written: Vec::new(),
            irregular: Vec::new(),
            stems: Vec::new(),
            clitics: "",
            tails: grammar.map_or("", |it| it.tails),
            parted: None,
            grammar,
            capital: text.chars().next().is_some_and(char::is_uppercase),
        };
        let Some(grammar) = grammar.filter(|_| word.letters.chars().nth(LONGEST).is_none()) else {
            return word;
        };
        let own = without_reflexive(&word.letters, grammar);
        word.inflect(&own, "", classes, grammar);
        if classes.verb() && !(grammar.capital_nouns && word.capital) {
            word.clitics = grammar.clitics;
            word.part(&own, grammar);
        }
        word
    }

    /// Adds the forms of `base`, each with the particle before it.
    fn inflect(&mut self, base: &str, particle: &str, classes: Classes, grammar: &Grammar) {
        for row in grammar.irregular {
            let Some((lemma, forms)) = row.split_once(':') else { continue };
            let (lemma, complete) = lemma.strip_prefix('=').map_or((lemma, false), |it| (it, true));
            let (lemma, any) = lemma.strip_prefix('-').map_or((lemma, false), |it| (it, true));
            let Some(prefix) = strip_end(base, lemma) else { continue };
            // "él" is not "el".
            let same = prefix.is_empty() && base == self.letters && self.needs_marks(base);
            if same && fold(lemma) != self.marked {
                continue;
            }
            let combines = any
                || prefix.is_empty()
                || lemma.chars().nth(4).is_some()
                || has(grammar.prefixes, prefix);
            if !combines {
                continue;
            }
            for form in forms.split(' ').filter(|it| !it.is_empty()) {
                self.add_irregular(base, [particle, prefix, form], classes, grammar);
            }
            if complete && prefix.is_empty() {
                return;
            }
        }
        for endings in grammar.endings.iter().filter(|it| it.suits(classes)) {
            let Some(stem) = endings.ending_of(base).filter(|it| it.chars().nth(1).is_some())
            else {
                continue;
            };
            for stem in variants(stem, grammar.changes) {
                self.add_stem(&stem, particle, endings, grammar);
            }
        }
    }

    /// Adds an irregular form of `base`: what comes before it, and the form as it is declared.
    fn add_irregular(
        &mut self,
        base: &str,
        [particle, prefix, declared]: [&str; 3],
        classes: Classes,
        grammar: &Grammar,
    ) {
        let form = letters(declared);
        if let Some(stem) = form.strip_suffix('+') {
            let stem = format!("{prefix}{stem}");
            let has_class = |class| {
                let same = |it: &&Endings| it.class == class && it.suits(classes);
                grammar.endings.iter().filter(same).any(|it| it.ending_of(base).is_some())
            };
            let of_class = |it: &&Endings| it.suits(classes) && has_class(it.class);
            for endings in grammar.endings.iter().filter(of_class) {
                self.add_stem(&stem, particle, endings, grammar);
            }
        } else if let Some(stem) = form.strip_suffix('*') {
            let text = format!("{particle}{prefix}{stem}");
            self.stems.push(Stem { text, endings: grammar.tails });
        } else {
            let (form, marked) = match form.strip_suffix('!') {
                Some(form) => (form.to_owned(), String::new()),
                None => (form, fold(declared)),
            };
            self.irregular.push(Form {
                letters: format!("{particle}{prefix}{form}"),
                marked: format!("{particle}{prefix}{marked}"),
            });
        }
    }

    fn add_stem(&mut self, stem: &str, particle: &str, endings: &Endings, grammar: &Grammar) {
        let mut add = |text: String| {
            self.stems.push(Stem { text, endings: endings.forms });
        };
        add(format!("{particle}{stem}"));
        if endings.is_of_verbs() {
            let infinitive = if particle.is_empty() { "" } else { grammar.infinitive };
            let inserts = grammar.inserts.split_whitespace();
            for insert in inserts.chain(infinitive.split_whitespace()) {
                add(format!("{particle}{insert}{stem}"));
            }
        }
    }

    /// Adds the forms of a verb with a particle.
    fn part(&mut self, own: &str, grammar: &'static Grammar) {
        let particle = grammar
            .particles
            .split_whitespace()
            .filter(|it| own.strip_prefix(it).is_some_and(|base| base.chars().nth(3).is_some()))
            .max_by_key(|it| it.len());
        let Some(particle) = particle else { return };
        let Some(base) = own.strip_prefix(particle) else { return };
        let verb = Classes::new(&[super::WordClass::Verb]);
        self.inflect(base, particle, verb, grammar);
        let mut word = Word::new("", verb, None);
        word.tails = grammar.tails;
        word.letters = base.to_owned();
        word.marked = base.to_owned();
        word.inflect(base, "", verb, grammar);
        self.parted = Some((Box::new(word), particle.to_owned()));
    }

    /// Returns how certain it is that a word of a text is a form.
    pub(super) fn rate(&self, token: &Token) -> Option<Certainty> {
        let (word, marked) = (token.letters.as_str(), token.marked.as_str());
        if word == self.letters && (marked == self.marked || !self.needs_marks(word)) {
            let same = marked == self.marked;
            return Some(if same { Certainty::Written } else { Certainty::Unmarked });
        }
        if self.written.iter().any(|it| it == word) {
            return Some(Certainty::Written);
        }
        self.rate_bare(word, marked).or_else(|| {
            let clitics = self.clitics.split_whitespace();
            let attached = clitics.filter_map(|it| self.rate_with_clitic(word, it));
            attached.chain(self.rate_after_proclitic(word)).max()
        })
    }

    /// Returns whether `word` is so short that its marks make another word of it.
    fn needs_marks(&self, word: &str) -> bool {
        self.grammar.is_some_and(|it| it.marks_matter)
            && word.chars().nth(MOST_MARKED_LETTERS).is_none()
    }

    fn rate_bare(&self, word: &str, marked: &str) -> Option<Certainty> {
        let strict = self.grammar.is_some_and(|it| it.marks_matter);
        let irregular = |it: &Form| it.letters == word && (!strict || it.marked == marked);
        if self.irregular.iter().any(irregular) {
            return Some(Certainty::Irregular);
        }
        let regular = self.stems.iter().any(|stem| {
            let rest = word.strip_prefix(stem.text.as_str());
            rest.is_some_and(|rest| has_ending(stem.endings, rest, self.tails))
        });
        regular.then_some(Certainty::Regular)
    }

    /// Rates a word with others written at its beginning.
    fn rate_after_proclitic(&self, word: &str) -> Option<Certainty> {
        let proclitics = self.grammar.map_or("", |it| it.proclitics).split_whitespace();
        let rest = proclitics.filter_map(|it| word.strip_prefix(it));
        let long = rest.filter(|it| it.chars().nth(1).is_some());
        let rate = |rest: &str| {
            if rest == self.letters {
                Some(Certainty::Irregular)
            } else {
                self.rate_bare(rest, rest)
            }
        };
        long.filter_map(rate).max()
    }

    /// Rates a verb with a pronoun at its end; the pronoun may double its first letter after an
    /// imperative ("dammi").
    fn rate_with_clitic(&self, word: &str, clitic: &str) -> Option<Certainty> {
        let verb = word.strip_suffix(clitic)?;
        let single = clitic.chars().next().and_then(|it| verb.strip_suffix(it));
        let whole = |verb: &str| {
            let infinitive = self.letters == verb || self.letters.strip_suffix('e') == Some(verb);
            let short = verb.chars().nth(2).is_none();
            let imperative = || self.grammar.is_some_and(|it| has(it.imperatives, verb));
            match () {
                () if verb.is_empty() => None,
                () if infinitive => Some(Certainty::Irregular),
                () if short && !imperative() => None,
                () => {
                    let irregular = self.irregular.iter().any(|it| it.letters == verb);
                    let regular = || self.rate_bare(verb, verb);
                    if irregular { Some(Certainty::Irregular) } else { regular() }
                }
            }
        };
        whole(verb).or_else(|| single.and_then(whole))
    }
}

impl Endings {
    fn suits(&self, classes: Classes) -> bool {
        self.class.is_none_or(|it| classes.may_be(it))
    }

    fn is_of_verbs(&self) -> bool {
        self.class == Some(super::WordClass::Verb)
    }

    /// Returns the stem of `word`, if it has one of the endings.
    fn ending_of<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.of.split(' ').find_map(|it| word.strip_suffix(if it == "-" { "" } else { it }))
    }
}

/// Returns a verb without the reflexive pronoun at its end.
fn without_reflexive(verb: &str, grammar: &Grammar) -> String {
    let bare = |(end, other): &(&str, &str)| Some(format!("{}{other}", verb.strip_suffix(end)?));
    grammar.infinitives.iter().find_map(bare).unwrap_or_else(|| verb.to_owned())
}

/// Returns whether a list of endings contains `rest`, which may have one of the tails.
fn has_ending(endings: &str, rest: &str, tails: &str) -> bool {
    let rest = if rest.is_empty() { "-" } else { rest };
    endings.split(' ').any(|it| match it.strip_suffix('*') {
        None => it == rest,
        Some(ending) => rest.strip_prefix(ending).is_some_and(|tail| has(tails, tail)),
    })
}

/// Returns whether a list of words contains `word`, where `-` is the empty one.
pub(super) fn has(list: &str, word: &str) -> bool {
    let word = if word.is_empty() { "-" } else { word };
    list.split(' ').any(|it| it == word)
}

/// Returns the beginning of `word` before `end`, whose marks do not count.
fn strip_end<'w>(word: &'w str, end: &str) -> Option<&'w str> {
    let (last, own) = (end.chars().next_back()?, word.chars().next_back()?);
    match () {
        () if last != own && (last.is_ascii() || last >= 'а') => None,
        () if end.is_ascii() => word.strip_suffix(end),
        () => word.strip_suffix(letters(end).as_str()),
    }
}

/// Returns a stem and what it may change to.
fn variants(stem: &str, changes: &[Change]) -> Vec<String> {
    let mut all = vec![stem.to_owned()];
    for change in changes {
        let mut more = Vec::new();
        for old in all.iter().take(MOST_VARIANTS) {
            more.extend(change.apply(old));
        }
        all.extend(more);
    }
    all.truncate(MOST_VARIANTS);
    all
}

impl Change {
    fn apply(&self, stem: &str) -> Option<String> {
        match self {
            Change::End(from, to) => Some(format!("{}{to}", stem.strip_suffix(from)?)),
            Change::Vowel(from, to) => {
                let place = stem.rfind(from)?;
                let (before, rest) = stem.split_at_checked(place)?;
                let after = rest.get(from.len()..)?;
                let after_sound = match after.strip_suffix('u') {
                    Some(silent) if silent.ends_with(['g', 'q']) => silent,
                    _ => after,
                };
                let last = !after_sound.contains(is_vowel) && !before.ends_with(is_vowel);
                last.then(|| format!("{before}{to}{after}"))
            }
            Change::Insert(vowel) => {
                let (place, last) = stem.char_indices().next_back()?;
                let before = stem.get(..place)?;
                let closed = !is_vowel(last) && before.ends_with(|c| !is_vowel(c));
                closed.then(|| format!("{before}{vowel}{last}"))
            }
            Change::Inner(from, to) => {
                let (place, last) = stem.char_indices().next_back()?;
                let before = stem.get(..place)?.strip_suffix(from)?;
                (!is_vowel(last) && !before.is_empty()).then(|| format!("{before}{to}{last}"))
            }
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я'
    )
}
