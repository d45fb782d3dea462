//! The paper, judged from outside.

mod facsimile;
mod hand_over;
mod letterheads;
mod pages;
mod records;
mod refused;
mod sheets;
mod standards;
mod words;
