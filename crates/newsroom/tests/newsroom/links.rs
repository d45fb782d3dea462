//! Every link of the newsroom leads somewhere, before and after, and none makes a reader's browser ask another host.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Answer, PAGE, PHOTO_PAGE, Room, Story, five, half_past_five};

const ADDRESS: &str = "https://newsroom.example";

/// What a page names: addresses that lead on, and those that a browser fetches by itself.
struct Named {
    links: BTreeSet<String>,
    fetched: BTreeSet<String>,
}

fn attribute<'a>(text: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!(" {name}=\"");
    let values = text.match_indices(&start).map(|(at, found)| &text[at + found.len()..]);
    values.collect::<Vec<_>>().into_iter().filter_map(|rest| rest.split('"').next())
}

fn named(answer: &Answer) -> Named {
    let text = answer.text();
    let mut links: BTreeSet<String> = attribute(&text, "href").map(str::to_owned).collect();
    links.extend(attribute(&text, "action").map(str::to_owned));
    links.extend(text.split("<loc>").skip(1).filter_map(|rest| Some(rest.split('<').next()?.to_owned())));
    let mut fetched: BTreeSet<String> = attribute(&text, "src").map(str::to_owned).collect();
    for set in attribute(&text, "srcset") {
        fetched.extend(set.split(", ").filter_map(|one| Some(one.split(' ').next()?.to_owned())));
    }
    fetched.extend(
        text.split("url(")
            .skip(1)
            .filter_map(|rest| Some(rest.split(')').next()?.trim_matches('"').to_owned())),
    );
    for tag in text.split("<link rel=\"stylesheet\"").skip(1) {
        fetched.extend(attribute(tag, "href").next().map(str::to_owned));
    }
    fetched.extend(text.split("og:image\" content=\"").skip(1).filter_map(|rest| {
        let image = rest.split('"').next()?;
        Some(image.strip_prefix(ADDRESS).expect("a whole address of ours").to_owned())
    }));
    Named { links, fetched }
}

/// Goes from the front page to whatever it leads to. Gives each path with its answer.
fn crawl(room: &Room) -> BTreeMap<String, Answer> {
    let mut found = BTreeMap::new();
    let mut open = vec!["/".to_owned(), "/robots.txt".to_owned(), "/sitemap.xml".to_owned()];
    while let Some(path) = open.pop() {
        if found.contains_key(&path) {
            continue;
        }
        let answer = room.get(&path);
        assert_eq!(answer.status, 200, "{path} is a dead link");
        let Named { links, fetched } = named(&answer);
        for path in &fetched {
            assert!(path.starts_with('/') && !path.starts_with("//"), "{path} is fetched from elsewhere");
        }
        for link in links.into_iter().chain(fetched) {
            let ours = link.strip_prefix(ADDRESS).unwrap_or(&link);
            let ours = if ours.is_empty() { "/" } else { ours };
            match ours.chars().next() {
                Some('/') => open.push(ours.to_owned()),
                Some('#') => {
                    let id = format!(" id=\"{}\"", &ours[1..]);
                    assert!(answer.text().contains(&id), "{path} leads nowhere with {link}");
                }
                _ => assert!(
                    ["https://", "tel:", "mailto:", "urn:"].iter().any(|scheme| link.starts_with(scheme)),
                    "{link} on {path}"
                ),
            }
        }
        found.insert(path, answer);
    }
    found
}

#[test]
fn every_link_is_alive_before_and_after() {
    let (room, story) = (Room::open(), Story::new());
    story.plan(&room);
    let empty = crawl(&room);
    for page in ["/kontakt", "/impressum", "/barrierefreiheit", "/feed.atom", "/stil.css"] {
        assert!(empty.contains_key(page), "{page} is not linked");
    }
    assert!(!empty.keys().any(|path| path.starts_with("/20") || path.starts_with("/medien/")));
    room.clock.set(five());
    let text = crawl(&room);
    for page in [PAGE, "/2023", "/suche"] {
        assert!(text.contains_key(page), "{page} is not linked");
    }
    assert!(!text.keys().any(|path| path.contains("/foto/") || path.starts_with("/medien/")));
    room.clock.set(half_past_five());
    let all = crawl(&room);
    assert!(all.contains_key(PHOTO_PAGE));
    assert_eq!(all.keys().filter(|path| path.starts_with("/medien/")).count(), 3);
    assert!(all["/sitemap.xml"].text().contains(&format!("<loc>{ADDRESS}{PHOTO_PAGE}</loc>")));
}
