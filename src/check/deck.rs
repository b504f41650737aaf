//! Checks the description of a deck.

use crate::check::allow;
use crate::check::rules::{
    invalid_deck_id, invalid_deck_name, invalid_id, invalid_language, reserved_tag, unknown_value,
};
use crate::diag::Diagnostics;
use crate::ledger::uid_of;
use crate::model::{CardChoice, Deck, Dialect, Interface, Language, Order, Profile, Shown};
use crate::source;
use crate::source::rules::missing_key;

const DIALECTS: [(&str, Option<Dialect>); 3] =
    [("gb", Some(Dialect::British)), ("us", Some(Dialect::American)), ("both", None)];
const ORDERS: [(&str, Order); 2] = [("waves", Order::Waves), ("source", Order::Source)];

/// Checks a description.
///
/// Returns `None` if it has no valid id or no valid name.
pub fn deck(written: &source::Deck, diagnostics: &mut Diagnostics) -> Option<Deck> {
    let place = written.span;
    let id = missing_key::required(written.id.as_ref(), "id", "a deck", place, diagnostics);
    if let Some(id) = id {
        invalid_deck_id::check(id, diagnostics);
    }
    let name = missing_key::required(written.name.as_ref(), "name", "a deck", place, diagnostics)
        .map(|it| invalid_deck_name::check(it, diagnostics));
    invalid_id::check_uid(written.uid.as_ref(), diagnostics);
    reserved_tag::check(&written.tags, diagnostics);
    allow::check(&written.allow, diagnostics);
    let interface = written.interface.as_ref().and_then(|it| {
        unknown_value::check(it, "interface", &Interface::ALL.map(|it| (it.tag(), it)), diagnostics)
    });
    let languages: Vec<Language> = written
        .languages
        .iter()
        .filter_map(|it| invalid_language::check(it, diagnostics))
        .collect();
    let text = |it: &Option<source::Text>| it.as_ref().map(|it| it.value.to_string());
    let language =
        written.language.as_ref().and_then(|it| invalid_language::check(it, diagnostics));
    let dialect = written
        .dialect
        .as_ref()
        .and_then(|it| unknown_value::check(it, "dialect", &DIALECTS, diagnostics));
    let order = written
        .order
        .as_ref()
        .and_then(|it| unknown_value::check(it, "order", &ORDERS, diagnostics));
    let cards = written.cards.as_ref().and_then(|it| card_choice(it, diagnostics));
    let (id, name, author) = (id?.value.to_string(), name?, text(&written.author));
    let uid = text(&written.uid);
    Some(Deck {
        has_uid: uid.is_some(),
        uid: uid.unwrap_or_else(|| uid_of(&id, &name, author.as_deref())),
        id,
        name,
        description: text(&written.description),
        language: language.unwrap_or_default(),
        translations: match languages.is_empty() {
            true => Shown::All,
            false => Shown::Only(languages),
        },
        interface: interface.unwrap_or_default(),
        has_change_tags: written.change_tags.unwrap_or(false),
        has_word_tags: written.word_tags.unwrap_or(true),
        tags: written.tags.iter().map(|it| it.value.to_string()).collect(),
        dialect: dialect.flatten(),
        cards,
        order: order.unwrap_or_default(),
        license: text(&written.license),
        author,
    })
}

/// Checks the value of `cards`.
pub(super) fn card_choice(
    written: &source::Cards,
    diagnostics: &mut Diagnostics,
) -> Option<CardChoice> {
    match written {
        source::Cards::Profile(name) => {
            let profiles = Profile::ALL.map(|it| (it.key(), it));
            unknown_value::check(name, "cards", &profiles, diagnostics).map(CardChoice::Profile)
        }
        source::Cards::Limits(rows, typed) => {
            Some(CardChoice::Limits { rows: rows.clone(), typed: *typed })
        }
    }
}
