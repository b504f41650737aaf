//! Text in XML 1.0 (fifth edition).

/// Letters as CDATA. Moodle's reader drops white space that stands alone between two escaped signs,
/// which CDATA has none of (lib/xmlize.php of 3.8, core\xml_parser of 5.1).
pub(crate) fn cdata(letters: &str) -> String {
    format!("<![CDATA[{}]]>", allowed(letters).replace("]]>", "]]]]><![CDATA[>"))
}

/// Letters without the two that no XML may hold; sources have no other such sign.
pub(crate) fn allowed(letters: &str) -> String {
    letters.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_inside_is_parted() {
        assert_eq!(cdata("a]]>b]]]>"), "<![CDATA[a]]]]><![CDATA[>b]]]]]><![CDATA[>]]>");
    }
}
