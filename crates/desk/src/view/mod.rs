//! What the desk shows: the types that cross to the window. Nothing private of a photo but its own findings,
//! no secret, no path of the machine.

mod evidence;
mod lane;
mod overview;
mod photo;
mod promise;
mod proof;
mod release;
mod request;
mod status;

pub use evidence::{
    Check, Evidence, EvidenceFile, EvidenceFileRequest, EvidenceFormat, EvidenceRow, JournalEntry,
    JournalEvent, SavedFile,
};
pub use lane::{Lane, LaneItem, LaneState};
pub use overview::{Overview, ReleaseRow};
pub use photo::{CleanView, HiddenPicture, PhotoView};
pub use promise::{PhotoPromise, PromiseStage, PromisedPhoto};
pub use proof::{Alarm, Asked, FirstPublic, KnownBy, LookView, Proof, Verdict, What};
pub use release::{ImportView, Planned, ReleaseView, Saved, UnsureView};
pub use request::{
    AttachRequest, CaptionRequest, ChooseRequest, DraftRequest, DueInput, ImportRequest, OfPhoto, OfRelease,
    PhotoTimeInput, ScheduleRequest, SlotInput, SlotRequest, TimeInput, TimesRequest, UnattendedRequest,
};
pub use status::{Publisher, Status};
