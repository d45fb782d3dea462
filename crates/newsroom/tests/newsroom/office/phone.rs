//! The page for an officer's phone: stop, hold the photo, later; never earlier, nothing new.

use chrono::TimeDelta;
use sperrfrist_clock::{Clock, HostClock};
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
    sign_in_from(office, 0, name, password, "")
}

/// The same from another address, with what the browser has kept.
fn sign_in_from(office: &Office, client: u8, name: &str, password: &str, cookie: &str) -> Answer {
    let form = format!("name={}&password={password}", name.replace(' ', "+"));
    let client = format!("203.0.113.{client}");
    let headers = [("x-forwarded-for", client.as_str()), ("cookie", cookie)];
    ask(office.phone, "POST", "/anmelden", &headers, form.as_bytes())
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

#[test]
fn who_guesses_has_to_wait_and_the_phone_that_was_here_before_has_not() {
    let (office, _, _) = planned();
    let password = Newsroom::new_password_in(&office.data(), "M. Roth").expect("a password");
    let first = sign_in_from(&office, 0, "M. Roth", &password, "");
    let kept = first.headers.iter().filter(|(name, _)| name == "set-cookie");
    let kept =
        kept.map(|(_, value)| value.split(';').next().expect("a pair")).find(|pair| pair.contains("geraet"));
    let phone = kept.expect("the phone is remembered").to_owned();

    // Whether somebody of that name is entered makes no difference.
    for name in ["M. Roth", "Niemand"] {
        let base = if name == "Niemand" { 100 } else { 1 };
        // The one above counted, too.
        let (mut refused, mut under_the_name) = (Vec::new(), 1);
        if name == "Niemand" {
            assert_eq!(sign_in_from(&office, 99, name, "falsch", "").status, 403);
        }
        for client in 0..3 {
            for attempt in 0..12 {
                let answer = sign_in_from(&office, base + client, name, "falsch", "");
                let is_looked_at = attempt < 10 && under_the_name < 30;
                under_the_name += u32::from(is_looked_at);
                assert_eq!(answer.status, if is_looked_at { 403 } else { 429 }, "{name} {client} {attempt}");
                if attempt == 10 {
                    refused.push(answer);
                }
            }
        }
        let answer = sign_in_from(&office, base + 9, name, &password, "");
        assert_eq!(answer.status, 429, "thirty under one name, from wherever: {name}");
        for answer in refused.iter().chain([&answer]) {
            assert!(answer.text().contains("Zu viele Versuche. Der nächste geht in "), "{}", answer.text());
            let seconds: u64 = answer.header("retry-after").expect("told").parse().expect("seconds");
            assert!((1..=30).contains(&seconds));
        }
    }
    assert_eq!(sign_in_from(&office, 9, "M. Roth", &password, &phone).status, 303, "nobody keeps it out");
    assert_eq!(
        sign_in_from(&office, 9, "Niemand", &password, &phone).status,
        429,
        "nor is it anybody else's"
    );
}

#[test]
fn the_time_an_answer_takes_does_not_tell_who_is_entered() {
    let (office, _, _) = planned();
    Newsroom::new_password_in(&office.data(), "M. Roth").expect("a password");
    office.enter("K. Lehmann", "write");
    let wrong = "00000-00000-00000-00000";
    // In turns, so that what else this machine does concerns all alike.
    let names = ["M. Roth", "K. Lehmann", "Niemand"];
    let mut took = [Vec::new(), Vec::new(), Vec::new()];
    for round in 0..7 {
        for (took, name) in took.iter_mut().zip(names) {
            let begun = HostClock.now().boottime;
            assert_eq!(sign_in_from(&office, 50 + round, name, wrong, "").status, 403);
            took.push(HostClock.now().boottime - begun);
        }
    }
    let [known, without_password, unknown] = took.map(|mut took| {
        took.sort();
        took[took.len() / 2]
    });
    for other in [without_password, unknown] {
        assert!(other * 2 > known && known * 2 > other, "{known:?} {without_password:?} {unknown:?}");
    }
}
