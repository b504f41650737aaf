//! Converts deck descriptions from Markdown to HTML that every version of Anki displays.

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html};

/// Converts Markdown to HTML. HTML in the source is displayed as typed, and images are left out, as
/// in Anki's own rendering.
pub(crate) fn to_html(source: &str) -> String {
    let (mut in_picture, mut dropped_links) = (0, 0);
    let events = Parser::new(source).filter_map(move |event| match event {
        Event::Start(Tag::Image { .. }) => {
            in_picture += 1;
            None
        }
        Event::End(TagEnd::Image) => {
            in_picture -= 1;
            None
        }
        _ if in_picture > 0 => None,
        // A link that could execute code or open a file is replaced by its text.
        Event::Start(Tag::Link { ref dest_url, .. }) if !is_harmless(dest_url) => {
            dropped_links += 1;
            None
        }
        Event::End(TagEnd::Link) if dropped_links > 0 => {
            dropped_links -= 1;
            None
        }
        Event::Html(letters) | Event::InlineHtml(letters) => Some(Event::Text(letters)),
        event => Some(event),
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out.trim_end().to_owned()
}

fn is_harmless(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|it| address.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_shows_as_typed_and_pictures_are_left_out() {
        assert_eq!(
            to_html("*a* <script>x</script>"),
            "<p><em>a</em> &lt;script&gt;x&lt;/script&gt;</p>"
        );
        assert_eq!(to_html("a ![alt](x.png) b"), "<p>a  b</p>");
        assert_eq!(to_html("[x](JavaScript:alert)"), "<p>x</p>");
        assert_eq!(to_html("[x](https://a.b)"), "<p><a href=\"https://a.b\">x</a></p>");
    }
}
