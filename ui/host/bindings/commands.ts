// Generated from src-tauri/commands_table.rs by `make bindings`. Do not edit.
import type { AdoptRequest } from './AdoptRequest'
import type { ApproveRequest } from './ApproveRequest'
import type { AskConsentRequest } from './AskConsentRequest'
import type { AttachRequest } from './AttachRequest'
import type { AuthoriseRequest } from './AuthoriseRequest'
import type { CaptionManyRequest } from './CaptionManyRequest'
import type { CaptionRequest } from './CaptionRequest'
import type { ChooseLetterheadRequest } from './ChooseLetterheadRequest'
import type { ChooseRequest } from './ChooseRequest'
import type { CleanView } from './CleanView'
import type { CommentRequest } from './CommentRequest'
import type { ConnectRequest } from './ConnectRequest'
import type { ContactRequest } from './ContactRequest'
import type { Contacts } from './Contacts'
import type { CorrectRequest } from './CorrectRequest'
import type { DisconnectRequest } from './DisconnectRequest'
import type { DraftRequest } from './DraftRequest'
import type { DropFromMarginRequest } from './DropFromMarginRequest'
import type { EditPhotoRequest } from './EditPhotoRequest'
import type { Evidence } from './Evidence'
import type { EvidenceFileRequest } from './EvidenceFileRequest'
import type { FixRequest } from './FixRequest'
import type { Habits } from './Habits'
import type { HandOnRequest } from './HandOnRequest'
import type { HandOnView } from './HandOnView'
import type { HandedOnFile } from './HandedOnFile'
import type { HistoryView } from './HistoryView'
import type { ImportRequest } from './ImportRequest'
import type { ImportView } from './ImportView'
import type { IncomingView } from './IncomingView'
import type { LetterheadFilesRequest } from './LetterheadFilesRequest'
import type { LetterheadPagesRequest } from './LetterheadPagesRequest'
import type { LetterheadRequest } from './LetterheadRequest'
import type { LetterheadSource } from './LetterheadSource'
import type { LetterheadView } from './LetterheadView'
import type { Letterheads } from './Letterheads'
import type { LiftRequest } from './LiftRequest'
import type { MarginView } from './MarginView'
import type { MoveContactRequest } from './MoveContactRequest'
import type { Moving } from './Moving'
import type { Naming } from './Naming'
import type { NewsroomCheck } from './NewsroomCheck'
import type { NewsroomView } from './NewsroomView'
import type { ObjectionRequest } from './ObjectionRequest'
import type { OfContact } from './OfContact'
import type { OfLetterhead } from './OfLetterhead'
import type { OfPhoto } from './OfPhoto'
import type { OfRelease } from './OfRelease'
import type { OfSnapshot } from './OfSnapshot'
import type { OfTextBlock } from './OfTextBlock'
import type { OfficeView } from './OfficeView'
import type { OpenedFile } from './OpenedFile'
import type { Others } from './Others'
import type { OverrideRequest } from './OverrideRequest'
import type { Overview } from './Overview'
import type { OverviewRequest } from './OverviewRequest'
import type { PagesRequest } from './PagesRequest'
import type { PagesView } from './PagesView'
import type { PaperFileRequest } from './PaperFileRequest'
import type { PeopleRequest } from './PeopleRequest'
import type { PoolView } from './PoolView'
import type { PooledPhoto } from './PooledPhoto'
import type { Proposals } from './Proposals'
import type { ReceiveRequest } from './ReceiveRequest'
import type { ReceivedView } from './ReceivedView'
import type { RecordConsentRequest } from './RecordConsentRequest'
import type { ReleaseView } from './ReleaseView'
import type { RenameRequest } from './RenameRequest'
import type { RescheduleRequest } from './RescheduleRequest'
import type { Retention } from './Retention'
import type { RetentionRequest } from './RetentionRequest'
import type { Saved } from './Saved'
import type { SavedFile } from './SavedFile'
import type { ScheduleRequest } from './ScheduleRequest'
import type { SearchRequest } from './SearchRequest'
import type { SearchView } from './SearchView'
import type { SettleCommentRequest } from './SettleCommentRequest'
import type { SlotRequest } from './SlotRequest'
import type { SnapshotView } from './SnapshotView'
import type { Snapshots } from './Snapshots'
import type { StartRequest } from './StartRequest'
import type { Status } from './Status'
import type { Suggestions } from './Suggestions'
import type { TakeRequest } from './TakeRequest'
import type { TextBlockRequest } from './TextBlockRequest'
import type { TextBlocks } from './TextBlocks'
import type { TextBlocksRequest } from './TextBlocksRequest'
import type { ThisPc } from './ThisPc'
import type { TimesRequest } from './TimesRequest'
import type { UnattendedRequest } from './UnattendedRequest'
import type { UnlockRequest } from './UnlockRequest'
import type { UsualLetterheadRequest } from './UsualLetterheadRequest'
import type { VersionRequest } from './VersionRequest'
import type { WithdrawRequest } from './WithdrawRequest'
import type { WordRequest } from './WordRequest'
import type { WordsRequest } from './WordsRequest'
import type { WordsView } from './WordsView'

export interface Commands {
  overview: { request: OverviewRequest; answer: Overview; bytes: false }
  status: { request: null; answer: Status; bytes: false }
  new_release: { request: null; answer: ReleaseView; bytes: false }
  new_version: { request: VersionRequest; answer: ReleaseView; bytes: false }
  open_sample: { request: null; answer: ReleaseView; bytes: false }
  open_release: { request: OfRelease; answer: ReleaseView; bytes: false }
  read_incoming: { request: ImportRequest; answer: IncomingView; bytes: true }
  adopt_incoming: { request: AdoptRequest; answer: ImportView; bytes: true }
  would_hand_on: { request: OfRelease; answer: HandOnView; bytes: false }
  hand_on: { request: HandOnRequest; answer: HandedOnFile; bytes: false }
  receive: { request: ReceiveRequest; answer: ReceivedView; bytes: true }
  opened_file: { request: null; answer: OpenedFile; bytes: false }
  unlock_received: { request: UnlockRequest; answer: ReceivedView; bytes: false }
  adopt_received: { request: null; answer: ReleaseView; bytes: false }
  put_away_received: { request: null; answer: null; bytes: false }
  draft: { request: DraftRequest; answer: Saved; bytes: false }
  history: { request: OfRelease; answer: HistoryView; bytes: false }
  snapshots: { request: OfRelease; answer: Snapshots; bytes: false }
  keep_snapshot: { request: OfRelease; answer: Snapshots; bytes: false }
  open_snapshot: { request: OfSnapshot; answer: SnapshotView; bytes: false }
  margin: { request: OfRelease; answer: MarginView; bytes: false }
  ask_consent: { request: AskConsentRequest; answer: MarginView; bytes: false }
  record_consent: { request: RecordConsentRequest; answer: MarginView; bytes: false }
  authorise: { request: AuthoriseRequest; answer: MarginView; bytes: false }
  comment: { request: CommentRequest; answer: MarginView; bytes: false }
  settle_comment: { request: SettleCommentRequest; answer: MarginView; bytes: false }
  drop_from_margin: { request: DropFromMarginRequest; answer: MarginView; bytes: false }
  check_words: { request: WordsRequest; answer: WordsView; bytes: false }
  suggest_words: { request: WordRequest; answer: Suggestions; bytes: false }
  know_word: { request: WordRequest; answer: null; bytes: false }
  forget_word: { request: WordRequest; answer: null; bytes: false }
  set_times: { request: TimesRequest; answer: ReleaseView; bytes: false }
  add_slot: { request: OfRelease; answer: ReleaseView; bytes: false }
  remove_slot: { request: SlotRequest; answer: ReleaseView; bytes: false }
  attach_photo: { request: AttachRequest; answer: ReleaseView; bytes: true }
  pool_photo: { request: AttachRequest; answer: PooledPhoto; bytes: true }
  pool: { request: OfRelease; answer: PoolView; bytes: false }
  take_from_pool: { request: TakeRequest; answer: ReleaseView; bytes: false }
  reread_photo: { request: OfPhoto; answer: CleanView; bytes: false }
  caption: { request: CaptionRequest; answer: ReleaseView; bytes: false }
  caption_many: { request: CaptionManyRequest; answer: ReleaseView; bytes: false }
  edit_photo: { request: EditPhotoRequest; answer: ReleaseView; bytes: false }
  people: { request: PeopleRequest; answer: ReleaseView; bytes: false }
  object: { request: ObjectionRequest; answer: ReleaseView; bytes: false }
  choose_photo: { request: ChooseRequest; answer: ReleaseView; bytes: false }
  fix: { request: FixRequest; answer: ReleaseView; bytes: false }
  set_aside: { request: OverrideRequest; answer: ReleaseView; bytes: false }
  schedule: { request: ScheduleRequest; answer: ReleaseView; bytes: false }
  stop: { request: OfRelease; answer: ReleaseView; bytes: false }
  signal: { request: OfRelease; answer: ReleaseView; bytes: false }
  hold_photo: { request: SlotRequest; answer: ReleaseView; bytes: false }
  reschedule: { request: RescheduleRequest; answer: ReleaseView; bytes: false }
  moving: { request: RescheduleRequest; answer: Moving; bytes: false }
  lift: { request: LiftRequest; answer: ReleaseView; bytes: false }
  correct: { request: CorrectRequest; answer: ReleaseView; bytes: false }
  rename: { request: RenameRequest; answer: ReleaseView; bytes: false }
  naming: { request: RenameRequest; answer: Naming; bytes: false }
  withdraw: { request: WithdrawRequest; answer: ReleaseView; bytes: false }
  delete: { request: OfRelease; answer: ReleaseView; bytes: false }
  office: { request: null; answer: OfficeView; bytes: false }
  proposals: { request: null; answer: Proposals; bytes: false }
  approve: { request: ApproveRequest; answer: Proposals; bytes: false }
  others: { request: null; answer: Others; bytes: false }
  stop_other: { request: OfRelease; answer: Others; bytes: false }
  take_over: { request: OfRelease; answer: ReleaseView; bytes: false }
  evidence: { request: OfRelease; answer: Evidence; bytes: false }
  newsroom: { request: null; answer: NewsroomView; bytes: false }
  connect_newsroom: { request: ConnectRequest; answer: NewsroomView; bytes: false }
  check_newsroom: { request: null; answer: NewsroomCheck; bytes: false }
  disconnect_newsroom: { request: DisconnectRequest; answer: NewsroomView; bytes: false }
  save_evidence: { request: EvidenceFileRequest; answer: SavedFile; bytes: false }
  set_unattended: { request: UnattendedRequest; answer: ReleaseView; bytes: false }
  set_pages: { request: PagesRequest; answer: PagesView; bytes: false }
  save_paper: { request: PaperFileRequest; answer: SavedFile; bytes: false }
  print_sheets: { request: null; answer: null; bytes: false }
  search: { request: SearchRequest; answer: SearchView; bytes: false }
  this_pc: { request: null; answer: ThisPc; bytes: false }
  start_at_login: { request: StartRequest; answer: ThisPc; bytes: false }
  letterheads: { request: null; answer: Letterheads; bytes: false }
  open_letterhead: { request: OfLetterhead; answer: LetterheadView; bytes: false }
  new_letterhead: { request: LetterheadSource; answer: LetterheadView; bytes: false }
  edit_letterhead: { request: LetterheadRequest; answer: LetterheadView; bytes: false }
  set_logo: { request: OfLetterhead; answer: LetterheadView; bytes: true }
  remove_logo: { request: OfLetterhead; answer: LetterheadView; bytes: false }
  import_letterhead: { request: LetterheadFilesRequest; answer: LetterheadView; bytes: true }
  save_letterhead: { request: OfLetterhead; answer: SavedFile; bytes: false }
  delete_letterhead: { request: OfLetterhead; answer: Letterheads; bytes: false }
  set_usual_letterhead: { request: UsualLetterheadRequest; answer: Letterheads; bytes: false }
  choose_letterhead: { request: ChooseLetterheadRequest; answer: ReleaseView; bytes: false }
  letterhead_pages: { request: LetterheadPagesRequest; answer: PagesView; bytes: false }
  contacts: { request: null; answer: Contacts; bytes: false }
  put_contact: { request: ContactRequest; answer: Contacts; bytes: false }
  move_contact: { request: MoveContactRequest; answer: Contacts; bytes: false }
  remove_contact: { request: OfContact; answer: Contacts; bytes: false }
  text_blocks: { request: TextBlocksRequest; answer: TextBlocks; bytes: false }
  put_text_block: { request: TextBlockRequest; answer: TextBlocks; bytes: false }
  remove_text_block: { request: OfTextBlock; answer: TextBlocks; bytes: false }
  used_text_block: { request: OfTextBlock; answer: null; bytes: false }
  habits: { request: null; answer: Habits; bytes: false }
  set_habits: { request: Habits; answer: Habits; bytes: false }
  retention: { request: null; answer: Retention; bytes: false }
  set_retention: { request: RetentionRequest; answer: Retention; bytes: false }
  open_page: { request: OfRelease; answer: null; bytes: false }
}
