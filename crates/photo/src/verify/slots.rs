//! Whether every table in the file is used by a scan: an unused one could hold any text.

use std::collections::HashMap;

use super::unclean;
use crate::PhotoError;

/// A table slot: the marker of its segment and its number in there (class and slot for Huffman tables).
type Key = (u8, u8);

#[derive(Debug, Default)]
pub(super) struct Slots<'a> {
    /// All definitions in their order, and whether each was used.
    all: Vec<(u8, &'a [u8], bool)>,
    /// The definition that each slot holds at the moment, by its index in `all`.
    now: HashMap<Key, usize>,
    /// Components that had their first scan.
    started: Vec<u8>,
}

impl<'a> Slots<'a> {
    pub(super) fn define(&mut self, marker: u8, payload: &'a [u8]) -> Result<(), PhotoError> {
        let mut rest = payload;
        if rest.is_empty() {
            return unclean("ein leerer Tabellenabschnitt");
        }
        while let Some(&head) = rest.first() {
            let length = match marker {
                0xDB if head >= 16 => 129,
                0xDB => 65,
                0xC4 => 17 + rest.iter().skip(1).take(16).map(|&count| usize::from(count)).sum::<usize>(),
                _ => 2,
            };
            let Some(definition) = rest.get(..length) else { return unclean("eine Tabelle bricht ab") };
            let number = match marker {
                0xDB => head & 15,
                0xDD => 0,
                _ => head,
            };
            self.now.insert((marker, number), self.all.len());
            self.all.push((marker, definition, false));
            rest = &rest[length..];
        }
        Ok(())
    }

    /// Marks what a scan uses. `frame` and `header` are the payloads of SOF and SOS.
    pub(super) fn use_by(&mut self, sof: u8, frame: &[u8], header: &[u8]) {
        let count = header.first().map_or(0, |&count| usize::from(count));
        let (selectors, rest) = header[1..].split_at((count * 2).min(header.len() - 1));
        let progressive = matches!(sof, 0xC2 | 0xCA);
        let arithmetic = matches!(sof, 0xC9 | 0xCA);
        let starts_at_dc = rest.first() == Some(&0);
        let refines = rest.get(2).is_some_and(|bits| bits >> 4 != 0);
        for selector in selectors.chunks_exact(2) {
            let (id, tables) = (selector[0], selector[1]);
            if !self.started.contains(&id) {
                self.started.push(id);
                let component =
                    frame.get(6..).unwrap_or_default().chunks_exact(3).find(|entry| entry[0] == id);
                if let Some(entry) = component {
                    self.mark((0xDB, entry[2]));
                }
            }
            if !arithmetic && (!progressive || starts_at_dc && !refines) {
                self.mark((0xC4, tables >> 4));
            }
            if !arithmetic && (!progressive || !starts_at_dc) {
                self.mark((0xC4, 16 + (tables & 15)));
            }
        }
        self.mark((0xDD, 0));
        if arithmetic {
            (0..=255).for_each(|number| self.mark((0xCC, number)));
        }
    }

    fn mark(&mut self, key: Key) {
        if let Some(&index) = self.now.get(&key) {
            self.all[index].2 = true;
        }
    }

    pub(super) fn finish(self) -> Result<Vec<(u8, &'a [u8])>, PhotoError> {
        if self.all.iter().any(|(_, _, used)| !used) {
            return unclean("eine Tabelle, die das Bild nicht braucht");
        }
        Ok(self.all.into_iter().map(|(marker, definition, _)| (marker, definition)).collect())
    }
}
