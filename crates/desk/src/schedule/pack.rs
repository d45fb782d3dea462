//! The packages of a version, one per item.
//!
//! **Invariant: a photo leaves clean or not at all.** Each picture was checked when it was made, and is read
//! and checked once more here, as the bytes that travel.

use sperrfrist_archive::{Archive, Vault};
use sperrfrist_photo::{Caption, Limits, Size, clean, renditions, verify};
use sperrfrist_release::gate::Opening;
use sperrfrist_release::photo::{Photo, Rendition, RenditionName};
use sperrfrist_release::{Language, PhotoEdits, PhotoSlot, SlotId, Timetable, stored};
use sperrfrist_seal::{ItemId, ItemKind, Part, Role, sha256_hex};

use super::freeze::Frozen;
use crate::Problem;
use crate::picture::{from_photo, to_edits, to_photo};

const JSON: &str = "application/json";
const JPEG: &str = "image/jpeg";
/// Under which name the cache keeps a picture as it was packed.
const DRAWN: &str = "packed";

/// What is to travel of one item.
pub(super) struct Packed {
    pub item: ItemId,
    pub opening: Opening,
    pub parts: Vec<Part>,
    /// Digest of everything that would make it another package, but for its random names.
    pub content: String,
    /// The photo with its renditions.
    pub photo: Option<(SlotId, Photo)>,
}

/// Packs the photos, in the order of their slots, and last the text, but for what stays as it is.
pub(super) fn pack(
    archive: &Archive,
    frozen: &Frozen,
    timetable: &Timetable,
) -> Result<Vec<Packed>, Problem> {
    let id = frozen.release.id;
    let mut packed = Vec::new();
    for slot in &frozen.release.photos {
        let (Some(photo), Some(opening)) = (&slot.photo, timetable.photo(slot.id)) else { continue };
        if frozen.photos_stay.contains(&slot.id) {
            continue;
        }
        let item = (ItemId::photo(id, slot.id), opening);
        packed.push(pack_photo(archive, item, slot, photo, frozen.release.language)?);
    }
    if !frozen.text_stays {
        let json = stored::to_json(&frozen.release.text_only()).into_bytes();
        let parts = vec![Part::new(Role::Release, JSON, json)];
        let opening = timetable.text;
        let content = content(opening, &parts);
        packed.push(Packed { item: ItemId::text(id), opening, parts, content, photo: None });
    }
    Ok(packed)
}

/// The picture of a slot for a document: as it is packed, or as it was packed before. What was drawn once is not drawn
/// again: the text of a hurried correction, or of one that moves, waits for its document.
pub(super) fn picture_of(
    archive: &Archive,
    packed: &[Packed],
    slot: &PhotoSlot,
    language: Language,
) -> Result<Vec<u8>, Problem> {
    let web = Role::Rendition { name: RenditionName::Web };
    let is_its = |item: &&Packed| item.item.kind == ItemKind::Photo(slot.id);
    let parts = packed.iter().find(is_its).map(|item| item.parts.as_slice()).unwrap_or_default();
    if let Some(part) = parts.iter().find(|part| part.role == web) {
        return Ok(part.bytes.clone());
    }
    if let Some(drawn) = drawn_before(archive, slot) {
        return Ok(drawn);
    }
    picture_for_paper(archive.vault(), slot, language)
}

/// The picture as it was packed, byte for byte.
fn drawn_before(archive: &Archive, slot: &PhotoSlot) -> Option<Vec<u8>> {
    let mut made = slot.photo.as_ref()?.renditions.iter();
    let web = made.find(|rendition| rendition.name == RenditionName::Web)?;
    archive.cache().get(&web.sha256, DRAWN).filter(|jpeg| sha256_hex(jpeg) == web.sha256)
}

/// The picture of a slot, clean, in the size in which it is printed.
pub(crate) fn picture_for_paper(
    vault: &Vault,
    slot: &PhotoSlot,
    language: Language,
) -> Result<Vec<u8>, Problem> {
    let photo = slot.photo.as_ref().ok_or_else(|| no_original(slot))?;
    let original = photo.original.as_deref().ok_or_else(|| no_original(slot))?;
    // No other size is drawn: the text of a hurried correction waits for its document.
    let web = [(RenditionName::Web, Size::web())];
    let (pictures, _) = pictures(&vault.get(original)?, &published(photo, language), &photo.edits, &web)?;
    pictures.into_iter().next().map(|picture| picture.jpeg).ok_or_else(|| no_original(slot))
}

/// It travels to be public, and then there is no Sperrfrist to tell of any more.
fn published(photo: &Photo, language: Language) -> Caption {
    Caption { release_at: None, ..to_photo(photo.told(language)) }
}

fn pack_photo(
    archive: &Archive,
    (item, opening): (ItemId, Opening),
    slot: &PhotoSlot,
    photo: &Photo,
    language: Language,
) -> Result<Packed, Problem> {
    let original = photo.original.as_deref().ok_or_else(|| no_original(slot))?;
    let bytes = archive.vault().get(original)?;
    let sizes = [
        (RenditionName::Print, Size::print()),
        (RenditionName::Web, Size::web()),
        (RenditionName::Preview, Size::preview()),
        (RenditionName::Thumbnail, Size::thumbnail()),
    ];
    let (pictures, written) = pictures(&bytes, &published(photo, language), &photo.edits, &sizes)?;
    if let Some(web) = pictures.iter().find(|picture| picture.rendition.name == RenditionName::Web) {
        // Only kept so that nothing that hurries waits for it; it can be drawn again.
        let _ = archive.cache().put(&web.rendition.sha256, DRAWN, &web.jpeg);
    }
    let mut photo = photo.clone();
    photo.renditions = pictures.iter().map(|picture| picture.rendition.clone()).collect();
    // The page says what the files say, with the rights that were carried over.
    let published = Photo { caption: from_photo(written), ..photo.published() };
    let json = serde_json::to_vec(&published).expect("a photo is plain data");
    let mut parts = vec![Part::new(Role::Photo, JSON, json)];
    parts.extend(
        pictures
            .into_iter()
            .map(|picture| Part::new(Role::Rendition { name: picture.rendition.name }, JPEG, picture.jpeg)),
    );
    let content = content(opening, &parts);
    Ok(Packed { item, opening, parts, content, photo: Some((slot.id, photo)) })
}

struct Drawn {
    rendition: Rendition,
    jpeg: Vec<u8>,
}

/// The photo in these sizes, as its edits leave it, as JPEG for the press; beside them, the words that stand in each.
fn pictures(
    bytes: &[u8],
    caption: &Caption,
    edits: &PhotoEdits,
    sizes: &[(RenditionName, Size)],
) -> Result<(Vec<Drawn>, Caption), Problem> {
    let limits = Limits::default();
    let clean = clean(bytes, caption, &limits)?;
    let caption = clean.caption.clone();
    let (names, sizes): (Vec<_>, Vec<_>) = sizes.iter().cloned().unzip();
    let made = renditions(&clean, &to_edits(edits), &caption, &sizes, &limits)?;
    let drawn = names
        .into_iter()
        .zip(made)
        .map(|(name, copy)| {
            let sperrfrist_photo::Rendition { jpeg, width, height, .. } = copy;
            verify(&jpeg, &caption)?;
            // Its file name is made with the package, so that it says nothing; it stays empty here.
            let rendition = Rendition {
                name,
                file: String::new(),
                width,
                height,
                bytes: jpeg.len() as u64,
                sha256: sha256_hex(&jpeg),
            };
            Ok(Drawn { rendition, jpeg })
        })
        .collect::<Result<_, Problem>>()?;
    Ok((drawn, caption))
}

/// Digest of everything in a package that is not random.
pub(crate) fn content(opening: Opening, parts: &[Part]) -> String {
    let mut all = serde_json::to_string(&opening).expect("an opening is plain data");
    for part in parts {
        all.push('\n');
        all.push_str(&sha256_hex(&part.bytes));
    }
    sha256_hex(all.as_bytes())
}

fn no_original(slot: &PhotoSlot) -> Problem {
    Problem::new(
        "photo.no_original",
        format!("Das Foto für »{}« liegt nicht auf diesem Schreibtisch.", slot.label),
        "Hängen Sie es an, und ordnen Sie es dem Platz zu.",
    )
}
