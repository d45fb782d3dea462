//! The page for an officer's phone: stop, hold the photo, later; never earlier, nothing new.

use chrono::TimeDelta;
use sperrfrist_newsroom::Newsroom;
use sperrfrist_release::Clearance;

use super::{Office, Seat};
use crate::support::{Answer, CANARY_TEXT, PAGE, Story, ask, five, half_past_five};

/// A phone with its cookie.
struct Phone<'a> {
    office: &'a Office,
    cookie: String,
}

impl Phone<'_> {
    fn get(&self, path: &str) -> Answer {
        ask(self.office.phone, "GET", path, &[("cookie", &self.cookie)], b"")
    }

    fn post(&self, path: &str, form: &str) -> Answer {
        let headers =
            [("cookie", self.cookie.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        ask(self.office.phone, "POST", path, &headers, form.as_bytes())
    }

    /// Presses a button of the first release, and reads the page after it.
    fn press(&self, path: &str, more: &str) -> String {
        let page = self.get("/").text();
        let field = |name: &str| {
            let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect(name);
            rest.split('"').next().expect("a value").to_owned()
        };
        let (form, release, generation) = (field("form"), field("release"), field("generation"));
        let answer = self.post(path, &format!("form={form}&release={release}&generation={generation}{more}"));
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
        self.get("/").text()
    }
}

pub fn sign_in(office: &Office, name: &str, password: &str) -> Answer {
    let form = format!("name={}&password={password}", name.replace(' ', "+"));
    ask(office.phone, "POST", "/anmelden", &[], form.as_bytes())
}

fn signed_in<'a>(office: &'a Office, name: &str) -> Phone<'a> {
    let password = Newsroom::new_password_in(&office.data(), name).expect("a password");
    let answer = sign_in(office, name, &password);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    let cookie = answer.header("set-cookie").expect("a cookie");
    for word in ["__Host-", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    let cookie = cookie.split(';').next().expect("a pair").to_owned();
    Phone { office, cookie }
}

fn planned() -> (Office, Seat, Story) {
    let office = Office::open(false);
    office.enter("M. Roth", "write,approve");
    let (seat, story) = (office.seat("M. Roth"), Story::new());
    seat.plan(&story);
    office.clock.set(five() - TimeDelta::minutes(6));
    (office, seat, story)
}

#[test]
fn one_tap_stops_text_and_photo() {
    let (office, seat, story) = planned();
    let phone = signed_in(&office, "M. Roth");
    let page = phone.get("/").text();
    for words in
        ["angemeldet als M. Roth", "Öffentlich in", "6\u{a0}Minuten", "36\u{a0}Minuten", "17:15 · 17:45"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = phone.press("/anhalten", "");
    assert!(page.contains("Angehalten. Nichts davon wird öffentlich"), "{page}");
    assert!(!page.contains("action=\"/anhalten\""), "there is nothing left to stop");
    assert!(seat.report(&story).items.iter().all(|item| item.clearance == Clearance::Stopped));
    office.clock.set(half_past_five());
    assert_eq!(office.get(PAGE).status, 404);
    assert!(phone.get("/protokoll").text().contains("angehalten, M. Roth"));
}

#[test]
fn the_photo_alone_is_held_back() {
    let (office, _, _) = planned();
    let phone = signed_in(&office, "M. Roth");
    let page = phone.press("/foto-zurueckhalten", "");
    assert!(page.contains("Das Foto wartet."), "{page}");
    office.clock.set(half_past_five());
    assert_eq!(office.get(PAGE).status, 200);
    assert_eq!(office.get(&format!("{PAGE}/foto/1")).status, 404);
    let page = phone.get("/").text();
    assert!(page.contains(CANARY_TEXT), "what is public has its headline");
}

#[test]
fn later_moves_both_and_earlier_moves_nothing() {
    let (office, seat, story) = planned();
    let phone = signed_in(&office, "M. Roth");
    let to = |minutes: i64| (five() + TimeDelta::minutes(minutes)).to_rfc3339().replace('+', "%2B");
    let page = phone.press("/spaeter", &format!("&to={}", to(15)));
    assert!(page.contains("Verschoben auf Di., 21.11.2023, 17:15"), "{page}");
    let page = phone.press("/spaeter", "&to=&typed=2023-11-21T17:20");
    assert!(page.contains("17:20"), "{page}");
    let page = phone.press("/spaeter", "&to=&typed=2023-11-21T16:50");
    assert!(page.contains("Das wäre früher als geplant."), "{page}");
    let page = phone.press("/spaeter", "&to=&typed=bald");
    assert!(page.contains("role=\"alert\""), "{page}");
    let report = seat.report(&story);
    assert_eq!(report.items[0].due, Some(five() + TimeDelta::minutes(20)));
    assert_eq!(report.items[1].due, Some(half_past_five() + TimeDelta::minutes(20)));
    office.clock.set(five() + TimeDelta::minutes(20) - TimeDelta::milliseconds(1));
    assert_eq!(office.get(PAGE).status, 404);
    office.clock.set(five() + TimeDelta::minutes(20));
    assert_eq!(office.get(PAGE).status, 200);
}

#[test]
fn a_page_that_is_no_longer_true_moves_nothing_but_still_stops() {
    let (office, seat, story) = planned();
    let phone = signed_in(&office, "M. Roth");
    let page = phone.get("/").text();
    let form = page
        .split_once("name=\"form\" value=\"")
        .and_then(|(_, rest)| rest.split('"').next())
        .expect("a form");
    let fields = format!("form={form}&release={}&generation=1", story.release.id);
    seat.plan_again(&story, 7);
    phone.post(
        "/spaeter",
        &format!("{fields}&to={}", (five() + TimeDelta::minutes(15)).to_rfc3339().replace('+', "%2B")),
    );
    assert_eq!(seat.report(&story).items[0].due, Some(five()), "somebody has planned anew meanwhile");
    phone.post("/anhalten", &fields);
    assert_eq!(seat.report(&story).items[0].clearance, Clearance::Stopped);
}

#[test]
fn nothing_of_a_release_is_told_before_its_time_not_even_to_the_phone() {
    let (office, _, _) = planned();
    let phone = signed_in(&office, "M. Roth");
    for path in ["/", "/protokoll"] {
        let page = phone.get(path);
        assert!(!page.text().contains("KANARIENVOGEL"), "{path}");
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
}

#[test]
fn without_signing_in_there_is_only_the_door() {
    let (office, seat, story) = planned();
    let _ = Newsroom::new_password_in(&office.data(), "M. Roth").expect("a password");
    for path in ["/", "/protokoll", "/anhalten", "/healthz", "/api/time", PAGE] {
        let answer = ask(office.phone, "GET", path, &[], b"");
        assert_eq!((answer.status, answer.header("location")), (303, Some("/anmelden")), "{path}");
    }
    let fields = format!("form=&release={}&generation=1", story.release.id);
    for path in ["/anhalten", "/foto-zurueckhalten", "/spaeter"] {
        assert_eq!(
            ask(office.phone, "POST", path, &[], fields.as_bytes()).header("location"),
            Some("/anmelden")
        );
    }
    for (name, password) in [("M. Roth", "falsch"), ("Niemand", "falsch"), ("", "")] {
        let answer = sign_in(&office, name, password);
        assert_eq!(answer.status, 403);
        assert!(answer.header("set-cookie").is_none() && answer.text().contains("stimmt nicht"));
    }
    assert_eq!(seat.report(&story).items[0].clearance, Clearance::Cleared);
}

#[test]
fn another_site_cannot_press_a_button_here() {
    let (office, seat, story) = planned();
    let phone = signed_in(&office, "M. Roth");
    for form in ["", "form=&", "form=geraten&"] {
        phone.post("/anhalten", &format!("{form}release={}&generation=1", story.release.id));
    }
    assert!(phone.get("/").text().contains("nicht mehr aktuell"));
    assert_eq!(seat.report(&story).items[0].clearance, Clearance::Cleared);
}

#[test]
fn signing_out_a_new_password_and_being_removed_end_the_session() {
    let (office, _, _) = planned();
    let phone = signed_in(&office, "M. Roth");
    let page = phone.get("/").text();
    let form = page
        .split_once("name=\"form\" value=\"")
        .and_then(|(_, rest)| rest.split('"').next())
        .expect("a form");
    phone.post("/abmelden", &format!("form={form}"));
    assert_eq!(phone.get("/").status, 303);
    let phone = signed_in(&office, "M. Roth");
    assert_eq!(phone.get("/").status, 200);
    let second = signed_in(&office, "M. Roth");
    assert_eq!((phone.get("/").status, second.get("/").status), (303, 200));
    office.clock.advance(std::time::Duration::from_secs(12 * 3_600));
    assert_eq!(second.get("/").status, 303, "a working day is over");
    let third = signed_in(&office, "M. Roth");
    Newsroom::remove_officer_in(&office.data(), "M. Roth", &*office.clock).expect("removed");
    assert_eq!(third.get("/").status, 303);
}
