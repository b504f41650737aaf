//! Writes texts in the styles of YAML.

use crate::source::patch::NewValue;

/// Returns whether a text can be written without quotes, so that no YAML reader takes it for
/// something other than a text (YAML 1.2.2, section 7.3.3, and the words and numbers of YAML 1.1).
pub(super) fn can_be_plain(text: &str, in_flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let is_odd = |it: char| it.is_control() || matches!(it, '\u{FEFF}' | '\u{2028}' | '\u{2029}');
    text.trim() == text
        && !"-?:,[]{}#&*!|>'\"%@`=+~<".contains(first)
        && !text.contains(is_odd)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains("\u{A0}#")
        && !text.ends_with(':')
        && !text.starts_with("...")
        && !(in_flow && text.contains([',', '[', ']', '{', '}']))
        && !is_twisted(text)
}

/// Returns whether YAML 1.1 reads the text as a truth value, null, a number or a date.
fn is_twisted(text: &str) -> bool {
    const WORDS: [&str; 13] =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", ".nan", "inf", ".inf"];
    let lower = text.to_lowercase();
    let is_number = lower.starts_with(|it: char| it.is_ascii_digit() || it == '.')
        && lower.chars().all(|it| it.is_ascii_hexdigit() || "_.,:+-/xotz ".contains(it))
        && lower.contains(|it: char| it.is_ascii_digit());
    WORDS.contains(&lower.as_str()) || is_number
}

/// Returns a text in single quotes, or `None` if it cannot be written in them on one line.
pub(super) fn single(text: &str) -> Option<String> {
    let is_odd = |it: char| it.is_control() || matches!(it, '\u{FEFF}' | '\u{2028}' | '\u{2029}');
    (!text.contains(is_odd)).then(|| format!("'{}'", text.replace('\'', "''")))
}

/// Returns a text in double quotes, in which every text can be written.
pub(super) fn double(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Escapes a text for double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{85}' => out.push_str("\\N"),
            '\u{2028}' => out.push_str("\\L"),
            '\u{2029}' => out.push_str("\\P"),
            '\u{FEFF}' => out.push_str("\\uFEFF"),
            other if other.is_control() => out.push_str(&format!("\\x{:02X}", u32::from(other))),
            other => out.push(other),
        }
    }
    out
}

/// Returns a new text on one line: plain if possible, else in single or double quotes.
pub(super) fn line(text: &str, in_flow: bool) -> String {
    if can_be_plain(text, in_flow) {
        return text.to_owned();
    }
    single(text).unwrap_or_else(|| double(text))
}

/// Returns a value on one line, in flow style.
pub(super) fn flow(value: &NewValue) -> String {
    match value {
        NewValue::Text(text) => line(text, true),
        NewValue::Bare(word) => word.clone(),
        NewValue::List(items) => {
            format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        NewValue::Map(pairs) => {
            let pair = |it: &(String, NewValue)| format!("{}: {}", line(&it.0, true), flow(&it.1));
            format!("{{ {} }}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}
