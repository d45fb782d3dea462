//! What lies sealed at the newsroom, read by this seat of the office.

use sperrfrist_channels::ChannelError;
use sperrfrist_release::{Release, ReleaseId, stored};
use sperrfrist_seal::{Package, PartEntry, Role};

use crate::Problem;
use crate::desk::Desk;
use crate::sealer::Unread;

impl Desk {
    /// The package of an item as the newsroom holds it.
    pub(crate) fn package(&self, item: &str) -> Result<Package, Problem> {
        Package::decode(&self.newsroom.package(item)?).map_err(|_| unreadable())
    }

    /// The one part of a package that has this role, opened.
    pub(crate) fn part(&self, package: &Package, role: Role) -> Result<Vec<u8>, Problem> {
        let mut parts = package.parts();
        let (entry, sealed) = parts.find(|(entry, _)| entry.role == role).ok_or_else(unreadable)?;
        self.open_part(package, entry, sealed)
    }

    /// Opens a part with the key of this seat or of the office. What neither opens, the newsroom does, if it is public by
    /// now.
    pub(crate) fn open_part(
        &self,
        package: &Package,
        entry: &PartEntry,
        sealed: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        let why = match self.seal.open_part(&self.newsroom, sealed) {
            Ok(bytes) => return Ok(bytes),
            Err(why) => why,
        };
        let item = package.manifest().item;
        self.newsroom.public_part(&item.to_string(), &entry.name).map_err(|error| match error {
            ChannelError::Refused { .. } => not_for_this_seat(item.release, why),
            error => error.into(),
        })
    }

    /// The release in the package of a text.
    pub(crate) fn text_in(&self, package: &Package) -> Result<Release, Problem> {
        let text = String::from_utf8(self.part(package, Role::Release)?).map_err(|_| unreadable())?;
        stored::from_json(&text).map_err(|_| unreadable())
    }
}

fn not_for_this_seat(release: ReleaseId, why: Unread) -> Problem {
    let before = format!(
        "Die Medieninformation {} wurde verschlossen, bevor es diesen Schreibtisch gab",
        release.mark()
    );
    match why {
        Unread::KeyNotHandedOn => Problem::new(
            "approval.other_seat",
            format!("{before}, und den Schlüssel der Pressestelle hat er noch nicht."),
            "Bitten Sie jemanden, der schon länger dabei ist, Sperrfrist zu öffnen. Nach spätestens einer Minute können auch \
             Sie sie lesen; anhalten können Sie sie schon jetzt.",
        ),
        Unread::SealedForOthers => Problem::new(
            "approval.other_seat",
            format!("{before}."),
            "Bitten Sie, sie noch einmal einzuplanen; dann können auch Sie sie lesen.",
        ),
    }
}

pub(crate) fn unreadable() -> Problem {
    Problem::new(
        "approval.unreadable",
        "Was im Newsroom liegt, lässt sich hier nicht lesen.",
        "Bitten Sie, die Meldung noch einmal einzuplanen.",
    )
}
