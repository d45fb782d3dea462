//! The verb "caption many" ("Angaben für alle"): the same words, with what differs filled in, for many photos.

use sperrfrist_archive::Attachment;
use sperrfrist_release::template::{NAMES, TemplateFault, Values, filled};
use sperrfrist_release::{Caption, Release, people};

use crate::Problem;
use crate::caption::chosen;
use crate::desk::Desk;
use crate::view::{CaptionManyRequest, ReleaseView};

impl Desk {
    /// Fills the templates for each photo and keeps them, all or none.
    ///
    /// # Errors
    /// [`Problem`] with the first photo for which a template cannot be filled; nothing is changed then.
    pub fn caption_many(&self, request: CaptionManyRequest) -> Result<ReleaseView, Problem> {
        let id = request.id;
        self.edit(id, |books, draft| {
            for original in &request.originals {
                let attachment = books.attachment(id, original)?;
                let caption = told(&attachment, draft, &request)?;
                books.set_caption(id, original, &caption)?;
                for photo in chosen(draft, original) {
                    photo.caption = caption.clone();
                }
            }
            Ok::<_, Problem>(())
        })?;
        // The words are kept, whatever becomes of the sizes.
        let _ = self.measure(id);
        self.view(id)
    }
}

fn told(photo: &Attachment, release: &Release, request: &CaptionManyRequest) -> Result<Caption, Problem> {
    let everybody = people::of_names(&photo.caption.persons, &photo.people);
    let recognisable = everybody.iter().filter(|person| !photo.edits.hides(&person.name));
    let values = Values::of(release, &photo.caption, recognisable);
    let mut caption = photo.caption.clone();
    let fields = [
        (&mut caption.caption, &request.caption),
        (&mut caption.credit, &request.credit),
        (&mut caption.usage_terms, &request.usage_terms),
    ];
    for (field, template) in fields {
        let Some(template) = template else { continue };
        if request.only_empty && !field.trim().is_empty() {
            continue;
        }
        *field = filled(template, &values).map_err(|fault| problem(&fault, &photo.file_name))?;
    }
    Ok(caption)
}

fn problem(fault: &TemplateFault, file_name: &str) -> Problem {
    match fault {
        TemplateFault::Unknown { name } => Problem::new(
            "template.unknown",
            format!("Die Vorlage kennt »{{{name}}}« nicht. Es wurde nichts geändert."),
            format!("Es gibt {}.", NAMES.map(|name| format!("{{{name}}}")).join(", ")),
        ),
        TemplateFault::Empty { name } => Problem::new(
            "template.empty",
            format!("{file_name}: Für »{{{name}}}« ist nichts bekannt. Es wurde nichts geändert."),
            "Ergänzen Sie die Angabe bei diesem Foto, oder nehmen Sie sie aus der Vorlage.",
        ),
    }
}
