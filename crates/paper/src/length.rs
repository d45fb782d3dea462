//! How long a sheet will be, reckoned from its letters before anything is set. A guess that is wrong costs time and nothing
//! else: it says only which of two settings is tried first.

use crate::data::{BlockData, Data, Run};

const MM: f64 = 72.0 / 25.4;

/// The upper and the lower margin.
const MARGINS: f64 = 50.0;
/// The head of the first page, and the rule below it.
const HEAD: f64 = 34.0;
/// A letter's width, in parts of its size: the mean of German in these typefaces.
const LETTER: f64 = 0.47;

const TEXT: Setting = Setting { size: 10.8, pitch: 1.34, space: 0.54 };
const BAND: Setting = Setting { size: 11.0, pitch: 1.16, space: 0.0 };

struct Setting {
    /// In points.
    size: f64,
    /// From line to line, in parts of the size.
    pitch: f64,
    /// What parts two paragraphs beyond that.
    space: f64,
}

impl Setting {
    fn height(&self, letters: usize, width: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a sheet has some thousand letters")]
        let lines = (letters as f64 * LETTER * self.size / width).ceil().max(1.0);
        self.size * (lines * self.pitch + self.space)
    }
}

/// In pages of the wide setting, without photos.
pub(crate) fn pages(data: &Data) -> f64 {
    let look = &data.look;
    let beside = if look.below { 0.0 } else { look.column_width + 10.0 };
    let width = (look.page.0 - look.left - look.right - beside) * MM;
    let text = |letters| TEXT.height(letters, width);
    let headline = Setting { size: headline_size(&data.headline), pitch: 1.08, space: 0.86 };
    let mut height = HEAD * MM + headline.height(data.headline.chars().count(), width);
    if !data.embargo.is_empty() || data.proof {
        let lines = data.embargo.iter().map(|line| BAND.height(line.chars().count(), width));
        height += lines.sum::<f64>() + 13.0 * MM;
    }
    height +=
        data.standing.iter().chain(&data.corrections).map(|line| text(line.chars().count())).sum::<f64>();
    height += data.blocks.iter().map(|block| block_height(block, width)).sum::<f64>();
    height += data
        .links
        .iter()
        .map(|link| text(link.text.chars().count() + link.address.chars().count()))
        .sum::<f64>();
    height += data.photos.iter().map(|photo| text(photo.pending.chars().count())).sum::<f64>();
    height / ((look.page.1 - MARGINS) * MM)
}

fn block_height(block: &BlockData, width: f64) -> f64 {
    let letters = |line: &Vec<Run>| line.iter().map(|run| run.text.chars().count()).sum();
    block.lines.iter().map(|line| TEXT.height(letters(line), width)).sum()
}

/// As the template has it.
fn headline_size(headline: &str) -> f64 {
    match headline.chars().count() {
        ..=100 => 21.0,
        101..=180 => 17.0,
        _ => 14.0,
    }
}
