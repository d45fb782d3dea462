//! The text of a release as the editor knows it: a closed ProseMirror document.
//!
//! `Body` serialises as ProseMirror JSON with exactly the nodes and marks below; anything else is refused on
//! reading. There is no second form of the text anywhere. HTML is made from it by `page`, never stored.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The document node. Its JSON is `{"type":"doc","content":[…]}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub r#type: DocNode,
    #[serde(default)]
    pub content: Vec<Block>,
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Block {
    Paragraph {
        #[serde(default)]
        content: Vec<Text>,
    },
    Subheading {
        #[serde(default)]
        content: Vec<Text>,
    },
    /// A quotation that stands by itself; »quotes« within a sentence are ordinary text.
    Quote {
        #[serde(default)]
        content: Vec<Text>,
    },
    List {
        #[serde(default)]
        content: Vec<ListItem>,
    },
    /// A link on a line of its own. ProseMirror forbids a node and a mark of one name, hence not `link`.
    LinkBlock {
        attrs: Href,
        #[serde(default)]
        content: Vec<Text>,
    },
}

/// An item of a [`Block::List`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListItem {
    pub r#type: ListItemNode,
    #[serde(default)]
    pub content: Vec<Text>,
}

/// A run of text with the same marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub r#type: TextNode,
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Mark>>")]
    pub marks: Vec<Mark>,
}

/// What a run of text can be besides plain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum Mark {
    Strong,
    Emphasis,
    Link { attrs: Href },
}

/// Where a link leads. The scheme is checked by [`Href::is_safe`], by the preflight and by whoever renders it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Href {
    pub href: String,
}

impl Href {
    /// Whether the address may stand in a page: `https`, `http`, `mailto` or `tel`, nothing else.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        let address = self.href.trim();
        address.split_once(':').is_some_and(|(scheme, rest)| {
            !rest.is_empty()
                && ["https", "http", "mailto", "tel"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
                && !address.contains(|c: char| c.is_control() || c.is_whitespace())
        })
    }
}

/// The `type` of [`Body`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DocNode {
    #[default]
    Doc,
}

/// The `type` of [`ListItem`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ListItemNode {
    #[default]
    ListItem,
}

/// The `type` of [`Text`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TextNode {
    #[default]
    Text,
}

impl Text {
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { r#type: TextNode::Text, text: text.into(), marks: Vec::new() }
    }
}

impl Block {
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { content: vec![Text::plain(text)] }
    }

    /// A list of unmarked items.
    #[must_use]
    pub fn list(items: impl IntoIterator<Item = String>) -> Self {
        let content = items
            .into_iter()
            .map(|item| ListItem { r#type: ListItemNode::ListItem, content: vec![Text::plain(item)] })
            .collect();
        Self::List { content }
    }

    /// The words of the block, one string per line it prints.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Paragraph { content }
            | Self::Subheading { content }
            | Self::Quote { content }
            | Self::LinkBlock { content, .. } => vec![flat(content)],
            Self::List { content } => content.iter().map(|item| flat(&item.content)).collect(),
        }
    }

    /// Every run of text of the block, in reading order.
    pub fn runs(&self) -> impl Iterator<Item = &Text> {
        let (own, items): (&[Text], &[ListItem]) = match self {
            Self::Paragraph { content }
            | Self::Subheading { content }
            | Self::Quote { content }
            | Self::LinkBlock { content, .. } => (content, &[]),
            Self::List { content } => (&[], content),
        };
        own.iter().chain(items.iter().flat_map(|item| item.content.iter()))
    }
}

impl Body {
    #[must_use]
    pub fn of(content: Vec<Block>) -> Self {
        Self { r#type: DocNode::Doc, content }
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.content.iter().all(|block| block.lines().iter().all(|line| line.trim().is_empty()))
    }

    /// Number of words, as a word processor counts them.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.content.iter().flat_map(Block::lines).map(|line| line.split_whitespace().count()).sum()
    }
}

fn flat(content: &[Text]) -> String {
    content.iter().map(|run| run.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_prosemirror_json() {
        let json = r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Guten "},{"type":"text","text":"Tag","marks":[{"type":"strong"},{"type":"link","attrs":{"href":"https://example.org"}}]}]},{"type":"list","content":[{"type":"listItem","content":[{"type":"text","text":"eins"}]}]}]}"#;
        let body: Body = serde_json::from_str(json).expect("reads");
        assert_eq!(serde_json::to_string(&body).expect("writes"), json);
        assert_eq!(body.word_count(), 3);
    }

    #[test]
    fn an_unknown_node_is_refused() {
        let json = r#"{"type":"doc","content":[{"type":"iframe","content":[]}]}"#;
        assert!(serde_json::from_str::<Body>(json).is_err());
    }

    #[test]
    fn only_plain_schemes_are_safe() {
        let safe = |href: &str| Href { href: href.into() }.is_safe();
        assert!(safe("https://example.org/a?b=c"));
        assert!(safe("mailto:presse@example.org"));
        assert!(safe("tel:+4935156410300"));
        assert!(!safe("javascript:alert(1)"));
        assert!(!safe("JAVASCRIPT:alert(1)"));
        assert!(!safe("java\nscript:alert(1)"));
        assert!(!safe("data:text/html,x"));
        assert!(!safe("//example.org"));
        assert!(!safe("#"));
    }
}
