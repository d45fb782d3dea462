//! Reads a Medieninformation from plain text.

use chrono_tz::Tz;

use crate::due::CivilTime;

/// The time a Sperrvermerk states in words, where it states one.
#[must_use]
pub fn embargo_time(words: &str, zone: Tz) -> Option<CivilTime> {
    let _ = (words, zone);
    None
}
