//! `duplicate-id`: two entries of a deck, or two items of an entry, have the same id.
//!
//! Their notes would get the same GUID, and Anki would keep only one of them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diag::{Diagnostic, Diagnostics, Example, ExampleFile, Rule, Severity, Span};
use crate::ledger::items_in;
use crate::model;
use crate::model::ItemOrder;
use crate::source;

pub(crate) static RULE: Rule = Rule {
    code: "duplicate-id",
    severity: Severity::Error,
    meaning: "The identity of a note is made from the ids of the deck, the entry and the item. Two \
              items with the same id would be one note, and learners would lose one of them. An \
              entry without an `id` is identified by its headword, and an item without one by its \
              number.",
    fix: "Combine the two, or give one of them a different `id`.",
    example: Example {
        command: "check cues.yaml",
        files: &[ExampleFile::text(
            "cues.yaml",
            r#"deck:
  id: cues
  name: Cues
entries:
  - headword: cue
    senses:
      - definition: a signal to begin
  - headword: Cue
    senses:
      - definition: a stick for billiards
  - headword: theme
    senses:
      - definition: a tune that comes back
        id: tune
      - definition: the subject of a talk
        id: tune
"#,
        )],
        corrected: &[
            (
                r#"  - headword: Cue
"#,
                r#"  - headword: Cue
    id: cue-stick
"#,
            ),
            (
                r#"definition: the subject of a talk
        id: tune
"#,
                r#"definition: the subject of a talk
        id: subject
"#,
            ),
        ],
        output: r#"error[duplicate-id]: two entries have the id `cue`
 --> cues.yaml:8:15
  |
5 |   - headword: cue
  |               --- first entry
...
8 |   - headword: Cue
  |               ^^^
  |
  = help: combine both meanings in one entry, or give the new entry an `id` and leave the old one as it is

error[duplicate-id]: two items have the id `tune`
  --> cues.yaml:16:13
   |
14 |         id: tune
   |             ---- first item
15 |       - definition: the subject of a talk
16 |         id: tune
   |             ^^^^
   |
   = help: give one of them a different `id`; an item without an `id` is identified by its number
"#,
    },
};

/// Reports an entry that has the same id as an earlier one.
pub(crate) fn report(id: &str, place: Span, first: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(&RULE, place, format!("two entries have the id `{id}`"))
            .related(first, "first entry")
            .help("combine both meanings in one entry, or give the new entry an `id` and leave the old one as it is"),
    );
}

/// Reports items of an entry that would be the same note. No written item was dropped.
pub(crate) fn check(
    entry: &model::Entry,
    order: &ItemOrder,
    written: &source::Entry,
    diagnostics: &mut Diagnostics,
) {
    let ids = order.places().map(|it| written.id_at(it).map(|it| it.span));
    // Items without an id are identified by their numbers, which are all different.
    if ids.clone().all(|it| it.is_none()) {
        return;
    }
    let mut first = BTreeMap::new();
    for (slot, place) in items_in(entry, order).into_iter().map(|it| it.slot).zip(ids) {
        let mut first = match first.entry(slot) {
            Entry::Occupied(first) => first,
            Entry::Vacant(it) => {
                it.insert(place);
                continue;
            }
        };
        let earlier = first.insert(place);
        let id = first.key().rsplit('/').next().unwrap_or("");
        // One of the two has this id; the other one has it too, or has it as its number.
        let (Some(at), other) = (place.or(earlier), place.and(earlier)) else { continue };
        let diagnostic = Diagnostic::new(&RULE, at, format!("two items have the id `{id}`"))
            .help("give one of them a different `id`; an item without an `id` is identified by its number");
        diagnostics.push(match other {
            Some(other) => diagnostic.related(other, "first item"),
            None => diagnostic,
        });
    }
}
