//! How each kind of note is made of an entry.

pub(crate) mod definition;
pub(crate) mod distinction;
pub(crate) mod question;
pub(crate) mod quiz;
pub(crate) mod sections;
pub(crate) mod usage;
