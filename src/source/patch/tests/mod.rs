//! Tests of edits, and that they change nothing else.

mod dice;

use proptest::prelude::*;

use self::dice::{Dice, document, somewhere};
use super::*;

fn text(it: &str) -> NewValue {
    NewValue::Text(it.to_owned())
}

fn key(it: &str) -> PathStep {
    PathStep::Key(it.to_owned())
}

fn put(text_before: &str, path: &[PathStep], value: NewValue) -> String {
    patch(text_before, &Edit { path: path.to_vec(), operation: Operation::Put(value) }).unwrap()
}

fn push(text_before: &str, path: &[PathStep], value: NewValue) -> String {
    patch(text_before, &Edit { path: path.to_vec(), operation: Operation::Push(value) }).unwrap()
}

fn remove(text_before: &str, path: &[PathStep]) -> String {
    patch(text_before, &Edit { path: path.to_vec(), operation: Operation::Remove }).unwrap()
}

#[test]
fn a_text_keeps_its_style_if_possible() {
    for (before, new, after) in [
        ("a: b # c\n", "x y", "a: x y # c\n"),
        ("a: b # c\n", "x: y", "a: 'x: y' # c\n"),
        ("a: b\r\nc: d\r\n", "no", "a: 'no'\r\nc: d\r\n"),
        ("a: b\n", "1-2", "a: '1-2'\n"),
        ("a: b\n", "it's #1", "a: 'it''s #1'\n"),
        ("a: 'b'\n", "it's", "a: 'it''s'\n"),
        ("a: \"b\"\n", "say \"x\" \\", "a: \"say \\\"x\\\" \\\\\"\n"),
        ("a: b\n", "x\ny", "a: |-\n  x\n  y\n"),
        ("a: b # c\n", "x\ny", "a: \"x\\ny\" # c\n"),
        ("a: |\n   b\n   c\n\nd: e\n", "x\n\ny", "a: |\n   x\n\n   y\n\nd: e\n"),
        (
            "a: >-\n  one two\n  three four\n  five\nd: e\n",
            "one two three 4 five",
            "a: >-\n  one two\n  three 4\n  five\nd: e\n",
        ),
        ("a: one\n  two\nd: e\n", "one 2", "a: one\n  2\nd: e\n"),
        ("a: 'one\n  it''s'\nd: e\n", "one he's", "a: 'one\n  he''s'\nd: e\n"),
        ("a:\n", "x", "a: x\n"),
    ] {
        assert_eq!(put(before, &[key("a")], text(new)), after, "{before:?} {new:?}");
    }
    let flow = "a: [one, {b: two}, 'three']\n";
    let at = |it| [key("a"), PathStep::Item(it)];
    assert_eq!(put(flow, &at(0), text("x, y")), "a: ['x, y', {b: two}, 'three']\n");
    assert_eq!(
        put(flow, &[key("a"), PathStep::Item(1), key("b")], text("x?")),
        "a: [one, {b: x?}, 'three']\n"
    );
}

#[test]
fn keys_and_items_are_added_in_the_form_around_them() {
    let deck =
        "entries:\n  # c\n  - headword: a\n    level: B1 # d\n    tags: [x]\n\n  - headword: b\n";
    let of = |number, name| vec![key("entries"), PathStep::Item(number), key(name)];
    assert_eq!(
        put(deck, &of(0, "summary"), text("s")),
        deck.replace("# d\n", "# d\n    summary: s\n")
    );
    assert_eq!(push(deck, &of(0, "tags"), text("z")), deck.replace("[x]", "[x, z]"));
    assert_eq!(
        push(
            deck,
            &of(1, "synonyms"),
            text("a long text that takes more room than a line has, surely")
        ),
        format!(
            "{deck}    synonyms:\n      - a long text that takes more room than a line has, surely\n"
        )
    );
    let mut memory = of(1, "memory");
    memory.push(key("mnemonic"));
    assert_eq!(put(deck, &memory, text("m")), format!("{deck}    memory:\n      mnemonic: m\n"));
    let entry = NewValue::Map(vec![
        ("headword".into(), text("c")),
        (
            "senses".into(),
            NewValue::List(vec![NewValue::Map(vec![("definition".into(), text("x: y"))])]),
        ),
    ]);
    assert_eq!(
        push(deck, &[key("entries")], entry),
        format!("{deck}\n  - headword: c\n    senses:\n      - definition: 'x: y'\n")
    );
    assert_eq!(push("a:\n- b", &[key("a")], text("c")), "a:\n- b\n- c");
    assert_eq!(push("a: b\n", &[key("a")], text("c, d")), "a: [b, 'c, d']\n");
    assert_eq!(put("a: {}\n", &[key("a"), key("b")], text("c")), "a: { b: c }\n");
    assert_eq!(put("a: { x: y }\n", &[key("a"), key("no")], text("c")), "a: { x: y, 'no': c }\n");
}

#[test]
fn removing_a_value_removes_nothing_else() {
    assert_eq!(remove("a: b\n# c\nd: e\n", &[key("a")]), "# c\nd: e\n");
    assert_eq!(remove("a: [b, c, d]\n", &[key("a"), PathStep::Item(2)]), "a: [b, c]\n");
    assert_eq!(remove("a: [b, c]\n", &[key("a"), PathStep::Item(0)]), "a: [c]\n");
    assert_eq!(remove("x: y\na:\n  - b\n", &[key("a"), PathStep::Item(0)]), "x: y\n");
    assert_eq!(
        remove("a:\n  - b: c\n    d: e\n", &[key("a"), PathStep::Item(0), key("b")]),
        "a:\n  - d: e\n"
    );
    assert_eq!(
        remove("a:\r\n  - b\r\n  - c\r\n\r\n  - d\r\n", &[key("a"), PathStep::Item(1)]),
        "a:\r\n  - b\r\n\r\n  - d\r\n"
    );
    assert_eq!(
        remove("a:\n  - b\n\n  - c\n\n  - d\n", &[key("a"), PathStep::Item(1)]),
        "a:\n  - b\n\n  - d\n"
    );
    assert_eq!(
        remove("a:\n  - >-\n    b\n    c\n  - d\n", &[key("a"), PathStep::Item(0)]),
        "a:\n  - d\n"
    );
}

#[test]
fn shared_texts_are_not_touched() {
    let deck = "a: &x b\nc: *x\nd: &y { e: f }\ng: *y\n";
    for path in [vec![key("a")], vec![key("c")], vec![key("d"), key("e")], vec![key("g"), key("e")]]
    {
        let edit = Edit { path, operation: Operation::Put(text("z")) };
        assert_eq!(patch(deck, &edit), Err(PatchError::Shared));
    }
}

/// Returns the lines of two texts without their common first and last lines.
fn differing<'a>(before: &'a str, after: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut one, mut other): (Vec<_>, Vec<_>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    while !one.is_empty() && one.first() == other.first() {
        one.remove(0);
        other.remove(0);
    }
    while !one.is_empty() && one.last() == other.last() {
        one.pop();
        other.pop();
    }
    (one, other)
}

/// Collects the texts of a document with the path of each.
fn leaves(tree: &Tree, path: &str, found: &mut Vec<(String, String)>) {
    match tree {
        Tree::Text(text) | Tree::New(text) => {
            found.push((path.to_owned(), text.trim_end().to_owned()));
        }
        Tree::List(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, it)| leaves(it, &format!("{path}/{at}"), found));
        }
        Tree::Map(pairs) => {
            pairs.iter().for_each(|(key, it)| leaves(it, &format!("{path}/{key:?}"), found));
        }
    }
}

fn texts(document: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    leaves(&Tree::of(&parse(&document.into()).unwrap()), "", &mut found);
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn replacing_a_text_changes_only_that_text_and_its_lines(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let before = document(&mut dice);
        let source = Str::from(before.as_str());
        let root = parse(&source);
        prop_assume!(root.is_some());
        let (path, kind) = somewhere(&mut dice, &root.unwrap());
        if kind != "text" {
            return Ok(());
        }
        let new = if dice.roll(5) == 0 { format!("{}\n{}", dice.words(), dice.words()) } else { dice.words() };
        let edit = Edit { path, operation: Operation::Put(text(&new)) };
        let after = patch(&before, &edit);
        prop_assert!(after.is_ok(), "{before}\n{edit:?}");
        let after = after.unwrap();
        let (old, now) = (texts(&before), texts(&after));
        prop_assert_eq!(old.len(), now.len());
        let changed: Vec<_> = old.iter().zip(&now).filter(|it| it.0 != it.1).collect();
        prop_assert!(changed.len() <= 1, "{:?}", changed);
        if let Some((old, now)) = changed.first() {
            prop_assert_eq!(&now.1, &new);
            prop_assert_eq!(&old.0, &now.0);
        }
        let (lines, _) = differing(&before, &after);
        for line in lines {
            prop_assert!(!line.trim_start().starts_with("# "), "{line} of\n{before}");
        }
    }

    #[test]
    fn adding_a_value_changes_no_other_line(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let before = document(&mut dice);
        let source = Str::from(before.as_str());
        let root = parse(&source);
        prop_assume!(root.is_some());
        let (mut path, kind) = somewhere(&mut dice, &root.unwrap());
        let new = dice.words();
        let operation = match kind {
            "list" => Operation::Push(text(&new)),
            "mapping" => {
                path.push(key("zz"));
                Operation::Put(text(&new))
            }
            _ => return Ok(()),
        };
        let edit = Edit { path, operation };
        let after = patch(&before, &edit);
        let after = after.unwrap_or_default();
        let mut now = texts(&after);
        let added = now.iter().position(|it| it.1 == new && !texts(&before).contains(it));
        prop_assert!(added.is_some(), "{before}\n{after}");
        now.remove(added.unwrap());
        prop_assert_eq!(texts(&before), now);
        let (lines, _) = differing(&before, &after);
        prop_assert!(lines.len() <= 1, "{before}\n{after}");
    }

    #[test]
    fn removing_a_random_value_removes_nothing_else(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let before = document(&mut dice);
        let source = Str::from(before.as_str());
        let root = parse(&source);
        prop_assume!(root.is_some());
        let (path, _) = somewhere(&mut dice, &root.unwrap());
        if path.len() < 2 {
            return Ok(());
        }
        if let Ok(after) = patch(&before, &Edit { path, operation: Operation::Remove }) {
            let now = texts(&after);
            let mut rest = texts(&before).into_iter().map(|it| it.1);
            prop_assert!(now.iter().all(|it| rest.any(|other| other == it.1)), "{before}\n{after}");
            let (_, lines) = differing(&before, &after);
            prop_assert!(lines.len() <= 1, "{before}\n{after}");
        }
    }
}
