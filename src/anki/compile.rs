//! Compiles valid entries into notes and cards, which cannot fail.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::anki::content::{Content, Contrast, PhraseLine};
use crate::anki::field::Field;
use crate::anki::guid::guid;
use crate::anki::kinds;
use crate::anki::note::{Card, Compiled, LeftOut, Note, Section};
use crate::anki::notetype::Kind;
use crate::anki::plan::{Chosen, Places, Plan};
use crate::anki::select::{LedPair, Offer, Selection};
use crate::anki::tags::EntryTags;
use crate::check::{Index, MOST_CUES, Other, Pairs};
use crate::ledger::{Identities, Item, Ledger, LedgerRow, Numbered, Question, items_in, number};
use crate::model::{
    CardRow, Deck, Dialect, Distinction, Entry, ItemNumber, ItemPlace, PartOfSpeech, Phrase, Str,
};

/// A compiler of the entries of a deck.
#[derive(Debug)]
pub struct Compiler<'a> {
    /// The deck.
    pub deck: &'a Deck,
    /// The index of all entries.
    pub index: &'a Index,
    /// The pairs of words that distinctions compare.
    pub pairs: &'a Pairs,
    /// The order of new cards.
    pub plan: &'a Plan,
    /// The names of media files in the package, by their names in the source.
    pub media: &'a BTreeMap<String, String>,
    /// The notes of earlier releases.
    pub ledger: &'a Ledger,
    /// The rows of the ledger that belong to the items.
    pub identities: &'a Identities,
}

impl Compiler<'_> {
    /// Compiles entry `number` of the deck, counted from 0. It depends only on the entry and on
    /// what the compiler borrows, so entries can be compiled in parallel.
    pub fn compile<'e>(&'e self, number: usize, entry: &'e Entry) -> Compiled<'e> {
        let Chosen { offer, led, selection } = self.plan.chosen(number);
        let items = items_in(entry, offer.order());
        let places = self.identities.places(self.ledger, number, &entry.id, &items);
        let mut work = Work {
            deck: self.deck,
            index: self.index,
            pairs: self.pairs,
            media: self.media,
            number,
            entry,
            places: self.plan.places(number),
            selection,
            ledger: self.ledger,
            items: &items,
            places_in_ledger: &places,
            offer,
            tags: EntryTags::new(self.deck, entry),
            sections: Arc::default(),
            cues_left_out: Vec::new(),
        };
        work.sections = kinds::sections::of(&work).into();
        let mut notes = Vec::new();
        kinds::definition::compile(&mut work, &mut notes);
        kinds::usage::compile(&mut work, &mut notes);
        kinds::distinction::compile(&mut work, &mut notes);
        kinds::question::compile(&mut work, &mut notes);
        kinds::quiz::compile(&mut work, &mut notes);
        let (sections, cues) = (work.sections, work.cues_left_out);
        let left_out = left_out(offer, selection, led, cues);
        Compiled { sections, notes, left_out, items, places }
    }
}

/// An entry that is being compiled.
pub(crate) struct Work<'e, 's> {
    pub(crate) deck: &'e Deck,
    pub(crate) index: &'e Index,
    pub(crate) pairs: &'e Pairs,
    media: &'e BTreeMap<String, String>,
    pub(crate) number: usize,
    pub(crate) entry: &'e Entry,
    pub(crate) places: Places,
    pub(crate) selection: &'s Selection,
    ledger: &'s Ledger,
    /// The items of the entry, and the place of each item's row in the ledger.
    items: &'s [Item<'e>],
    places_in_ledger: &'s [Option<usize>],
    pub(crate) offer: &'s Offer,
    tags: EntryTags,
    /// The sections of the entry, which the tables show with each of its definitions.
    pub(crate) sections: Arc<[Section<'e>]>,
    /// The cues of chosen pairs that have no card: the item of the pair, and the number of the cue.
    pub(crate) cues_left_out: Vec<(ItemNumber, u16)>,
}

impl<'e> Work<'e, '_> {
    /// Creates the draft of the note of an item. The fields that all kinds of notes have are
    /// filled.
    pub(crate) fn draft(
        &self,
        kind: Kind,
        item: ItemPlace,
        part_of_speech: Option<&'e PartOfSpeech>,
    ) -> Draft<'e> {
        let (deck, entry) = (self.deck, self.entry);
        let item = self.offer.order().number(item);
        let part_of_speech = part_of_speech.map_or("", PartOfSpeech::name);
        let level = entry.level.as_ref().map_or("", |it| it.name());
        let register = entry.register.as_deref().unwrap_or("");
        let mut draft = Draft {
            note: Note {
                guid: self.guid(item),
                slot: self.items[item.index()].slot.clone(),
                item,
                kind,
                entry: &entry.id,
                headword: entry.notation.plain(),
                part_of_speech,
                level,
                register,
                fields: empty(kind.notetype().fields.len()),
                tags: self.tags.of_note(kind, part_of_speech),
                cards: Vec::new(),
                asks: String::new(),
                waiting: Vec::new(),
                extra: Arc::default(),
            },
            extra: Vec::new(),
        };
        // The key is not the slot: a note whose item has moved must not change.
        draft.set(Field::Key, Content::plain(draft.note.guid.clone()));
        draft.set(Field::Headword, Content::plain(entry.notation.plain().as_str()));
        draft.set(Field::Language, Content::plain(deck.language.tag()));
        draft.set(Field::PartOfSpeech, Content::plain(part_of_speech));
        draft.set(Field::Level, Content::plain(level));
        draft.set(Field::Register, Content::plain(register));
        draft.set(Field::Credits, credits(deck));
        draft.set(Field::AmericanFirst, Content::holds(deck.dialect == Some(Dialect::American)));
        draft.set(Field::TypeAnswer, Content::holds(self.selection.typed));
        self.set_sound(&mut draft);
        draft
    }

    /// Returns the GUID of an item: the one that learners have, or else that of its slot. If this
    /// belongs to another item, a number is appended to the slot until the GUID is free.
    fn guid(&self, item: ItemNumber) -> String {
        if let Some(row) = self.row(item) {
            return row.guid().to_owned();
        }
        let slot = &self.items[item.index()].slot;
        let (uid, entry) = (&self.deck.uid, &self.entry.id);
        let mut fresh = guid(uid, entry, slot);
        let mut number = 1;
        while self.ledger.row(&fresh).is_some() {
            number += 1;
            fresh = guid(uid, entry, &format!("{slot}~{number}"));
        }
        fresh
    }

    /// Numbers what a note's cards ask as earlier builds did, see [`number`].
    pub(crate) fn number(
        &self,
        item: ItemPlace,
        questions: &[Question],
        ordinals: std::ops::Range<u16>,
    ) -> Numbered {
        number(self.row(self.offer.order().number(item)), questions, ordinals)
    }

    /// Returns what the gaps of the phrase at this place ask, see [`Item::questions`].
    pub(crate) fn questions(&self, item: ItemPlace) -> Vec<(u16, Question)> {
        let number = self.offer.order().number(item);
        self.items.get(number.index()).map(Item::questions).unwrap_or_default()
    }

    /// Returns the row of an item.
    fn row(&self, item: ItemNumber) -> Option<&LedgerRow> {
        self.places_in_ledger[item.index()].map(|it| &self.ledger.rows()[it])
    }

    fn set_sound(&self, draft: &mut Draft<'e>) {
        let accents = [
            (Dialect::British, Field::IpaBritish, Field::AudioBritish, Field::SpeakBritish),
            (Dialect::American, Field::IpaAmerican, Field::AudioAmerican, Field::SpeakAmerican),
        ];
        let pronunciation = &self.entry.pronunciation;
        let (british, american) =
            (pronunciation.ipa(Dialect::British), pronunciation.ipa(Dialect::American));
        draft.set(Field::SameIpa, Content::holds(british.is_some() && british == american));
        for (dialect, ipa, audio, speak) in accents {
            let written = pronunciation.ipa(dialect).map_or("", Str::as_str);
            draft.set(ipa, Content::plain(written));
            let sound = self.sound(pronunciation.audio(dialect));
            let is_wanted = self.deck.dialect.is_none_or(|it| it == dialect);
            if sound.is_none() && is_wanted && self.deck.language.is_english() {
                draft.set(speak, Content::plain(self.entry.notation.spoken()));
            }
            draft.set(audio, sound.map_or(Content::Empty, Content::Sound));
        }
    }

    /// Returns the name of a media file in the package.
    pub(crate) fn sound(&self, name: Option<&Str>) -> Option<&'e str> {
        self.media.get(name?.as_str()).map(String::as_str)
    }

    /// Returns phrases in the order in which cards show them: if one dialect leads the deck, its
    /// phrases come first, and those of the other one last.
    pub(crate) fn in_order(&self, phrases: &'e [Phrase]) -> impl Iterator<Item = &'e Phrase> {
        let lead = self.deck.dialect;
        let rank = move |it: &Phrase| match (lead, it.dialect) {
            (None, _) => 0,
            (_, None) => 1,
            (lead, own) if lead == own => 0,
            _ => 2,
        };
        let of_rank = move |wanted| phrases.iter().filter(move |it| rank(it) == wanted);
        (0..3).flat_map(of_rank)
    }

    /// Returns phrases with their recordings, in the order of [`Work::in_order`].
    pub(crate) fn lines(&self, phrases: &'e [Phrase]) -> Vec<PhraseLine<'e>> {
        self.in_order(phrases).map(|it| self.line(it)).collect()
    }

    /// A phrase with its recording.
    pub(crate) fn line(&self, phrase: &'e Phrase) -> PhraseLine<'e> {
        PhraseLine { phrase, sound: self.sound(phrase.audio.as_ref()) }
    }

    /// Returns the headword of the other word of a distinction.
    pub(crate) fn other_word(&self, distinction: &'e Distinction) -> &'e str {
        match self.index.other(&distinction.from) {
            Other::Entry(number) => self.index.entry(number).headword,
            Other::Outside => &distinction.from,
        }
    }

    /// Returns the differences from other words.
    pub(crate) fn contrasts(&self) -> Vec<Contrast<'e>> {
        self.entry.distinctions.iter().map(|it| self.contrast(it)).collect()
    }

    /// Returns the content of one distinction.
    pub(crate) fn contrast(&self, it: &'e Distinction) -> Contrast<'e> {
        Contrast {
            this_word: self.entry.notation.plain(),
            other_word: self.other_word(it),
            difference: &it.difference,
            this: it.this.as_ref(),
            other: it.other.as_ref(),
        }
    }
}

/// A note that is being compiled.
pub(crate) struct Draft<'e> {
    pub(crate) note: Note<'e>,
    /// What tables show of the back.
    extra: Vec<Section<'e>>,
}

impl<'e> Draft<'e> {
    /// Fills a field. A field that the note type does not have is ignored.
    pub(crate) fn set(&mut self, field: Field, content: Content<'e>) {
        let place = self.note.kind.notetype().place(field);
        if let Some(slot) = place.and_then(|it| self.note.fields.get_mut(it)) {
            *slot = content;
        }
    }

    /// Adds a card.
    pub(crate) fn card(
        &mut self,
        ordinal: usize,
        due: i64,
        name: impl Into<Cow<'static, str>>,
        question: Vec<Content<'e>>,
        answer: Vec<Content<'e>>,
    ) {
        let ordinal = u16::try_from(ordinal).unwrap_or(u16::MAX);
        self.note.cards.push(Card { ordinal, due, name: name.into(), question, answer });
    }

    /// Adds a labelled line to the texts of the back that tables show.
    pub(crate) fn extra(&mut self, label: &'static str, content: Content<'e>) {
        if !content.is_empty() {
            self.extra.push(Section { label, content });
        }
    }
}

impl<'e> Draft<'e> {
    /// Returns the note.
    pub(crate) fn finish(mut self) -> Note<'e> {
        if !self.extra.is_empty() {
            self.note.extra = self.extra.into();
        }
        self.note
    }
}

/// Returns `count` empty fields, without cloning one for each.
fn empty<'e>(count: usize) -> Vec<Content<'e>> {
    let mut fields = Vec::with_capacity(count);
    fields.resize_with(count, || Content::Empty);
    fields
}

fn credits(deck: &Deck) -> Content<'static> {
    let parts: Vec<&str> =
        [deck.author.as_deref(), deck.license.as_deref()].into_iter().flatten().collect();
    if parts.is_empty() { Content::Empty } else { Content::plain(parts.join(" · ")) }
}

/// Returns everything that a limit cuts.
fn left_out(
    offer: &Offer,
    selection: &Selection,
    led: &[LedPair],
    cues: Vec<(ItemNumber, u16)>,
) -> Vec<LeftOut> {
    let row = CardRow::Distinction;
    let left_out = |(row, at): &(CardRow, usize)| {
        let item = offer.item(*row, *at, led);
        LeftOut { row: *row, item, cue: None }
    };
    let lost = selection.lost_pairs.iter().filter_map(|at| Some((*at, led.get(*at)?)));
    let lost = lost.flat_map(|(at, pair)| {
        let item = offer.item(row, at, led);
        let cues = (1..=cue_number(pair.cues)).map(Some);
        cues.chain([None]).map(move |cue| LeftOut { row, item, cue })
    });
    let closed = selection.distinctions.iter().filter(|it| !it.is_open);
    let closed = closed.map(|it| LeftOut { row, item: offer.item(row, it.led, led), cue: None });
    let cues = cues.into_iter().map(|(item, cue)| LeftOut { row, item, cue: Some(cue) });
    selection.left_out.iter().map(left_out).chain(lost).chain(closed).chain(cues).collect()
}

fn cue_number(cues: usize) -> u16 {
    u16::try_from(cues.min(MOST_CUES)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Words;

    #[test]
    fn entries_may_be_compiled_in_several_threads() {
        fn is_shared<T: Send + Sync>() {}
        is_shared::<Compiler<'_>>();
        is_shared::<Compiled<'_>>();
        is_shared::<Note<'_>>();
        is_shared::<Content<'_>>();
        is_shared::<Entry>();
        is_shared::<(Deck, Index, Pairs, Plan, Ledger, Identities, Words)>();
    }
}
