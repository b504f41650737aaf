//! A note keeps its identity when its texts change.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Sandbox, deck};

const ENTRIES: &str = "
  - headword: cue
    senses:
      - definition: a signal to begin
        examples: [The cue came late.]
      - definition: a stick
        id: stick
        examples: { gb: [Her cue broke.], us: [His cue broke.] }
    patterns: ['{on} cue', { text: 'take a {cue} from it', id: take }]
    collocations: ['miss a {cue}']
    mistakes: [{ wrong: a cue for begin, right: a cue to begin }]
    distinctions: [{ from: signal, difference: D. }]
    questions: [{ question: Is it formal?, answer: A. }]
    quiz: [{ question: R?, choices: [a, b], answer: a }]
";

fn guids(sandbox: &Sandbox, entries: &str) -> BTreeMap<String, String> {
    sandbox.write("test.yaml", deck(entries).replace("id: test", "id: test\n  uid: test"));
    sandbox.build(&["test.yaml", "--cards", "everything"]);
    let rows = sandbox.table("test");
    rows.into_iter().map(|it| (it["guid"].clone(), it["question"].clone())).collect()
}

#[test]
fn every_slot_is_the_documented_one() {
    let found = guids(&Sandbox::new(), ENTRIES);
    for slot in [
        "definition/1",
        "definition/stick",
        "usage/example/1/1",
        "usage/example/stick/gb/1",
        "usage/example/stick/us/1",
        "usage/pattern/1",
        "usage/take",
        "usage/collocation/1",
        "question/mistake/1",
        "distinction/1",
        "question/1",
        "quiz/1",
    ] {
        assert!(found.contains_key(&lexideck::internal::anki::guid("test", "cue", slot)), "{slot}");
    }
    assert_eq!(found.len(), 12);
}

#[test]
fn changing_every_text_keeps_every_guid() {
    let sandbox = Sandbox::new();
    let before: BTreeSet<_> = guids(&sandbox, ENTRIES).into_keys().collect();
    let changed = ENTRIES
        .replace("came late", "never came")
        .replace("D.", "E.")
        .replace("Is it formal?", "Is it informal?")
        .replace("a stick", "a rod")
        .replace("[a, b]", "[a, c]");
    assert_eq!(before, guids(&sandbox, &changed).into_keys().collect());
}

#[test]
fn adding_an_example_changes_no_other_note() {
    let sandbox = Sandbox::new();
    let before = guids(&sandbox, ENTRIES);
    let after = guids(
        &sandbox,
        &ENTRIES.replace("[The cue came late.]", "[The cue came late., The cue came early.]"),
    );
    assert_eq!(after.len(), before.len() + 1);
    for (guid, question) in before {
        assert_eq!(after.get(&guid), Some(&question));
    }
}
