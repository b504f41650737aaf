//! Exports flash cards to print on both sides of the paper and to cut out.
//!
//! Each page of fronts is followed by the page of their backs, which are placed so that they match
//! when the sheet is turned over: from right to left within a row for the long edge, and the last
//! row first for the short edge.
//!
//! All cards are kept until the end, because cards that ask the same are printed together, and
//! numbers follow the order of the sheets.

mod content;
mod side;

use std::io::Write;

use content::{OnPaper, Sides, Task};
use side::{Room, fit};

use crate::anki::Content;
use crate::export::ExportError;
use crate::export::exporter::{Exporter, Format, Made, Resources, Skipped, Summary, file_name};
use crate::export::options::{Flip, Paper};
use crate::export::print::{credits, document, escaped, short_name};
use crate::ledger::Ledger;

const NAME: &str = "cards-html";

pub(in crate::export) const FORMAT: Format = Format {
    name: NAME,
    about: "flash cards to print on both sides and cut out",
    files: |id| vec![file_name(id, NAME, "html")],
    needs_written: false,
    begin: |resources| Ok(Box::new(Pack { resources, cards: Vec::new(), skipped: Vec::new() })),
};

/// The distance between the edge of the paper and the cards, in micrometres, as printers leave a
/// margin blank.
const SIDE_MARGIN: u64 = 10_000;
const END_MARGIN: u64 = 12_000;

/// The distance between the edge of a card and its text, in micrometres, which allows for the
/// offset between the two sides.
const INNER_WIDTH: u64 = 5_500;
const INNER_HEIGHT: u64 = 4_500;

/// The height of the line with the number, in micrometres.
const FOOT: u64 = 4_500;

/// The size of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Size {
    Regular,
    Large,
    Whole,
}

impl Size {
    const ALL: [Size; 3] = [Size::Regular, Size::Large, Size::Whole];

    /// Returns the number of columns and rows of a sheet.
    fn grid(self) -> (usize, usize) {
        match self {
            Size::Regular => (2, 4),
            Size::Large => (2, 2),
            Size::Whole => (1, 1),
        }
    }

    fn class(self) -> &'static str {
        match self {
            Size::Regular => "regular",
            Size::Large => "large",
            Size::Whole => "whole",
        }
    }

    fn room(self, paper: Paper) -> Room {
        let (columns, rows) = match self {
            Size::Regular => (2, 4),
            Size::Large => (2, 2),
            Size::Whole => (1, 1),
        };
        let (width, height) = paper.size();
        Room {
            width: (width - 2 * SIDE_MARGIN) / columns - 2 * INNER_WIDTH,
            height: (height - 2 * END_MARGIN) / rows - 2 * INNER_HEIGHT - FOOT,
        }
    }
}

/// Collects the cards.
struct Pack<'d> {
    resources: &'d Resources<'d>,
    cards: Vec<PaperCard>,
    skipped: Vec<Skipped>,
}

/// A rendered card.
struct PaperCard {
    size: Size,
    task: Task,
    front: String,
    back: String,
}

impl Exporter for Pack<'_> {
    fn add(&mut self, made: &Made<'_, '_>) -> Result<(), ExportError> {
        let sections = &made.compiled.sections;
        let pronunciation = sections.iter().find(|it| it.label == "Pronunciation");
        let pronunciation = pronunciation.map_or(&Content::Empty, |it| &it.content);
        for note in &made.compiled.notes {
            let on_paper = OnPaper { deck: self.resources.deck, note, pronunciation };
            for card in &note.cards {
                let placed = match Task::of(note, card) {
                    None => Err("a card that can only be answered by listening"),
                    Some(task) => self
                        .place(task, &on_paper.sides(task, card))
                        .ok_or("too long for a card, even on a whole page"),
                };
                match placed {
                    Ok(card) => self.cards.push(card),
                    Err(reason) => self.skipped.push(Skipped {
                        format: NAME,
                        entry: note.entry.to_owned(),
                        item: note.slot.clone(),
                        reason: reason.to_owned(),
                    }),
                }
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &Ledger) -> Result<Summary, ExportError> {
        self.cards.sort_by_key(|it| (it.size, it.task));
        let deck = self.resources.deck;
        let mut out = self.resources.sink.create(&file_name(&deck.id, NAME, "html"))?;
        out.write_all(document(deck, "cards", &self.style(), &self.body()).as_bytes())?;
        out.flush()?;
        Ok(Summary { skipped: self.skipped, ..Summary::default() })
    }
}

impl Pack<'_> {
    /// Returns the card in the smallest size into which both sides fit, or `None` if they do not
    /// fit on a page.
    fn place(&self, task: Task, sides: &Sides) -> Option<PaperCard> {
        Size::ALL.into_iter().find_map(|size| {
            let room = size.room(self.resources.options.paper);
            let (front, back) = (fit(&sides.front, room)?, fit(&sides.back, room)?);
            Some(PaperCard { size, task, front, back })
        })
    }

    fn style(&self) -> String {
        let paper = self.resources.options.paper;
        let (width, height) = paper.size();
        let mm = |it: u64| format!("{}.{:03}mm", it / 1000, it % 1000);
        format!(
            "@page {{ size: {}; margin: 0; }}\n\
             :root {{ --paper-width: {}; --paper-height: {}; --side: {}; --end: {}; --inner-width: {}; --inner-height: {}; --foot: {}; }}\n{}",
            paper.css(),
            mm(width),
            mm(height),
            mm(SIDE_MARGIN),
            mm(END_MARGIN),
            mm(INNER_WIDTH),
            mm(INNER_HEIGHT),
            mm(FOOT),
            include_str!("style.css"),
        )
    }

    fn body(&self) -> String {
        let mut out = String::new();
        let (mut number, mut sheet) = (1, 0);
        for size in Size::ALL {
            let (columns, rows) = size.grid();
            let cards: Vec<&PaperCard> = self.cards.iter().filter(|it| it.size == size).collect();
            for cards in cards.chunks(columns * rows) {
                sheet += 1;
                self.sheet(size, cards, number, sheet, &mut out);
                number += cards.len();
            }
        }
        format!("{}<main>\n{out}</main>\n", self.hint(sheet))
    }

    /// Returns the instructions for printing, which are themselves not printed.
    fn hint(&self, sheets: usize) -> String {
        let options = &self.resources.options;
        let edge = match options.flip {
            Flip::Long => "long",
            Flip::Short => "short",
        };
        format!(
            "<header class=\"hint\">\n<p class=\"about\">{}: {} cards to cut out</p>\n\
             <p>Print on {sheets} sheets of {} at 100&nbsp;%, on both sides, flipped on the <b>{edge} edge</b>, without headers and footers. \
             Cut along the dashed lines. The number of a card is the same on both of its sides.</p>\n</header>\n",
            escaped(short_name(self.resources.deck)),
            self.cards.len(),
            options.paper.name(),
        )
    }

    fn sheet(
        &self,
        size: Size,
        cards: &[&PaperCard],
        first: usize,
        sheet: usize,
        out: &mut String,
    ) {
        let (columns, rows) = size.grid();
        let places: Vec<Option<usize>> =
            (0..columns * rows).map(|it| (it < cards.len()).then_some(it)).collect();
        let mut backs: Vec<Vec<Option<usize>>> =
            places.chunks(columns).map(<[Option<usize>]>::to_vec).collect();
        match self.resources.options.flip {
            Flip::Long => backs.iter_mut().for_each(|it| it.reverse()),
            Flip::Short => backs.reverse(),
        }
        for (side, places) in [("front", places), ("back", backs.concat())] {
            out.push_str(&format!(
                "<section class=\"sheet {} {side}\" aria-label=\"Sheet {sheet}, {side}\">\n<div class=\"grid\">\n",
                size.class()
            ));
            for place in places {
                match place.and_then(|it| Some((it, cards.get(it)?))) {
                    Some((at, card)) => self.card(card, side, first + at, out),
                    None => out.push_str("<div class=\"card\"></div>\n"),
                }
            }
            let place = format!("sheet {sheet}, {side}");
            let (name, credits) = (short_name(self.resources.deck), credits(self.resources.deck));
            let parts: Vec<&str> =
                [name, &place, &credits].into_iter().filter(|it| !it.is_empty()).collect();
            out.push_str(&format!(
                "</div>\n<p class=\"label\">{}</p>\n</section>\n",
                escaped(&parts.join(" · "))
            ));
        }
    }

    fn card(&self, card: &PaperCard, side: &str, number: usize, out: &mut String) {
        let body = if side == "front" { &card.front } else { &card.back };
        let id = escaped(&self.resources.deck.id);
        out.push_str(&format!(
            "<article class=\"card\" aria-label=\"Card {number}, {side}\">\n{body}\
             <p class=\"foot\"><span>{id}</span> <span class=\"number\">{number}</span></p>\n</article>\n"
        ));
    }
}
