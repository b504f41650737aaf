//! Imports releases into learners' collections with the real Anki. The assertions are in
//! `tests/tools/simulate_updates.py`; tests/updates/run.sh runs it longer and with more versions.

use std::path::Path;

use serde_json::Value;

use crate::support::python;

/// Two dozen releases in three runs.
const SEEDS: [&str; 3] = ["1", "2", "3"];
const RELEASES: &str = "8";

fn count(found: &Value, group: &str, key: &str) -> u64 {
    found[group][key].as_u64().unwrap_or_else(|| panic!("nothing counted: {group}, {key}"))
}

#[test]
#[ignore = "needs tools"]
fn learners_lose_nothing_over_many_releases_and_every_forecast_is_right() {
    let program = Path::new(env!("CARGO_BIN_EXE_lexideck"));
    std::thread::scope(|threads| {
        for seed in SEEDS {
            threads.spawn(move || {
                let arguments = ["--releases", RELEASES, "--seed", seed, "--lexideck"];
                let arguments: Vec<_> = arguments.iter().map(Path::new).chain([program]).collect();
                let found = python("anki-26.9.3", "simulate_updates.py", &arguments);
                assert_eq!(found["violations"], Value::Array(Vec::new()), "{found:#}");
                assert_whole(&found);
            });
        }
    });
}

/// Asserts that the run did its work: an import without comparisons would prove nothing.
fn assert_whole(found: &Value) {
    assert_eq!(count(found, "counted", "releases").to_string(), RELEASES);
    let imports = count(found, "counted", "imports of packages");
    let learners = found["learners"].as_array().unwrap().len() as u64;
    assert!(imports >= 7 * learners, "{imports} imports");
    let predicted = count(found, "counted", "predictions by their export that held");
    assert_eq!(predicted, imports - learners, "all imports but the first are predicted");
    for key in [
        "predictions by a newcomer that held",
        "predictions by the ledger that held",
        "predictions for text files that held",
        "reviews found again",
    ] {
        assert!(count(found, "counted", key) > 0, "{key}");
    }
    for key in ["reviews", "flags", "suspensions", "moves to another deck", "tags", "edits"] {
        assert!(count(found, "learners_did", key) > 0, "{key}");
    }
}
