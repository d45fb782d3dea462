//! How a place answers for what never was, and whether another answer can be told from that.

use std::collections::BTreeMap;

use crate::Probe;

/// What two answers for paths that never were have in common. What differs between them changes by itself, as the
/// time or the number of a request does, and tells nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    status: u16,
    headers: BTreeMap<String, Option<String>>,
    body: Option<Vec<u8>>,
}

/// In what an answer differs from one for what never was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    Status,
    /// The name of the first header that differs.
    Header(String),
    Body,
}

impl Absence {
    /// `None` where the place answers as if the paths were there: then somebody else answers than a newsroom, such
    /// as the sign-in page of a guest network.
    #[must_use]
    pub fn of(one: &Probe, other: &Probe) -> Option<Self> {
        let is_absent = |probe: &Probe| (400..500).contains(&probe.status) && probe.status != 429;
        if !is_absent(one) || one.status != other.status {
            return None;
        }
        let mut headers: BTreeMap<String, Option<String>> = BTreeMap::new();
        for name in one.headers.keys().chain(other.headers.keys()) {
            let (first, second) = (one.headers.get(name), other.headers.get(name));
            let steady = first.filter(|_| name != "date" && first == second);
            headers.insert(name.clone(), steady.cloned());
        }
        let body = (one.body == other.body).then(|| one.body.clone());
        Some(Self { status: one.status, headers, body })
    }

    /// The first difference, if there is one.
    #[must_use]
    pub fn difference(&self, probe: &Probe) -> Option<Difference> {
        if probe.status != self.status {
            return Some(Difference::Status);
        }
        let missing = self
            .headers
            .iter()
            .find(|(name, value)| value.is_some() && probe.headers.get(*name) != value.as_ref())
            .map(|(name, _)| name);
        let added = probe.headers.keys().find(|name| !self.headers.contains_key(*name));
        if let Some(name) = missing.or(added) {
            return Some(Difference::Header(name.clone()));
        }
        let same = self.body.as_ref().is_none_or(|body| *body == probe.body);
        (!same).then_some(Difference::Body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(status: u16, headers: &[(&str, &str)], body: &str) -> Probe {
        Probe {
            status,
            content_type: String::new(),
            cache_control: String::new(),
            etag: String::new(),
            headers: headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
            sha256: String::new(),
            body: body.into(),
        }
    }

    fn never(date: &str, request: &str) -> Probe {
        probe(404, &[("date", date), ("x-request-id", request), ("cache-control", "no-store")], "weg")
    }

    #[test]
    fn what_changes_by_itself_tells_nothing() {
        let absence = Absence::of(&never("1", "a"), &never("2", "b")).expect("absent");
        assert_eq!(absence.difference(&never("3", "c")), None);
        let same_second = Absence::of(&never("1", "a"), &never("1", "b")).expect("absent");
        assert_eq!(same_second.difference(&never("2", "c")), None);
    }

    #[test]
    fn status_header_and_body_tell() {
        let absence = Absence::of(&never("1", "a"), &never("2", "b")).expect("absent");
        let all = [("date", "3"), ("x-request-id", "c"), ("cache-control", "no-store")];
        assert_eq!(absence.difference(&probe(403, &all, "weg")), Some(Difference::Status));
        assert_eq!(absence.difference(&probe(404, &all, "noch nicht")), Some(Difference::Body));
        let header = |name: &str| Some(Difference::Header(name.into()));
        assert_eq!(absence.difference(&probe(404, &all[..2], "weg")), header("cache-control"));
        let mut more = all.to_vec();
        more.push(("retry-after", "60"));
        assert_eq!(absence.difference(&probe(404, &more, "weg")), header("retry-after"));
        more[2] = ("cache-control", "max-age=60");
        assert_eq!(absence.difference(&probe(404, &more[..3], "weg")), header("cache-control"));
    }

    #[test]
    fn who_has_a_page_for_everything_is_no_newsroom() {
        let portal = probe(200, &[], "Bitte anmelden");
        assert_eq!(Absence::of(&portal, &portal), None);
        let busy = probe(429, &[], "");
        assert_eq!(Absence::of(&busy, &busy), None);
        let down = probe(503, &[], "");
        assert_eq!(Absence::of(&down, &down), None);
    }
}
