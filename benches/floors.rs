//! Benchmarks of each layer, on one thread and in memory: reading, checking, compiling, exporting.
//!
//! `benches/run.sh --only floors` generates the deck and calls this; the deck is a file that
//! LEXIDECK_BENCH_DECK names. Each benchmark handles the whole deck.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a program for measurements, which may end where something is missing"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::io::{self, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use lexideck::internal::anki::{Compiled, Compiler, Offer, Plan, Planner};
use lexideck::internal::check::{self, Context, Index, Pairs};
use lexideck::internal::diag::{Diagnostics, FileId, Files};
use lexideck::internal::export::{
    Format, Made, Media, Options, Package, Rendered, Resources, Scratch, Sink, Stored, Update,
};
use lexideck::internal::ledger::{Follower, Identities, Ledger, Names};
use lexideck::internal::model::inflection::Headwords;
use lexideck::internal::model::{Deck, Entry, Language};
use lexideck::internal::source::{self, Written};
use tempfile::NamedTempFile;

criterion_group! {
    name = floors;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(5));
    targets = bench
}
criterion_main!(floors);

fn bench(criterion: &mut Criterion) {
    let path = std::env::var_os("LEXIDECK_BENCH_DECK")
        .expect("LEXIDECK_BENCH_DECK names a deck; `benches/run.sh --only floors` does it all");
    let bytes = std::fs::read(path).expect("the deck can be read");
    let file = Files::default().add("deck.yaml");
    criterion.bench_function("read", |bencher| {
        bencher.iter_batched(|| bytes.clone(), |it| read(file, it), BatchSize::PerIteration);
    });
    let written = read(file, bytes.clone());
    let deck = describe(file, bytes);
    criterion.bench_function("check", |bencher| {
        bencher.iter_with_large_drop(|| check(&written, &deck.language));
    });
    let checked = check(&written, &deck.language);
    let ground = Ground::of(deck, &written, checked);
    let compiler = ground.compiler();
    criterion.bench_function("compile", |bencher| {
        bencher.iter(|| {
            for (number, entry) in ground.entries.iter().enumerate() {
                let compiled = compiler.compile(number, entry);
                black_box(stored(&compiled, &ground.deck.language));
            }
        });
    });
    let compiled: Vec<_> =
        ground.entries.iter().enumerate().map(|(at, it)| compiler.compile(at, it)).collect();
    let notes: Vec<_> = compiled.iter().map(|it| stored(it, &ground.deck.language)).collect();
    let parts = ground.entries.iter().zip(&written).zip(compiled.iter().zip(&notes));
    let made: Vec<_> = parts
        .map(|((entry, written), (compiled, notes))| Made {
            entry,
            written: Some(written),
            compiled,
            notes,
        })
        .collect();
    for (name, format, package) in [
        ("export apkg", "apkg", Package::Legacy),
        ("export apkg latest", "apkg", Package::Latest),
        ("export csv", "csv", Package::Legacy),
    ] {
        let format = Format::from_name(format).expect("the format is known");
        let options = Options { package, ..Options::default() };
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| export(format, options, &ground, &made));
        });
    }
}

/// Measures the source layer, from bytes to source entries.
fn read(file: FileId, bytes: Vec<u8>) -> Vec<source::Entry> {
    let mut diagnostics = Diagnostics::default();
    let mut entries = Vec::new();
    let text = source::decode(file, bytes, &mut diagnostics).expect("the deck is UTF-8");
    source::read_entries(file, &text.into(), &mut diagnostics, &mut |it, _| {
        if let Written::Entry(it) = it {
            entries.push(*it);
        }
        ControlFlow::Continue(())
    });
    assert!(!diagnostics.has_errors(), "a deck with errors is no measure");
    entries
}

fn describe(file: FileId, bytes: Vec<u8>) -> Deck {
    let mut diagnostics = Diagnostics::default();
    let text = source::decode(file, bytes, &mut diagnostics).expect("the deck is UTF-8");
    let written =
        source::read_deck(file, &text.into(), &mut diagnostics).0.expect("the deck is described");
    check::deck(&written, &mut diagnostics).expect("the description is right")
}

/// Measures the check layer, from source entries to valid ones, including the index and pairs.
fn check(written: &[source::Entry], language: &Language) -> (Vec<Entry>, Index, Pairs) {
    let mut diagnostics = Diagnostics::default();
    let (headwords, media) = (&Headwords::default(), &BTreeSet::new());
    let context = Context { language, headwords, media };
    let check = |it| check::entry(it, &context, &mut diagnostics).expect("the entry is right");
    let (entries, briefs): (Vec<_>, Vec<_>) = written.iter().map(check).unzip();
    let both: Vec<_> = entries.iter().zip(&briefs).collect();
    let mut index = Index::of(&both, &mut diagnostics);
    let pairs = index.pairs(&|_, _| false, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "a deck with errors is no measure");
    (entries, index, pairs)
}

/// The input of compiling.
struct Ground {
    deck: Deck,
    entries: Vec<Entry>,
    index: Index,
    pairs: Pairs,
    plan: Plan,
    media: BTreeMap<String, String>,
    ledger: Ledger,
    identities: Identities,
}

impl Ground {
    fn of(
        deck: Deck,
        written: &[source::Entry],
        (entries, index, pairs): (Vec<Entry>, Index, Pairs),
    ) -> Ground {
        let ledger = Ledger::default();
        let mut follower = Follower::new(&ledger);
        let mut had = Vec::new();
        for (number, (entry, written)) in entries.iter().zip(written).enumerate() {
            let (place, looked) = (index.entry(number).span, follower.look(entry));
            had.push(follower.add(number, entry, written.id.is_some(), place, looked));
        }
        let speaks = deck.language.is_english();
        let offers = entries.iter().map(|it| Arc::new(Offer::of(it, speaks))).collect();
        let planner = Planner::new(offers, had);
        // Without a ledger nothing is looked up.
        let names = Names { default_id: &|it| it.to_owned(), entry: &|_| None };
        let identities = follower.finish(&BTreeSet::new(), &names, &mut Diagnostics::default());
        let plan = planner.finish(&deck, None, &index, &pairs);
        Ground { deck, entries, index, pairs, plan, media: BTreeMap::new(), ledger, identities }
    }

    fn compiler(&self) -> Compiler<'_> {
        Compiler {
            deck: &self.deck,
            index: &self.index,
            pairs: &self.pairs,
            plan: &self.plan,
            media: &self.media,
            ledger: &self.ledger,
            identities: &self.identities,
        }
    }
}

/// Returns the rendered notes of an entry.
fn stored<'n, 'e>(compiled: &'n Compiled<'e>, language: &Language) -> Vec<Stored<'n, 'e>> {
    let stored = |it| Stored::new(it, Rendered::of(it, language));
    compiled.notes.iter().map(stored).collect()
}

fn export(format: &Format, options: Options, ground: &Ground, made: &[Made<'_, '_>]) {
    let resources = Resources {
        deck: &ground.deck,
        options,
        sink: &Nowhere,
        media: &Nowhere,
        update: &|_| Update::None,
    };
    let mut exporter = (format.begin)(&resources).expect("the export begins");
    for it in made {
        exporter.add(it).expect("the entry can be exported");
    }
    exporter.finish(&ground.ledger).expect("the export ends");
}

/// A sink that discards files; only temporary files are on the disk.
struct Nowhere;

impl Sink for Nowhere {
    fn create(&self, _: &str) -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(io::sink()))
    }

    fn scratch(&self) -> io::Result<Box<dyn Scratch>> {
        Ok(Box::new(ScratchFile(NamedTempFile::new()?)))
    }
}

impl Media for Nowhere {
    fn open(&self, _: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

struct ScratchFile(NamedTempFile);

impl Scratch for ScratchFile {
    fn path(&self) -> &Path {
        self.0.path()
    }

    fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(BufReader::new(self.0.reopen()?)))
    }

    fn writer(&self) -> io::Result<Box<dyn Write + '_>> {
        Ok(Box::new(self.0.reopen()?))
    }
}
