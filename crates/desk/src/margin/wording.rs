//! What is said, apart from how it is set.

use sperrfrist_release::Release;
use sperrfrist_release::body::Mark;
use sperrfrist_release::document::LinkTarget;

/// The words of a text. Typing sets quotation marks, dashes, dots and spaces by itself: they are nobody's wording.
pub(super) fn plain(text: &str) -> String {
    let signs = text.chars().filter(|sign| *sign != '\u{ad}').map(|sign| match sign {
        '»' | '«' | '„' | '“' | '”' => '"',
        '›' | '‹' | '‚' | '‘' | '’' => '\'',
        '–' | '—' => '-',
        other => other,
    });
    let text: String = signs.collect::<String>().replace('…', "...");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What somebody agrees to who agrees to the text of a release: all that it says. Not when it becomes public, which moves with
/// the event, nor the column beside it, nor its photos, which come when they come.
pub(super) fn agreed(release: &Release) -> Vec<String> {
    let head = [&release.kind_label, &release.headline].into_iter().chain(&release.standing_lines);
    let mut said: Vec<String> = head.chain([&release.dateline.words]).map(|text| plain(text)).collect();
    for block in &release.body.content {
        said.extend(block.lines().iter().map(|line| plain(line)));
        for mark in block.runs().flat_map(|run| &run.marks) {
            if let Mark::Link { attrs } = mark {
                said.push(attrs.href.clone());
            }
        }
    }
    for link in &release.links {
        said.push(plain(&link.label));
        if let LinkTarget::Address { href } = &link.target {
            said.push(href.clone());
        }
    }
    said.retain(|text| !text.is_empty());
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use sperrfrist_release::body::Block;
    use sperrfrist_release::{Body, PhotoSlot, ReleaseId, SlotId};

    #[test]
    fn what_typing_sets_is_no_wording_and_a_word_is() {
        assert_eq!(plain("\"Das  gilt\" - sofort..."), plain("»Das\u{a0}gilt« – sofort…"));
        assert_ne!(plain("Das gilt"), plain("Das galt"));
        assert_ne!(plain("Das gilt."), plain("Das gilt?"));
    }

    #[test]
    fn a_word_of_the_text_counts_and_a_photo_or_a_contact_does_not() {
        let mut release = Release::blank(ReleaseId::random());
        release.body = Body::of(vec![Block::paragraph("Sie gilt ab sofort.")]);
        let is_same = |change: &dyn Fn(&mut Release)| {
            let mut changed = release.clone();
            change(&mut changed);
            agreed(&changed) == agreed(&release)
        };
        assert!(is_same(&|release| release.contact.name = "Frau Neu".into()));
        assert!(is_same(&|release| release.photos.push(PhotoSlot::promised(SlotId::random(), "Bild"))));
        assert!(is_same(&|release| release.body.content.push(Block::paragraph(" "))));
        assert!(!is_same(&|release| release.headline = "Neu".into()));
        assert!(!is_same(&|release| release.standing_lines.push("Es gilt das gesprochene Wort.".into())));
        assert!(!is_same(&|release| release.body.content.push(Block::paragraph("Mehr."))));
    }
}
