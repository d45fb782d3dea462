//! Who may do what.

use sperrfrist_clock::HostClock;
use sperrfrist_newsroom::{Newsroom, NewsroomError, Rights};

use crate::arguments::OfficerVerb;
use crate::say;

pub fn run(verb: OfficerVerb) -> Result<(), NewsroomError> {
    match verb {
        OfficerVerb::Add { name, rights, folder } => {
            Newsroom::add_officer_in(&folder.data, &name, rights, &HostClock)?;
            say(&format!(
                "{name} ist eingetragen: {}.\nDer Zugangsschlüssel für den PC: sperrfrist-newsroom token new PC --officer \
                 \"{name}\"; das Passwort fürs Telefon: sperrfrist-newsroom officer password \"{name}\"",
                words(rights)
            ));
        }
        OfficerVerb::Password { name, folder } => say(&Newsroom::new_password_in(&folder.data, &name)?),
        OfficerVerb::Remove { name, folder } => {
            Newsroom::remove_officer_in(&folder.data, &name, &HostClock)?;
            say(&format!("{name} hat keinen Zugang mehr. Was eingeplant wurde, bleibt eingeplant."));
        }
        OfficerVerb::List { folder } => {
            for (name, rights, by_phone) in Newsroom::officers_in(&folder.data)? {
                let phone = if by_phone { "; Telefon" } else { "" };
                say(&format!("{name}: {}{phone}", words(rights)));
            }
        }
    }
    Ok(())
}

fn words(rights: Rights) -> String {
    let Rights { write, approve, manage } = rights;
    let named = [(write, "schreiben"), (approve, "freigeben"), (manage, "verwalten")];
    let has: Vec<&str> = named.into_iter().filter_map(|(has, word)| has.then_some(word)).collect();
    if has.is_empty() { "nur anhalten, zurückziehen, später legen".to_owned() } else { has.join(", ") }
}
