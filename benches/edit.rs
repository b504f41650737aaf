//! What a change of one file takes in a program that keeps the deck in memory, as one that shows cards while their
//! author writes would: the file is read again, and the deck checked and compiled as a whole.
//!
//! `benches/run.sh --only limits` calls it with the folder of a deck. It prints the seconds as JSON.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a program for measurements, which may end where something is missing"
)]

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::time::Instant;

use lexideck::internal::diag::{Diagnostics, FileId, Files};
use lexideck::internal::pipeline::{
    CheckOptions, DeckFiles, ReadDeck, Sources, compile_deck, with_threads,
};
use mimalloc::MiMalloc;

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const EDITS: usize = 21;

/// The files of the deck, of which one is changed.
struct Texts(BTreeMap<FileId, Vec<u8>>);

impl Sources for Texts {
    fn read(&self, file: FileId) -> io::Result<Vec<u8>> {
        self.0.get(&file).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder of a deck is named");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|it| it.expect("the folder can be read").path())
        .filter(|it| it.extension().is_some_and(|it| it == "yaml"))
        .collect();
    paths.sort();
    let (mut names, mut texts) = (Files::default(), Texts(BTreeMap::new()));
    let mut files = Vec::new();
    let mut description = None;
    for path in paths {
        let file = names.add(path.display().to_string());
        if path.file_name().is_some_and(|it| it == "deck.yaml") {
            description = Some(file);
        }
        texts.0.insert(file, std::fs::read(&path).expect("a file can be read"));
        files.push(file);
    }
    let description = description.expect("the folder has a `deck.yaml`");
    let files = DeckFiles { description, files, media: Default::default(), ledger: None };
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut seconds = with_threads(cores, || measure(&files, texts));
    seconds.sort_by(f64::total_cmp);
    let (median, least) = (seconds[seconds.len() / 2], seconds[0]);
    println!("{{\"median\": {median}, \"least\": {least}}}");
}

/// Changes one file after another, and returns the seconds of each time.
fn measure(files: &DeckFiles, mut texts: Texts) -> Vec<f64> {
    let mut diagnostics = Diagnostics::default();
    let mut deck =
        ReadDeck::read(files, &texts, &mut diagnostics, &mut |_| {}).expect("the deck can be read");
    let changed = files.files.iter().filter(|it| **it != files.description);
    let edit = |file: &FileId| {
        let text = texts.0.get_mut(file).expect("the file is there");
        text.extend_from_slice(b"\n  - headword: another\n    senses: [{definition: a new one}]\n");
        let start = Instant::now();
        deck.reread(*file, &texts).expect("the file can be read");
        let mut diagnostics = Diagnostics::default();
        let checked = deck
            .check(&CheckOptions::default(), &mut diagnostics)
            .checked
            .expect("the deck is described");
        let notes = compile_deck(&checked, &BTreeMap::new(), |_, it| it.notes.len());
        assert!(notes.iter().sum::<usize>() > 0, "a deck without notes is no measure");
        start.elapsed().as_secs_f64()
    };
    changed.take(EDITS).map(edit).collect()
}
