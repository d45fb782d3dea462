// Generated from src-tauri/commands_table.rs by `make bindings`. Do not edit.
import type { AttachRequest } from './AttachRequest'
import type { CaptionRequest } from './CaptionRequest'
import type { ChooseRequest } from './ChooseRequest'
import type { CleanView } from './CleanView'
import type { ConnectRequest } from './ConnectRequest'
import type { DraftRequest } from './DraftRequest'
import type { Evidence } from './Evidence'
import type { ImportRequest } from './ImportRequest'
import type { ImportView } from './ImportView'
import type { NewsroomCheck } from './NewsroomCheck'
import type { NewsroomView } from './NewsroomView'
import type { OfPhoto } from './OfPhoto'
import type { OfRelease } from './OfRelease'
import type { Overview } from './Overview'
import type { ReleaseView } from './ReleaseView'
import type { Saved } from './Saved'
import type { ScheduleRequest } from './ScheduleRequest'
import type { SlotRequest } from './SlotRequest'
import type { Status } from './Status'
import type { TimesRequest } from './TimesRequest'

export interface Commands {
  overview: { request: null; answer: Overview; bytes: false }
  status: { request: null; answer: Status; bytes: false }
  new_release: { request: null; answer: ReleaseView; bytes: false }
  open_sample: { request: null; answer: ReleaseView; bytes: false }
  open_release: { request: OfRelease; answer: ReleaseView; bytes: false }
  import_text: { request: ImportRequest; answer: ImportView; bytes: true }
  draft: { request: DraftRequest; answer: Saved; bytes: false }
  set_times: { request: TimesRequest; answer: ReleaseView; bytes: false }
  add_slot: { request: OfRelease; answer: ReleaseView; bytes: false }
  remove_slot: { request: SlotRequest; answer: ReleaseView; bytes: false }
  attach_photo: { request: AttachRequest; answer: ReleaseView; bytes: true }
  reread_photo: { request: OfPhoto; answer: CleanView; bytes: false }
  caption: { request: CaptionRequest; answer: ReleaseView; bytes: false }
  choose_photo: { request: ChooseRequest; answer: ReleaseView; bytes: false }
  schedule: { request: ScheduleRequest; answer: ReleaseView; bytes: false }
  stop: { request: OfRelease; answer: ReleaseView; bytes: false }
  signal: { request: OfRelease; answer: ReleaseView; bytes: false }
  hold_photo: { request: SlotRequest; answer: ReleaseView; bytes: false }
  withdraw: { request: OfRelease; answer: ReleaseView; bytes: false }
  evidence: { request: OfRelease; answer: Evidence; bytes: false }
  newsroom: { request: null; answer: NewsroomView; bytes: false }
  connect_newsroom: { request: ConnectRequest; answer: NewsroomView; bytes: false }
  check_newsroom: { request: null; answer: NewsroomCheck; bytes: false }
  disconnect_newsroom: { request: null; answer: NewsroomView; bytes: false }
  open_page: { request: OfRelease; answer: null; bytes: false }
}
