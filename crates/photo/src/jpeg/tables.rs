//! Which table definitions the scans of a picture need.
//!
//! A table that no scan uses can hold any text, so only the needed ones are written again. What "needed" means
//! is libjpeg's reading: a component keeps the quantisation table that was there at its first scan; Huffman
//! tables are those of the moment.

use super::frame::Frame;
use super::{Definition, Part, Table, marker};
use crate::PhotoError;

/// Where a definition stands: index of its part, index in its segment.
type Place = (usize, usize);

/// The state of all table slots while the parts go by, and what has been used so far.
#[derive(Debug, Default)]
pub(super) struct Tables {
    quant: [Option<Place>; 4],
    dc: [Option<Place>; 4],
    ac: [Option<Place>; 4],
    arithmetic: [Option<Place>; 32],
    restart: Option<Place>,
    /// The restart interval of the moment, in units of the picture. 0: there are no restarts.
    interval: u16,
    /// Whether a component (by its index) has had its first scan.
    latched: [bool; 4],
    scanned: bool,
    all_in_first: bool,
    used: Vec<Place>,
}

fn damaged() -> PhotoError {
    PhotoError::Damaged { what: "eine Tabelle ist unlesbar" }
}

impl Tables {
    /// Reads the definitions of a DQT, DHT, DAC or DRI segment that stands at the index `part`.
    pub(super) fn define<'a>(
        &mut self,
        marker: u8,
        payload: &'a [u8],
        part: usize,
    ) -> Result<Table<'a>, PhotoError> {
        let mut definitions = Vec::new();
        let mut rest = payload;
        while !rest.is_empty() {
            let place = Some((part, definitions.len()));
            let length = match marker {
                marker::DQT => {
                    let wide = rest[0] >> 4 != 0;
                    *slot(&mut self.quant, rest[0] & 15)? = place;
                    if wide { 129 } else { 65 }
                }
                marker::DHT => {
                    let counts = rest.get(1..17).ok_or_else(damaged)?;
                    let symbols: usize = counts.iter().map(|&count| usize::from(count)).sum();
                    if symbols > 256 {
                        return Err(damaged());
                    }
                    match rest[0] >> 4 {
                        0 => *slot(&mut self.dc, rest[0])? = place,
                        1 => *slot(&mut self.ac, rest[0] & 15)? = place,
                        _ => return Err(damaged()),
                    }
                    17 + symbols
                }
                marker::DAC => {
                    let index = usize::from(rest[0]);
                    *self.arithmetic.get_mut(index).ok_or_else(damaged)? = place;
                    2
                }
                _ => {
                    let &[high, low] = rest else { return Err(damaged()) };
                    self.restart = place;
                    self.interval = u16::from_be_bytes([high, low]);
                    2
                }
            };
            let bytes = rest.get(..length).ok_or_else(damaged)?;
            definitions.push(Definition { bytes, used: false });
            rest = &rest[length..];
        }
        Ok(Table { marker, definitions })
    }

    /// Notes what the scan with this SOS payload needs (T.81, B.2.3). Gives how many restart markers it can hold.
    pub(super) fn used_by_scan(&mut self, frame: &Frame, header: &[u8]) -> Result<Option<usize>, PhotoError> {
        let damaged = PhotoError::Damaged { what: "ein Bilddurchlauf widerspricht der Bildbeschreibung" };
        let [count, rest @ ..] = header else { return Err(damaged) };
        let count = usize::from(*count);
        if !(1..=4).contains(&count) || rest.len() != count * 2 + 3 {
            return Err(damaged);
        }
        let (selectors, spectral) = rest.split_at(count * 2);
        let &[first, last, bits] = spectral else { return Err(damaged) };
        if frame.coding.progressive && (first > last || last > 63) {
            return Err(damaged);
        }
        if self.scanned && self.all_in_first && !frame.coding.progressive {
            return Err(PhotoError::Damaged { what: "nach dem Bild folgt ein weiterer Bilddurchlauf" });
        }
        self.all_in_first = !self.scanned && count == frame.components.len() || self.all_in_first;
        self.scanned = true;

        let mut scanned = Vec::with_capacity(count);
        for selector in selectors.chunks_exact(2) {
            let &[id, tables] = selector else { return Err(damaged) };
            let Some(index) = frame.components.iter().position(|component| component.id == id) else {
                return Err(damaged);
            };
            scanned.push(frame.components[index]);
            if !self.latched[index] {
                self.latched[index] = true;
                let place = self.quant[usize::from(frame.components[index].quant)].ok_or(damaged.clone())?;
                self.used.push(place);
            }
            if frame.coding.arithmetic {
                continue;
            }
            let (needs_dc, needs_ac) = match (frame.coding.progressive, first) {
                (false, _) => (true, true),
                // A refinement of the DC coefficients is sent as plain bits.
                (true, 0) => (bits >> 4 == 0, false),
                (true, _) => (false, true),
            };
            // A missing Huffman table is one of the standard ones (as in Motion JPEG).
            if needs_dc {
                self.used.extend(*slot(&mut self.dc, tables >> 4)?);
            }
            if needs_ac {
                self.used.extend(*slot(&mut self.ac, tables & 15)?);
            }
        }
        self.used.extend(self.restart);
        if frame.coding.arithmetic {
            self.used.extend(self.arithmetic.iter().flatten());
        }
        Ok(frame.restarts(&scanned, self.interval))
    }

    pub(super) fn mark_used(&self, parts: &mut [Part<'_>]) {
        for &(part, index) in &self.used {
            if let Some(Part::Table(table)) = parts.get_mut(part)
                && let Some(definition) = table.definitions.get_mut(index)
            {
                definition.used = true;
            }
        }
    }
}

fn slot(slots: &mut [Option<Place>; 4], index: u8) -> Result<&mut Option<Place>, PhotoError> {
    slots.get_mut(usize::from(index)).ok_or_else(damaged)
}
