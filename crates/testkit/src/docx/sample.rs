//! A release as it comes back from the house: five changes, comments, a hidden paragraph, two pictures.

use super::{Docx, del, ins, p, p_with, picture, r, styled};

/// What no reader of the release may ever see.
pub const HIDDEN: &str = "Intern: Der Minister weiß von nichts.";
pub const COMMENTS: [&str; 3] = [
    "Stimmt das mit den sechs Vorhaben?",
    "Bitte mit der Bundesstelle abstimmen, das ist noch nicht entschieden.",
    "Zitat ist freigegeben.",
];
/// Of the first picture; the second has one that Word has guessed.
pub const ALT_TEXT: &str = "Eine Frau und ein Mann unterschreiben an einem Tisch je eine Mappe.";

/// The file, with these two pictures in it.
#[must_use]
pub fn sample(first: &[u8], second: &[u8]) -> Vec<u8> {
    let by = "A. Lindner";
    let comments: String = COMMENTS
        .iter()
        .enumerate()
        .map(|(id, words)| {
            format!(
                r#"<w:comment w:id="{id}" w:author="A. Lindner" w:date="2023-11-21T09:58:00Z" w:initials="AL">{}</w:comment>"#,
                p(&r(words))
            )
        })
        .collect();
    let (docx, one) = Docx::new().media("image1.jpeg", first);
    let (docx, other) = docx.media("image2.jpeg", second);
    docx.part("comments", "comments.xml", &format!("<w:comments>{comments}</w:comments>"))
        .part(
            "footer",
            "footer1.xml",
            &format!("<w:ftr>{}</w:ftr>", p(&r("MI_Kooperation_v7_final, Seite 1"))),
        )
        .properties(
            "core",
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Anja Lindner</dc:creator></cp:coreProperties>"#,
        )
        .properties(
            "extended",
            r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><TotalTime>214</TotalTime><Company>Staatskanzlei</Company></Properties>"#,
        )
        .body(&p(&r("Medieninformation")))
        .body(&p(&r("Staatskanzlei des Freistaates Elbmark")))
        .body(&p(&r("Sperrfrist: 21.11.2023, 17:00 Uhr")))
        .body(&styled("Titel", &r("Elbmark und Bundesstelle vereinbaren Kooperation für mehr Sicherheit im Netz")))
        .body(&p(&[
            r("Lindenfurt (21.11.2023) – Die Bundesstelle für digitale Vorsorge (BDV) und der Freistaat Elbmark haben sich auf die Umsetzung "),
            del(by, "erster "),
            r("von Maßnahmen zum Schutz der Rathäuser verständigt. BDV-Präsidentin Dr. Henrike Aldenhoff und Jonas Wiedebusch, "),
            del(by, "Staatsminister"),
            ins(by, &r("Staatssekretär")),
            r(" für Digitales und Beauftragter für Informationstechnik (CIO) des Freistaates, "),
            del(by, "unterzeichnen"),
            ins(by, &r("unterzeichneten")),
            r(" heute eine entsprechende Vereinbarung."),
        ]
        .concat()))
        .body(&p_with(r"<w:rPr><w:vanish/></w:rPr>", &super::r_with("<w:vanish/>", HIDDEN)))
        .body(&p(&[
            r("»Ohne Sicherheit ist alles nichts. Den Bedrohungen aus dem "),
            del(by, "Cyber-Raum"),
            ins(by, &r("Cyberraum")),
            r(" müssen wir mit vereinten Kräften begegnen. Daraus ist Vertrauen gewachsen, und das bekommt jetzt eine Form«, betonte Jonas Wiedebusch."),
        ]
        .concat()))
        .body(&p(&[
            r("Die Zusammenarbeit erstreckt sich über sechs Vorhaben. Beide Partner unterstützen sich bei Vorfällen und klären Bürgerinnen und Bürger stärker auf"),
            ins(by, &r(",")),
            r(" beispielsweise mit Vorträgen und Veranstaltungen."),
        ]
        .concat()))
        .body(&p(&picture(&one, ALT_TEXT)))
        .body(&p(&picture(&other, "Ein Bild, das Gebäude enthält. Automatisch generierte Beschreibung")))
        .build()
}
