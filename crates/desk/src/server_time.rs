//! The newsroom's time: believed under its signature only, and followed where the newsroom is a server's.

use std::time::Duration;

use sperrfrist_channels::ChannelError;
use sperrfrist_clock::Told;
use sperrfrist_seal::answer::Time;
use sperrfrist_seal::{ForgedTime, SignedTime, random_name};

use crate::Problem;
use crate::desk::Desk;
use crate::view::Publisher;

impl Desk {
    /// Asks the newsroom what time it is. From then on this desk follows the clock of whoever publishes.
    pub(crate) fn ask_time(&self) -> Result<Time, Problem> {
        let answer = self.ask_signed_time();
        match &answer {
            Ok(_) => self.line.answered(),
            Err(problem) => self.line.fell_silent(&self.clock.now(), problem),
        }
        answer
    }

    fn ask_signed_time(&self) -> Result<Time, Problem> {
        let newsroom = self.seal.newsroom(&self.newsroom)?;
        let nonce = random_name();
        let own = self.clock.own();
        let asked = own.now();
        let answer: Result<SignedTime, ChannelError> = self.newsroom.time(&nonce);
        let answered = own.now();
        let time = answer?.check(&nonce, &newsroom).map_err(forged)?;
        if self.access.publisher == Publisher::Server {
            let uncertainty = Duration::from_millis(time.uncertainty_ms);
            let told = Told { wall: time.now, uncertainty, synced: time.synced };
            self.clock.follow(told, &asked, &answered);
        }
        Ok(time)
    }
}

fn forged(error: ForgedTime) -> Problem {
    Problem::new(
        "newsroom.forged_time",
        error.to_string(),
        "Der Uhrzeit wird nicht geglaubt. Fragen Sie, wer den Newsroom und das Netz dazwischen betreibt.",
    )
}
