//! The verb "set retention".

use super::{Kept, SETTING, rule};
use crate::Problem;
use crate::desk::Desk;
use crate::view::{Retention, RetentionRequest};

/// Less would take away what somebody asks for after a weekend, more is for ever.
const DAYS: std::ops::RangeInclusive<u32> = 7..=3650;

impl Desk {
    /// For how many days originals are kept that nobody has chosen; without days, for ever. Nothing goes at once.
    ///
    /// # Errors
    /// [`Problem`] where it makes no sense, or cannot be kept.
    pub fn set_retention(&self, request: RetentionRequest) -> Result<Retention, Problem> {
        let RetentionRequest { days } = request;
        if days.is_some_and(|days| !DAYS.contains(&days)) {
            return Err(Problem::new(
                "retention.days",
                "So lange lässt sich nicht festlegen.",
                "Wählen Sie zwischen 7\u{a0}Tagen und zehn Jahren, oder »unbefristet«.",
            ));
        }
        let now = self.now();
        self.archive.write(|books| {
            // Who chooses the same once more has not chosen anew.
            let is_same = rule(books)?.map(|rule| rule.days) == days;
            if is_same {
                Ok(())
            } else {
                books.put_setting(SETTING, &Kept { days }, now).map_err(Problem::from)
            }
        })?;
        self.back_up(now);
        self.retention()
    }
}
