//! Applies proposals to the texts of the sources.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::FileId;
use crate::import::outcome::{Proposal, Step};
use crate::source::{Edit, Operation, PatchError, patch};

/// Applies proposals to the texts of their files and returns the new texts.
///
/// A proposal of which any step fails is left out as a whole. The second list holds the index of
/// each such proposal in `proposals`, with the reason.
pub(crate) fn apply(
    texts: &BTreeMap<FileId, String>,
    proposals: &[&Proposal],
) -> (BTreeMap<FileId, String>, Vec<(usize, PatchError)>) {
    let mut refused: Vec<(usize, PatchError)> = Vec::new();
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
) -> Result<BTreeMap<FileId, String>, (usize, PatchError)> {
    let mut after = texts.clone();
    let mut steps: Vec<(usize, &Step)> = Vec::new();
    for (number, proposal) in proposals.iter().enumerate().filter(|it| !out.contains(&it.0)) {
        steps.extend(proposal.steps.iter().map(|it| (number, it)));
    }
    // Paths name items by their numbers, so no item may move before all changes that need its
    // number are done: first items are changed in place, then new ones are appended, and removals
    // come last, from the end of each list to its start.
    let rank = |step: &Step| match step.ways.first().map(|it| &it.1) {
        Some(Operation::Put(_)) => 0,
        Some(Operation::Push(_)) => 1,
        _ => 2,
    };
    steps.sort_by(|a, b| {
        let goes = rank(a.1) == 2 && rank(b.1) == 2;
        let way = |it: &(usize, &Step)| it.1.ways.first().map(|it| it.0.clone());
        let last_first = if goes { way(b).cmp(&way(a)) } else { std::cmp::Ordering::Equal };
        rank(a.1).cmp(&rank(b.1)).then(last_first)
    });
    for (number, step) in steps {
        let text = after.get(&step.file).ok_or((number, PatchError::NoPlace))?;
        let changed = done(text, step).map_err(|it| (number, it))?;
        after.insert(step.file, changed);
    }
    Ok(after)
}

/// Returns the text after the first alternative that succeeds.
///
/// # Errors
/// Returns the error of the first alternative if all of them fail.
fn done(text: &str, step: &Step) -> Result<String, PatchError> {
    let mut first = None;
    for (path, operation) in &step.ways {
        match patch(text, &Edit { path: path.clone(), operation: operation.clone() }) {
            Ok(after) => return Ok(after),
            Err(refusal) => first = first.or(Some(refusal)),
        }
    }
    Err(first.unwrap_or(PatchError::NoPlace))
}
