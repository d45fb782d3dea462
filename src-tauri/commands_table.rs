// The verbs the window may call: the one list. `build.rs` makes permissions of it, `commands.rs` the handlers
// and the TypeScript table.
command_table! {
    /// The Übersicht.
    overview(OverviewRequest) -> Overview;
    /// The status line.
    status() -> Status;
    /// An empty draft.
    new_release() -> ReleaseView;
    /// A release in another language.
    new_version(VersionRequest) -> ReleaseView;
    /// The sample release with its photo.
    open_sample() -> ReleaseView;
    open_release(OfRelease) -> ReleaseView;
    /// Reads a Word file, a mail or a text, and keeps nothing.
    read_incoming(bytes ImportRequest) -> IncomingView;
    /// "Als Entwurf übernehmen": the same bytes with what was decided.
    adopt_incoming(bytes AdoptRequest) -> ImportView;
    /// What "Als Datei weitergeben" would put into the file.
    would_hand_on(OfRelease) -> HandOnView;
    /// Writes a release with its photos as one file into the folder for downloads, for a colleague.
    hand_on(HandOnRequest) -> HandedOnFile;
    /// Looks at such a file, and keeps nothing.
    receive(bytes ReceiveRequest) -> ReceivedView;
    /// The file that the program was started with, or told of by a second start.
    opened_file(system) -> OpenedFile;
    unlock_received(UnlockRequest) -> ReceivedView;
    /// "Als neuen Entwurf übernehmen".
    adopt_received() -> ReleaseView;
    put_away_received() -> ();
    /// Keeps what was typed.
    draft(DraftRequest) -> Saved;
    /// What the words can be taken back to.
    history(OfRelease) -> HistoryView;
    snapshots(OfRelease) -> Snapshots;
    /// "Fassung sichern".
    keep_snapshot(OfRelease) -> Snapshots;
    open_snapshot(OfSnapshot) -> SnapshotView;
    /// Who has agreed, whose words are authorised, and what colleagues say: nothing of it leaves the desk.
    margin(OfRelease) -> MarginView;
    /// "Zustimmung einholen".
    ask_consent(AskConsentRequest) -> MarginView;
    record_consent(RecordConsentRequest) -> MarginView;
    /// "Zitat autorisieren".
    authorise(AuthoriseRequest) -> MarginView;
    comment(CommentRequest) -> MarginView;
    settle_comment(SettleCommentRequest) -> MarginView;
    drop_from_margin(DropFromMarginRequest) -> MarginView;
    /// Which words no dictionary knows.
    check_words(WordsRequest) -> WordsView;
    suggest_words(WordRequest) -> Suggestions;
    /// "Ins Wörterbuch aufnehmen".
    know_word(WordRequest) -> ();
    forget_word(WordRequest) -> ();
    set_times(TimesRequest) -> ReleaseView;
    add_slot(OfRelease) -> ReleaseView;
    remove_slot(SlotRequest) -> ReleaseView;
    /// Takes the bytes of a photo into the vault.
    attach_photo(bytes AttachRequest) -> ReleaseView;
    /// Takes the bytes of one of many photos, to choose from later.
    pool_photo(bytes AttachRequest) -> PooledPhoto;
    /// What there is to choose from.
    pool(OfRelease) -> PoolView;
    /// Attaches photos of the pool.
    take_from_pool(TakeRequest) -> ReleaseView;
    /// Inspects the photo as the press would get it now.
    reread_photo(OfPhoto) -> CleanView;
    caption(CaptionRequest) -> ReleaseView;
    /// "Angaben für alle".
    caption_many(CaptionManyRequest) -> ReleaseView;
    /// "Zuschneiden", "Abdecken".
    edit_photo(EditPhotoRequest) -> ReleaseView;
    /// Who is to be seen in a photo.
    people(PeopleRequest) -> ReleaseView;
    /// "Widerspruch".
    object(ObjectionRequest) -> ReleaseView;
    choose_photo(ChooseRequest) -> ReleaseView;
    /// Does what the preflight offers.
    fix(FixRequest) -> ReleaseView;
    /// Sets a finding aside with a reason, or takes that back.
    set_aside(OverrideRequest) -> ReleaseView;
    schedule(ScheduleRequest) -> ReleaseView;
    /// "Anhalten".
    stop(OfRelease) -> ReleaseView;
    /// "Signal geben".
    signal(OfRelease) -> ReleaseView;
    /// "Bild zurückhalten".
    hold_photo(SlotRequest) -> ReleaseView;
    /// "Termin verschiebt sich".
    reschedule(RescheduleRequest) -> ReleaseView;
    /// What would move with these times.
    moving(RescheduleRequest) -> Moving;
    /// "Sperrfrist aufheben".
    lift(LiftRequest) -> ReleaseView;
    correct(CorrectRequest) -> ReleaseView;
    /// "Name berichtigen".
    rename(RenameRequest) -> ReleaseView;
    /// Where a name would be corrected.
    naming(RenameRequest) -> Naming;
    withdraw(WithdrawRequest) -> ReleaseView;
    /// "Beim Newsroom löschen".
    delete(OfRelease) -> ReleaseView;
    /// Who sits at this desk.
    office() -> OfficeView;
    /// What waits for a second person.
    proposals() -> Proposals;
    approve(ApproveRequest) -> Proposals;
    /// What others of the office have at the newsroom.
    others() -> Others;
    stop_other(OfRelease) -> Others;
    /// "Übernehmen".
    take_over(OfRelease) -> ReleaseView;
    evidence(OfRelease) -> Evidence;
    /// Which newsroom this desk works with.
    newsroom() -> NewsroomView;
    /// "Newsroom verbinden".
    connect_newsroom(ConnectRequest) -> NewsroomView;
    /// "Verbindung prüfen".
    check_newsroom() -> NewsroomCheck;
    /// "Trennen".
    disconnect_newsroom(DisconnectRequest) -> NewsroomView;
    /// Writes the Nachweis into the folder for downloads.
    save_evidence(EvidenceFileRequest) -> SavedFile;
    /// "Sobald das Bild da und vollständig ist, veröffentlichen".
    set_unattended(UnattendedRequest) -> ReleaseView;
    /// Sets the pages of what is being typed.
    set_pages(PagesRequest) -> PagesView;
    /// Writes the draft as a PDF file into the folder for downloads.
    save_paper(PaperFileRequest) -> SavedFile;
    /// Opens the system's dialog for printing with what the window shows to a printer.
    print_sheets(window) -> ();
    /// Releases, photos and persons by their words.
    search(SearchRequest) -> SearchView;
    /// What belongs to this PC and to no release.
    this_pc(system) -> ThisPc;
    /// Whether the app starts when somebody signs in.
    start_at_login(system StartRequest) -> ThisPc;
    letterheads() -> Letterheads;
    open_letterhead(OfLetterhead) -> LetterheadView;
    /// A copy of one that is there.
    new_letterhead(LetterheadSource) -> LetterheadView;
    /// Keeps what was typed of a letterhead.
    edit_letterhead(LetterheadRequest) -> LetterheadView;
    /// Takes the bytes of a picture as a logo.
    set_logo(bytes OfLetterhead) -> LetterheadView;
    remove_logo(OfLetterhead) -> LetterheadView;
    /// Reads a letterhead from the bytes of its files.
    import_letterhead(bytes LetterheadFilesRequest) -> LetterheadView;
    /// Writes a letterhead into the folder for downloads.
    save_letterhead(OfLetterhead) -> SavedFile;
    delete_letterhead(OfLetterhead) -> Letterheads;
    /// Which letterhead new releases get.
    set_usual_letterhead(UsualLetterheadRequest) -> Letterheads;
    /// On which letterhead a release is printed.
    choose_letterhead(ChooseLetterheadRequest) -> ReleaseView;
    /// Sets the pages of a letterhead that is being made.
    letterhead_pages(LetterheadPagesRequest) -> PagesView;
    /// The contact book.
    contacts() -> Contacts;
    put_contact(ContactRequest) -> Contacts;
    move_contact(MoveContactRequest) -> Contacts;
    remove_contact(OfContact) -> Contacts;
    /// Words that stand for a shortcut.
    text_blocks(TextBlocksRequest) -> TextBlocks;
    put_text_block(TextBlockRequest) -> TextBlocks;
    remove_text_block(OfTextBlock) -> TextBlocks;
    /// That one was put into a release.
    used_text_block(OfTextBlock) -> ();
    /// What every new release begins with.
    habits() -> Habits;
    set_habits(Habits) -> Habits;
    /// How long originals are kept that nobody has chosen.
    retention() -> Retention;
    set_retention(RetentionRequest) -> Retention;
    /// Opens the public page in the browser.
    open_page(OfRelease) -> ();
}
