//! Tests of marks and gaps.

use proptest::prelude::*;

use super::*;

/// Returns the tree in a short form: `*…*` as `(e …)` and so on, and gaps as `[1 of|for]`.
fn short(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|it| match it {
            Inline::Plain(letters) => letters.to_string(),
            Inline::Code(letters) => format!("(c {letters})"),
            Inline::Emphasis(inner) => format!("(e {})", short(inner)),
            Inline::Strong(inner) => format!("(s {})", short(inner)),
            Inline::Struck(inner) => format!("(x {})", short(inner)),
            Inline::Gap(gap) => format!("[{} {}]", gap.number, gap.joined("|")),
        })
        .collect()
}

#[test]
fn marks_are_read() {
    for (source, expected) in [
        ("a *b* c", "a (e b) c"),
        ("**b** and ~~c~~", "(s b) and (x c)"),
        ("***b***", "(s (e b))"),
        ("*a **b** c*", "(e a (s b) c)"),
        ("un*break*able", "un(e break)able"),
        ("`*a*`", "(c *a*)"),
        (r"\*a\* \` \~ \\ \n", r"*a* ` ~ \ \n"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a *b", "a *b"),
        ("a* b", "a* b"),
        ("*a **b* c", "(e a **b) c"),
        ("a *b *c*", "a *b (e c)"),
        ("**** ~ ~~~ `", "**** ~ ~~~ `"),
        ("``", "``"),
        ("{of} | x", "{of} | x"),
    ] {
        assert_eq!(short(parse(&source.into(), false).0.inlines()), expected, "{source}");
    }
}

#[test]
fn gaps_are_read() {
    for (source, expected, stray) in [
        ("the {of|for} it", "the [1 of|for] it", 0),
        ("{a} {b}", "[1 a] [2 b]", 0),
        ("*{a}*", "(e [1 a])", 0),
        (r"\{a\} {b\|c}", "{a} [1 b|c]", 0),
        ("{{c1::x}}", "{{c1::x}}", 0),
        ("{a", "{a", 1),
        ("{}", "{}", 1),
        ("{a|}", "{a|}", 1),
        ("a} b", "a} b", 1),
        ("{a {b} c", "{a [1 b] c", 1),
    ] {
        let (text, problems) = parse(&source.into(), true);
        assert_eq!(short(text.inlines()), expected, "{source}");
        assert_eq!(problems.len(), stray, "{source}");
    }
}

#[test]
fn hostile_texts_are_parsed_in_linear_time() {
    for piece in ["*a ", "**a *b ", "`", "{", "{a", "}", "~~a ", "\\", "*", "a*"] {
        let (text, _) = parse(&piece.repeat(200_000).into(), true);
        assert!(!text.is_empty());
    }
}

proptest! {
    #[test]
    fn an_escaped_text_is_displayed_as_typed(letters in "([a-z*`~{}|\\\\ ]|\\PC)*") {
        let mut source = String::new();
        for letter in letters.chars() {
            if "*`~{}|\\".contains(letter) {
                source.push('\\');
            }
            source.push(letter);
        }
        let (text, stray) = parse(&source.into(), true);
        let expected =
            if letters.is_empty() { Text::default() } else { Text::plain_from(letters) };
        prop_assert_eq!(text, expected);
        prop_assert!(stray.is_empty());
    }

    #[test]
    fn any_text_can_be_parsed(letters in "[*`~{}| \\\\a\n]{0,40}") {
        let (text, _) = parse(&letters.as_str().into(), true);
        prop_assert_eq!(text.is_empty(), letters.is_empty());
    }
}
