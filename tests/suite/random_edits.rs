//! Random edits of a deck whose items are known whatever their texts are, and what becomes of the
//! reviews: how many living items are lost, how many get the reviews of another, and whether each of
//! these is reported. Rules of who is who are changed by what this measures.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use lexideck::internal::diag::{Diagnostics, FileId, Files};
use lexideck::internal::ledger::TakenIds;
use lexideck::internal::pipeline::{CheckOptions, DeckFiles, Sources, check_deck, release_deck};

/// What became of the items of all edits.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// Items that were kept and got a new note.
    pub(crate) lost: usize,
    /// Items that were kept and got the note of another.
    pub(crate) handed_over: usize,
    /// New items that got the note of a removed one.
    pub(crate) taken: usize,
    /// Those that got the note of another without a report.
    pub(crate) unreported: usize,
    /// Items that were kept and kept their notes.
    pub(crate) kept: usize,
}

/// A small generator of random numbers (xorshift), the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % count
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

const NOUNS: [&str; 40] = [
    "ladder", "bridge", "lantern", "harbour", "ticket", "garden", "engine", "mirror", "basket",
    "tunnel", "letter", "window", "camera", "kitchen", "forest", "bottle", "curtain", "station",
    "carpet", "mountain", "person", "child", "teacher", "money", "water", "music", "house",
    "story", "river", "market", "doctor", "animal", "picture", "place", "machine", "sound",
    "light", "paper", "group", "way",
];
const VERBS: [&str; 24] = [
    "carried", "painted", "measured", "repaired", "followed", "lifted", "borrowed", "counted",
    "buried", "sketched", "guarded", "polished", "watched", "moved", "opened", "cleaned", "sold",
    "hired", "filmed", "found", "made", "used", "took", "kept",
];
const ADJECTIVES: [&str; 20] = [
    "narrow", "green", "broken", "heavy", "silent", "early", "distant", "wooden", "bright",
    "shallow", "crooked", "northern", "empty", "famous", "careful", "hollow", "quiet", "golden",
    "ancient", "long",
];
const PLACES: [&str; 10] =
    ["behind", "beside", "under", "above", "near", "beyond", "inside", "across", "against", "for"];
const TIMES: [&str; 8] =
    ["yesterday", "tonight", "twice", "again", "slowly", "last Friday", "all winter", "in public"];
const HEADWORDS: [&str; 14] = [
    "premiere", "cue", "scaffold", "ripple", "harvest", "anchor", "puzzle", "whistle", "margin",
    "velvet", "orchard", "quarrel", "summit", "thimble",
];

/// An item, by a number that no edit changes, and its words; `~` stands for the headword.
#[derive(Clone, Debug)]
struct Item {
    number: usize,
    words: Vec<String>,
}

/// The lists of an entry: definitions, examples of the first sense, collocations, questions, quiz
/// items.
const LISTS: usize = 5;

#[derive(Clone, Debug)]
struct Entry {
    headword: String,
    id: Option<String>,
    lists: [Vec<Item>; LISTS],
}

#[derive(Clone, Debug)]
struct Deck {
    entries: Vec<Entry>,
    next: usize,
}

impl Deck {
    fn random(dice: &mut Dice) -> Deck {
        let mut deck = Deck { entries: Vec::new(), next: 0 };
        let first = dice.below(HEADWORDS.len());
        for at in 0..6 {
            let entry = deck.entry(HEADWORDS[(first + at) % HEADWORDS.len()], dice);
            deck.entries.push(entry);
        }
        deck
    }

    fn entry(&mut self, headword: &str, dice: &mut Dice) -> Entry {
        let mut lists: [Vec<Item>; LISTS] = Default::default();
        for (list, items) in lists.iter_mut().enumerate() {
            for _ in 0..1 + dice.below(3) {
                items.push(self.item(list, dice));
            }
        }
        Entry { headword: headword.to_owned(), id: None, lists }
    }

    fn item(&mut self, list: usize, dice: &mut Dice) -> Item {
        let (noun, other) = (dice.of(&NOUNS), dice.of(&NOUNS));
        let (verb, adjective) = (dice.of(&VERBS), dice.of(&ADJECTIVES));
        let (place, time) = (dice.of(&PLACES), dice.of(&TIMES));
        let text = match (list, dice.below(3)) {
            (0, 0) => format!("a {adjective} {noun} that is {verb} {place} the {other}"),
            (0, 1) => format!("the act of having {verb} a {noun} {place} a {other}"),
            (0, _) => format!("to have {verb} something {adjective} {place} a {noun}"),
            (1, 0) => format!("She {verb} the ~ {place} the {adjective} {noun} {time}."),
            (1, 1) => format!("The ~ was {verb} {time} {place} a {noun}."),
            (1, _) => format!("He had {verb} his {other} and the ~ {time}."),
            (2, 0) => format!("a {adjective} ~"),
            (2, 1) => format!("{verb} the ~ {place} the {noun}"),
            (2, _) => format!("the ~ of a {noun}"),
            (3, 0) => format!("Is the {noun} {adjective} when it is {verb}?"),
            (3, _) => format!("Can one say that a {noun} {verb} the {other} {time}?"),
            (_, 0) => format!("Which {noun} is {verb} {place} the {other}?"),
            _ => format!("What is {adjective} and {verb} {time} {place} a {noun}?"),
        };
        self.next += 1;
        Item { number: self.next, words: text.split(' ').map(str::to_owned).collect() }
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.entries.iter().flat_map(|it| &it.lists).flatten()
    }

    /// The deck as its author writes it, and the item of each entry and slot.
    fn written(&self) -> (String, BTreeMap<(String, String), usize>) {
        let mut text = String::from("deck: {id: d, name: D, cards: everything}\nentries:\n");
        let mut items = BTreeMap::new();
        for entry in &self.entries {
            let _ = writeln!(text, "  - headword: {}", entry.headword);
            if let Some(id) = &entry.id {
                let _ = writeln!(text, "    id: {id}");
            }
            let id = entry.id.clone().unwrap_or_else(|| entry.headword.clone());
            let keys = ["senses", "", "collocations", "questions", "quiz"];
            for (list, key) in keys.iter().enumerate().filter(|it| it.0 != 1) {
                if !entry.lists[list].is_empty() {
                    let _ = writeln!(text, "    {key}:");
                }
                for (at, item) in entry.lists[list].iter().enumerate() {
                    let words = item.words.join(" ").replace('~', &entry.headword);
                    let number = at + 1;
                    let slot = match list {
                        0 => format!("definition/{number}"),
                        2 => format!("usage/collocation/{number}"),
                        3 => format!("question/{number}"),
                        _ => format!("quiz/{number}"),
                    };
                    items.insert((id.clone(), slot), item.number);
                    let _ = match list {
                        0 => writeln!(text, "      - definition: '{words}'"),
                        2 => writeln!(text, "      - '{words}'"),
                        3 => writeln!(text, "      - {{question: '{words}', answer: 'Yes.'}}"),
                        _ => writeln!(
                            text,
                            "      - {{question: '{words}', choices: [one, two], answer: one}}"
                        ),
                    };
                    if list == 0 && at == 0 && !entry.lists[1].is_empty() {
                        let _ = writeln!(text, "        examples:");
                        for (at, example) in entry.lists[1].iter().enumerate() {
                            let words = example.words.join(" ").replace('~', &entry.headword);
                            let _ = writeln!(text, "          - '{words}'");
                            let slot = format!("usage/example/1/{}", at + 1);
                            items.insert((id.clone(), slot), example.number);
                        }
                    }
                }
            }
        }
        (text, items)
    }

    /// Changes the deck in one way.
    fn edit(&mut self, dice: &mut Dice) {
        let at = dice.below(self.entries.len());
        let list = dice.below(LISTS);
        let count = self.entries[at].lists[list].len();
        let item = dice.below(count.max(1));
        match dice.below(20) {
            0..=2 => self.change(at, list, typo, dice),
            3..=5 => self.change(at, list, |it, dice| replace(it, 1, dice), dice),
            6 => self.change(at, list, |it, dice| replace(it, 3, dice), dice),
            7 => self.change(at, list, insert, dice),
            8 | 9 if self.is_free(list, count) => {
                self.entries[at].lists[list].remove(item);
            }
            10 | 11 if count < 5 => {
                let new = self.item(list, dice);
                self.entries[at].lists[list].insert(dice.below(count + 1), new);
            }
            12 | 13 if count > 0 => {
                // One item goes, and another comes, mostly in its place.
                let new = self.item(list, dice);
                self.entries[at].lists[list][item] = new;
            }
            14 if count > 1 => {
                let moved = self.entries[at].lists[list].remove(item);
                self.entries[at].lists[list].insert(dice.below(count), moved);
            }
            15 if self.is_free(list, count) => {
                let moved = self.entries[at].lists[list].remove(item);
                let to = dice.below(self.entries.len());
                self.entries[to].lists[list].push(moved);
            }
            16 => {
                let mut headword = self.entries[at].headword.clone();
                headword.push_str("ing");
                if self.entries.iter().all(|it| it.headword != headword) {
                    self.entries[at].headword = headword;
                }
            }
            17 => {
                let id = format!("{}-noun", self.entries[at].headword);
                if self.entries.iter().all(|it| it.id.as_ref() != Some(&id)) {
                    self.entries[at].id = Some(id);
                }
            }
            18 => self.entries.swap(at, 0),
            19 => self.copy_gloss(at, dice),
            _ => {}
        }
    }

    /// Whether an item of a list may go: an entry needs a sense.
    fn is_free(&self, list: usize, count: usize) -> bool {
        count > usize::from(list == 0)
    }

    fn change(&mut self, at: usize, list: usize, by: fn(&mut Item, &mut Dice), dice: &mut Dice) {
        let count = self.entries[at].lists[list].len();
        if count > 0 {
            let item = dice.below(count);
            by(&mut self.entries[at].lists[list][item], dice);
        }
    }

    /// A new entry gets the definition of an old one, which is written more precisely.
    fn copy_gloss(&mut self, at: usize, dice: &mut Dice) {
        let used: BTreeSet<&str> = self.entries.iter().map(|it| it.headword.as_str()).collect();
        let free: Vec<&str> = HEADWORDS.into_iter().filter(|it| !used.contains(it)).collect();
        if free.is_empty() {
            return;
        }
        let mut new = self.entry(free[dice.below(free.len())], dice);
        new.lists[0].truncate(1);
        new.lists[0][0].words = self.entries[at].lists[0][0].words.clone();
        insert(&mut self.entries[at].lists[0][0], dice);
        self.entries.push(new);
    }
}

fn typo(item: &mut Item, dice: &mut Dice) {
    let long: Vec<usize> = (0..item.words.len()).filter(|it| item.words[*it].len() > 4).collect();
    if !long.is_empty() {
        let at = long[dice.below(long.len())];
        let place = 1 + dice.below(item.words[at].len() - 2);
        if item.words[at].is_char_boundary(place) {
            item.words[at].remove(place);
        }
    }
}

fn replace(item: &mut Item, count: usize, dice: &mut Dice) {
    for _ in 0..count {
        let at = dice.below(item.words.len());
        if item.words[at] != "~" {
            item.words[at] = dice.of(&NOUNS).to_owned();
        }
    }
}

fn insert(item: &mut Item, dice: &mut Dice) {
    let at = 1 + dice.below(item.words.len());
    let words = [dice.of(&PLACES).to_owned(), "the".to_owned(), dice.of(&NOUNS).to_owned()];
    item.words.splice(at..at, words);
}

struct Texts(BTreeMap<FileId, String>);

impl Sources for Texts {
    fn read(&self, file: FileId) -> io::Result<Vec<u8>> {
        Ok(self.0.get(&file).cloned().unwrap_or_default().into_bytes())
    }
}

/// What a build says: the GUID of each entry and slot, the ledger, and the GUIDs that it reports as
/// passed on.
struct Outcome {
    guids: BTreeMap<(String, String), String>,
    ledger: String,
    reported: BTreeSet<String>,
}

fn build(text: &str, ledger: Option<String>, time: i64) -> Outcome {
    let mut names = Files::default();
    let (file, lock) = (names.add("deck.yaml"), names.add("deck.lock"));
    let files = DeckFiles {
        description: file,
        files: vec![file],
        media: BTreeSet::new(),
        ledger: ledger.is_some().then_some(lock),
    };
    let texts = BTreeMap::from([(file, text.to_owned()), (lock, ledger.unwrap_or_default())]);
    let mut acc = Diagnostics::default();
    let outcome =
        check_deck(&files, &Texts(texts), &CheckOptions::default(), &mut acc, &mut |_| {}).unwrap();
    assert!(!acc.has_errors(), "{acc:?}\n{text}");
    let checked = outcome.checked.unwrap();
    let (mut ids, mut guids) = (TakenIds::default(), BTreeMap::new());
    let released =
        release_deck(&checked, &BTreeMap::new(), false, &mut || time, &mut ids, &mut |made| {
            for it in made.notes {
                let key = (it.note.entry.to_owned(), it.note.slot.clone());
                guids.insert(key, it.note.guid.clone());
            }
            Ok(())
        })
        .unwrap();
    let reported = checked
        .alike()
        .iter()
        .filter_map(|it| guids.get(&(it.entry.clone(), it.slot.clone())).cloned());
    Outcome { reported: reported.collect(), ledger: released.ledger.to_string(), guids }
}

/// Builds random decks, each before and after a few edits, `count` edits in all.
pub(crate) fn measure(seed: u64, count: usize) -> Figures {
    let mut dice = Dice(seed);
    let (mut figures, mut done) = (Figures::default(), 0);
    while done < count {
        let before = Deck::random(&mut dice);
        let mut after = before.clone();
        let edits = 1 + dice.below(4);
        (0..edits).for_each(|_| after.edit(&mut dice));
        done += edits;
        let ((text, items), (new_text, new_items)) = (before.written(), after.written());
        let first = build(&text, None, 1_000_000);
        let second = build(&new_text, Some(first.ledger), 2_000_000);
        let owners: BTreeMap<&String, usize> =
            first.guids.iter().map(|(key, guid)| (guid, items[key])).collect();
        let words: BTreeMap<usize, &Vec<String>> =
            before.items().chain(after.items()).map(|it| (it.number, &it.words)).collect();
        let alive: BTreeSet<usize> = new_items.values().copied().collect();
        let known: BTreeSet<usize> = items.values().copied().collect();
        for (key, guid) in &second.guids {
            let item = new_items[key];
            let owner = owners.get(guid).copied();
            let is_new = !known.contains(&item);
            match owner {
                // What has the words of another is the same to everybody.
                Some(owner) if owner == item || words[&owner] == words[&item] => figures.kept += 1,
                None if is_new => {}
                None => figures.lost += 1,
                Some(owner) => {
                    if is_new && !alive.contains(&owner) {
                        figures.taken += 1;
                    } else {
                        figures.handed_over += 1;
                    }
                    figures.unreported += usize::from(!second.reported.contains(guid));
                }
            }
        }
    }
    figures
}
