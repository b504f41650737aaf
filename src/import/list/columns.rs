//! Understands the columns of a list: by the user's mapping, by their names, and by their order.

use crate::import::list::meaning::{Meaning, meaning};
use crate::import::list::{ListColumn, ListField, RawList};

/// The columns that the user has named: `Word=headword`, or `1=headword` for the first column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mapping(Vec<(String, ListField)>);

impl Mapping {
    /// Reads mappings.
    ///
    /// # Errors
    /// Returns a message if one of them has no `=`, or names nothing that a column can be.
    pub(crate) fn new(pairs: &[String]) -> Result<Mapping, String> {
        let pair = |it: &String| {
            let Some((name, field)) = it.rsplit_once('=') else {
                return Err(format!(
                    "`{it}`: write the column, `=`, and what it has: Word=headword"
                ));
            };
            Ok((name.trim().to_owned(), ListField::from_name(field.trim())?))
        };
        pairs.iter().map(pair).collect::<Result<_, _>>().map(Mapping)
    }

    /// Returns an error if a column that is named is in none of the lists.
    pub(super) fn check(&self, lists: &[RawList]) -> Result<(), String> {
        for (name, _) in &self.0 {
            let is_in = |it: &RawList| {
                let widest = it.rows.iter().map(|it| it.1.len()).max().unwrap_or(0);
                let number = name.parse().is_ok_and(|it: usize| (1..=widest).contains(&it));
                let names =
                    it.header.iter().chain(it.rows.iter().take(HEADER_WITHIN).map(|it| &it.1));
                number || names.flatten().any(|it| is_name(it, name))
            };
            if !lists.iter().any(is_in) {
                // The names are those of the widest row at the top.
                let first = lists.first();
                let rows = first.iter().flat_map(|it| it.rows.iter().take(HEADER_WITHIN).rev());
                let top = rows.map(|it| &it.1).max_by_key(|it| it.len());
                let names = first.and_then(|it| it.header.as_ref()).or(top);
                let names: Vec<String> =
                    names.into_iter().flatten().map(|it| format!("`{}`", it.trim())).collect();
                return Err(format!(
                    "--map: the list has no column `{name}`; there are {}",
                    names.join(", ")
                ));
            }
        }
        Ok(())
    }

    /// Returns what the user says of a column.
    fn of(&self, name: &str, number: usize) -> Option<ListField> {
        let is_it = |it: &&(String, ListField)| is_name(name, &it.0) || it.0 == number.to_string();
        self.0.iter().find(is_it).map(|it| it.1.clone())
    }
}

fn is_name(written: &str, name: &str) -> bool {
    written.trim_start_matches('\u{FEFF}').trim().eq_ignore_ascii_case(name)
}

/// The columns of a list, and the language of its headwords if a column names it.
pub(super) struct Columns {
    pub(super) columns: Vec<ListColumn>,
    pub(super) language: Option<&'static str>,
}

/// Returns the columns of a list and its rows without the header.
pub(super) fn of(list: RawList, mapping: &Mapping) -> (Columns, Vec<(usize, Vec<String>)>) {
    let RawList { header, mut rows, .. } = list;
    let header = header.or_else(|| {
        let at = rows.iter().take(HEADER_WITHIN).position(|it| is_header(&it.1, mapping))?;
        // What stands above the header is a title or a note of the list.
        Some(rows.drain(..=at).next_back()?.1)
    });
    let width =
        rows.iter().map(|it| it.1.len()).chain(header.iter().map(Vec::len)).max().unwrap_or(0);
    let name = |at: usize| {
        let name = header.as_ref().and_then(|it| it.get(at)).map_or("", |it| it.trim());
        if name.is_empty() {
            (at + 1).to_string()
        } else {
            name.trim_start_matches('\u{FEFF}').to_owned()
        }
    };
    let meanings: Vec<Option<Meaning>> = (0..width)
        .map(|at| match mapping.of(&name(at), at + 1) {
            Some(field) => Some(Meaning::Field(field)),
            None => header.as_ref().and_then(|_| meaning(&name(at))),
        })
        .collect();
    let (fields, language) = resolve(meanings, header.is_some());
    let sample = |at: usize| {
        let texts = rows.iter().filter_map(|it| it.1.get(at)).map(|it| it.trim());
        texts.into_iter().find(|it| !it.is_empty()).unwrap_or("").to_owned()
    };
    let columns = fields
        .into_iter()
        .enumerate()
        .map(|(at, field)| ListColumn { name: name(at), field, sample: sample(at) })
        .filter(|it| it.field.is_some() || !it.sample.is_empty() || header.is_some())
        .collect();
    (Columns { columns, language }, rows)
}

/// The number of rows in which the header is looked for.
pub(super) const HEADER_WITHIN: usize = 10;

/// Returns whether a row names columns: one of its cells means the headword, or half of them mean
/// something.
fn is_header(row: &[String], mapping: &Mapping) -> bool {
    let cells: Vec<&str> = row.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    let is_short = cells.iter().all(|it| it.chars().count() <= 40);
    let is_mapped = mapping.0.iter().any(|(name, _)| cells.iter().any(|it| is_name(it, name)));
    let known: Vec<Meaning> =
        cells.iter().filter_map(|it| meaning(it.trim_start_matches('\u{FEFF}'))).collect();
    let has_words = known.contains(&Meaning::Field(ListField::Headword));
    // Of three or more cells, one that is called like a column may be a word of the list.
    let is_known = has_words && (cells.len() <= 2 || known.len() > 1)
        || known.len() * 2 > cells.len() && known.len() > 1;
    !cells.is_empty() && is_short && (is_mapped || is_known)
}

/// Returns what the columns have, each field of one column, and the language of the headwords.
fn resolve(
    meanings: Vec<Option<Meaning>>,
    has_header: bool,
) -> (Vec<Option<ListField>>, Option<&'static str>) {
    let is_words = |it: &Option<Meaning>| *it == Some(Meaning::Field(ListField::Headword));
    let mut has_words = meanings.iter().any(is_words);
    let mut language = None;
    let mut fields: Vec<Option<ListField>> = Vec::new();
    for meaning in meanings {
        let field = match meaning {
            Some(Meaning::Field(field)) => Some(field),
            // The first of two languages is that of the words.
            Some(Meaning::Language(tag)) if !has_words => {
                has_words = true;
                language = Some(tag);
                Some(ListField::Headword)
            }
            Some(Meaning::Language(tag)) => Some(ListField::Translation(tag.to_owned())),
            None => None,
        };
        let is_taken = field
            .as_ref()
            .is_some_and(|it| *it != ListField::Ignored && fields.contains(&Some(it.clone())));
        fields.push(field.filter(|_| !is_taken));
    }
    if !has_header && fields.iter().all(Option::is_none) {
        let order = [ListField::Headword, ListField::Definition, ListField::Example];
        for (field, usual) in fields.iter_mut().zip(order) {
            *field = Some(usual);
        }
    }
    (fields, language)
}
