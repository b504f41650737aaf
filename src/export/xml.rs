//! Writes text in XML 1.0 (fifth edition).

/// Returns text as CDATA. Moodle's reader drops white space that stands alone between two character
/// references, which CDATA does not need (lib/xmlize.php of 3.8, core\xml_parser of 5.1).
pub(crate) fn cdata(letters: &str) -> String {
    format!("<![CDATA[{}]]>", allowed(letters).replace("]]>", "]]]]><![CDATA[>"))
}

/// Replaces the two characters that XML does not allow and a source may contain.
pub(crate) fn allowed(letters: &str) -> String {
    letters.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_marker_inside_cdata_is_split() {
        assert_eq!(cdata("a]]>b]]]>"), "<![CDATA[a]]]]><![CDATA[>b]]]]]><![CDATA[>]]>");
    }
}
