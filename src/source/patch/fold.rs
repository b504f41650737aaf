//! Folded texts, which are written over several lines and whose line breaks are read as spaces.
//!
//! An edit keeps the line breaks before and after the changed part.

/// Returns the byte offsets of the spaces in `value` that are written as line breaks.
///
/// `lines` are the lines in the source without indentation. Returns `None` if `value` does not
/// result from folding them.
pub(super) fn breaks(value: &str, lines: &[String]) -> Option<Vec<usize>> {
    let (mut at, mut found) = (0, Vec::new());
    let mut rest = lines.iter().map(|it| it.trim()).peekable();
    while let Some(line) = rest.next() {
        if !value.get(at..)?.starts_with(line) {
            return None;
        }
        at += line.len();
        let mut blank = 0;
        while rest.peek().is_some_and(|it| it.is_empty()) {
            rest.next();
            blank += 1;
        }
        if rest.peek().is_none() {
            break;
        }
        if blank == 0 {
            found.push(at);
        }
        at += blank.max(1);
    }
    (value.trim_end().len() == at).then_some(found)
}

/// Returns the lines of the text `new`, which replaces `old` with line breaks at `breaks`.
pub(super) fn lines(old: &str, breaks: &[usize], new: &str) -> Vec<String> {
    let head = old.bytes().zip(new.bytes()).take_while(|it| it.0 == it.1).count();
    let most = old.len().min(new.len()) - head;
    let both = old.bytes().rev().zip(new.bytes().rev());
    let tail = both.take(most).take_while(|it| it.0 == it.1).count();
    let moved = |at: &usize| {
        if *at < head {
            Some(*at)
        } else if *at >= old.len() - tail {
            (*at + new.len()).checked_sub(old.len())
        } else {
            None
        }
    };
    let bytes = new.as_bytes();
    let is_lone_blank = |at: &usize| {
        let is_letter = |at: Option<usize>| {
            at.and_then(|it| bytes.get(it)).is_some_and(|it| !it.is_ascii_whitespace())
        };
        bytes.get(*at) == Some(&b' ')
            && is_letter(at.checked_sub(1))
            && is_letter(at.checked_add(1))
    };
    let kept: Vec<usize> = breaks.iter().filter_map(moved).filter(is_lone_blank).collect();
    let mut found = Vec::new();
    let mut start = 0;
    for (number, paragraph) in new.split('\n').enumerate() {
        // An empty line is read as a line break, and spaces around it would be lost.
        if number > 0 {
            found.push(String::new());
        }
        let end = start + paragraph.len();
        let mut from = start;
        for at in kept.iter().copied().filter(|it| (start..end).contains(it)) {
            found.push(new.get(from..at).unwrap_or("").to_owned());
            from = at + 1;
        }
        if from < end {
            found.push(new.get(from..end).unwrap_or("").to_owned());
        }
        start = end + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn unchanged_lines_keep_their_breaks() {
        let old = "One is short. Two is longer. Three ends.";
        let breaks = breaks(old, &owned(&["One is short.", "Two is longer.", "Three ends."]));
        let breaks = breaks.unwrap();
        let new = "One is short. Two was longer. Three ends.";
        assert_eq!(lines(old, &breaks, new), ["One is short.", "Two was longer.", "Three ends."]);
        assert_eq!(lines(old, &breaks, "One is short."), ["One is short."]);
        assert_eq!(lines(old, &[], "a\nb"), ["a", "", "b"]);
        assert_eq!(lines(old, &[], "a\n\nb"), ["a", "", "", "b"]);
    }
}
