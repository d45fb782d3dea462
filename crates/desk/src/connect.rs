//! The verbs "connect" ("Newsroom verbinden") and "disconnect" ("Trennen").

use std::sync::Arc;

use sperrfrist_archive::{PairedNewsroom, SecretPlace};
use sperrfrist_channels::Newsroom;
use sperrfrist_seal::{DeskKey, Pairing, sha256_hex};

use crate::desk::{Desk, no_pairing, note_words};
use crate::dossier::Dossier;
use crate::pairing::{Home, closed, opened, title};
use crate::view::{ConnectRequest, DisconnectRequest, JournalEvent, NewsroomView};
use crate::{Choice, Problem};

impl Desk {
    /// Pairs with a newsroom on a server: makes a key of its own for it, introduces itself, and holds the answer against the
    /// fingerprint of the pairing line. With the newsroom it is paired with already it takes a new line, whatever waits
    /// there.
    ///
    /// # Errors
    /// [`Problem`]; then everything is as before, and the same line may be tried again.
    pub fn connect(&self, request: ConnectRequest) -> Result<NewsroomView, Problem> {
        let home = self.home()?;
        let ConnectRequest { address, line } = request;
        let pairing = Pairing::from_secret_text(&line).map_err(no_pairing)?;
        let url = Newsroom::new(&address, &pairing.token)?.base_url().to_owned();
        let stays = pairing.fingerprint == self.seal.fingerprint();
        if !stays {
            self.nothing_waits()?;
        }
        let before = self.archive.read(|books| books.current_newsroom())?;
        let (secret, place) = kept(home, &pairing)?;
        let paired = PairedNewsroom {
            fingerprint: pairing.fingerprint,
            url,
            secret,
            place,
            paired_at: self.now(),
            left_at: None,
        };
        let next = Self::with_server(Arc::clone(&self.archive), &paired, home, self.place())?;
        next.ask_time()?;

        let closed = self.underway.close().ok_or_else(underway)?;
        if !stays {
            self.nothing_waits()?;
        }
        self.archive.write(|books| {
            if let Some(before) = before.as_ref().filter(|_| !stays) {
                books.put_newsroom(&PairedNewsroom { left_at: Some(paired.paired_at), ..before.clone() })?;
            }
            books.put_newsroom(&paired)?;
            books.change_newsroom(self.seal.fingerprint(), &paired.fingerprint)
        })?;
        closed.for_good();
        let next = self.give_way_to(next);
        if let Some(before) = before.filter(|before| before.secret != paired.secret) {
            tell(home.safe.forget(before.place, &before.secret));
        }
        next.newsroom()
    }

    /// Goes back to the newsroom inside the app, and forgets token and key. Where something waits at a newsroom that does
    /// not answer, it is left behind if that was asked for: it opens there by itself, and never here.
    ///
    /// # Errors
    /// [`Problem`] where something waits there still, or there is no pairing.
    pub fn disconnect(&self, request: DisconnectRequest) -> Result<NewsroomView, Problem> {
        let home = self.home()?;
        let before = self.archive.read(|books| books.current_newsroom())?.ok_or_else(not_paired)?;
        self.left_behind(request.anyway)?;
        let next = Self::with_embedded(Arc::clone(&self.archive), home, self.place())?;
        let closed = self.underway.close().ok_or_else(underway)?;
        let left = self.left_behind(request.anyway)?;
        let now = self.now();
        self.archive.write(|books| {
            for dossier in &left {
                let id = dossier.draft().id;
                books.leave_behind(id, &before.fingerprint)?;
                note_words(books, id, now, JournalEvent::LeftBehind, self.newsroom_name().as_str())?;
            }
            books.put_newsroom(&PairedNewsroom { left_at: Some(now), ..before.clone() })?;
            books.change_newsroom(&before.fingerprint, next.seal.fingerprint())
        })?;
        closed.for_good();
        let next = self.give_way_to(next);
        tell(home.safe.forget(before.place, &before.secret));
        next.newsroom()
    }

    /// What waits at a newsroom that does not answer, if it may be left there.
    fn left_behind(&self, anyway: bool) -> Result<Vec<Dossier>, Problem> {
        let waiting = self.waiting()?;
        // Who answers can be told to stop it.
        if waiting.is_empty() || self.ask_time().is_ok() {
            self.nothing_waits()?;
            return Ok(Vec::new());
        }
        if anyway { Ok(waiting) } else { Err(self.waits_at_the_dead(&waiting)) }
    }

    fn waits_at_the_dead(&self, waiting: &[Dossier]) -> Problem {
        let name = self.newsroom_name();
        let titles: Vec<String> = waiting.iter().map(|dossier| title(dossier.draft())).collect();
        let choice = |label: &str, value: &str| Choice { label: label.into(), value: value.into() };
        Problem {
            choices: vec![choice("Warten", "wait"), choice("Trotzdem trennen", "anyway")],
            ..Problem::new(
                "newsroom.waiting_unanswered",
                format!("{name} antwortet nicht, und eingeplant ist dort noch: {}.", titles.join(", ")),
                "Warten Sie, bis er wieder antwortet. Trennen Sie trotzdem, dann öffnet er von selbst, was dort liegt, \
                 sobald er wieder läuft und die Zeit gekommen ist; anhalten lässt es sich nur noch von einem anderen \
                 Schreibtisch, per Telefon oder von dem, der ihn betreibt. Hier bleibt alles erhalten und wird nicht ein \
                 zweites Mal eingeplant.",
            )
        }
    }
}

/// The name of the secrets, and where they are. They are kept before the newsroom hears of the key: whatever breaks off
/// in between, the same line comes with the same key again.
fn kept(home: &Home, pairing: &Pairing) -> Result<(String, SecretPlace), Problem> {
    let name = sha256_hex(pairing.token.as_bytes())[..32].to_owned();
    let line = pairing.to_secret_text();
    if let Some((secret, place)) = home.safe.find(&name)
        && opened(&secret).is_ok_and(|(kept, _)| kept == line)
    {
        return Ok((name, place));
    }
    let place = home.safe.keep(&name, &closed(&line, &DeskKey::generate()))?;
    Ok((name, place))
}

/// A secret that is left behind does no harm: the newsroom's keeper can revoke it.
fn tell(forgotten: Result<(), Problem>) {
    if let Err(problem) = forgotten {
        eprintln!("{problem}");
    }
}

fn underway() -> Problem {
    Problem::new(
        "newsroom.underway",
        "Gerade wird eine Meldung eingeplant.",
        "Warten Sie einen Augenblick, und versuchen Sie es noch einmal.",
    )
}

fn not_paired() -> Problem {
    Problem::new(
        "newsroom.not_paired",
        "Dieser Schreibtisch ist mit keinem Newsroom-Server verbunden.",
        "Es veröffentlicht dieser PC.",
    )
}
