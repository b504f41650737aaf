//! Anki's terms: notes and cards compiled from a vocabulary.

mod compile;
mod content;
mod field;
mod guid;
mod kinds;
mod layout;
mod limits;
mod media;
mod note;
mod notetype;
mod plan;
mod select;
mod tags;
mod template;

pub use compile::Compiler;
pub(crate) use content::{Content, Contrast, CueLine, PhraseLine, SenseLine};
pub use field::Field;
pub use guid::guid;
pub(crate) use guid::stable_id;
pub(crate) use media::stored_name;
pub use note::Compiled;
pub(crate) use note::{Card, Note, Section};
pub(crate) use notetype::STYLE;
pub use notetype::{Kind, MODIFIED, SORT_FIELD, Template};
pub use plan::{Plan, Planner};
pub use select::Offer;
pub(crate) use select::usage_items;
pub(crate) use tags::of_note as note_tags;
