//! Every page once, of a release that has all there is: what is wrong with a template shows before anybody asks for it.

use chrono::{DateTime, TimeDelta};
use sperrfrist_release::body::{Block, Body};
use sperrfrist_release::document::{Dateline, Link, LinkTarget};
use sperrfrist_release::photo::RenditionName;
use sperrfrist_release::{Caption, Correction, Language, Photo, PhotoSlot, Release, ReleaseId, SlotId};

use crate::input::{Part, PdfFile, PhotoFile, PublicPhoto, PublicRelease, PublicVersion, Site, Withdrawn};
use crate::{PageError, Theme};

impl Theme {
    pub(crate) fn prove(&self) -> Result<(), PageError> {
        let since = DateTime::UNIX_EPOCH;
        let corrections = vec![Correction { at: since + TimeDelta::hours(1), notice: "Probe".into() }];
        let (public, pending) = (SlotId::random(), SlotId::random());
        let mut release = Release {
            headline: "Probe".into(),
            standing_lines: vec!["Probe".into()],
            dateline: Dateline { place: "Probe".into(), date: None, words: "Probe –".into() },
            body: Body::of(vec![Block::paragraph("Probe")]),
            links: vec![Link { label: "Probe".into(), target: LinkTarget::Photo { slot: pending } }],
            photos: vec![PhotoSlot::promised(public, "Probe"), PhotoSlot::promised(pending, "Probe")],
            corrections: corrections.clone(),
            ..Release::blank(ReleaseId::random())
        };
        release.issuer.name = "Probe".into();
        release.issuer.footnote = "Probe".into();
        release.issuer.directions.label = "Probe".into();
        release.issuer.directions.lines = vec!["Probe".into()];
        release.issuer.accessibility_note = "Probe".into();
        release.contact.name = "Probe".into();
        release.contact.email = "probe@example.org".into();
        let words = || "Probe".to_owned();
        let caption = Caption {
            caption: words(),
            credit: words(),
            usage_terms: words(),
            extended_alt_text: words(),
            creator: words(),
            ..Caption::default()
        };
        let photo = Photo { caption, corrections, ..Photo::default() };
        let file = |name, width: u32| PhotoFile {
            name,
            path: "/medien/probe.jpg".into(),
            width,
            height: width,
            bytes: 1,
        };
        let shown = PublicRelease {
            release: &release,
            path: "/1970/probe",
            since,
            photos: vec![PublicPhoto {
                slot: public,
                path: "/1970/probe/foto/1",
                number: 1,
                photo: &photo,
                files: vec![file(RenditionName::Web, 2), file(RenditionName::Preview, 1)],
                since,
            }],
            pdf: Some(PdfFile { path: "/medien/probe.pdf".into(), bytes: Some(1) }),
            versions: vec![PublicVersion { language: Language::English, path: "/1970/sample" }],
        };
        let withdrawn = Withdrawn { release: release.id, at: since, sentence: words() };
        let site = Site { name: "Probe", feed_id: "probe", founded: since };
        let all = std::slice::from_ref(&shown);
        let years = vec!["1970".to_owned()];
        for part in
            [Part::Newest, Part::Year("1970"), Part::Search { words: "Probe", year: Some("1970"), found: 1 }]
        {
            self.list(&site, part, &years, all)?;
            self.list(&site, part, &Vec::new(), &[])?;
        }
        self.release(&site, &shown)?;
        self.release(
            &site,
            &PublicRelease { photos: Vec::new(), pdf: None, versions: Vec::new(), ..shown.clone() },
        )?;
        self.photo(&site, &shown, &shown.photos[0])?;
        self.page_of_the_house("/probe", "Probe", &[words()])?;
        self.not_found()?;
        self.withdrawn(&withdrawn)?;
        self.feed(&site, all, &[withdrawn])?;
        Ok(())
    }
}
