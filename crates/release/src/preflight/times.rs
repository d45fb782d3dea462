//! Rules about times: what is planned, what is said of it, and when nobody reads.

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};

use super::fix::{Edit, Fix};
use super::passage::Passage;
use super::{Ask, Flaw, Place, Question, Rule};
use crate::due::{CivilTime, Due};
use crate::holidays::holiday;
use crate::import::{self, Misdated};
use crate::timetable::Timetable;
use crate::wording;

pub(super) const RULES: &[(Rule, Ask)] = &[
    (Rule::firm("timetable", "Der Zeitplan steht, und kein Foto kommt vor der Meldung."), timetable),
    (Rule::firm("time.past", "Die Zeit liegt in der Zukunft."), past),
    (Rule::firm("embargo.differs", "Sperrvermerk und Zeitplan sagen dasselbe."), embargo),
    (Rule::should("dateline.differs", "Das Datum vor dem Text ist der Tag der Veröffentlichung."), dateline),
    (Rule::should("weekday.differs", "Wochentage und Daten passen zueinander."), weekdays),
    (Rule::should("time.soon", "Bis zur Veröffentlichung sind mehr als zehn Minuten Zeit."), soon),
    (Rule::should("time.night", "Die Meldung erscheint nicht in der Nacht."), night),
    (Rule::should("time.holiday", "Die Meldung erscheint nicht an einem Feiertag."), on_holiday),
];

/// So long before the time there is still time to look once more.
const SOON: TimeDelta = TimeDelta::minutes(10);
/// From this hour to that one nobody reads what arrives.
const NIGHT: (u32, u32) = (22, 6);

/// The time at which the text is due, if it is due at one.
fn due<'a>(question: &Question<'a>) -> Option<&'a CivilTime> {
    match &question.release.due {
        Some(Due::At(time)) => Some(time),
        Some(Due::OnSignal(_)) | None => None,
    }
}

fn local_day(time: &CivilTime) -> NaiveDate {
    time.utc.with_timezone(&time.zone).date_naive()
}

fn timetable(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let error = Timetable::of(question.release).err();
    let flaw = |error: crate::timetable::TimetableError| {
        Flaw::at(Place::Due, error.to_string(), error.next_step()).coded(error.code())
    };
    Some(error.map(flaw).into_iter().collect())
}

fn past(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let (due, now) = (due(question)?, question.known.now?);
    let flaw = || {
        Flaw::at(
            Place::Due,
            format!("{} ist schon vorbei.", due.full()),
            "Wählen Sie eine spätere Zeit, oder veröffentlichen Sie sofort.",
        )
    };
    Some((due.utc <= now.wall).then(flaw).into_iter().collect())
}

/// The Sperrvermerk that binds us, and what the text says of a Sperrfrist.
fn embargo(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let due = due(question)?;
    let release = question.release;
    let own = release.online_embargo_note();
    let own = own.and_then(|own| release.embargo_notes.iter().position(|note| note == own));
    let speaks = |passage: &&Passage| match &passage.place {
        Place::EmbargoNote { index } => Some(*index) == own,
        _ => passage.is_body() && passage.text.contains("Sperrfrist"),
    };
    let passages: Vec<&Passage> = question.passages.iter().filter(speaks).collect();
    let flaws = passages.iter().flat_map(|passage| match import::embargo_time(&passage.text, due.zone) {
        Some(stated) if stated.utc == due.utc => Vec::new(),
        Some(_) => vec![differing(passage, due)],
        None => {
            let wrong = import::misdated(&passage.text, Some(local_day(due)));
            wrong.iter().map(|wrong| misdated(passage, wrong).coded("embargo.weekday")).collect()
        }
    });
    (!passages.is_empty()).then(|| flaws.collect())
}

fn differing(passage: &Passage, due: &CivilTime) -> Flaw {
    let sentence = format!("Im Text steht »{}«, geplant ist {}.", passage.text, due.full());
    let remedy = "Gleichen Sie den Sperrvermerk und den Zeitplan an.";
    Flaw::within(passage, 0..passage.text.len(), sentence, remedy).fixed_by(noted(passage, due))
}

/// The Sperrvermerk as the plan wants it, under the label it has.
fn noted(passage: &Passage, due: &CivilTime) -> Option<Fix> {
    let Place::EmbargoNote { .. } = passage.place else { return None };
    let (label, _) = passage.text.split_once(':')?;
    let now = format!("{label}: {}", wording::date_and_hour(due.civil));
    let says_the_plan = import::embargo_time(&now, due.zone).is_some_and(|time| time.utc == due.utc);
    let edit = passage.replaced(&(0..passage.text.len()), &now).filter(|_| says_the_plan)?;
    Some(Fix::new(format!("»{now}« schreiben"), vec![edit]))
}

fn dateline(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let (due, dateline) = (due(question)?, &question.release.dateline);
    let (date, day) = (dateline.date?, local_day(due));
    let (stated, planned) = (wording::date(date), wording::date(day));
    let flaw = || {
        let printed = question.passages.iter().find(|passage| passage.place == Place::Dateline);
        let fix = printed.and_then(|printed| match import::dates(&printed.text).as_slice() {
            [only] => {
                let edits = vec![printed.replaced(only, &planned)?, Edit::Date { date: day }];
                Some(Fix::new(format!("{planned} schreiben"), edits))
            }
            _ => None,
        });
        Flaw::at(
            Place::Dateline,
            format!("Vor dem Text steht der {stated}, öffentlich wird er am {planned}."),
            "Prüfen Sie Datum und Zeitplan.",
        )
        .quoting(&dateline.words)
        .fixed_by(fix)
    };
    Some((date != day).then(flaw).into_iter().collect())
}

fn weekdays(question: &Question<'_>) -> Option<Vec<Flaw>> {
    if !question.is_german() {
        return None;
    }
    let day = due(question).map(local_day).or(question.release.dateline.date);
    let in_text =
        question.passages.iter().filter(|passage| !matches!(passage.place, Place::EmbargoNote { .. }));
    let flaws = in_text.flat_map(|passage| {
        let wrong = import::misdated(&passage.text, day);
        wrong.iter().map(|wrong| misdated(passage, wrong)).collect::<Vec<_>>()
    });
    Some(flaws.collect())
}

fn misdated(passage: &Passage, wrong: &Misdated) -> Flaw {
    let right = wording::weekday_in_full(wrong.date.weekday());
    let written = &passage.text[wrong.weekday.clone()];
    // An abbreviation is followed by its full stop, which would stay.
    let edit = (written.len() > 2).then(|| passage.replaced(&wrong.weekday, right)).flatten();
    let fix = edit.map(|edit| Fix::new(format!("»{right}« schreiben"), vec![edit]));
    let date = wording::date(wrong.date);
    let sentence = format!("Der {date} ist ein {right}, nicht »{written}«.");
    Flaw::within(
        passage,
        wrong.whole.clone(),
        sentence,
        "Prüfen Sie, ob der Wochentag stimmt oder das Datum.",
    )
    .fixed_by(fix)
}

fn soon(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let (due, now) = (due(question)?, question.known.now?);
    let left = due.utc - now.wall;
    if left <= TimeDelta::zero() {
        return None;
    }
    let flaw = || {
        Flaw::at(
            Place::Due,
            "Bis zur Veröffentlichung sind es weniger als zehn Minuten.",
            "Planen Sie etwas später, wenn noch jemand gegenlesen soll.",
        )
    };
    Some((left < SOON).then(flaw).into_iter().collect())
}

fn night(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let due = due(question)?;
    let hour = due.utc.with_timezone(&due.zone).hour();
    let (evening, morning) = NIGHT;
    let flaw = || {
        Flaw::at(
            Place::Due,
            format!("{} ist mitten in der Nacht.", due.full()),
            "Prüfen Sie, ob Vormittag und Nachmittag vertauscht sind.",
        )
    };
    Some((hour >= evening || hour < morning).then(flaw).into_iter().collect())
}

fn on_holiday(question: &Question<'_>) -> Option<Vec<Flaw>> {
    let due = due(question)?;
    let state = question.release.issuer.state;
    let flaw = |name: &str| {
        let region = state.map_or("Deutschland", crate::FederalState::name);
        Flaw::at(
            Place::Due,
            format!("Am {} ist in {region} Feiertag: {name}.", wording::date(local_day(due))),
            "Prüfen Sie, ob die Redaktionen dann besetzt sind.",
        )
    };
    Some(holiday(local_day(due), state).map(flaw).into_iter().collect())
}
