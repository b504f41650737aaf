//! The ledger: notes keep their GUIDs and times, and no note that learners have is forgotten.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{EPOCH, Run, Sandbox, lexideck};

const DECK: &str = "deck: {id: test, name: Test, cards: everything}\nentries:\n";
const CUE: &str = "
  - headword: cue
    senses:
      - definition: a signal to begin
        examples: [The cue came far too late for her., She was waiting behind the curtain for a cue.]
      - definition: a long stick
    collocations: ['miss a {cue}', 'a {cue} for laughter']
";

fn at(sandbox: &Sandbox, time: &str, arguments: &[&str]) -> Run {
    let mut command = lexideck(sandbox.path());
    command.env("SOURCE_DATE_EPOCH", time).args(arguments);
    Run::from_output(command.output().unwrap())
}

/// Releases the deck of `entries` at `time`, and returns the GUID of each text in the ledger.
fn release(sandbox: &Sandbox, time: &str, entries: &str) -> BTreeMap<String, String> {
    make(sandbox, "release", time, entries)
}

fn make(sandbox: &Sandbox, command: &str, time: &str, entries: &str) -> BTreeMap<String, String> {
    sandbox.write("test.yaml", format!("{DECK}{entries}"));
    let run = at(sandbox, time, &[command, "test.yaml"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    rows(sandbox).into_iter().map(|it| (it[7].clone(), it[2].clone())).collect()
}

/// Returns the cells of the ledger's rows whose notes are still made.
fn rows(sandbox: &Sandbox) -> Vec<Vec<String>> {
    let text = fs::read_to_string(sandbox.path().join("test.lock")).unwrap();
    let cells = text.lines().map(|it| it.split('\t').map(str::to_owned).collect::<Vec<_>>());
    let live = cells.filter(|it| it.len() == 12 && !it[7].ends_with("gone"));
    // The entry, the slot, the GUID, the time of the last change, two hashes, the cards, the text.
    live.map(|it| [0, 1, 2, 4, 5, 6, 7, 10].map(|at| it[at].clone()).to_vec()).collect()
}

fn times(sandbox: &Sandbox) -> BTreeMap<String, String> {
    rows(sandbox).into_iter().map(|it| (it[7].clone(), it[3].clone())).collect()
}

#[test]
fn an_unchanged_note_keeps_its_time_and_a_changed_one_gets_the_time_of_the_build() {
    let sandbox = Sandbox::new();
    release(&sandbox, "1000", CUE);
    assert!(times(&sandbox).values().all(|it| it == "1000"));
    release(&sandbox, "2000", &CUE.replace("'miss a {cue}'", "'miss your {cue}'"));
    let times = times(&sandbox);
    assert_eq!(times["miss your {cue}"], "2000");
    assert_eq!(times["a {cue} for laughter"], "1000");
    // The back of a definition card shows the collocations.
    assert_eq!(times["a signal to begin"], "2000");
}

#[test]
fn a_change_is_later_than_the_last_one_whatever_the_time_of_the_build() {
    let sandbox = Sandbox::new();
    release(&sandbox, "5000", CUE);
    sandbox.write("test.yaml", format!("{DECK}{}", CUE.replace("a long stick", "a longer stick")));
    let run = at(&sandbox, "4000", &["build", "test.yaml"]);
    assert!(run.stderr.contains("warning[old-build-time]"), "{}", run.stderr);
    assert_eq!(times(&sandbox)["a longer stick"], "5001");
}

#[test]
fn with_a_ledger_and_nothing_changed_no_clock_is_read() {
    let sandbox = Sandbox::new();
    release(&sandbox, "1000", CUE);
    let bytes = |sandbox: &Sandbox| fs::read(sandbox.path().join("out/test.apkg")).unwrap();
    let (package, ledger) = (bytes(&sandbox), rows(&sandbox));
    let mut command = lexideck(sandbox.path());
    command.env_remove("SOURCE_DATE_EPOCH").args(["build", "test.yaml"]);
    assert!(command.status().unwrap().success());
    assert!(bytes(&sandbox) == package, "the clock shows in the package");
    assert_eq!(rows(&sandbox), ledger);
}

#[test]
fn the_other_items_of_an_entry_are_no_newcomers() {
    // Standard makes cards of two usage items. The ledger knows the others too, so that none of
    // them takes the place of one that is removed.
    let sandbox = Sandbox::new();
    let standard = |entries: &str| format!("{DECK}{entries}").replace("everything", "standard");
    sandbox.write("test.yaml", standard(CUE));
    at(&sandbox, "1000", &["build", "test.yaml"]);
    let before: BTreeMap<_, _> =
        rows(&sandbox).into_iter().map(|it| (it[7].clone(), it[2].clone())).collect();
    assert!(before.contains_key("miss a {cue}"));
    sandbox.write("test.yaml", standard(&CUE.replace("'miss a {cue}', ", "")));
    at(&sandbox, "2000", &["build", "test.yaml"]);
    for row in rows(&sandbox) {
        assert_eq!(before.get(&row[7]).unwrap_or(&row[2]), &row[2]);
        assert_ne!(row[2], before["miss a {cue}"]);
    }
}

#[test]
fn an_item_that_returns_is_the_same_note() {
    let sandbox = Sandbox::new();
    let before = release(&sandbox, "1000", CUE);
    let without = release(&sandbox, "2000", &CUE.replace("'miss a {cue}', ", ""));
    assert!(!without.contains_key("miss a {cue}"));
    assert_eq!(without["a {cue} for laughter"], before["a {cue} for laughter"]);
    // A new item in the place of the removed one is another note.
    let other = release(&sandbox, "3000", &CUE.replace("'miss a {cue}'", "'right on {cue}'"));
    assert_ne!(other["right on {cue}"], before["miss a {cue}"]);
    let again = release(&sandbox, "4000", CUE);
    assert_eq!(again["miss a {cue}"], before["miss a {cue}"]);
    // It gets a new time, so that the tag of retired notes is removed again.
    assert_eq!(times(&sandbox)["miss a {cue}"], "4000");
}

#[test]
fn a_released_card_is_kept_when_an_item_is_inserted_before_it() {
    let sandbox = Sandbox::new();
    let standard = |entries: &str| format!("{DECK}{entries}").replace("everything", "minimal");
    sandbox.write("test.yaml", standard(CUE));
    at(&sandbox, "1000", &["release", "test.yaml"]);
    let before = rows(&sandbox);
    let longer = CUE.replace("senses:\n", "senses:\n      - definition: the white ball\n");
    sandbox.write("test.yaml", standard(&longer));
    let run = at(&sandbox, "2000", &["build", "test.yaml", "--json"]);
    let after = rows(&sandbox);
    assert_eq!(after.len(), 1, "minimal makes one card");
    assert_eq!((&after[0][2], &after[0][7]), (&before[0][2], &before[0][7]));
    assert_eq!(
        run.json()["decks"][0]["left_out"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["item"] == "definition/1" && it["kind"] == "recognise")
            .count(),
        1
    );
}

#[test]
fn a_rename_without_an_id_is_noticed_offered_and_kept() {
    let sandbox = Sandbox::new();
    let before = release(&sandbox, "1000", CUE);
    let renamed = CUE.replace("headword: cue", "headword: kue").replace("cue", "kue");
    sandbox.write("test.yaml", format!("{DECK}{renamed}"));
    let run = at(&sandbox, "2000", &["build", "test.yaml"]);
    assert!(
        run.stderr.contains("warning[renamed-entry]") && run.stderr.contains("write `id: cue`"),
        "{}",
        run.stderr
    );
    let after: BTreeMap<_, _> =
        rows(&sandbox).into_iter().map(|it| (it[7].clone(), it[2].clone())).collect();
    assert_eq!(after["a signal to begin"], before["a signal to begin"]);
    assert_eq!(after["miss a {kue}"], before["miss a {cue}"]);
    // Following the help changes no GUID, and the warning disappears.
    let settled = renamed.replace("headword: kue", "headword: kue\n    id: cue");
    assert_eq!(release(&sandbox, "3000", &settled), after);
    assert!(!at(&sandbox, "3000", &["check", "test.yaml"]).stderr.contains("renamed"));
}

#[test]
fn a_retired_entry_is_never_taken_for_a_new_one() {
    let sandbox = Sandbox::new();
    let before = release(&sandbox, "1000", CUE);
    let renamed = CUE.replace("headword: cue", "headword: prompt").replace("cue", "prompt");
    sandbox.write("test.yaml", format!("retired: [cue]\n{DECK}{renamed}"));
    let run = at(&sandbox, "2000", &["build", "test.yaml", "--to", "apkg,update"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("renamed-entry"));
    assert!(run.stderr.contains(&format!("Key:*{}", before["a long stick"])), "{}", run.stderr);
    let guids: Vec<_> = rows(&sandbox).into_iter().map(|it| it[2].clone()).collect();
    assert!(before.values().all(|it| !guids.contains(it)));
    let tagged = fs::read_to_string(sandbox.path().join("out/test.retired.txt")).unwrap();
    assert!(tagged.contains("#tags:lexideck::retired::test\n"));
    assert!(before.values().all(|it| tagged.contains(it.as_str())));
}

#[test]
fn an_entry_moved_below_retired_counts_as_its_id() {
    let sandbox = Sandbox::new();
    release(
        &sandbox,
        "1000",
        &format!("{CUE}  - headword: other\n    senses: [{{definition: else}}]\n"),
    );
    let text =
        format!("{DECK}  - headword: other\n    senses: [{{definition: else}}]\nretired:{CUE}");
    sandbox.write("test.yaml", text);
    let run = at(&sandbox, "2000", &["plan", "test.yaml", "--json"]);
    assert_eq!(run.status, 4, "{}", run.stderr);
    let gone = run.json()["decks"][0]["gone"].as_array().unwrap().clone();
    assert!(!gone.is_empty() && gone.iter().all(|it| it["entry"] == "cue" && it["new"] == true));
}

#[test]
fn a_draft_leaves_the_ledger_alone_and_locked_refuses_to_change_it() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", format!("{DECK}{CUE}"));
    let locked = at(&sandbox, "1000", &["build", "test.yaml", "--locked"]);
    assert_eq!(locked.status, 4, "{}", locked.stderr);
    assert!(sandbox.files("out").is_empty(), "something was written");
    at(&sandbox, "1000", &["build", "test.yaml", "--draft"]);
    assert_eq!(sandbox.files("."), ["out", "test.yaml"]);
    release(&sandbox, "1000", CUE);
    assert_eq!(at(&sandbox, "2000", &["build", "test.yaml", "--locked"]).status, 0);
    let (ledger, package) =
        (rows(&sandbox), fs::read(sandbox.path().join("out/test.apkg")).unwrap());
    sandbox.write("test.yaml", format!("{DECK}{}", CUE.replace("long", "thin")));
    let locked = at(&sandbox, "2000", &["build", "test.yaml", "--locked"]);
    assert_eq!(locked.status, 4);
    let reported = "test.lock would change (2 changed notes, 4 unchanged)";
    assert!(locked.stderr.contains(reported), "{}", locked.stderr);
    assert!(fs::read(sandbox.path().join("out/test.apkg")).unwrap() == package);
    at(&sandbox, "2000", &["build", "test.yaml", "--draft"]);
    assert_eq!(rows(&sandbox), ledger);
}

#[test]
fn a_damaged_ledger_is_reported_and_never_replaced() {
    let sandbox = Sandbox::new();
    release(&sandbox, "1000", CUE);
    let path = sandbox.path().join("test.lock");
    for damage in ["", "x", "lexideck-ledger\t1\nuid\ttest\n<<<<<<< HEAD\n", "lexideck-ledger\t9\n"]
    {
        fs::write(&path, damage).unwrap();
        fs::remove_dir_all(sandbox.path().join("out")).unwrap_or(());
        let run = at(&sandbox, "2000", &["build", "test.yaml"]);
        assert_eq!(run.status, 1, "{damage}");
        assert!(run.stderr.contains("error[damaged-ledger]"), "{}", run.stderr);
        assert_eq!(fs::read_to_string(&path).unwrap(), damage);
        assert!(sandbox.files("out").is_empty());
    }
    fs::write(&path, [0xFF, 0xFE, 0x00]).unwrap();
    assert_eq!(at(&sandbox, "2000", &["build", "test.yaml"]).status, 1);
}

#[cfg(unix)]
#[test]
fn if_the_ledger_cannot_be_written_nothing_is_put_in_place() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", format!("{DECK}{CUE}"));
    std::os::unix::fs::symlink("/nowhere/at/all", sandbox.path().join("test.lock")).unwrap();
    let run = at(&sandbox, "1000", &["build", "test.yaml"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(run.stderr.contains("its ledger cannot be written"), "{}", run.stderr);
    assert!(sandbox.files("out").is_empty());
    let draft = at(&sandbox, "1000", &["build", "test.yaml", "--draft"]);
    assert_eq!(draft.status, 0, "{}", draft.stderr);
    assert_eq!(sandbox.files("out"), ["test.apkg", "test.csv"]);
}

#[test]
fn a_deck_from_standard_input_has_no_ledger_and_this_is_reported() {
    let sandbox = Sandbox::new();
    let run = sandbox.run_with_input(&["build", "-"], format!("{DECK}{CUE}").as_bytes());
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("a deck from a pipe has no ledger"), "{}", run.stderr);
    assert_eq!(sandbox.files("."), ["out"]);
}

#[test]
fn branches_that_changed_different_notes_are_merged_by_git() {
    let sandbox = Sandbox::new();
    let entry = |word: &str, end: &str| {
        format!("  - headword: {word}\n    senses: [{{definition: the meaning of {word}{end}}}]\n")
    };
    let deck = |one: &str, other: &str| {
        format!("{}{}{}", entry("alpha", one), entry("beta", ""), entry("gamma", other))
    };
    let ledger = |time: &str, entries: &str| {
        make(&sandbox, if time == "1000" { "release" } else { "build" }, time, entries);
        fs::read_to_string(sandbox.path().join("test.lock")).unwrap()
    };
    let base = ledger("1000", &deck("", ""));
    let ours = ledger("2000", &deck(" now", ""));
    sandbox.write("test.lock", &base);
    let theirs = ledger("3000", &deck("", " then"));
    for (name, text) in [("base", &base), ("ours", &ours), ("theirs", &theirs)] {
        sandbox.write(name, text);
    }
    let merge = ["merge-file", "-p", "ours", "base", "theirs"];
    let merged =
        std::process::Command::new("git").args(merge).current_dir(sandbox.path()).output().unwrap();
    assert!(merged.status.success(), "{}", String::from_utf8_lossy(&merged.stdout));
    sandbox.write("test.lock", &merged.stdout);
    // The merged deck agrees with the merged ledger, so no note gets a new time.
    sandbox.write("test.yaml", format!("{DECK}{}", deck(" now", " then")));
    let run = at(&sandbox, EPOCH, &["build", "test.yaml", "--locked"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn branches_that_changed_neighbouring_notes_are_merged_by_a_union() {
    let sandbox = Sandbox::new();
    let ledger = |time: &str, entries: &str| {
        make(&sandbox, if time == "1000" { "release" } else { "build" }, time, entries);
        fs::read_to_string(sandbox.path().join("test.lock")).unwrap()
    };
    let one = |it: &str| it.replace("miss a {cue}", "miss your {cue}");
    let other = |it: &str| it.replace("a {cue} for laughter", "the {cue} for laughter");
    let base = ledger("1000", CUE);
    let ours = ledger("2000", &one(CUE));
    sandbox.write("test.lock", &base);
    let theirs = ledger("3000", &other(CUE));
    for (name, text) in [("base", &base), ("ours", &ours), ("theirs", &theirs)] {
        sandbox.write(name, text);
    }
    let merge = |options: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.arg("merge-file").args(options).args(["ours", "base", "theirs"]);
        git.current_dir(sandbox.path()).output().unwrap()
    };
    assert!(!merge(&["-p"]).status.success(), "the case is none: Git merges it by itself");
    let merged = merge(&["-p", "--union"]);
    assert!(merged.status.success());
    sandbox.write("test.lock", &merged.stdout);
    let both = one(&other(CUE));
    let guids = make(&sandbox, "build", "4000", &both);
    let times = times(&sandbox);
    // Each keeps the time of the branch that changed it, and all keep their GUIDs.
    assert_eq!((&*times["miss your {cue}"], &*times["the {cue} for laughter"]), ("2000", "3000"));
    for (text, guid) in &guids {
        let row = base.lines().find(|it| it.contains(guid.as_str()));
        assert!(row.is_some(), "{text} has a new GUID");
    }
    assert_eq!(at(&sandbox, EPOCH, &["build", "test.yaml", "--locked"]).status, 0);
}

#[test]
fn a_copied_deck_with_its_own_uid_does_not_take_the_guids_of_the_other() {
    let sandbox = Sandbox::new();
    release(&sandbox, "1000", CUE);
    sandbox.write(
        "test.yaml",
        format!("{DECK}{CUE}").replace("name: Test", "name: Test, uid: another"),
    );
    let run = at(&sandbox, "2000", &["build", "test.yaml"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("error[foreign-ledger]"), "{}", run.stderr);
    fs::remove_file(sandbox.path().join("test.lock")).unwrap();
    assert_eq!(at(&sandbox, "2000", &["build", "test.yaml"]).status, 0);
}

#[test]
fn the_ledgers_of_the_projects_decks_are_up_to_date() {
    let sandbox = Sandbox::new();
    let out = sandbox.path().join("out");
    let output = lexideck(&crate::support::root())
        .args(["build", "--locked", "-q", "-o"])
        .arg(out)
        .output()
        .unwrap();
    let run = Run::from_output(output);
    assert_eq!(run.status, 0, "run `cargo run -- build` and commit decks/: {}", run.stderr);
}
