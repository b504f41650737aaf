//! The rules that reading and following a ledger check, each in a file named after its code.

use crate::diag::rules;

rules! {
    called { damaged_ledger, renamed_entry }
}
