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
            let sampled = (1..=4).contains(&(sampling >> 4)) && (1..=4).contains(&(sampling & 15));
            if !sampled || quant > 3 {
                return Err(damaged);
            }
            components.push(Component { id, quant });
        }
        Ok(Self { coding, width: u32::from(width), height: u32::from(height), components })
    }
}
