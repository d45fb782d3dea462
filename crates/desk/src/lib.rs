//! The press officer's verbs, one file per verb.
//!
//! The desk decides, the doors forward: the app and the command line call the verbs of [`Desk`] and show what
//! comes back. What stands in a verb's way is returned as a [`Problem`] before anything is done, and asked again
//! when it comes to it.
//!
//! The verbs: `new`, `import`, `incoming`, `adopt`, `sample`, `open`, `overview`, `status`, `draft`, `version`, `times`, `slots`, `attach`,
//! `pool`, `caption`, `caption_many`, `edit_photo`, `people`, `object`, `choose`, `fix`, `set_aside`, `margin` (consents, authorisations, comments), `snapshots`, `spelling`, `schedule`, `promises`, `reschedule` (`postpone`), `lift`, `correct`, `rename`, `stop`, `hold`,
//! `signal`, `withdraw`, `delete`, `evidence`, `export`, `bundle` (handed on as a file, and received), `picture`, `paper`,
//! `letterheads`, `contacts`, `text_blocks`, `habits`, `retention`, `reread`, `connect`, `check`, `office`, `search`,
//! `colleagues`, `take_over`, and `tick` (`watch`) and `agenda`, which the app calls by itself. What they stand on: `dossier` (all that is kept of a
//! release), `moved`, `follow` and `settled` (what new times change), `heard` (what the newsroom says), `sealed` and
//! `proposed` (what lies sealed there, read), `office_key` (by which it is), `orders` and `line` (how it is asked), `lanes`, `changes`, `rules`, `words`,
//! `zones`, `journal`, `opened` (what is shown).
//!
//! Deliberately not here: windows and terminals, the newsroom's own rules, any clock but the one it was given.

mod access;
mod adopt;
mod agenda;
mod attach;
mod bundle;
mod caption;
mod caption_many;
mod changes;
mod check;
mod choose;
mod colleagues;
mod connect;
mod contacts;
mod correct;
mod delete;
mod desk;
mod dossier;
mod draft;
mod edit_photo;
mod errors;
mod evidence;
mod export;
mod fix;
mod follow;
mod habits;
mod heard;
mod hold;
mod import;
mod in_sight;
mod incoming;
mod journal;
mod lanes;
mod letterheads;
mod lift;
mod line;
mod margin;
mod moved;
mod new;
mod object;
mod office;
mod office_key;
mod open;
mod opened;
mod orders;
mod overview;
mod pairing;
mod paper;
mod people;
mod picture;
mod pool;
mod postpone;
mod problem;
mod promises;
mod proposed;
mod rename;
mod reread;
mod reschedule;
mod retention;
mod rights;
mod rules;
mod safe;
mod sample;
mod schedule;
mod sealed;
mod sealer;
mod search;
mod server_time;
mod set_aside;
mod settled;
mod signal;
mod slots;
mod snapshots;
mod spelling;
mod standing;
mod status;
mod stop;
mod take_over;
mod text_blocks;
mod times;
mod underway;
mod version;
mod version_photos;
pub mod view;
mod watch;
mod withdraw;
mod words;
mod zones;

pub use access::NewsroomAccess;
pub use agenda::{Agenda, Coming, Notice};
pub use desk::Desk;
pub use picture::Picture;
pub use problem::{Choice, Problem};
pub use safe::{Keyring, KeyringAway};
pub use sample::Sample;
/// How the files are named that a release is handed on in, and how large they may be.
pub mod handed_on {
    pub use sperrfrist_seal::bundle::{ENDING, MAX_BYTES};
}
/// Asking from outside, as the public does.
pub use sperrfrist_channels::{Probe, Prober};
