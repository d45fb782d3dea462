//! What the preflight says of consents and authorisations: only of those that somebody asked for. A release for which nobody
//! asked has nothing to fulfil, and a quotation that nobody wanted authorised is not counted.

use sperrfrist_archive::Margin;
use sperrfrist_release::Release;
use sperrfrist_release::preflight::{Flaw, Place, Rule};

use super::places::{dealt, quotations};
use super::wording::{agreed, plain};

pub(crate) const CONSENTS: Rule =
    Rule::should("consent.missing", "Wer zustimmen soll, hat diesem Text zugestimmt.");
pub(crate) const AUTHORISATIONS: Rule =
    Rule::should("quote.unauthorised", "Die Zitate, um die es ging, sind in diesem Wortlaut autorisiert.");

/// »Hausleitung (Frau Ahrens)«.
fn whose(office: &str, name: &str) -> String {
    if name.is_empty() { office.to_owned() } else { format!("{office} ({name})") }
}

/// A flaw for each consent that was asked for and is missing, or was given to other words.
pub(crate) fn consents(margin: &Margin, draft: &Release) -> Option<Vec<Flaw>> {
    let now = agreed(draft);
    let mut found = Vec::new();
    for consent in &margin.consents {
        let whose = whose(&consent.office, &consent.name);
        match &consent.given {
            Some(given) if agreed(&given.text.release) == now => {}
            Some(_) => found.push(
                Flaw::at(
                    Place::Body,
                    format!("Der Text hat sich geändert, seit zugestimmt wurde: {whose}."),
                    "Fragen Sie unter »Abstimmung« noch einmal; »Vergleichen« zeigt dort, was seitdem anders ist.",
                )
                .coded("consent.outdated")
                .quoting(whose),
            ),
            None => found.push(
                Flaw::at(
                    Place::Body,
                    format!("Eine Zustimmung fehlt: {whose}."),
                    "Halten Sie sie unter »Abstimmung« fest, sobald Sie sie haben, oder nehmen Sie den Eintrag heraus.",
                )
                .quoting(whose),
            ),
        }
    }
    (!margin.consents.is_empty()).then_some(found)
}

/// A flaw for each quotation whose authorisation was asked for and does not cover its words.
pub(crate) fn authorisations(margin: &Margin, draft: &Release) -> Option<Vec<Flaw>> {
    let quotations = quotations(draft);
    let anchors: Vec<&str> = margin.authorisations.iter().map(|known| known.anchor.as_str()).collect();
    let dealt = dealt(&quotations, &anchors);
    let others = quotations.len() > dealt.iter().flatten().count();
    let mut found = Vec::new();
    for (known, at) in margin.authorisations.iter().zip(&dealt) {
        let name = &known.name;
        match at.and_then(|at| quotations.get(at)) {
            Some(quotation) if known.given_at.is_none() => found.push(
                Flaw::at(
                    quotation.place(),
                    format!("Ein Zitat ist noch nicht autorisiert: {name}."),
                    "Halten Sie die Autorisierung unter »Abstimmung« fest, sobald Sie sie haben.",
                )
                .quoting(&quotation.words),
            ),
            Some(quotation) if plain(&quotation.words) != plain(&known.words) => found.push(
                Flaw::at(
                    quotation.place(),
                    format!("Ein Zitat hat nicht mehr den Wortlaut, der autorisiert wurde: {name}."),
                    "Stellen Sie den Wortlaut wieder her, oder lassen Sie den neuen autorisieren.",
                )
                .coded("quote.changed")
                .quoting(&quotation.words),
            ),
            Some(_) => {}
            // Taken out it needs nobody's word; but it may be what another quotation has been made of.
            None if others => found.push(
                Flaw::at(
                    Place::Body,
                    format!("Ein Zitat, um dessen Autorisierung es ging, steht so nicht mehr im Text: {name}."),
                    "Ist es umformuliert, lassen Sie es neu autorisieren. Sonst nehmen Sie den Eintrag unter »Abstimmung« heraus.",
                )
                .coded("quote.gone")
                .quoting(&known.words),
            ),
            None => {}
        }
    }
    (!margin.authorisations.is_empty()).then_some(found)
}
