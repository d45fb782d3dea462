//! The handlers of the one list: each takes one request, calls one verb off the async threads, and answers
//! with what the desk says.

use serde::de::DeserializeOwned;
use sperrfrist_desk::view::*;
use sperrfrist_desk::{Desk, Problem};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Manager, WebviewWindow};

use crate::downloads;
use crate::leaving::AtWork;
use crate::opened;
use crate::printing;
use crate::sample;
use crate::this_pc::{self, StartRequest, ThisPc};
use crate::workplace::{self, Workplace};

/// The header that carries the request where the body carries bytes: JSON, percent-encoded.
const REQUEST_HEADER: &str = "sperrfrist-request";

macro_rules! handler {
    ($name:ident (window) -> $answer:ty) => {
        #[tauri::command]
        pub async fn $name(window: WebviewWindow) -> Result<$answer, Problem> {
            windows::$name(window).await
        }
    };
    ($name:ident (system) -> $answer:ty) => {
        #[tauri::command]
        pub async fn $name(app: AppHandle) -> Result<$answer, Problem> {
            off_the_window(move || systems::$name(&app)).await
        }
    };
    ($name:ident (system $request:ty) -> $answer:ty) => {
        #[tauri::command]
        pub async fn $name(app: AppHandle, request: $request) -> Result<$answer, Problem> {
            off_the_window(move || systems::$name(&app, request)).await
        }
    };
    ($name:ident () -> $answer:ty) => {
        #[tauri::command]
        pub async fn $name(app: AppHandle) -> Result<$answer, Problem> {
            at_the_desk(&app, |desk| verbs::$name(desk)).await
        }
    };
    ($name:ident (bytes $request:ty) -> $answer:ty) => {
        #[tauri::command]
        pub async fn $name(app: AppHandle, request: Request<'_>) -> Result<$answer, Problem> {
            let (bytes, asked) = with_bytes::<$request>(&request)?;
            at_the_desk(&app, move |desk| verbs::$name(desk, asked, &bytes)).await
        }
    };
    ($name:ident ($request:ty) -> $answer:ty) => {
        #[tauri::command]
        pub async fn $name(app: AppHandle, request: $request) -> Result<$answer, Problem> {
            at_the_desk(&app, move |desk| verbs::$name(desk, request)).await
        }
    };
}

macro_rules! command_table {
    ($( $(#[$doc:meta])* $name:ident ( $($argument:tt)* ) -> $answer:ty ; )*) => {
        $( handler!($name ($($argument)*) -> $answer); )*

        /// Every command, for the window.
        pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}
include!("commands_table.rs");

/// Runs a verb where it may block. A verb that panics answers too; the window must never wait for ever.
async fn at_the_desk<T: Send + 'static>(
    app: &AppHandle,
    verb: impl FnOnce(&Desk) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let app = app.clone();
    off_the_window(move || verb(&*app.state::<Workplace>().desk()?)).await
}

async fn off_the_window<T: Send + 'static>(
    asked: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let at_work = AtWork::begin();
    let done = tauri::async_runtime::spawn_blocking(asked).await.unwrap_or_else(|_| Err(workplace::fault()));
    drop(at_work);
    done
}

fn with_bytes<T: DeserializeOwned>(request: &Request<'_>) -> Result<(Vec<u8>, T), Problem> {
    let malformed = || Problem::new("host.malformed", "Die Anfrage des Fensters ist unvollständig.", "");
    let header = request.headers().get(REQUEST_HEADER).ok_or_else(malformed)?;
    let json = percent_encoding::percent_decode(header.as_bytes()).decode_utf8().map_err(|_| malformed())?;
    let asked = serde_json::from_str(&json).map_err(|_| malformed())?;
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        // Where the window's protocol cannot carry bytes, they come as numbers.
        InvokeBody::Json(numbers) => serde_json::from_value(numbers.clone()).map_err(|_| malformed())?,
    };
    Ok((bytes, asked))
}

/// What the window asks of the system rather than of the desk.
mod windows {
    use super::*;

    pub async fn print_sheets(window: WebviewWindow) -> Result<(), Problem> {
        printing::print(&window).await
    }
}

/// What belongs to this PC and to no release.
mod systems {
    use super::*;

    pub fn this_pc(app: &AppHandle) -> Result<ThisPc, Problem> {
        Ok(this_pc::of(app))
    }
    pub fn opened_file(app: &AppHandle) -> Result<OpenedFile, Problem> {
        Ok(OpenedFile { received: opened::receive(app)? })
    }
    pub fn start_at_login(app: &AppHandle, request: StartRequest) -> Result<ThisPc, Problem> {
        this_pc::start_at_login(app, request)
    }
}

/// The verbs by the names of the list. Each is one call.
mod verbs {
    use super::*;

    pub fn overview(desk: &Desk, request: OverviewRequest) -> Result<Overview, Problem> {
        desk.overview_of(request)
    }
    pub fn status(desk: &Desk) -> Result<Status, Problem> {
        desk.status()
    }
    pub fn new_release(desk: &Desk) -> Result<ReleaseView, Problem> {
        desk.new_release()
    }
    pub fn new_version(desk: &Desk, request: VersionRequest) -> Result<ReleaseView, Problem> {
        desk.new_version(request)
    }
    pub fn open_sample(desk: &Desk) -> Result<ReleaseView, Problem> {
        desk.open_sample(sample::SAMPLE)
    }
    pub fn open_release(desk: &Desk, request: OfRelease) -> Result<ReleaseView, Problem> {
        desk.open_release(request)
    }
    pub fn read_incoming(desk: &Desk, request: ImportRequest, bytes: &[u8]) -> Result<IncomingView, Problem> {
        desk.read_incoming(bytes, request)
    }
    pub fn adopt_incoming(desk: &Desk, request: AdoptRequest, bytes: &[u8]) -> Result<ImportView, Problem> {
        desk.adopt_incoming(bytes, request)
    }
    pub fn would_hand_on(desk: &Desk, request: OfRelease) -> Result<HandOnView, Problem> {
        desk.would_hand_on(request)
    }
    pub fn hand_on(desk: &Desk, request: HandOnRequest) -> Result<HandedOnFile, Problem> {
        let HandedOn { name, bytes, passphrase } = desk.hand_on(request)?;
        let SavedFile { path } = downloads::save(&name, &bytes)?;
        Ok(HandedOnFile { path, passphrase })
    }
    pub fn receive(desk: &Desk, request: ReceiveRequest, bytes: &[u8]) -> Result<ReceivedView, Problem> {
        desk.receive(bytes, request)
    }
    pub fn unlock_received(desk: &Desk, request: UnlockRequest) -> Result<ReceivedView, Problem> {
        desk.unlock_received(request)
    }
    pub fn adopt_received(desk: &Desk) -> Result<ReleaseView, Problem> {
        desk.adopt_received()
    }
    pub fn put_away_received(desk: &Desk) -> Result<(), Problem> {
        desk.put_away_received();
        Ok(())
    }
    pub fn draft(desk: &Desk, request: DraftRequest) -> Result<Saved, Problem> {
        desk.draft(request)
    }

    pub fn history(desk: &Desk, request: OfRelease) -> Result<HistoryView, Problem> {
        desk.history(request)
    }

    pub fn snapshots(desk: &Desk, request: OfRelease) -> Result<Snapshots, Problem> {
        desk.snapshots(request)
    }

    pub fn keep_snapshot(desk: &Desk, request: OfRelease) -> Result<Snapshots, Problem> {
        desk.keep_snapshot(request)
    }

    pub fn open_snapshot(desk: &Desk, request: OfSnapshot) -> Result<SnapshotView, Problem> {
        desk.open_snapshot(request)
    }

    pub fn margin(desk: &Desk, request: OfRelease) -> Result<MarginView, Problem> {
        desk.margin(request)
    }

    pub fn ask_consent(desk: &Desk, request: AskConsentRequest) -> Result<MarginView, Problem> {
        desk.ask_consent(request)
    }

    pub fn record_consent(desk: &Desk, request: RecordConsentRequest) -> Result<MarginView, Problem> {
        desk.record_consent(request)
    }

    pub fn authorise(desk: &Desk, request: AuthoriseRequest) -> Result<MarginView, Problem> {
        desk.authorise(request)
    }

    pub fn comment(desk: &Desk, request: CommentRequest) -> Result<MarginView, Problem> {
        desk.comment(request)
    }

    pub fn settle_comment(desk: &Desk, request: SettleCommentRequest) -> Result<MarginView, Problem> {
        desk.settle_comment(request)
    }

    pub fn drop_from_margin(desk: &Desk, request: DropFromMarginRequest) -> Result<MarginView, Problem> {
        desk.drop_from_margin(request)
    }

    pub fn check_words(desk: &Desk, request: WordsRequest) -> Result<WordsView, Problem> {
        desk.check_words(request)
    }

    pub fn suggest_words(desk: &Desk, request: WordRequest) -> Result<Suggestions, Problem> {
        desk.suggest_words(request)
    }

    pub fn know_word(desk: &Desk, request: WordRequest) -> Result<(), Problem> {
        desk.know_word(request)
    }

    pub fn forget_word(desk: &Desk, request: WordRequest) -> Result<(), Problem> {
        desk.forget_word(request)
    }
    pub fn set_times(desk: &Desk, request: TimesRequest) -> Result<ReleaseView, Problem> {
        desk.set_times(request)
    }
    pub fn add_slot(desk: &Desk, request: OfRelease) -> Result<ReleaseView, Problem> {
        desk.add_slot(request)
    }
    pub fn remove_slot(desk: &Desk, request: SlotRequest) -> Result<ReleaseView, Problem> {
        desk.remove_slot(request)
    }
    pub fn attach_photo(desk: &Desk, request: AttachRequest, bytes: &[u8]) -> Result<ReleaseView, Problem> {
        desk.attach_photo(bytes, request)
    }
    pub fn pool_photo(desk: &Desk, request: AttachRequest, bytes: &[u8]) -> Result<PooledPhoto, Problem> {
        desk.pool_photo(bytes, request)
    }
    pub fn pool(desk: &Desk, request: OfRelease) -> Result<PoolView, Problem> {
        desk.pool(request)
    }
    pub fn take_from_pool(desk: &Desk, request: TakeRequest) -> Result<ReleaseView, Problem> {
        desk.take_from_pool(request)
    }
    pub fn reread_photo(desk: &Desk, request: OfPhoto) -> Result<CleanView, Problem> {
        desk.reread_photo(request)
    }
    pub fn caption(desk: &Desk, request: CaptionRequest) -> Result<ReleaseView, Problem> {
        desk.caption(request)
    }
    pub fn caption_many(desk: &Desk, request: CaptionManyRequest) -> Result<ReleaseView, Problem> {
        desk.caption_many(request)
    }
    pub fn edit_photo(desk: &Desk, request: EditPhotoRequest) -> Result<ReleaseView, Problem> {
        desk.edit_photo(request)
    }
    pub fn people(desk: &Desk, request: PeopleRequest) -> Result<ReleaseView, Problem> {
        desk.people(request)
    }
    pub fn object(desk: &Desk, request: ObjectionRequest) -> Result<ReleaseView, Problem> {
        desk.object(request)
    }
    pub fn choose_photo(desk: &Desk, request: ChooseRequest) -> Result<ReleaseView, Problem> {
        desk.choose_photo(request)
    }
    pub fn fix(desk: &Desk, request: FixRequest) -> Result<ReleaseView, Problem> {
        desk.fix(request)
    }
    pub fn set_aside(desk: &Desk, request: OverrideRequest) -> Result<ReleaseView, Problem> {
        desk.set_aside(request)
    }
    pub fn schedule(desk: &Desk, request: ScheduleRequest) -> Result<ReleaseView, Problem> {
        desk.schedule(request)
    }
    pub fn stop(desk: &Desk, request: OfRelease) -> Result<ReleaseView, Problem> {
        desk.stop(request)
    }
    pub fn signal(desk: &Desk, request: OfRelease) -> Result<ReleaseView, Problem> {
        desk.signal(request)
    }
    pub fn hold_photo(desk: &Desk, request: SlotRequest) -> Result<ReleaseView, Problem> {
        desk.hold_photo(request)
    }
    pub fn reschedule(desk: &Desk, request: RescheduleRequest) -> Result<ReleaseView, Problem> {
        desk.reschedule(request)
    }
    pub fn moving(desk: &Desk, request: RescheduleRequest) -> Result<Moving, Problem> {
        desk.moving(request)
    }
    pub fn lift(desk: &Desk, request: LiftRequest) -> Result<ReleaseView, Problem> {
        desk.lift(request)
    }
    pub fn correct(desk: &Desk, request: CorrectRequest) -> Result<ReleaseView, Problem> {
        desk.correct(request)
    }
    pub fn rename(desk: &Desk, request: RenameRequest) -> Result<ReleaseView, Problem> {
        desk.rename(request)
    }
    pub fn naming(desk: &Desk, request: RenameRequest) -> Result<Naming, Problem> {
        desk.naming(request)
    }
    pub fn withdraw(desk: &Desk, request: WithdrawRequest) -> Result<ReleaseView, Problem> {
        desk.withdraw(request)
    }
    pub fn office(desk: &Desk) -> Result<OfficeView, Problem> {
        desk.office()
    }
    pub fn proposals(desk: &Desk) -> Result<Proposals, Problem> {
        desk.proposals()
    }
    pub fn others(desk: &Desk) -> Result<Others, Problem> {
        desk.others()
    }
    pub fn stop_other(desk: &Desk, request: OfRelease) -> Result<Others, Problem> {
        desk.stop_other(request)
    }
    pub fn take_over(desk: &Desk, request: OfRelease) -> Result<ReleaseView, Problem> {
        desk.take_over(request)
    }
    pub fn approve(desk: &Desk, request: ApproveRequest) -> Result<Proposals, Problem> {
        desk.approve(request)
    }
    pub fn delete(desk: &Desk, request: OfRelease) -> Result<ReleaseView, Problem> {
        desk.delete(request)
    }
    pub fn evidence(desk: &Desk, request: OfRelease) -> Result<Evidence, Problem> {
        desk.evidence(request)
    }
    pub fn newsroom(desk: &Desk) -> Result<NewsroomView, Problem> {
        desk.newsroom()
    }
    pub fn connect_newsroom(desk: &Desk, request: ConnectRequest) -> Result<NewsroomView, Problem> {
        desk.connect(request)
    }
    pub fn check_newsroom(desk: &Desk) -> Result<NewsroomCheck, Problem> {
        desk.check()
    }
    pub fn disconnect_newsroom(desk: &Desk, request: DisconnectRequest) -> Result<NewsroomView, Problem> {
        desk.disconnect(request)
    }
    pub fn save_evidence(desk: &Desk, request: EvidenceFileRequest) -> Result<SavedFile, Problem> {
        let file = desk.evidence_file(request)?;
        downloads::save(&file.name, &file.bytes)
    }
    pub fn set_pages(desk: &Desk, request: PagesRequest) -> Result<PagesView, Problem> {
        desk.set_pages(request)
    }
    pub fn save_paper(desk: &Desk, request: PaperFileRequest) -> Result<SavedFile, Problem> {
        let file = desk.paper_file(request)?;
        downloads::save(&file.name, &file.bytes)
    }
    pub fn search(desk: &Desk, request: SearchRequest) -> Result<SearchView, Problem> {
        desk.search(request)
    }
    pub fn letterheads(desk: &Desk) -> Result<Letterheads, Problem> {
        desk.letterheads()
    }
    pub fn open_letterhead(desk: &Desk, request: OfLetterhead) -> Result<LetterheadView, Problem> {
        desk.open_letterhead(request)
    }
    pub fn new_letterhead(desk: &Desk, request: LetterheadSource) -> Result<LetterheadView, Problem> {
        desk.new_letterhead(request)
    }
    pub fn edit_letterhead(desk: &Desk, request: LetterheadRequest) -> Result<LetterheadView, Problem> {
        desk.edit_letterhead(request)
    }
    pub fn set_logo(desk: &Desk, request: OfLetterhead, bytes: &[u8]) -> Result<LetterheadView, Problem> {
        desk.set_logo(request, bytes)
    }
    pub fn remove_logo(desk: &Desk, request: OfLetterhead) -> Result<LetterheadView, Problem> {
        desk.remove_logo(request)
    }
    pub fn import_letterhead(
        desk: &Desk,
        request: LetterheadFilesRequest,
        bytes: &[u8],
    ) -> Result<LetterheadView, Problem> {
        desk.import_letterhead(request, bytes)
    }
    pub fn save_letterhead(desk: &Desk, request: OfLetterhead) -> Result<SavedFile, Problem> {
        let file = desk.letterhead_file(request)?;
        downloads::save(&file.name, &file.bytes)
    }
    pub fn delete_letterhead(desk: &Desk, request: OfLetterhead) -> Result<Letterheads, Problem> {
        desk.delete_letterhead(request)
    }
    pub fn set_usual_letterhead(
        desk: &Desk,
        request: UsualLetterheadRequest,
    ) -> Result<Letterheads, Problem> {
        desk.set_usual_letterhead(request)
    }
    pub fn choose_letterhead(desk: &Desk, request: ChooseLetterheadRequest) -> Result<ReleaseView, Problem> {
        desk.choose_letterhead(request)
    }
    pub fn letterhead_pages(desk: &Desk, request: LetterheadPagesRequest) -> Result<PagesView, Problem> {
        desk.letterhead_pages(request, sample::SAMPLE)
    }
    pub fn set_unattended(desk: &Desk, request: UnattendedRequest) -> Result<ReleaseView, Problem> {
        desk.set_unattended(request)
    }
    pub fn contacts(desk: &Desk) -> Result<Contacts, Problem> {
        desk.contacts()
    }

    pub fn put_contact(desk: &Desk, request: ContactRequest) -> Result<Contacts, Problem> {
        desk.put_contact(request)
    }

    pub fn move_contact(desk: &Desk, request: MoveContactRequest) -> Result<Contacts, Problem> {
        desk.move_contact(request)
    }

    pub fn remove_contact(desk: &Desk, request: OfContact) -> Result<Contacts, Problem> {
        desk.remove_contact(request)
    }

    pub fn text_blocks(desk: &Desk, request: TextBlocksRequest) -> Result<TextBlocks, Problem> {
        desk.text_blocks(request)
    }

    pub fn put_text_block(desk: &Desk, request: TextBlockRequest) -> Result<TextBlocks, Problem> {
        desk.put_text_block(request)
    }

    pub fn remove_text_block(desk: &Desk, request: OfTextBlock) -> Result<TextBlocks, Problem> {
        desk.remove_text_block(request)
    }

    pub fn used_text_block(desk: &Desk, request: OfTextBlock) -> Result<(), Problem> {
        desk.used_text_block(request)
    }

    pub fn habits(desk: &Desk) -> Result<Habits, Problem> {
        desk.habits()
    }

    pub fn set_habits(desk: &Desk, request: Habits) -> Result<Habits, Problem> {
        desk.set_habits(request)
    }

    pub fn retention(desk: &Desk) -> Result<Retention, Problem> {
        desk.retention()
    }

    pub fn set_retention(desk: &Desk, request: RetentionRequest) -> Result<Retention, Problem> {
        desk.set_retention(request)
    }

    pub fn open_page(desk: &Desk, request: OfRelease) -> Result<(), Problem> {
        let absent = || Problem::new("page.absent", "Die Seite ist noch nicht öffentlich.", "");
        let url =
            desk.open_release(request)?.planned.and_then(|planned| planned.page_url).ok_or_else(absent)?;
        open::that_detached(&url).map_err(|_| {
            Problem::new(
                "page.no_browser",
                "Der Browser lässt sich nicht öffnen.",
                format!("Öffnen Sie die Seite selbst: {url}"),
            )
        })
    }
}
