//! Edits of quiz items, which refer to choices by their texts: what refers to a choice is changed
//! with it.

use crate::import::place::key;
use crate::import::steps::{Editor, on, text};
use crate::sheets::{SheetField, items, joined};
use crate::source::{Operation, PathStep};

/// Adds the steps for edits of choices, answers and feedback.
pub(super) fn steps(editor: &mut Editor<'_>) {
    let way = editor.item();
    let renamed: Vec<(String, String)> = editor
        .edits
        .iter()
        .filter(|it| matches!(it.0, SheetField::Choice(_)) && !it.1.is_empty())
        .map(|it| (it.1.clone(), it.2.clone()))
        .collect();
    let numbers = editor.edits.iter().filter_map(|it| match it.0 {
        SheetField::Choice(number) => Some((number, it.1.clone(), it.2.clone())),
        _ => None,
    });
    for (number, before, after) in numbers.collect::<Vec<_>>() {
        let list = on(&way, [key("choices")]);
        if before.is_empty() {
            editor.push(list, Operation::Push(text(&after)));
        } else {
            editor.put(on(&list, [PathStep::Item(number - 1)]), &after);
        }
    }
    let now = editor.site.row.text(&SheetField::Answers).to_owned();
    let follow = |it: String| renamed.iter().find(|of| of.0 == it).map_or(it, |of| of.1.clone());
    let wanted: Vec<String> =
        items(editor.after(&SheetField::Answers)).into_iter().map(follow).collect();
    let wanted = joined(wanted.iter().map(String::as_str));
    if wanted != now {
        editor.list(&on(&way, [key("answer")]), false, &now, &wanted);
    }
    feedback(editor, &way);
}

fn feedback(editor: &mut Editor<'_>, way: &[PathStep]) {
    let number = |it: &SheetField| match it {
        SheetField::Choice(number) | SheetField::Feedback(number) => Some(*number),
        _ => None,
    };
    let mut numbers: Vec<usize> = editor.edits.iter().filter_map(|it| number(&it.0)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    for number in numbers {
        let (choice, own) = (SheetField::Choice(number), SheetField::Feedback(number));
        let before =
            (editor.site.row.text(&choice).to_owned(), editor.site.row.text(&own).to_owned());
        let after = (editor.after(&choice).to_owned(), editor.after(&own).to_owned());
        let at = |choice: &str| on(way, [key("feedback"), key(choice)]);
        let is_moved = before.0 != after.0;
        if !before.1.is_empty() && (is_moved || after.1.is_empty()) {
            editor.put(at(&before.0), "");
        }
        if !after.0.is_empty() && !after.1.is_empty() && (is_moved || before.1 != after.1) {
            editor.put(at(&after.0), &after.1);
        }
    }
}
