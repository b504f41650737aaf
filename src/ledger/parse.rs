//! Parses the ledger's file format, and the one before it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostics, FileId, Span};
use crate::ledger::cells::{CHANGED, PUBLISHED, UNMADE, unescaped};
use crate::ledger::chain::{self, Links};
use crate::ledger::file::{DECK, END, LEDGER_START, NOTETYPE, NOTETYPES, RELEASE, UID, VERSION};
use crate::ledger::rules::damaged_ledger;
use crate::ledger::{
    Asks, Cards, History, Known, LastRelease, Ledger, LedgerRow, Reason, RowTexts,
};
use crate::model::slot;

/// The version before: it has no checksums, no times of first builds and nothing of what cards ask.
const FIRST_VERSION: &str = "1";
/// The number of cells of a row, which is the largest number in a line.
const MOST_CELLS: usize = 11;
/// Anki knows no higher number of a card of a note.
const MOST_ORDINALS: u16 = 500;

/// Parses a ledger. Returns `None` if it is damaged, after reporting each damaged line.
pub fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<Ledger> {
    let mut own = Diagnostics::default();
    let mut parser = LedgerParser::new(&mut own);
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim_end_matches(['\n', '\r']);
        let span = Span::new(file, start..start + content.len());
        start += line.len();
        if number == 0 {
            if !parser.header(content, span) {
                break;
            }
        } else if !content.is_empty() {
            parser.line(content, span);
        }
    }
    if text.is_empty() {
        parser.diagnostics.push(damaged_ledger::empty(Span::new(file, 0..0)));
    }
    let ledger = parser.finish(Span::new(file, 0..0));
    let is_whole = !own.has_errors();
    diagnostics.append(own);
    ledger.filter(|_| is_whole)
}

struct LedgerParser<'a> {
    diagnostics: &'a mut Diagnostics,
    /// Whether the file is of the version before.
    is_old: bool,
    uid: Option<String>,
    deck: Option<Known>,
    notetypes: BTreeMap<String, String>,
    /// The numbers of note types that lines name; a merge may have kept two.
    notetype_counts: BTreeSet<usize>,
    rows: Vec<LedgerRow>,
    unmade: BTreeMap<String, Vec<u32>>,
    /// The last release; a merge may have kept two.
    last: Option<LastRelease>,
    /// Notes as releases had them, with the numbers of these.
    published: Vec<(u16, LedgerRow)>,
    /// The GUIDs of notes that have changed since a release, and the places of their lines.
    changed: BTreeMap<String, Span>,
    links: Links,
    has_end: bool,
    /// Whether an earlier line is a merge conflict marker.
    in_merge: bool,
}

impl<'a> LedgerParser<'a> {
    fn new(diagnostics: &'a mut Diagnostics) -> LedgerParser<'a> {
        LedgerParser {
            diagnostics,
            is_old: false,
            uid: None,
            deck: None,
            notetypes: BTreeMap::new(),
            notetype_counts: BTreeSet::new(),
            rows: Vec::new(),
            unmade: BTreeMap::new(),
            last: None,
            published: Vec::new(),
            changed: BTreeMap::new(),
            links: Links::default(),
            has_end: false,
            in_merge: false,
        }
    }

    fn header(&mut self, line: &str, span: Span) -> bool {
        let version = line.strip_prefix(LEDGER_START).and_then(|it| it.strip_prefix('\t'));
        match version {
            Some(VERSION) => return true,
            Some(FIRST_VERSION) => {
                self.is_old = true;
                return true;
            }
            Some(other) if other.parse::<u32>().is_ok() => {
                self.diagnostics.push(damaged_ledger::unknown_version(other, span));
            }
            _ => self.diagnostics.push(damaged_ledger::no_ledger(span)),
        }
        false
    }

    fn line(&mut self, line: &str, span: Span) {
        if ["|||||||", "=======", ">>>>>>>"].iter().any(|it| line.starts_with(it)) && self.in_merge
        {
            // The conflict was reported at its first marker.
            return;
        }
        if line.starts_with("<<<<<<<") {
            self.in_merge = true;
            self.diagnostics.push(damaged_ledger::unfinished_merge(span));
            return;
        }
        let content = if self.is_old {
            line
        } else {
            let Some((content, before)) = chain::open(line) else {
                self.diagnostics.push(damaged_ledger::changed_line(span));
                return;
            };
            self.link(content, before, span);
            content
        };
        if self.cells(content, span).is_none() {
            self.diagnostics.push(damaged_ledger::line(span));
        }
    }

    /// Remembers the link of a line.
    fn link(&mut self, content: &str, before: u32, span: Span) {
        let cells: Vec<Cow<'_, str>> = content.split('\t').take(5).filter_map(unescaped).collect();
        let cells: Vec<&str> = cells.iter().map(|it| &**it).collect();
        match cells.as_slice() {
            // Whole lines, so that a uid of `-` is not taken for a slot.
            [entry, UNMADE, _] => self.links.add(&[UNMADE, entry], before, span),
            [UID, _, NOTETYPES, _] => self.links.add(&[UID], before, span),
            [DECK, _, _, _] => self.links.add(&[DECK, ""], before, span),
            [NOTETYPE, kind, _] => self.links.add(&[NOTETYPE, kind], before, span),
            [RELEASE, number, _] => self.links.add(&[RELEASE, number], before, span),
            // No line refers to it.
            [_, _, _, it, _] if it.starts_with(PUBLISHED) => self.links.add(&[it], before, span),
            [_, _, guid, ..] => self.links.add(&[guid], before, span),
            _ => self.links.add(&[END, ""], before, span),
        }
    }

    fn cells(&mut self, line: &str, span: Span) -> Option<()> {
        let mut all: [Cow<'_, str>; MOST_CELLS] = Default::default();
        let mut count = 0;
        for cell in line.split('\t') {
            *all.get_mut(count)? = unescaped(cell)?;
            count += 1;
        }
        let cells = all.each_ref().map(|it| &**it);
        match (self.is_old, cells.get(..count)?) {
            (_, [entry, UNMADE, hashes]) => {
                let all = self.unmade.entry((*entry).to_owned()).or_default();
                for hash in hashes.split(' ') {
                    all.push(hash_of(hash)?);
                }
                Some(())
            }
            (true, ["uid", uid]) => self.uid(uid),
            (false, [UID, uid, NOTETYPES, count]) => {
                self.notetype_counts.insert(count.parse().ok()?);
                self.uid(uid)
            }
            (false, [DECK, id, name, released]) if !id.is_empty() && !name.is_empty() => {
                // Where a merge has kept the line from both sides, the last one counts.
                let [id, name, released] = [id, name, released].map(|it| (*it).to_owned());
                self.deck = Some(Known { id, name, released });
                Some(())
            }
            (_, [NOTETYPE, kind, fingerprint]) => {
                self.notetypes.insert((*kind).to_owned(), (*fingerprint).to_owned());
                Some(())
            }
            (false, [RELEASE, number, time]) => {
                let number = number.parse().ok().filter(|it| *it > 0)?;
                let last = LastRelease { number, time: seconds(time)? };
                self.last = self.last.max(Some(last));
                Some(())
            }
            (false, [END]) => {
                self.has_end = true;
                Some(())
            }
            (is_old, cells) => self.note(is_old, cells, span),
        }
    }

    /// Reads the cells of a note.
    fn note(&mut self, is_old: bool, cells: &[&str], span: Span) -> Option<()> {
        match (is_old, cells) {
            (true, [entry, slot, guid, modified, hash, words, cards, text]) => {
                let texts = RowTexts { entry, slot, guid, hash, asks: "", text };
                let row = row(texts, modified, words, cards)?;
                // What the cards ask is read from the gaps in the text.
                let asks = Asks::of_old_row(&row).to_string();
                let texts = RowTexts { asks: &asks, ..texts };
                let new = LedgerRow::new(texts, row.modified, row.cards, row.words);
                self.rows.push(new.without_note(row.reason).with_history(0, [1, 1]));
            }
            (false, [entry, slot, guid, number, modified, hash, words, cards, asks, text]) => {
                let number = number.strip_prefix(PUBLISHED)?.parse().ok()?;
                let texts = RowTexts { entry, slot, guid, hash, asks, text };
                self.published.push((number, row(texts, modified, words, cards)?));
            }
            (
                false,
                [entry, slot, guid, created, modified, hash, words, cards, asks, release, text],
            ) => {
                let texts = RowTexts { entry, slot, guid, hash, asks, text };
                let created = created.parse().ok().filter(|it| (1..1 << 53).contains(it))?;
                let kept = release.strip_suffix(CHANGED);
                if kept.is_some() {
                    self.changed.insert((*guid).to_owned(), span);
                }
                let release = kept.unwrap_or(release);
                let (release, media) = release.split_once(',').unwrap_or((release, release));
                let releases = [release.parse().ok()?, media.parse().ok()?];
                let row = row(texts, modified, words, cards)?;
                self.rows.push(row.with_history(created, releases));
            }
            _ => return None,
        }
        Some(())
    }

    fn uid(&mut self, uid: &str) -> Option<()> {
        // A merge may have kept the line from both sides.
        let before = self.uid.replace(uid.to_owned());
        before.is_none_or(|it| it == *uid).then_some(())
    }

    /// Returns the ledger, after reporting what is missing in the file as a whole.
    fn finish(mut self, place: Span) -> Option<Ledger> {
        if self.uid.is_none() && !self.diagnostics.has_errors() {
            self.diagnostics.push(damaged_ledger::without_uid(place));
        }
        if !self.is_old && !self.diagnostics.has_errors() {
            let mut gaps = self.links.gaps();
            for (_, had) in &self.published {
                self.changed.remove(had.guid());
            }
            gaps.extend(self.changed.values());
            let count = self.notetypes.len();
            if !self.has_end {
                self.diagnostics.push(damaged_ledger::cut(place));
            } else if gaps.is_empty() && !self.notetype_counts.contains(&count) {
                self.diagnostics.push(damaged_ledger::without_note_types(place));
            }
            gaps.into_iter().for_each(|it| self.diagnostics.push(damaged_ledger::missing_line(it)));
        }
        // A merge may have left several such lines of an entry.
        for hashes in self.unmade.values_mut() {
            hashes.sort_unstable();
            hashes.dedup();
            hashes.shrink_to_fit();
        }
        if self.is_old {
            // Every build counted as one that learners have.
            let time = self.rows.iter().map(|it| it.modified).max();
            self.last = time.map(|time| LastRelease { number: 1, time });
        }
        let history = self.history();
        let LedgerParser { uid, deck, notetypes, rows, unmade, .. } = self;
        uid.map(|uid| Ledger { deck, ..Ledger::new(uid, notetypes, rows, unmade, history) })
    }

    /// Returns the history. After a merge, what an earlier release had is no longer of use.
    fn history(&mut self) -> History {
        let last = self.last;
        let published = std::mem::take(&mut self.published).into_iter();
        let published = published.filter(|it| last.is_some_and(|last| last.number == it.0));
        History::new(last, published.map(|it| it.1))
    }
}

fn seconds(text: &str) -> Option<i64> {
    text.parse().ok().filter(|it| (0..1 << 40).contains(it))
}

/// Returns a row of these cells, if a build can have written them.
fn row(texts: RowTexts<'_>, modified: &str, words: &str, cards: &str) -> Option<LedgerRow> {
    let (cards, reason) = match cards.split_once(' ') {
        Some((cards, key)) => (cards, Some(Reason::ALL.into_iter().find(|it| it.key() == key)?)),
        None => (cards, None),
    };
    let ordinals: Result<Vec<u16>, _> = cards.split(',').map(str::parse).collect();
    let ordinals = ordinals.ok().filter(|it| it.iter().all(|it| *it < MOST_ORDINALS))?;
    let cards = Cards::from_iter(ordinals);
    let modified = seconds(modified)?;
    let RowTexts { entry, slot, guid, hash, .. } = texts;
    // Anki removes control characters from fields, and the GUID is one.
    let is_guid = !guid.is_empty() && !guid.contains(char::is_control);
    let is_hash =
        !hash.is_empty() && hash.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'.');
    let is_known = slot::KINDS.contains(&slot::kind(slot)) && slot.contains('/');
    if entry.is_empty() || !is_guid || !is_hash || !is_known {
        return None;
    }
    let row = LedgerRow::new(texts, modified, cards, hash_of(words)?);
    Some(row.without_note(reason))
}

/// Returns a hash that is written with eight digits.
fn hash_of(text: &str) -> Option<u32> {
    let is_hash = text.len() == 8 && text.bytes().all(|it| it.is_ascii_hexdigit());
    u32::from_str_radix(text, 16).ok().filter(|_| is_hash)
}
