//! Every rule of PDF/UA-1 and PDF/A-2a, as an outside judge reads them.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use sperrfrist_paper::{Language, Letterhead, Sheet};

use crate::sheets::{VARIANTS, caption, pdf, sample, sheet, shown, staatskanzlei, stadt};

/// Panics with the rules that are broken.
pub fn assert_standards(file: &[u8], what: &str) {
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let report = validate_pdf_bytes(file, &ValidationOptions::default().profile(profile)).expect("a PDF");
        assert!(report.is_compliant, "{what}, {profile:?}: {:#?}", report.failures);
        assert!(report.rules.total > 100 && report.rules.failed == 0, "{what}: {:?}", report.rules);
    }
}

#[test]
fn every_variant_is_accessible_and_archivable_with_and_without_the_photo() {
    let release = sample();
    let caption = caption();
    let photos = shown(&release, &caption);
    let mut town = release.clone();
    town.issuer = Default::default();
    town.contact = Default::default();
    let (house, city, plain) = (staatskanzlei(), stadt(), Letterhead::default());
    for variant in VARIANTS {
        for photos in [&[][..], &photos] {
            for (release, letterhead) in [(&release, &house), (&town, &city), (&release, &plain)] {
                let sheet = Sheet { variant, photos, ..sheet(release, letterhead) };
                assert_standards(&pdf(&sheet), &format!("{variant:?}, {} photos", photos.len()));
            }
        }
    }
}

#[test]
fn every_language_is_accessible_and_archivable() {
    let (release, letterhead) = (sample(), staatskanzlei());
    for language in Language::ALL {
        let file = pdf(&Sheet { language, ..sheet(&release, &letterhead) });
        assert_standards(&file, &format!("{language:?}"));
        let tag = format!("/Lang({}", language.tag());
        assert!(file.windows(tag.len()).any(|part| part == tag.as_bytes()), "{language:?} is not said");
    }
}
