//! A class has one home: two style sheets that mean different things by one name spoil each other.

use std::collections::BTreeMap;

use super::Fault;

/// What fits parts to narrow windows and high contrast stands apart from them.
const APART: &str = "ui/kern/adapt.css";

/// Classes that more than one sheet of the window styles by themselves.
pub fn homes(files: &[(String, String)]) -> Vec<Fault> {
    let mut homes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (place, text) in files {
        if !place.starts_with("ui/") || !place.ends_with(".css") || place == APART {
            continue;
        }
        for class in alone(text) {
            let known = homes.entry(class).or_default();
            if !known.contains(&place.as_str()) {
                known.push(place);
            }
        }
    }
    homes
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|(class, places)| Fault {
            place: places.join(" and "),
            rule: format!("`.{class}` is styled in both: give one of them another name"),
        })
        .collect()
}

/// The classes that are selected by nothing but themselves.
fn alone(css: &str) -> impl Iterator<Item = String> {
    let mut code = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let selectors: Vec<String> = code
        .split('{')
        .filter_map(|part| part.rsplit(['}', ';']).next())
        .flat_map(|selectors| selectors.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>())
        .collect();
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    selectors
        .into_iter()
        .filter_map(move |one| one.strip_prefix('.').filter(|name| is_name(name)).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> =
            files.iter().map(|(place, css)| ((*place).to_owned(), (*css).to_owned())).collect();
        homes(&files).into_iter().map(|fault| fault.place).collect()
    }

    #[test]
    fn two_sheets_with_one_class_are_named_and_what_adapts_it_is_not() {
        let a = ("ui/a/a.css", "/* .b{} */\n.a{color:red}\n.c,.d:hover{x:y}");
        assert_eq!(told(&[a, ("ui/b/b.css", "@media print{.a{x:y}}")]), ["ui/a/a.css and ui/b/b.css"]);
        assert_eq!(told(&[a, ("ui/b/b.css", ".b .a{x:y}\n.a>b{x:y}\n.d{x:y}\n.b{x:y}")]), [""; 0]);
        assert_eq!(told(&[a, (APART, ".a{x:y}")]), [""; 0]);
        assert_eq!(told(&[a, ("assets/newsroom/stil.css", ".a{x:y}")]), [""; 0]);
    }
}
