//! Compiles an entry into notes of each kind.

pub(crate) mod definition;
pub(crate) mod distinction;
pub(crate) mod question;
pub(crate) mod quiz;
pub(crate) mod sections;
pub(crate) mod usage;
