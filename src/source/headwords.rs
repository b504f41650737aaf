//! The headwords of a source, read from its letters before it is parsed.

/// Returns the headwords in a source text, as far as they stand on the line of their key. It is a
/// quick look that costs no parsing: escapes and aliases are not resolved.
pub(crate) fn headwords(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(KEY).filter_map(|(at, key)| {
        let before = text.get(..at)?.chars().next_back();
        let is_key = before.is_none_or(|it| it.is_whitespace() || matches!(it, '{' | ','));
        let rest = text.get(at + key.len()..)?.lines().next()?;
        let value = rest.trim_start();
        (is_key && value.len() < rest.len()).then(|| scalar(value, in_braces(text, at)))
    })
}

/// The key of a headword, with its colon.
const KEY: &str = "headword:";

/// Returns whether a map in braces is open on the line before `at`.
fn in_braces(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.contains('{')
}

/// Returns the text of a value.
fn scalar(value: &str, in_braces: bool) -> &str {
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            return quoted.split(quote).next().unwrap_or_default();
        }
    }
    let plain = value.split(" #").next().unwrap_or_default();
    let plain = if in_braces { plain.split([',', '}']).next().unwrap_or_default() } else { plain };
    plain.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headwords_are_read_without_parsing() {
        let text = "entries:\n  - headword: das Haus # a comment\n  - {headword: Baum, id: b}\n  \
                    - id: x\n    headword: \"l'eau\"\n  - {id: y, headword: 'gehen'}\n\
                    notes: the headword: x\nmyheadword: no\n";
        let found: Vec<_> = headwords(text).collect();
        assert_eq!(found, ["das Haus", "Baum", "l'eau", "gehen", "x"]);
    }
}
