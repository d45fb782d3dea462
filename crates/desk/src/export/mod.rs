//! The verb "export": the Nachweis as a file, for people as a PDF or as one HTML page, for programs as JSON.

mod html;
mod record;
mod words;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sperrfrist_paper::Finding;

use crate::Problem;
use crate::desk::Desk;
use crate::view::{Evidence, EvidenceFile, EvidenceFileRequest, EvidenceFormat, OfRelease, Publisher};

/// The version of the JSON form.
const VERSION: u32 = 1;

/// What stands in the JSON file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Form<'a> {
    format: &'static str,
    version: u32,
    made_at: DateTime<Utc>,
    zone: &'a str,
    release: Told<'a>,
    evidence: &'a Evidence,
}

/// Of which release it tells.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'a> {
    id: String,
    headline: &'a str,
    issuer: &'a str,
}

impl Desk {
    /// Makes the Nachweis as it is now. What is not public yet is named in it by its headline: it is for the office.
    ///
    /// # Errors
    /// As [`Desk::evidence`].
    pub fn evidence_file(&self, request: EvidenceFileRequest) -> Result<EvidenceFile, Problem> {
        let EvidenceFileRequest { id, format } = request;
        let evidence = self.evidence(OfRelease { id })?;
        let dossier = self.dossier(id)?;
        let made_at = self.now();
        let release = dossier.planned.as_ref().map_or(dossier.draft(), |version| &version.frozen);
        let planned = evidence.proofs.first().and_then(|proof| proof.planned).unwrap_or(made_at);
        let day = planned.with_timezone(&self.zone).format("%Y-%m-%d");
        let slug = if release.slug.is_empty() { id.to_string() } else { release.slug.clone() };
        let told = record::Told {
            release,
            evidence: &evidence,
            made_at,
            zone: self.zone,
            publisher: match self.access.publisher {
                Publisher::ThisPc => "dieser PC".to_owned(),
                Publisher::Server => self.access.public_url.trim_end_matches('/').to_owned(),
            },
        };
        let (ending, bytes) = match format {
            EvidenceFormat::Pdf => {
                let made_on = made_at.with_timezone(&self.zone).date_naive();
                let pdf = told.record().pdf(&format!("nachweis {id} {made_at}"), made_on);
                ("pdf", pdf.map_err(|findings| not_set(&findings))?)
            }
            EvidenceFormat::Html => ("html", html::page(&told.record()).into_bytes()),
            EvidenceFormat::Json => {
                let told =
                    Told { id: id.to_string(), headline: &release.headline, issuer: &release.issuer.name };
                let form = Form {
                    format: "sperrfrist.evidence",
                    version: VERSION,
                    made_at,
                    zone: self.zone.name(),
                    release: told,
                    evidence: &evidence,
                };
                let json = serde_json::to_string_pretty(&form).expect("the evidence is plain data");
                ("json", format!("{json}\n").into_bytes())
            }
        };
        Ok(EvidenceFile { name: format!("nachweis-{day}-{slug}.{ending}"), bytes })
    }
}

/// The typesetter's first refusal; the other forms need none.
fn not_set(findings: &[Finding]) -> Problem {
    let why = findings.first().map(|finding| finding.sentence.clone()).unwrap_or_default();
    Problem::new(
        "evidence.not_set",
        format!("Der Nachweis lässt sich nicht als PDF setzen. {why}"),
        "Sichern Sie ihn als Seite (HTML), und melden Sie uns den Fehler.",
    )
}
