//! The verb "import": a release read from a plain text.

use sperrfrist_release::import;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{ImportRequest, ImportView, JournalEvent, UnsureView};

impl Desk {
    /// Reads a text file and keeps what it says as a new release.
    ///
    /// # Errors
    /// [`Problem`] where the file is empty, no text or too large, or the release cannot be kept.
    pub fn import_text(&self, bytes: &[u8], request: ImportRequest) -> Result<ImportView, Problem> {
        // The file's name says nothing that the text does not say better.
        let ImportRequest { file_name: _ } = request;
        let decoded = import::decode(bytes)?;
        let imported = import::read(&decoded.text, self.zone);
        let release = self.with_habits(self.with_letterhead(imported.release)?)?;
        self.keep(&release, JournalEvent::Imported)?;
        let unsure = decoded.unsure.into_iter().chain(imported.unsure);
        Ok(ImportView {
            view: self.view(release.id)?,
            unsure: unsure
                .map(|unsure| UnsureView { sentence: unsure.sentence, words: unsure.words })
                .collect(),
        })
    }
}
