//! Proposals are written into the texts of the sources.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::FileId;
use crate::import::outcome::{Proposal, Step};
use crate::source::{Deed, Edit, Refusal, patch};

/// Writes proposals into the texts of their files. Those that cannot be written are left out as a
/// whole and told, by their number, with the reason.
pub fn apply(
    texts: &BTreeMap<FileId, String>,
    proposals: &[&Proposal],
) -> (BTreeMap<FileId, String>, Vec<(usize, Refusal)>) {
    let mut refused: Vec<(usize, Refusal)> = Vec::new();
    loop {
        let out: BTreeSet<usize> = refused.iter().map(|it| it.0).collect();
        match attempt(texts, proposals, &out) {
            Ok(after) => return (after, refused),
            Err(refusal) => refused.push(refusal),
        }
    }
}

fn attempt(
    texts: &BTreeMap<FileId, String>,
    proposals: &[&Proposal],
    out: &BTreeSet<usize>,
) -> Result<BTreeMap<FileId, String>, (usize, Refusal)> {
    let mut after = texts.clone();
    let mut steps: Vec<(usize, &Step)> = Vec::new();
    for (number, proposal) in proposals.iter().enumerate().filter(|it| !out.contains(&it.0)) {
        steps.extend(proposal.steps.iter().map(|it| (number, it)));
    }
    // Nothing may move before all that is known by its number has been changed: first what stays
    // in its place, then what is added at the end, then what goes, the last first.
    let rank = |step: &Step| match step.ways.first().map(|it| &it.1) {
        Some(Deed::Put(_)) => 0,
        Some(Deed::Push(_)) => 1,
        _ => 2,
    };
    steps.sort_by(|a, b| {
        let goes = rank(a.1) == 2 && rank(b.1) == 2;
        let way = |it: &(usize, &Step)| it.1.ways.first().map(|it| it.0.clone());
        let last_first = if goes { way(b).cmp(&way(a)) } else { std::cmp::Ordering::Equal };
        rank(a.1).cmp(&rank(b.1)).then(last_first)
    });
    for (number, step) in steps {
        let text = after.get(&step.file).ok_or((number, Refusal::NoPlace))?;
        let changed = done(text, step).map_err(|it| (number, it))?;
        after.insert(step.file, changed);
    }
    Ok(after)
}

/// The first way that works; the reason why the first one does not, if none does.
fn done(text: &str, step: &Step) -> Result<String, Refusal> {
    let mut first = None;
    for (path, deed) in &step.ways {
        match patch(text, &Edit { path: path.clone(), deed: deed.clone() }) {
            Ok(after) => return Ok(after),
            Err(refusal) => first = first.or(Some(refusal)),
        }
    }
    Err(first.unwrap_or(Refusal::NoPlace))
}
