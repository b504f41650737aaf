//! Options of the formats.

/// The options of the formats.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The form of Anki packages.
    pub package: Package,
    /// The separator between the cells of CSV files.
    pub csv_separator: Separator,
    /// Whether cells of CSV files that a spreadsheet would evaluate as formulas are left as they
    /// are.
    pub no_formula_guard: bool,
    /// The paper size of documents to print.
    pub paper: Paper,
    /// The edge over which the printer turns a sheet.
    pub flip: Flip,
}

/// The form of a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Package {
    /// For every Anki from 2.1.36 on.
    #[default]
    Legacy,
    /// Smaller, for Anki from 2.1.54 on.
    Latest,
}

/// The separator between cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// A comma, as in RFC 4180.
    #[default]
    Comma,
    /// A semicolon, for Excel in countries with a decimal comma.
    Semicolon,
    /// A tab.
    Tab,
}

/// The paper size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 millimetres, ISO 216.
    #[default]
    A4,
    /// 8.5 by 11 inches, US Letter.
    Letter,
}

/// The edge over which a printer turns a sheet to print its other side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flip {
    /// The long edge: a page turns like that of a book.
    #[default]
    Long,
    /// The short edge: a page turns like that of a wall calendar.
    Short,
}
