//! What the desk shows: the types that cross to the window. Nothing private of a photo but its own findings,
//! no secret, no path of the machine.

mod bundle;
mod contact;
mod editing;
mod evidence;
mod habits;
mod incoming;
mod lane;
mod letterhead;
mod margin;
mod moving;
mod newsroom;
mod office;
mod overview;
mod paper;
mod photo;
mod pool;
mod promise;
mod proof;
mod release;
mod request;
mod retention;
mod search;
mod spelling;
mod status;
mod text_block;

pub use bundle::{
    HandOnRequest, HandOnView, HandedOn, HandedOnFile, OpenedFile, ReceiveRequest, ReceivedBefore,
    ReceivedContent, ReceivedView, UnlockRequest,
};
pub use contact::{ContactRequest, ContactRow, Contacts, MoveContactRequest, OfContact};
pub use editing::{
    HistoryChange, HistoryView, OfSnapshot, SnapshotKind, SnapshotRow, SnapshotView, Snapshots,
};
pub use evidence::{
    Check, Evidence, EvidenceFile, EvidenceFileRequest, EvidenceFormat, EvidenceRow, JournalEntry,
    JournalEvent, SavedFile,
};
pub use habits::{Habits, PhotoHabit};
pub use incoming::{
    AdoptRequest, IncomingChange, IncomingParagraph, IncomingPicture, IncomingPiece, IncomingView,
    LeftOutView, ParagraphRole,
};
pub use lane::{Lane, LaneItem, LaneState};
pub use letterhead::{
    ChooseLetterheadRequest, ContrastView, FileView, LetterheadFilesRequest, LetterheadFinding,
    LetterheadPagesRequest, LetterheadRequest, LetterheadRow, LetterheadSource, LetterheadView, Letterheads,
    LogoView, OfLetterhead, UsualLetterheadRequest,
};
pub use margin::{
    AskConsentRequest, AuthorisationView, AuthoriseRequest, CommentRequest, CommentView, ConsentGiven,
    ConsentGivenView, ConsentView, Covers, DropFromMarginRequest, MarginElsewhere, MarginKind, MarginView,
    QuoteView, RecordConsentRequest, SettleCommentRequest,
};
pub use moving::{Hangs, Moving, NamePlace, Naming};
pub use newsroom::{
    ClockCheck, ConnectRequest, DisconnectRequest, HeldCheck, NewsroomCheck, NewsroomView, OutsideCheck,
    PairingView,
};
pub use office::{
    ApproveRequest, OfficeView, OtherRelease, Others, Proposal, Proposals, ProposedDocument, ProposedPhoto,
};
pub use overview::{Overview, OverviewRequest, ReleaseRow};
pub use paper::{
    BlockPlaceView, PageView, PagesRequest, PagesView, PaperFile, PaperFileRequest, PaperFinding,
    PaperFormat, PaperVariant,
};
pub use photo::{CleanView, EditedView, HiddenPicture, PhotoView};
pub use pool::{CaptionManyRequest, PoolView, PooledPhoto, TakeRequest};
pub use promise::{PhotoPromise, PromiseStage, PromisedPhoto};
pub use proof::{Alarm, Asked, FirstPublic, KnownBy, LookView, Proof, Verdict, What};
pub use release::{ImportView, Planned, ReleaseView, Saved, UnsureView, VersionView};
pub use request::{
    AttachRequest, CaptionRequest, ChooseRequest, CorrectRequest, DraftRequest, DueInput, EditPhotoRequest,
    FixRequest, ImportRequest, LiftRequest, ObjectionRequest, OfPhoto, OfRelease, OverrideRequest,
    PeopleRequest, PhotoMove, PhotoTimeInput, RenameRequest, RescheduleRequest, ScheduleRequest, SlotInput,
    SlotRequest, TimeInput, TimesRequest, UnattendedRequest, VersionRequest, WithdrawRequest,
};
pub use retention::{Retention, RetentionRequest, RetentionRow};
pub use search::{FoundPerson, FoundPhoto, FoundRelease, Run, SearchRequest, SearchView};
pub use spelling::{Suggestions, WordRequest, WordsRequest, WordsView};
pub use status::{NewsroomTime, Publisher, Status, Unreachable};
pub use text_block::{OfTextBlock, TextBlockRequest, TextBlockRow, TextBlocks, TextBlocksRequest};
