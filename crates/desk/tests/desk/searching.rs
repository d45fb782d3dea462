//! Looking for something: releases, photos and persons by their words.

use sperrfrist_desk::view::{AttachRequest, CaptionRequest, Run, SearchRequest, SearchView};
use sperrfrist_release::state::State;

use crate::support::{Office, Tested, caption, photo};

fn look(office: &Office, words: &str) -> Result<SearchView, sperrfrist_desk::Problem> {
    office.desk.search(SearchRequest { words: words.into() })
}

fn shown(runs: &[Run]) -> String {
    runs.iter().map(|run| if run.is_sought { format!("[{}]", run.text) } else { run.text.clone() }).collect()
}

#[test]
fn a_release_its_photo_and_who_is_on_it_are_found_by_one_word() -> Tested {
    let office = Office::open()?;
    let (id, slot) = office.with_photo()?;
    let request = AttachRequest { id, file_name: "DSC_4409.jpg".into() };
    let original = office.desk.attach_photo(&photo(), request)?.photos[0].original.clone();
    let persons = vec!["Henrike Aldenhoff".into(), "Jonas Wiedebusch".into()];
    let words = sperrfrist_release::Caption { persons, ..caption() };
    office.desk.caption(CaptionRequest { id, original: original.clone(), caption: words })?;
    office.schedule(id)?;

    let found = look(&office, "ausfall")?;
    assert_eq!(found.releases.len(), 1);
    assert_eq!(shown(&found.releases[0].headline), "Elbmark und Bund üben für den [Ausfall]");
    assert_eq!((found.releases[0].state, found.releases[0].lanes.len()), (State::Scheduled, 2));
    assert!(found.photos.is_empty() && found.persons.is_empty());

    let found = look(&office, "vereinb unterz")?;
    assert_eq!(
        shown(&found.releases[0].excerpt),
        "Beide Seiten haben heute eine [Vereinb]arung [unterz]eichnet."
    );

    let found = look(&office, "ALDENH")?;
    assert_eq!((found.releases.len(), found.photos.len(), found.persons.len()), (0, 1, 1));
    assert_eq!(found.photos[0].original, original);
    assert_eq!(shown(&found.photos[0].excerpt), "Henrike [Aldenh]off, Jonas Wiedebusch");
    assert_eq!(found.photos[0].headline, "Elbmark und Bund üben für den Ausfall");
    assert_eq!((found.persons[0].photos, found.persons[0].words.as_str()), (1, "Henrike Aldenhoff"));
    assert_eq!(look(&office, "nirgends")?, SearchView::default());
    let _ = slot;
    Ok(())
}
