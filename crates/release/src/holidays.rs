//! The public holidays of Germany and its states, by their laws.
//!
//! Only what the law makes a holiday every year and in the whole state: not the Augsburger Friedensfest, not Mariä
//! Himmelfahrt in Bavaria nor Fronleichnam in Saxony and Thuringia, which depend on the municipality.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A state of Germany, in the order of ISO 3166-2:DE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FederalState {
    Brandenburg,
    Berlin,
    BadenWuerttemberg,
    Bavaria,
    Bremen,
    Hesse,
    Hamburg,
    MecklenburgVorpommern,
    LowerSaxony,
    NorthRhineWestphalia,
    RhinelandPalatinate,
    SchleswigHolstein,
    Saarland,
    Saxony,
    SaxonyAnhalt,
    Thuringia,
}

use FederalState::{
    BadenWuerttemberg, Bavaria, Berlin, Brandenburg, Bremen, Hamburg, Hesse, LowerSaxony,
    MecklenburgVorpommern, NorthRhineWestphalia, RhinelandPalatinate, Saarland, Saxony, SaxonyAnhalt,
    SchleswigHolstein, Thuringia,
};

impl FederalState {
    /// Its name in German.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Brandenburg => "Brandenburg",
            Berlin => "Berlin",
            BadenWuerttemberg => "Baden-Württemberg",
            Bavaria => "Bayern",
            Bremen => "Bremen",
            Hesse => "Hessen",
            Hamburg => "Hamburg",
            MecklenburgVorpommern => "Mecklenburg-Vorpommern",
            LowerSaxony => "Niedersachsen",
            NorthRhineWestphalia => "Nordrhein-Westfalen",
            RhinelandPalatinate => "Rheinland-Pfalz",
            SchleswigHolstein => "Schleswig-Holstein",
            Saarland => "Saarland",
            Saxony => "Sachsen",
            SaxonyAnhalt => "Sachsen-Anhalt",
            Thuringia => "Thüringen",
        }
    }
}

/// A holiday on a day of the year, and the states that have it.
type Fixed = (u32, u32, &'static str, &'static [FederalState]);
/// A holiday so many days after Easter Sunday.
type Movable = (i64, &'static str, &'static [FederalState]);

/// Every state has it. The Tag der Deutschen Einheit is the federation's (Einigungsvertrag, Art. 2 Abs. 2); the others
/// stand in all sixteen laws.
const ALL: &[FederalState] = &[];

/// § 1 FTG BW, Art. 1 FTG BY, § 1 FeiertG BE, § 2 FTG BB, § 2 FeiertG HB, § 1 FeiertG HH, § 1 HFeiertagsG, § 2 FTG M-V,
/// § 2 NFeiertagsG, § 2 FeiertG NW, § 2 LFtG RP, § 2 SFG (Saarland), § 1 SächsSFG, § 2 FeiertG LSA, § 2 SFTG SH,
/// § 2 ThürFGtG.
const FIXED: &[Fixed] = &[
    (1, 1, "Neujahr", ALL),
    (1, 6, "Heilige Drei Könige", &[BadenWuerttemberg, Bavaria, SaxonyAnhalt]),
    (3, 8, "Internationaler Frauentag", &[Berlin, MecklenburgVorpommern]),
    (5, 1, "Tag der Arbeit", ALL),
    (8, 15, "Mariä Himmelfahrt", &[Saarland]),
    (9, 20, "Weltkindertag", &[Thuringia]),
    (10, 3, "Tag der Deutschen Einheit", ALL),
    (
        10,
        31,
        "Reformationstag",
        &[
            Brandenburg,
            Bremen,
            Hamburg,
            LowerSaxony,
            MecklenburgVorpommern,
            Saxony,
            SaxonyAnhalt,
            SchleswigHolstein,
            Thuringia,
        ],
    ),
    (
        11,
        1,
        "Allerheiligen",
        &[BadenWuerttemberg, Bavaria, NorthRhineWestphalia, RhinelandPalatinate, Saarland],
    ),
    (12, 25, "Erster Weihnachtstag", ALL),
    (12, 26, "Zweiter Weihnachtstag", ALL),
];

const MOVABLE: &[Movable] = &[
    (-2, "Karfreitag", ALL),
    (0, "Ostersonntag", &[Brandenburg]),
    (1, "Ostermontag", ALL),
    (39, "Christi Himmelfahrt", ALL),
    (49, "Pfingstsonntag", &[Brandenburg]),
    (50, "Pfingstmontag", ALL),
    (
        60,
        "Fronleichnam",
        &[BadenWuerttemberg, Bavaria, Hesse, NorthRhineWestphalia, RhinelandPalatinate, Saarland],
    ),
];

/// The holiday that a day is in a state; without a state only what is one everywhere.
#[must_use]
pub fn holiday(day: NaiveDate, state: Option<FederalState>) -> Option<&'static str> {
    let has =
        |states: &[FederalState]| states.is_empty() || state.is_some_and(|state| states.contains(&state));
    let fixed = FIXED
        .iter()
        .find(|(month, date, _, states)| (*month, *date) == (day.month(), day.day()) && has(states));
    if let Some((_, _, name, _)) = fixed {
        return Some(name);
    }
    let since_easter = (day - easter(day.year())?).num_days();
    let movable = MOVABLE.iter().find(|(days, _, states)| *days == since_easter && has(states));
    if let Some((_, name, _)) = movable {
        return Some(name);
    }
    (state == Some(Saxony) && Some(day) == repentance(day.year())).then_some("Buß- und Bettag")
}

/// The Wednesday before 23 November (§ 1 SächsSFG).
fn repentance(year: i32) -> Option<NaiveDate> {
    (1..=7)
        .filter_map(|back| NaiveDate::from_ymd_opt(year, 11, 23)?.checked_sub_days(Days::new(back)))
        .find(|day| day.weekday() == Weekday::Wed)
}

/// Easter Sunday of the Gregorian calendar, by the rule of Gauss as Lichtenberg completed it (1997).
fn easter(year: i32) -> Option<NaiveDate> {
    let century = year / 100;
    let shift = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    let sun = 2 - (3 * century + 3) / 4;
    let moon = year % 19;
    let seed = (19 * moon + shift) % 30;
    let correction = (seed + moon / 11) / 29;
    let full_moon = 21 + seed - correction;
    let first_sunday = 7 - (year + year / 4 + sun) % 7;
    let distance = 7 - (full_moon - first_sunday) % 7;
    let march = u64::try_from(full_moon + distance - 1).ok()?;
    NaiveDate::from_ymd_opt(year, 3, 1)?.checked_add_days(Days::new(march))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        for (year, month, date) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2023, 4, 9),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
        ] {
            assert_eq!(easter(year), Some(day(year, month, date)), "{year}");
        }
    }

    #[test]
    fn a_holiday_of_one_state_is_none_in_another_and_none_where_the_state_is_unknown() {
        let repentance = day(2023, 11, 22);
        assert_eq!(holiday(repentance, Some(Saxony)), Some("Buß- und Bettag"));
        assert_eq!(holiday(repentance, Some(Berlin)), None);
        assert_eq!(holiday(repentance, None), None);
        assert_eq!(holiday(day(2023, 11, 21), Some(Saxony)), None);
        assert_eq!(holiday(day(2026, 6, 4), Some(Bavaria)), Some("Fronleichnam"));
        assert_eq!(holiday(day(2026, 6, 4), Some(Saxony)), None);
        assert_eq!(holiday(day(2025, 10, 31), Some(Hamburg)), Some("Reformationstag"));
        assert_eq!(holiday(day(2025, 11, 1), Some(Hamburg)), None);
    }

    #[test]
    fn what_is_a_holiday_everywhere_needs_no_state() {
        for (month, date, name) in [
            (1, 1, "Neujahr"),
            (4, 3, "Karfreitag"),
            (5, 14, "Christi Himmelfahrt"),
            (5, 25, "Pfingstmontag"),
        ] {
            assert_eq!(holiday(day(2026, month, date), None), Some(name));
        }
    }
}
