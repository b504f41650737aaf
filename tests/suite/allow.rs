//! `allow`: warnings that a deck or an entry does not want.

use crate::support::{Sandbox, deck};

const PLAIN: &str = "  - headword: cue\n    senses: [{definition: a signal to begin}]\n";

fn allowing(codes: &str, entries: &str) -> String {
    deck(entries).replace("  name: Test\n", &format!("  name: Test\n  allow: {codes}\n"))
}

fn codes(source: &str) -> Vec<String> {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", source);
    sandbox.run(&["check", "test.yaml", "--json"]).codes()
}

#[test]
fn an_entry_or_the_deck_allows_a_warning() {
    let gapless = format!("{PLAIN}    patterns: [on the dot]\n");
    let two = format!(
        "{gapless}{}",
        gapless.replace("cue", "prompt").replace("a signal", "words").replace("dot", "spot")
    );
    assert_eq!(codes(&deck(&two)), ["gap-not-found", "gap-not-found"]);
    let one = two.replacen("    patterns", "    allow: gap-not-found\n    patterns", 1);
    assert_eq!(codes(&deck(&one)), ["gap-not-found"]);
    assert_eq!(codes(&allowing("[gap-not-found, not-ipa]", &two)), [""; 0]);
}

#[test]
fn strict_counts_only_what_is_reported() {
    let sandbox = Sandbox::new();
    let entries = format!("{PLAIN}    patterns: [on the dot]\n    allow: [gap-not-found]\n");
    sandbox.write("test.yaml", deck(&entries));
    let run = sandbox.build(&["test.yaml", "--strict"]);
    assert!(run.stderr.contains("no problems"), "{}", run.stderr);
}

#[test]
fn what_is_seen_while_reading_and_between_entries_can_be_allowed() {
    let cut = "  - headword: cue\n    senses:\n      - definition: a signal\n        examples: [Her cue came, but her cue went.]\n";
    assert_eq!(codes(&deck(cut)), ["cut-at-comma"]);
    assert_eq!(codes(&deck(&format!("{cut}    allow: cut-at-comma\n"))), [""; 0]);
    let sided = "  - headword: cue\n    distinctions: [{from: prompt, difference: d}]\n  - headword: prompt\n    senses: [{definition: words}]\n";
    assert_eq!(codes(&deck(sided)), ["one-sided-distinction"]);
    assert_eq!(codes(&allowing("one-sided-distinction", sided)), [""; 0]);
    let own = sided.replacen(
        "    distinctions",
        "    allow: [one-sided-distinction]\n    distinctions",
        1,
    );
    assert_eq!(codes(&deck(&own)), [""; 0]);
    // The warning is the first entry's, so the second cannot allow it.
    let other = format!("{sided}    allow: [one-sided-distinction]\n");
    assert_eq!(codes(&deck(&other)), ["one-sided-distinction"]);
}

#[test]
fn a_deck_allows_what_lies_outside_of_its_entries() {
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", deck(PLAIN));
    sandbox.build(&["test.yaml"]);
    let early = |source: &str| {
        sandbox.write("test.yaml", source);
        let mut command = crate::support::lexideck(sandbox.path());
        command.args(["check", "test.yaml", "--json"]).env("SOURCE_DATE_EPOCH", "1000000000");
        crate::support::Run::from_output(command.output().unwrap()).codes()
    };
    assert_eq!(early(&deck(PLAIN)), ["old-build-time"]);
    assert_eq!(early(&allowing("[old-build-time]", PLAIN)), [""; 0]);
}

#[test]
fn errors_and_unknown_codes_cannot_be_allowed() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "test.yaml",
        allowing(
            "[gap-not-fund, missing-media]",
            &format!("{PLAIN}    allow: [zzz, long-front]\n"),
        ),
    );
    let run = sandbox.run(&["check", "test.yaml", "--json"]);
    assert_eq!((run.status, run.codes()), (1, vec!["unknown-value".to_owned(); 3]));
    let document = run.json();
    let text = |at: usize, key: &str| document["diagnostics"][at][key].as_str().unwrap().to_owned();
    assert_eq!(text(0, "help"), "did you mean `gap-not-found`?");
    assert_eq!(text(1, "message"), "`missing-media` is an error, and errors cannot be allowed");
    assert!(text(2, "help").starts_with("use one of: ambiguous-gap, "), "{}", text(2, "help"));
}

#[test]
fn an_allowed_warning_takes_no_room_from_the_others() {
    let word = |number: usize| {
        format!(
            "  - headword: w{number}\n    senses: [{{definition: meaning {number}}}]\n    patterns: [on dot {number}]\n"
        )
    };
    let last = "  - headword: cue\n    pronunciation: \"/kjoo 1/\"\n    senses: [{definition: a signal}]\n";
    let entries: String = (0..10_010).map(word).chain([last.to_owned()]).collect();
    let sandbox = Sandbox::new();
    sandbox.write("test.yaml", allowing("gap-not-found", &entries));
    let run = sandbox.run(&["check", "test.yaml"]);
    assert!(run.stderr.contains("warning[not-ipa]"), "{}", run.stderr);
    assert!(run.stderr.ends_with(" s, 1 warning\n"), "{}", run.stderr);
}
