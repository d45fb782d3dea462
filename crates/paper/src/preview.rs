//! The paper while it is written: everything that costs time is kept warm between two keystrokes.

use std::ops::Range;

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::{PicoStr, Scalar};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use crate::check::check;
use crate::data::Data;
use crate::finding::Finding;
use crate::length;
use crate::sheet::{Sheet, ShownPhoto};
use crate::typeset;
use crate::world::Room;

/// How many changes ago something must have been used to be kept.
const KEPT: usize = 10;

/// Sets sheet after sheet, quickly where little has changed.
pub struct Preview {
    room: Room,
}

/// What the screen shows.
pub struct Shown {
    /// `None` where nothing could be set.
    pub pages: Option<Pages>,
    /// What would keep it from being a file.
    pub findings: Vec<Finding>,
}

/// Set pages.
pub struct Pages {
    document: PagedDocument,
}

/// Where a block of the body begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlockPlace {
    /// Its position in the body, counted from 0.
    pub block: usize,
    /// The page, counted from 0.
    pub page: usize,
    /// From the upper edge, in parts of the page's height.
    pub y: f64,
}

impl Default for Preview {
    fn default() -> Self {
        Self::new()
    }
}

impl Preview {
    #[must_use]
    pub fn new() -> Self {
        Self { room: Room::for_sheets() }
    }

    /// The pages as far as they can be shown, with what is to be mended.
    pub fn show(&mut self, sheet: &Sheet<'_>) -> Shown {
        let mut findings = check(sheet);
        match self.set(sheet) {
            Ok(document) => Shown { pages: Some(Pages { document }), findings },
            Err(refused) => {
                findings.extend(refused);
                Shown { pages: None, findings }
            }
        }
    }

    /// The sheet as a PDF file.
    ///
    /// # Errors
    /// Everything that stands in its way; never a file that is only nearly right.
    pub fn pdf(&mut self, sheet: &Sheet<'_>) -> Result<Vec<u8>, Vec<Finding>> {
        let findings = check(sheet);
        if !findings.is_empty() {
            return Err(findings);
        }
        let document = self.set(sheet)?;
        typeset::export(&document, sheet.release.id.to_string())
    }

    fn set(&mut self, sheet: &Sheet<'_>) -> Result<PagedDocument, Vec<Finding>> {
        let in_slots = |photo: &&ShownPhoto<'_>| sheet.release.slot(photo.slot).is_some();
        let shown: Vec<&ShownPhoto<'_>> = sheet.photos.iter().filter(in_slots).collect();
        let logo = sheet.letterhead.logo.as_ref().map(|logo| logo.picture.clone());
        self.room.pictures(logo, shown.iter().map(|photo| photo.picture.clone()).collect());
        let mut data = Data::of(sheet, &shown);
        data.marks = json(&data).chars().any(is_mark);
        let document = match self.tight_at_once(&mut data) {
            Some(document) => Ok(document),
            None => self.wide_where_it_can_be(&mut data),
        };
        comemo::evict(KEPT);
        document
    }

    /// A sheet that would run a little over its first page, where a look at its length says so: set closer from the start, and
    /// taken if it fills its page, so that it was needed. Most releases are about a page long, and setting is what costs.
    fn tight_at_once(&mut self, data: &mut Data) -> Option<PagedDocument> {
        let has_photos = data.photos.iter().any(|photo| photo.file.is_some());
        if has_photos || data.easy || !JUST_OVER.contains(&length::pages(data)) {
            return None;
        }
        data.tight = true;
        let tight = self.compile(data).ok();
        data.tight = false;
        tight.filter(|tight| tight.pages().len() == 1 && end(tight).is_some_and(|end| end.y > FULL))
    }

    fn wide_where_it_can_be(&mut self, data: &mut Data) -> Result<PagedDocument, Vec<Finding>> {
        let wide = self.compile(data)?;
        if !is_nearly_empty_at_its_end(&wide) {
            return Ok(wide);
        }
        data.tight = true;
        let saved = self.compile(data).ok().filter(|tight| tight.pages().len() < wide.pages().len());
        Ok(saved.unwrap_or(wide))
    }

    fn compile(&mut self, data: &mut Data) -> Result<PagedDocument, Vec<Finding>> {
        if let Some(document) = self.once(data) {
            return document;
        }
        data.greedy = true;
        self.once(data).unwrap_or_else(|| Err(vec![typeset::crashed()]))
    }

    fn once(&mut self, data: &Data) -> Option<Result<PagedDocument, Vec<Finding>>> {
        self.room.data(json(data).into_bytes());
        typeset::compile(&self.room)
    }
}

fn json(data: &Data) -> String {
    serde_json::to_string(data).expect("strings and numbers are JSON")
}

/// The blocks of combining diacritical marks (Unicode).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// How far down the last page its text may end and still be next to nothing.
const NEARLY_EMPTY: f64 = 0.2;

/// Pages, as [`length::pages`] reckons them, of a sheet that is likely to be saved one by setting it closer.
const JUST_OVER: Range<f64> = 0.99..1.1;

/// How far down its page a sheet set closer ends at least, if it would need another page set wide.
const FULL: f64 = 0.8;

fn is_nearly_empty_at_its_end(document: &PagedDocument) -> bool {
    document.pages().len() > 1
        && end(document).is_some_and(|end| end.page + 1 == document.pages().len() && end.y < NEARLY_EMPTY)
}

/// Where the text ends.
fn end(document: &PagedDocument) -> Option<BlockPlace> {
    places(document, "end").next()
}

/// Where the template has set a mark.
fn places(document: &PagedDocument, mark: &str) -> impl Iterator<Item = BlockPlace> {
    let introspector = document.introspector();
    let label = Label::new(PicoStr::intern(mark));
    let marks = label.map(|label| introspector.query(&Selector::Label(label))).unwrap_or_default();
    let place = move |element: typst::foundations::Content| {
        let Value::Int(block) = &element.to_packed::<MetadataElem>()?.value else { return None };
        let at = introspector.position(element.location()?)?;
        let page = at.page.get() - 1;
        let height = document.pages().get(page)?.frame.size().y;
        Some(BlockPlace { block: usize::try_from(*block).ok()?, page, y: at.point.y / height })
    };
    marks.into_iter().filter_map(place)
}

impl Pages {
    pub(crate) fn of(document: PagedDocument) -> Self {
        Self { document }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Width and height of a page in points, 72 to the inch.
    #[must_use]
    pub fn size(&self, page: usize) -> Option<(f64, f64)> {
        let size = self.document.pages().get(page)?.frame.size();
        Some((size.x.to_pt(), size.y.to_pt()))
    }

    /// A page as SVG, pictures and all.
    #[must_use]
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.document.pages().get(page)?;
        typeset::guarded(|| typst_svg::svg(page, &SvgOptions::default()))
    }

    /// A page as PNG; `scale` is pixels for each point.
    #[must_use]
    pub fn png(&self, page: usize, scale: f64) -> Option<Vec<u8>> {
        let page = self.document.pages().get(page)?;
        let options =
            RenderOptions { pixel_per_pt: Scalar::new(scale.clamp(0.1, 8.0)), ..RenderOptions::default() };
        typeset::guarded(|| typst_render::render(page, &options).encode_png().ok()).flatten()
    }

    /// Where each block of the body begins, in reading order.
    #[must_use]
    pub fn blocks(&self) -> Vec<BlockPlace> {
        places(&self.document, "block").collect()
    }
}

#[cfg(test)]
mod tests {
    use sperrfrist_release::body::Block;
    use sperrfrist_release::due::DEFAULT_ZONE;

    use super::*;
    use crate::{Letterhead, Variant};

    const TEXT: &str = include_str!("../../../assets/sample/medieninformation.txt");

    #[test]
    fn a_sheet_set_closer_at_once_is_one_that_needed_it() {
        let sample = sperrfrist_release::import::read(TEXT, DEFAULT_ZONE).release;
        let letterhead = Letterhead::default();
        let mut preview = Preview::new();
        let (mut at_once, mut later) = (0, 0);
        for (without, words) in
            (0..3).flat_map(|without| (0..60).step_by(6).map(move |words| (without, words)))
        {
            let mut release = sample.clone();
            release.body.content.drain(2..2 + without);
            release.body.content.push(Block::paragraph(vec!["Vereinbarung"; words + 1].join(" ")));
            let variant = if without == 1 { Variant::Public } else { Variant::Embargoed };
            let sheet = Sheet { release: &release, letterhead: &letterhead, photos: &[], variant };
            preview.room.pictures(None, Vec::new());
            let mut data = Data::of(&sheet, &[]);
            let pages = preview.wide_where_it_can_be(&mut data).expect("pages").pages().len();
            let was_saved = std::mem::take(&mut data.tight);
            match preview.tight_at_once(&mut data) {
                Some(tight) => {
                    assert!(was_saved, "{without} {words}: set wide it has {pages} pages too");
                    assert_eq!(tight.pages().len(), pages);
                    at_once += 1;
                }
                None => later += usize::from(was_saved),
            }
        }
        assert!(at_once > later, "{at_once} at once, {later} after being set wide");
    }
}
