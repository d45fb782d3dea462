//! A release as one file: handed on to a colleague, and taken over from one
//! ([decision 44](../../../../docs/decisions/0044-a-release-travels-as-one-file.md)).
//!
//! What lies beside a release stays: its margin, its history, its versions, what is planned of it, and every key.

mod adopt;
mod hand_on;
mod receive;

pub(crate) use receive::Received;

use sperrfrist_seal::BundleError;

use crate::Problem;

impl From<BundleError> for Problem {
    fn from(error: BundleError) -> Self {
        Self::new(error.code(), error.to_string(), error.next_step())
    }
}
