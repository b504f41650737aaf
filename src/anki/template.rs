//! Parses card templates as Anki does, to determine which cards a note has.
//!
//! Anki makes a card if its front shows at least one field that is not empty and not inside a
//! condition that does not hold (Anki 26.9.3, rslib/src/template.rs and cardgen.rs). Text and
//! filters do not count. A package has to contain exactly these cards, because importing makes
//! none.

use crate::anki::field::Field;

/// A parsed side of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Side(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Replacement(Field),
    FrontSide,
    Condition { field: Field, holds: bool, inner: Vec<Piece> },
}

/// The reason why a template cannot be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault(pub(crate) String);

impl Side {
    /// Creates a side that shows nothing.
    pub(crate) fn none() -> Side {
        Side(Vec::new())
    }

    /// Parses `html`, in which every name has to be that of one of `fields`.
    pub(crate) fn parse(html: &str, fields: &[Field]) -> Result<Side, Fault> {
        let mut open: Vec<(Field, bool, Vec<Piece>)> = Vec::new();
        let mut here = Vec::new();
        let mut rest = html;
        while let Some(start) = rest.find("{{") {
            let body = &rest[start + 2..];
            let end = body.find("}}").ok_or_else(|| Fault(format!("no }}}} after {body}")))?;
            let tag = body[..end].trim();
            rest = &body[end + 2..];
            match tag.chars().next() {
                Some(sign @ ('#' | '^')) => {
                    let field = named(&tag[1..], fields)?;
                    open.push((field, sign == '#', std::mem::take(&mut here)));
                }
                Some('/') => {
                    let field = named(&tag[1..], fields)?;
                    let Some((opened, holds, outer)) = open.pop().filter(|it| it.0 == field) else {
                        return Err(Fault(format!("{{{{{tag}}}}} closes nothing")));
                    };
                    let inner = std::mem::replace(&mut here, outer);
                    here.push(Piece::Condition { field: opened, holds, inner });
                }
                _ if tag == "FrontSide" => here.push(Piece::FrontSide),
                _ => {
                    let name = tag.rsplit(':').next().unwrap_or(tag);
                    here.push(Piece::Replacement(named(name, fields)?));
                }
            }
        }
        match open.pop() {
            Some((field, ..)) => Err(Fault(format!("{{{{#{}}}}} is not closed", field.name()))),
            None => Ok(Side(here)),
        }
    }

    /// Returns whether a note has a card with this front; `is_empty` returns whether a field of the
    /// note is empty.
    pub(crate) fn makes_card(&self, is_empty: &dyn Fn(Field) -> bool) -> bool {
        shows_field(&self.0, is_empty)
    }
}

fn named(name: &str, fields: &[Field]) -> Result<Field, Fault> {
    let name = name.trim();
    let field = fields.iter().find(|it| it.name() == name);
    field.copied().ok_or_else(|| Fault(format!("there is no field {name}")))
}

fn shows_field(pieces: &[Piece], is_empty: &dyn Fn(Field) -> bool) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Replacement(field) => !is_empty(*field),
        Piece::FrontSide => false,
        Piece::Condition { field, holds, inner } => {
            is_empty(*field) != *holds && shows_field(inner, is_empty)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [Field; 3] = [Field::Headword, Field::Definition, Field::CardProduce];

    fn makes(html: &str, filled: &[Field]) -> bool {
        let side = Side::parse(html, &FIELDS).unwrap();
        side.makes_card(&|it| !filled.contains(&it))
    }

    #[test]
    fn a_card_needs_a_filled_field_outside_false_conditions() {
        let front = "<b>x</b>{{#Card produce}}{{type:Headword}}{{/Card produce}}";
        assert!(makes(front, &[Field::Headword, Field::CardProduce]));
        assert!(!makes(front, &[Field::Headword]));
        assert!(!makes(front, &[Field::CardProduce]));
        assert!(!makes("only text", &FIELDS));
        assert!(makes("{{^Card produce}}{{Headword}}{{/Card produce}}", &[Field::Headword]));
        assert!(makes("{{tts en_GB voices=A,B:Headword}}", &[Field::Headword]));
    }

    #[test]
    fn broken_templates_are_told() {
        for html in [
            "{{Headword",
            "{{#Headword}}",
            "{{/Headword}}",
            "{{Nothing}}",
            "{{#Headword}}{{/Definition}}",
        ] {
            assert!(Side::parse(html, &FIELDS).is_err(), "{html}");
        }
    }
}
