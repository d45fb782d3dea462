//! Who may do what.

use sperrfrist_clock::HostClock;
use sperrfrist_newsroom::{Access, Newsroom, NewsroomError, Restored, Rights};

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

/// What has become of the access of those whom a backup knew.
pub fn readmitted(restored: &Restored, access: Access) -> Vec<String> {
    let Restored { tokens, officers, .. } = restored;
    let mut lines = Vec::new();
    if !tokens.is_empty() || !officers.is_empty() {
        lines.push(
            match access {
                Access::Revoked => {
                    "Niemand hat noch Zugang, auch nicht am Telefon: Wem er nach der Sicherung entzogen wurde, weiß sie \
                     nicht.\nStellen Sie jedem Schreibtisch einen neuen Zugangsschlüssel aus (token new), und jeder Person \
                     ein neues Passwort (officer password)."
                }
                Access::Kept => {
                    "Alle haben wieder Zugang, die ihn zur Zeit der Sicherung hatten, mit den Passwörtern von damals.\n\
                     Entziehen Sie, was danach entzogen wurde (token revoke, officer remove, officer password)."
                }
            }
            .to_owned(),
        );
    }
    lines.extend(tokens.iter().map(|name| match access {
        Access::Revoked => format!("  Zugangsschlüssel »{name}«: gilt nicht mehr"),
        Access::Kept => format!("  Zugangsschlüssel »{name}«: gilt wieder"),
    }));
    if !officers.is_empty() {
        lines.push(
            "Eingetragen sind, mit den Rechten von damals; streichen Sie, wer nicht mehr dazugehört:"
                .to_owned(),
        );
    }
    lines.extend(officers.iter().map(|(name, rights)| format!("  {name}: {}", words(*rights))));
    lines
}

fn words(rights: Rights) -> String {
    let Rights { write, approve, manage } = rights;
    let named = [(write, "schreiben"), (approve, "freigeben"), (manage, "verwalten")];
    let has: Vec<&str> = named.into_iter().filter_map(|(has, word)| has.then_some(word)).collect();
    if has.is_empty() { "nur anhalten, zurückziehen, später legen".to_owned() } else { has.join(", ") }
}
