//! Protects cells of a CSV file from being evaluated as formulas.
//!
//! The signs are those of OWASP, "CSV Injection", with the full-width ones of WSTG-INPV-21.

/// Prefixes a cell with an apostrophe if a spreadsheet would evaluate it as a formula, or if it
/// already looks protected.
pub fn guarded(cell: &str) -> String {
    if runs(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

/// Reverses [`guarded`].
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Returns whether the first character after white space begins a formula.
fn runs(cell: &str) -> bool {
    let is_blank = |it: char| {
        matches!(it, ' ' | '\u{A0}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
            || (it.is_whitespace() && !matches!(it, '\t' | '\r' | '\n'))
    };
    let first = cell.trim_start_matches(is_blank).chars().next();
    first.is_some_and(|it| {
        matches!(it, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n')
            || matches!(it, '＝' | '＋' | '－' | '＠')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_words_are_not() {
        for cell in ["=1+1", "+x", "-able", "@SUM(1)", " =1", "\u{A0}=1", "＝1", "\tx", "\nx"] {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
        for cell in ["", "word", "'tis", "a=b", "1-2", "007", "'"] {
            assert_eq!(guarded(cell), cell);
        }
        assert_eq!(guarded("'-able"), "''-able");
    }

    proptest! {
        #[test]
        fn unguarding_reverses_guarding(cell in "[ =+@'a\u{A0}＝-]{0,6}") {
            let written = guarded(&cell);
            let first = written.trim_start_matches([' ', '\u{A0}']).chars().next();
            prop_assert!(!first.is_some_and(|it| "=+-@＝".contains(it)));
            prop_assert_eq!(unguarded(&written), &cell);
        }
    }
}
