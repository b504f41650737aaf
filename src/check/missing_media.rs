//! `missing-media`: a file named in a source is not in the deck's `media` folder.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::Str;
use crate::source::Text;

/// The name of a media file that is there.
pub(super) fn check(
    name: Option<&Text>,
    media: &BTreeSet<String>,
    acc: &mut Diagnostics,
) -> Option<Str> {
    let name = name?;
    if media.contains(name.value.as_str()) {
        return Some(name.value.clone());
    }
    let message = format!("there is no media file `{}`", super::shortened(&name.value));
    let help = if name.value.split(['/', '\\']).any(|it| it == "..")
        || name.value.starts_with(['/', '\\'])
    {
        "names are relative to the deck's `media` folder and cannot leave it".to_owned()
    } else if let Some(near) = nearest(&name.value, media.iter().map(String::as_str)) {
        format!("did you mean `{near}`? Upper and lower case count")
    } else {
        "put it into the folder `media` beside the deck, or correct the name".to_owned()
    };
    acc.push(Diagnostic::new(Code::MissingMedia, name.span, message).help(help));
    None
}
