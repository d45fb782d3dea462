//! Word files made by code, as Word writes them: what tracks changes, hides, comments and describes.

mod sample;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub use sample::{ALT_TEXT, COMMENTS, HIDDEN, sample};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office""#;

/// A file that grows part by part.
#[derive(Debug, Clone)]
pub struct Docx {
    body: String,
    parts: Vec<(String, Vec<u8>)>,
    /// Type and target of each relationship of the text, and whether it leads out.
    relations: Vec<(String, String, bool)>,
    /// The same of the package.
    outer: Vec<(String, String)>,
}

impl Default for Docx {
    fn default() -> Self {
        Self::new()
    }
}

impl Docx {
    /// An empty document with Word's styles, a list with bullets (1) and one with numbers (2).
    #[must_use]
    pub fn new() -> Self {
        let empty = Self { body: String::new(), parts: Vec::new(), relations: Vec::new(), outer: Vec::new() };
        empty.part("styles", "styles.xml", STYLES).part("numbering", "numbering.xml", NUMBERING)
    }

    /// Adds blocks to the text.
    #[must_use]
    pub fn body(mut self, xml: &str) -> Self {
        self.body.push_str(xml);
        self
    }

    /// Adds a part that the text is related to: its root's name and what is in it.
    #[must_use]
    pub fn part(mut self, kind: &str, name: &str, xml: &str) -> Self {
        self.parts.push((format!("word/{name}"), with_namespaces(xml).into_bytes()));
        self.relations.push((kind.to_owned(), name.to_owned(), false));
        self
    }

    /// Adds properties: `core`, `extended` or `custom`, with their XML.
    #[must_use]
    pub fn properties(mut self, kind: &str, xml: &str) -> Self {
        self.parts.push((format!("docProps/{kind}.xml"), xml.as_bytes().to_vec()));
        self.outer.push((format!("{kind}-properties"), format!("docProps/{kind}.xml")));
        self
    }

    /// Adds any file.
    #[must_use]
    pub fn file(mut self, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((name.to_owned(), bytes.to_vec()));
        self
    }

    /// Adds a picture or a link; answers with the name of the relationship too.
    #[must_use]
    pub fn media(mut self, name: &str, bytes: &[u8]) -> (Self, String) {
        self.parts.push((format!("word/media/{name}"), bytes.to_vec()));
        self.relations.push(("image".into(), format!("media/{name}"), false));
        let id = format!("rId{}", self.relations.len());
        (self, id)
    }

    #[must_use]
    pub fn link(mut self, kind: &str, target: &str) -> (Self, String) {
        self.relations.push((kind.into(), target.into(), true));
        let id = format!("rId{}", self.relations.len());
        (self, id)
    }

    /// The bytes of the file.
    #[must_use]
    pub fn build(&self) -> Vec<u8> {
        let document =
            with_namespaces(&format!("<w:document><w:body>{}<w:sectPr/></w:body></w:document>", self.body));
        let mut relations = String::new();
        for (at, (kind, target, external)) in self.relations.iter().enumerate() {
            let mode = if *external { r#" TargetMode="External""# } else { "" };
            let id = at + 1;
            let target = escape(target);
            relations.push_str(&format!(
                r#"<Relationship Id="rId{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>"#
            ));
        }
        let mut outer =
            format!(r#"<Relationship Id="rId0" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>"#);
        for (at, (kind, target)) in self.outer.iter().enumerate() {
            let id = at + 1;
            outer.push_str(&format!(
                r#"<Relationship Id="rId{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#
            ));
        }
        let wrap = |inner: &str| {
            format!(
                r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{PACKAGE}">{inner}</Relationships>"#
            )
        };
        let types = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
        let mut files: Vec<(&str, Vec<u8>)> = vec![
            ("[Content_Types].xml", types.into()),
            ("_rels/.rels", wrap(&outer).into_bytes()),
            ("word/document.xml", document.into_bytes()),
            ("word/_rels/document.xml.rels", wrap(&relations).into_bytes()),
        ];
        files.extend(self.parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())));
        zipped(&files)
    }
}

/// A ZIP archive of these files.
///
/// # Panics
/// Where memory cannot be written.
#[must_use]
pub fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}

/// Puts the namespaces on the first element.
fn with_namespaces(xml: &str) -> String {
    let end = xml.find(['>', '/', ' ']).unwrap_or(xml.len());
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{} {NAMESPACES}{}"#,
        &xml[..end],
        &xml[end..]
    )
}

#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A paragraph with these runs.
#[must_use]
pub fn p(runs: &str) -> String {
    format!(r#"<w:p w:rsidR="00A77B3E">{runs}</w:p>"#)
}

/// A paragraph of a style, or with any other properties.
#[must_use]
pub fn p_with(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

#[must_use]
pub fn styled(style: &str, runs: &str) -> String {
    p_with(&format!(r#"<w:pStyle w:val="{style}"/>"#), runs)
}

/// A run.
#[must_use]
pub fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text))
}

#[must_use]
pub fn r_with(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text))
}

const BY: &str = r#"w:id="7" w:date="2023-11-21T10:14:00Z""#;

#[must_use]
pub fn ins(author: &str, runs: &str) -> String {
    format!(r#"<w:ins {BY} w:author="{}">{runs}</w:ins>"#, escape(author))
}

#[must_use]
pub fn del(author: &str, text: &str) -> String {
    format!(
        r#"<w:del {BY} w:author="{}"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>"#,
        escape(author),
        escape(text)
    )
}

/// The properties of a paragraph whose mark was inserted (`ins`) or deleted (`del`).
#[must_use]
pub fn mark(tracked: &str, author: &str) -> String {
    format!(r#"<w:rPr><w:{tracked} {BY} w:author="{}"/></w:rPr>"#, escape(author))
}

/// A picture in the line, as Word writes it.
#[must_use]
pub fn picture(relation: &str, alt_text: &str) -> String {
    let alt_text = escape(alt_text);
    format!(
        r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5760720" cy="3840480"/><wp:docPr id="1" name="Grafik 1" descr="{alt_text}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Grafik 1"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
    )
}

/// A text box with the older form beside it, as Word writes it.
#[must_use]
pub fn text_box(text: &str) -> String {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p(&r(text)));
    format!(
        r##"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="3" name="Textfeld 3"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape type="#_x0000_t202"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"##
    )
}

/// A field of several runs: its code and the result that is read.
#[must_use]
pub fn field(code: &str, result: &str) -> String {
    let code = escape(code);
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        r(result)
    )
}

const STYLES: &str = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Standard"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Listenabsatz"><w:name w:val="List Paragraph"/><w:basedOn w:val="Standard"/></w:style><w:style w:type="paragraph" w:styleId="Intern"><w:name w:val="Intern"/><w:basedOn w:val="Standard"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Interner"><w:name w:val="Interner"/><w:basedOn w:val="Intern"/></w:style><w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="character" w:styleId="Sichtbar"><w:name w:val="Sichtbar"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
