//! The paper, judged from outside.

mod letterheads;
mod refused;
mod sheets;
mod standards;
mod words;
