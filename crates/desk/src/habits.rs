//! The verb "set habits": what every new release begins with. What is there already stays as it is.

use chrono::Duration;
use chrono_tz::Tz;
use sperrfrist_archive::{ArchiveError, Books};
use sperrfrist_release::{CivilTime, Due, PhotoTime, Release};

use crate::Problem;
use crate::desk::Desk;
use crate::view::{Habits, PhotoHabit};

const SETTING: &str = "habits";
const LATER: u32 = 30;

impl Desk {
    /// What new releases begin with.
    ///
    /// # Errors
    /// [`Problem`] where the archive cannot be read.
    pub fn habits(&self) -> Result<Habits, Problem> {
        Ok(self.archive.read(habits)?)
    }

    /// Sets what new releases begin with.
    ///
    /// # Errors
    /// [`Problem`] where it cannot be kept.
    pub fn set_habits(&self, habits: Habits) -> Result<Habits, Problem> {
        let now = self.now();
        self.archive.write(|books| books.put_setting(SETTING, &habits, now))?;
        self.back_up(now);
        self.habits()
    }

    /// Lets a release that is new here know where the holidays are, unless it does.
    pub(crate) fn with_habits(&self, mut release: Release) -> Result<Release, Problem> {
        if release.issuer.state.is_none() {
            release.issuer.state = self.habits()?.state;
        }
        Ok(release)
    }
}

pub(crate) fn habits(books: &Books<'_>) -> Result<Habits, ArchiveError> {
    Ok(books.setting::<Habits>(SETTING)?.map(|(habits, _)| habits).unwrap_or_default())
}

/// When a new photo of a release is public, to begin with. A time of its own needs one to reckon from; until there is one,
/// the photo follows the text.
pub(crate) fn photo_time(habit: PhotoHabit, release: &Release, zone: Tz) -> PhotoTime {
    match (habit, &release.due) {
        (PhotoHabit::WithRelease, _) => PhotoTime::WithRelease,
        (PhotoHabit::OwnTime, Some(Due::At(text))) => {
            let later = text.utc.checked_add_signed(Duration::minutes(i64::from(LATER)));
            later.map_or(PhotoTime::After { minutes: LATER }, |utc| PhotoTime::At {
                time: CivilTime::from_instant(utc, zone),
            })
        }
        (PhotoHabit::HalfAnHourLater | PhotoHabit::OwnTime, _) => PhotoTime::After { minutes: LATER },
    }
}
