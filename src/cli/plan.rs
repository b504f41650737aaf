//! `plan`: forecasts what importing a new build does to learners who have an earlier one.

use std::borrow::Cow;

use crate::export::ExportError;
use crate::forecast::{Baseline, Forecast, Forecaster};
use crate::ledger::Ledger;
use crate::model::Deck;
use crate::pipeline::{CheckOptions, CheckedDeck};

use crate::cli::args::PlanArgs;
use crate::cli::config::Typed;
use crate::cli::counted::counted;
use crate::cli::edges::Edges;
use crate::cli::environment::build_time;
use crate::cli::job::{DeckJob, Job};
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::cli::{Status, baseline, changelog, config, forecast};
use crate::disk::shown;

pub(crate) fn run(args: &PlanArgs, typed: &Typed, terminal: &mut Terminal) -> Status {
    let build_time = match args.decks.check().and_then(|()| build_time()) {
        Ok(time) => time,
        Err(what) => {
            terminal.failure(&what);
            return Status::Usage;
        }
    };
    let mut job = Job::new(args.report.reporting(), terminal);
    let mut found = job.find(&args.decks);
    let options = config::options(typed, args, &mut found, &mut job);
    let args = options.of_run(&found);
    job.set_reporting(args.report.reporting());
    let decks = job.check_each(found, &|it| {
        let args = options.of(it);
        (check_options(args, build_time), args.report.strict)
    });
    let against = match baseline::for_decks(args.against.as_deref(), &decks) {
        Ok(against) => against,
        Err((status, what)) => {
            job.terminal.failure(&what);
            return status;
        }
    };
    let (mut text, mut documents, mut planned) = (String::new(), Vec::new(), 0);
    let all: Vec<_> = decks.iter().map(|it| it.checked.as_ref()).collect();
    for (at, deck) in decks.iter().enumerate() {
        let Some(checked) = deck.checked.as_ref().filter(|_| job.is_fit(deck)) else { continue };
        let own;
        let (before, name) = match (&against, &args.against) {
            (Some(before), Some(path)) => (before, shown(path)),
            _ => {
                own = Baseline::Ledger(Cow::Borrowed(&checked.ledger));
                (&own, last_state(&checked.ledger))
            }
        };
        match forecast_of(&mut job, deck, checked, before, build_time, args.report.quiet) {
            Ok(forecast) => {
                planned += 1;
                if against.is_some() && !forecast.is_known {
                    job.terminal.warning(&format!(
                        "no note of {name} belongs to this deck; is it the package of another deck?"
                    ));
                }
                let edges = Edges::of(at, &job.moved, &all);
                if forecast.has_differences() || edges.concern_learners() {
                    job.status = job.status.max(Status::Differences);
                }
                text.push_str(&formatted(args, &checked.deck, &name, &forecast, &edges));
                documents.push(forecast::json(&checked.deck, &forecast, &edges));
            }
            Err(error) => {
                job.fail(Status::Io, &format!("deck `{}`: {error}", checked.deck.id));
            }
        }
    }
    job.close(&text, &documents, |_, _, _| {
        format!("forecast for {}; nothing was written", counted(planned, "deck"))
    })
}

/// Returns the name of the state of the deck that learners have according to its ledger.
pub(crate) fn last_state(ledger: &Ledger) -> String {
    match ledger.last_release() {
        Some(last) => format!("release {}", last.number),
        None if ledger.is_empty() => "nothing yet".to_owned(),
        None => "the last build".to_owned(),
    }
}

fn check_options(args: &PlanArgs, build_time: Option<i64>) -> CheckOptions {
    CheckOptions {
        profile: args.cards,
        translations: args.languages.shown(),
        interface: args.languages.interface,
        build_time,
        // A plan reports changed note types, so they must not prevent it.
        allows_note_type_break: true,
        is_release: false,
    }
}

fn forecast_of(
    job: &mut Job<'_>,
    deck: &DeckJob,
    checked: &CheckedDeck,
    before: &Baseline<'_>,
    build_time: Option<i64>,
    is_quiet: bool,
) -> Result<Forecast, ExportError> {
    let mut forecaster = Forecaster::new(before);
    let progress = Progress::new(job.terminal, is_quiet);
    let released = deck.compile(checked, "planning", build_time, progress, &mut |made| {
        for note in made.notes {
            forecaster.add(note, &made.words(note));
        }
    })?;
    Ok(forecaster.finish(&released.ledger, &checked.ledger))
}

fn formatted(
    args: &PlanArgs,
    deck: &Deck,
    name: &str,
    forecast: &Forecast,
    edges: &Edges,
) -> String {
    if args.markdown {
        changelog::markdown(deck, forecast, edges.renamed())
    } else {
        forecast::text(deck, name, forecast, edges)
    }
}
