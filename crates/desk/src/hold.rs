//! The verb "hold photo" ("Bild zurückhalten"): the ceremony slipped, and only the photo waits.

use sperrfrist_release::gate::Clearance;
use sperrfrist_release::state::Delivery;
use sperrfrist_seal::ItemId;
use sperrfrist_seal::answer::Order;

use crate::Problem;
use crate::desk::{Desk, note};
use crate::dossier::Dossier;
use crate::orders::Target;
use crate::stop::give_up;
use crate::view::{JournalEvent, OfRelease, ReleaseView, SlotRequest};

impl Desk {
    /// Holds one photo back, and with it that of each version; the text and the other photos keep their times. Planning
    /// anew lets it go again.
    ///
    /// # Errors
    /// [`Problem`] where nothing of it is planned, it is public already, or the newsroom has not answered:
    /// then nothing counts as held back.
    pub fn hold_photo(&self, request: SlotRequest) -> Result<ReleaseView, Problem> {
        let SlotRequest { id, slot } = request;
        let item = ItemId::photo(id, slot);
        let dossier = self.dossier(id)?;
        match dossier.acknowledged(item).or_else(|| dossier.pending(item)).map(|row| row.state) {
            Some(Delivery::Pending | Delivery::Held | Delivery::Stopped) => {}
            Some(Delivery::Live | Delivery::Withdrawn) => {
                return Err(Problem::new(
                    "hold.too_late",
                    "Das Foto ist schon öffentlich und kann nicht mehr zurückgehalten werden.",
                    "Ziehen Sie die Meldung zurück, wenn das Foto nicht öffentlich sein darf.",
                ));
            }
            None => {
                return Err(Problem::new(
                    "hold.not_planned",
                    "Für diesen Platz ist kein Foto eingeplant.",
                    "Was nicht eingeplant ist, wird nicht öffentlich.",
                ));
            }
        }
        self.order(&dossier, Target::Item(item), Order::Hold, "Noch ist das Foto nicht zurückgehalten.")?;
        let now = self.now();
        self.archive.write(|books| {
            let after = Dossier::read(books, id)?;
            let name = item.to_string();
            give_up(books, &after, Clearance::Held, |row| row.prepared.item == name)?;
            note(books, id, now, JournalEvent::HeldBack, Some(item))
        })?;
        self.follow_with_versions(id, |OfRelease { id }| self.hold_photo(SlotRequest { id, slot }));
        self.view(id)
    }
}
