//! The sheets that the tests set.

use sperrfrist_paper::{Letterhead, Picture, Preview, Sheet, ShownPhoto, Variant};
use sperrfrist_release::due::DEFAULT_ZONE;
use sperrfrist_release::{Caption, Release, ReleaseId};

pub const STAATSKANZLEI: &str = include_str!("../../../../assets/letterheads/staatskanzlei.toml");
pub const STADT: &str = include_str!("../../../../assets/letterheads/stadt.toml");
const LOGO: &[u8] = include_bytes!("../../../../assets/letterheads/stadt.svg");
const TEXT: &str = include_str!("../../../../assets/sample/medieninformation.txt");
const PHOTO: &[u8] = include_bytes!("../../../../assets/sample/unterzeichnung.jpg");

pub const VARIANTS: [Variant; 3] = [Variant::Embargoed, Variant::Public, Variant::Proof];

/// The sample as `import` reads it.
pub fn sample() -> Release {
    let mut release = sperrfrist_release::import::read(TEXT, DEFAULT_ZONE).release;
    release.id = id();
    release
}

pub fn id() -> ReleaseId {
    "00000000000040008000000000000001".parse().expect("a name")
}

pub fn staatskanzlei() -> Letterhead {
    Letterhead::read(STAATSKANZLEI, |_| None).expect("a letterhead")
}

pub fn stadt() -> Letterhead {
    Letterhead::read(STADT, |name| (name == "stadt.svg").then(|| LOGO.to_vec())).expect("a letterhead")
}

pub fn caption() -> Caption {
    let json = include_str!("../../../../assets/sample/caption.json");
    let mut value: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let fields = value.as_object_mut().expect("an object");
    fields.retain(|name, _| ["altText", "caption", "credit"].contains(&name.as_str()));
    serde_json::from_value(value).expect("a caption")
}

/// The sample photo as the desk's cleaning leaves it.
pub fn picture() -> Picture {
    Picture::photo(&jpeg()).expect("a picture")
}

/// The same as a file.
pub fn jpeg() -> Vec<u8> {
    use sperrfrist_photo::{Edits, Limits, Size, clean, renditions};
    let (limits, caption) = (Limits::default(), sperrfrist_photo::Caption::default());
    let clean = clean(PHOTO, &caption, &limits).expect("a photo");
    let mut copies =
        renditions(&clean, &Edits::default(), &caption, &[Size::preview()], &limits).expect("copies");
    copies.remove(0).jpeg
}

pub fn shown<'a>(release: &Release, caption: &'a Caption) -> Vec<ShownPhoto<'a>> {
    release.photos.iter().map(|slot| ShownPhoto { slot: slot.id, picture: picture(), caption }).collect()
}

pub fn sheet<'a>(release: &'a Release, letterhead: &'a Letterhead) -> Sheet<'a> {
    Sheet { release, letterhead, photos: &[], variant: Variant::Embargoed }
}

/// The file, or the findings in the test's output.
pub fn pdf(sheet: &Sheet<'_>) -> Vec<u8> {
    Preview::new().pdf(sheet).unwrap_or_else(|findings| panic!("{findings:#?}"))
}
