//! What the window asks: one type per verb.

use serde::{Deserialize, Serialize};
use sperrfrist_release::preflight::{Fix, Place};
use sperrfrist_release::{Caption, Fold, Language, Person, PhotoEdits, Release, ReleaseId, SlotId};
use ts_rs::TS;

use super::HistoryChange;

/// A verb that needs only the release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfRelease {
    pub id: ReleaseId,
}

/// A version of a release in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionRequest {
    pub id: ReleaseId,
    pub language: Language,
}

/// What was typed. Photos, times and slug of `release` are ignored: they have verbs of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftRequest {
    pub release: Release,
    /// What the words can be taken back to; nothing where that is as it was.
    pub history: Option<HistoryChange>,
}

/// A fix that the preflight offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FixRequest {
    pub id: ReleaseId,
    pub fix: Fix,
}

/// A finding to be set aside for a reason; without one it counts again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OverrideRequest {
    pub id: ReleaseId,
    pub code: String,
    pub place: Place,
    pub words: String,
    pub reason: Option<String>,
}

/// A photo to attach; its bytes travel beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachRequest {
    pub id: ReleaseId,
    pub file_name: String,
}

/// A caption for an attached photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaptionRequest {
    pub id: ReleaseId,
    pub original: String,
    pub caption: Caption,
}

/// What is to be changed in the picture of an attached photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EditPhotoRequest {
    pub id: ReleaseId,
    pub original: String,
    pub edits: PhotoEdits,
}

/// Who is to be seen in an attached photo, from left to right. Objections are those already kept: they have a verb of their
/// own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PeopleRequest {
    pub id: ReleaseId,
    pub original: String,
    pub people: Vec<Person>,
}

/// Somebody in a photo objects to being shown; without words they take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ObjectionRequest {
    pub id: ReleaseId,
    pub original: String,
    pub name: String,
    pub words: Option<String>,
}

/// An attached photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfPhoto {
    pub id: ReleaseId,
    pub original: String,
}

/// Puts an attached photo into a slot; without a photo the slot is emptied, without a slot one is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChooseRequest {
    pub id: ReleaseId,
    pub slot: Option<SlotId>,
    pub original: Option<String>,
}

/// The times of a release and of its slots, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimesRequest {
    pub id: ReleaseId,
    pub due: DueInput,
    /// Slots that are not named stay as they are.
    pub slots: Vec<SlotInput>,
}

/// A due as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DueInput {
    None,
    At { time: TimeInput },
    OnSignal { words: String, expected: Option<TimeInput>, not_before: Option<TimeInput> },
}

/// A slot's time and words, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SlotInput {
    pub slot: SlotId,
    pub label: String,
    pub time: PhotoTimeInput,
    pub approximate: bool,
    pub pending_words: String,
}

/// A photo's time as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PhotoTimeInput {
    WithRelease,
    After { minutes: u32 },
    At { time: TimeInput },
}

/// A date and a clock time as typed, in the desk's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimeInput {
    /// `YYYY-MM-DD` or `DD.MM.YYYY`.
    pub date: String,
    /// `HH:MM` or `HH:MM:SS`.
    pub time: String,
    /// Which of two, for an hour that happens twice.
    pub fold: Option<Fold>,
}

/// Plans the draft as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleRequest {
    pub id: ReleaseId,
    /// "Stattdessen sofort veröffentlichen": the text is due now.
    pub now: bool,
}

/// New times for what is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RescheduleRequest {
    pub id: ReleaseId,
    /// Without it the text keeps its time.
    pub text: Option<TimeInput>,
    /// A photo that is not named follows the text at the same distance.
    pub photos: Vec<PhotoMove>,
    /// Whether the text is to name the new times where it names the old ones.
    pub in_words: bool,
}

/// Lifts the embargo of what is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LiftRequest {
    pub id: ReleaseId,
    /// Whether the photos that wait become public too.
    pub photos: bool,
    /// For the journal.
    pub reason: String,
}

/// Puts the draft in the place of what is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CorrectRequest {
    pub id: ReleaseId,
    /// What was corrected, without the error: "Name im 2. Absatz". May be empty where nothing public changes.
    pub notice: String,
    /// A speech as it was held: a version of its own, without a notice.
    pub delivered: bool,
}

/// A name that was written wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RenameRequest {
    pub id: ReleaseId,
    pub old: String,
    pub new: String,
    /// The places that are to stay, by their keys.
    pub except: Vec<String>,
    /// As in [`CorrectRequest::notice`]; needed where the release is public.
    pub notice: String,
}

/// Takes down what is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WithdrawRequest {
    pub id: ReleaseId,
    /// The sentence that stands where the release was; without it nothing does.
    pub tombstone: Option<String>,
    /// For the journal; may be empty.
    pub reason: String,
}

/// A photo's new time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PhotoMove {
    pub slot: SlotId,
    pub time: TimeInput,
}

/// Removes a slot, or asks for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SlotRequest {
    pub id: ReleaseId,
    pub slot: SlotId,
}

/// Whether the photo of a slot goes out by itself once it is there and complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnattendedRequest {
    pub id: ReleaseId,
    pub slot: SlotId,
    pub unattended: bool,
}

/// A text file to read; its bytes travel beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportRequest {
    pub file_name: String,
}
