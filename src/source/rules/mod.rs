//! The rules that reading a source checks, each in a file named after its code.

use crate::diag::rules;

rules! {
    called {
        alias_expansion,
        control_character,
        cut_at_comma,
        cut_at_hash,
        missing_key,
        not_utf8,
        several_documents,
        too_deep,
        unknown_alias,
        yaml_syntax,
        yaml_tag,
    }

    public { duplicate_key, unknown_key, wrong_kind }
}
