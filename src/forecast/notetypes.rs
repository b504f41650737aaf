//! Compares the learner's note types with ours, and decides what Anki does if they differ.

use std::collections::BTreeMap;

use crate::anki::{Kind, MODIFIED, SORT_FIELD};
use crate::export::Stored;
use crate::forecast::NoteOutcome;
use crate::forecast::baseline::{Baseline, Before};
use crate::package::{OldNotetype, OldPackage, Part};

/// A note type that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Break {
    /// Its name in Anki.
    pub notetype: String,
    /// The differing fields and templates by name: the learner's with a minus, ours with a plus.
    /// Empty if only the ledger's fingerprint is known to differ.
    pub differences: Vec<String>,
    /// Whether merging adds fields or templates to the learner's note type, so that no text is
    /// updated.
    pub adds: bool,
}

/// For each kind, the note type that receives its notes.
pub(super) struct Targets {
    kinds: BTreeMap<Kind, Target>,
    pub(super) breaks: Vec<Break>,
}

struct Target {
    /// The learner's note type under the default settings; `None` if a new copy is made.
    default: Option<i64>,
    /// Whether Anki sets the time of every note before it compares times, because the note type
    /// changes: under the default settings, and with merging.
    is_dated_anew: [bool; 2],
    /// Whether one of the two note types is a cloze type and the other is not.
    clashes: bool,
    /// Whether the ledger's fingerprint says that the note type has changed.
    is_broken: bool,
}

impl Targets {
    pub(super) fn new(baseline: &Baseline<'_>) -> Targets {
        let mut targets = Targets { kinds: BTreeMap::new(), breaks: Vec::new() };
        for kind in Kind::ALL {
            let target = match baseline {
                Baseline::Ledger(ledger) => {
                    let before = ledger.notetypes.get(kind.name());
                    let is_broken = before.is_some_and(|it| *it != kind.notetype().fingerprint());
                    if is_broken {
                        let notetype = kind.notetype().name.clone();
                        targets.breaks.push(Break {
                            notetype,
                            differences: Vec::new(),
                            adds: true,
                        });
                    }
                    let default = Some(kind.notetype().id);
                    Target { default, is_dated_anew: [false, is_broken], clashes: false, is_broken }
                }
                Baseline::Package(package) => targets.of_package(kind, package),
            };
            targets.kinds.insert(kind, target);
        }
        targets
    }

    fn of_package(&mut self, kind: Kind, package: &OldPackage) -> Target {
        let ours = kind.notetype();
        let fields: Vec<_> = ours.fields.iter().map(|it| (it.id(), it.name())).collect();
        let templates: Vec<_> = ours.templates.iter().map(|it| (it.id, it.name.as_str())).collect();
        let is_same = |it: &OldNotetype| {
            same_parts(&it.fields, &fields) && same_parts(&it.templates, &templates)
        };
        let default = Some(ours.id);
        let Some(theirs) = package.notetypes.get(&ours.id) else {
            return Target { default, is_dated_anew: [false; 2], clashes: false, is_broken: false };
        };
        // A different sort field also sets the time of every note.
        let is_sorted_anew = theirs.sort_field != SORT_FIELD && theirs.modified < MODIFIED;
        if is_same(theirs) {
            let is_dated_anew = [is_sorted_anew; 2];
            return Target { default, is_dated_anew, clashes: false, is_broken: false };
        }
        let copy = package
            .notetypes
            .values()
            .find(|it| it.original_id == Some(ours.id) && it.id != ours.id && is_same(it));
        let fields_change = adds(&theirs.fields, &fields) || is_sorted_anew;
        let mut differences = only_in_one("field", &theirs.fields, &fields);
        differences.extend(only_in_one("template", &theirs.templates, &templates));
        if differences.is_empty() {
            differences.push("the order of fields or templates".to_owned());
        }
        self.breaks.push(Break { notetype: ours.name.clone(), differences, adds: fields_change });
        Target {
            default: copy.map(|it| it.id),
            is_dated_anew: [false, fields_change],
            clashes: theirs.is_cloze != ours.is_cloze(),
            is_broken: false,
        }
    }

    /// Returns what the import does to a note, under the default settings or with merging.
    pub(super) fn outcome(
        &self,
        before: Option<&Before<'_>>,
        it: &Stored<'_, '_>,
        merges: bool,
    ) -> NoteOutcome {
        let Some(before) = before else { return NoteOutcome::New };
        let Some(target) = self.kinds.get(&it.note.kind) else { return NoteOutcome::Conflicting };
        let is_elsewhere = match before {
            // An adopted note has the other tool's note type until the learner changes it.
            Before::Row(row) => target.is_broken || row.is_adopted(),
            Before::Note(note, _) => target.default != Some(note.notetype),
        };
        if is_elsewhere && !merges {
            return NoteOutcome::Conflicting;
        }
        let is_dated_anew = target.is_dated_anew[usize::from(merges)];
        if it.modified > before.modified() && !is_dated_anew {
            NoteOutcome::Updated
        } else {
            NoteOutcome::Unchanged
        }
    }

    /// Returns whether an import with merging fails as a whole.
    pub(super) fn merging_fails(&self) -> bool {
        self.kinds.values().any(|it| it.clashes)
    }
}

/// Returns whether Anki treats the parts as the same: equally many, in the same order, equal by id
/// if both have one, else by name (rslib/src/notetype/merge.rs).
fn same_parts(theirs: &[Part], ours: &[(i64, &str)]) -> bool {
    theirs.len() == ours.len() && theirs.iter().zip(ours).all(|(it, ours)| is_part(it, *ours))
}

fn is_part(theirs: &Part, ours: (i64, &str)) -> bool {
    theirs.id.map_or(theirs.name == ours.1, |it| it == ours.0)
}

/// Returns whether merging would add one of our parts.
fn adds(theirs: &[Part], ours: &[(i64, &str)]) -> bool {
    ours.iter().any(|ours| !theirs.iter().any(|it| is_part(it, *ours)))
}

/// Returns the names of the parts that only one of the two has.
fn only_in_one(what: &str, theirs: &[Part], ours: &[(i64, &str)]) -> Vec<String> {
    let lost = theirs.iter().filter(|it| !ours.iter().any(|ours| is_part(it, *ours)));
    let new = ours.iter().filter(|ours| !theirs.iter().any(|it| is_part(it, **ours)));
    lost.map(|it| format!("-{what} `{}`", it.name))
        .chain(new.map(|it| format!("+{what} `{}`", it.1)))
        .collect()
}
