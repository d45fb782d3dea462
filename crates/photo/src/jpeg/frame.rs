//! The frame header: how large the picture is and how it is coded (T.81, B.2.2).

use crate::PhotoError;

/// How the picture is coded, by its SOF marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Coding {
    pub progressive: bool,
    pub arithmetic: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub coding: Coding,
    /// In pixels, as stored.
    pub width: u32,
    /// In pixels, as stored. 0 until a DNL segment says it.
    pub height: u32,
    pub components: Vec<Component>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Component {
    pub id: u8,
    /// How many of its blocks stand side by side, and one above the other, in a unit of the picture: 1 to 4 each.
    pub blocks: (u8, u8),
    /// The slot of its quantisation table, 0 to 3.
    pub quant: u8,
}

impl Coding {
    /// # Errors
    /// [`PhotoError::Coding`] for what browsers do not draw: lossless and hierarchical pictures.
    pub(crate) fn of(marker: u8) -> Result<Self, PhotoError> {
        let coding = |progressive, arithmetic| Ok(Self { progressive, arithmetic });
        match marker {
            0xC0 | 0xC1 => coding(false, false),
            0xC2 => coding(true, false),
            0xC9 => coding(false, true),
            0xCA => coding(true, true),
            0xC3 | 0xCB => Err(PhotoError::Coding { coding: "verlustfreies JPEG" }),
            _ => Err(PhotoError::Coding { coding: "hierarchisches JPEG" }),
        }
    }
}

impl Frame {
    pub(crate) fn read(marker: u8, payload: &[u8]) -> Result<Self, PhotoError> {
        let damaged = PhotoError::Damaged { what: "die Bildbeschreibung widerspricht sich" };
        let coding = Coding::of(marker)?;
        let [precision, h1, h0, w1, w0, count, rest @ ..] = payload else { return Err(damaged) };
        if *precision != 8 {
            return Err(PhotoError::Coding { coding: "JPEG mit mehr als 8 Bit je Farbe" });
        }
        if !matches!(count, 1 | 3 | 4) {
            return Err(PhotoError::Coding { coding: "JPEG mit ungewöhnlichen Farbkanälen" });
        }
        let (width, height) = (u16::from_be_bytes([*w1, *w0]), u16::from_be_bytes([*h1, *h0]));
        if width == 0 || rest.len() != usize::from(*count) * 3 {
            return Err(damaged);
        }
        let mut components = Vec::with_capacity(usize::from(*count));
        for entry in rest.chunks_exact(3) {
            let &[id, sampling, quant] = entry else { return Err(damaged) };
            let blocks = (sampling >> 4, sampling & 15);
            let sampled = (1..=4).contains(&blocks.0) && (1..=4).contains(&blocks.1);
            if !sampled || quant > 3 {
                return Err(damaged);
            }
            components.push(Component { id, blocks, quant });
        }
        Ok(Self { coding, width: u32::from(width), height: u32::from(height), components })
    }

    /// How many restart markers a scan of these components can hold whose restart interval is so many units: one
    /// between each two intervals (T.81, E.1.4). `None` while the height is not known.
    pub(crate) fn restarts(&self, scanned: &[Component], interval: u16) -> Option<usize> {
        if interval == 0 {
            return Some(0);
        }
        if self.height == 0 {
            return None;
        }
        let most = |of: fn(&Component) -> u8| self.components.iter().map(of).max().map_or(1, u32::from);
        let most = (most(|component| component.blocks.0), most(|component| component.blocks.1));
        // A unit is one block of the component that is alone in its scan, or blocks of all that are together in it.
        let units = |pixels: u32, most: u32, alone: Option<u8>| match alone {
            Some(blocks) => (pixels * u32::from(blocks)).div_ceil(most).div_ceil(8),
            None => pixels.div_ceil(8 * most),
        };
        let alone = match scanned {
            [component] => Some(component.blocks),
            _ => None,
        };
        let across = units(self.width, most.0, alone.map(|blocks| blocks.0));
        let down = units(self.height, most.1, alone.map(|blocks| blocks.1));
        let intervals = (u64::from(across) * u64::from(down)).div_ceil(u64::from(interval));
        Some(usize::try_from(intervals).unwrap_or(usize::MAX).saturating_sub(1))
    }
}
