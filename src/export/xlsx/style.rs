//! The formats of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Excel's code of the text format.
const TEXT: &str = "@";

/// Dark enough to be read on white, and light enough to be distinguished from black.
const GREY: Color = Color::RGB(0x59_59_59);

pub(super) struct Style {
    pub(super) cell: Format,
    /// For cells that must not be edited.
    pub(super) place: Format,
    /// For cells that show the value of another one.
    pub(super) inherited: Format,
    pub(super) header: Format,
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) line: Format,
}

impl Style {
    pub(super) fn new() -> Style {
        let text = || Format::new().set_num_format(TEXT).set_align(FormatAlign::Top);
        let wrapped = || text().set_text_wrap();
        Style {
            cell: wrapped(),
            place: wrapped().set_font_color(GREY),
            inherited: wrapped().set_font_color(GREY).set_italic(),
            header: text()
                .set_bold()
                .set_background_color(Color::RGB(0xDD_E6_F0))
                .set_border_bottom(FormatBorder::Thin),
            title: text().set_bold().set_font_size(16),
            heading: text().set_bold(),
            line: wrapped(),
        }
    }
}
