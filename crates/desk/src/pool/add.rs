//! The verb "pool photo": one of many comes in.

use sperrfrist_archive::PoolPhoto;
use sperrfrist_photo::{Caption, Limits, inspect};

use super::shown;
use crate::Problem;
use crate::attach::file_name;
use crate::desk::Desk;
use crate::picture::thumb;
use crate::view::{AttachRequest, PooledPhoto};

impl Desk {
    /// Keeps the original, unchanged, and its thumbnail. What the file tells beyond its picture is found when it is taken.
    ///
    /// # Errors
    /// [`Problem`] where the file is no photo that can be drawn, or it cannot be kept.
    pub fn pool_photo(&self, bytes: &[u8], request: AttachRequest) -> Result<PooledPhoto, Problem> {
        let id = request.id;
        self.archive.read(|books| books.release(id))?;
        let limits = Limits::default();
        let inspection = inspect(bytes, &limits)?;
        let (name, small) = thumb(bytes, &limits)?;
        let _taking_in = self.archive.taking_in();
        let original = self.archive.vault().put(bytes)?;
        // A cache that cannot be written is made again when it is asked for.
        let _ = self.archive.cache().put(&original, &name, &small);
        let photo = PoolPhoto {
            original: original.clone(),
            file_name: file_name(&request.file_name),
            width: inspection.width,
            height: inspection.height,
            bytes: inspection.bytes,
            taken: inspection.caption.date,
            words: words(&inspection.caption),
        };
        let now = self.now();
        let kept = self.archive.write(|books| {
            books.pool_add(id, &photo, now)?;
            books.in_pool(id, &original)
        })?;
        Ok(shown(kept))
    }
}

fn words(caption: &Caption) -> String {
    let fields = [&caption.headline, &caption.caption, &caption.city, &caption.location, &caption.creator];
    let said = fields.into_iter().chain(&caption.persons).map(|words| words.trim());
    said.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}
