//! The address of a profile page, and the one form of it by which a person is known.

use std::borrow::Cow;
use std::fmt;

use fluent_uri::Iri;
use percent_encoding::percent_decode_str;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A profile address in its one form: no scheme, no country host, no query, decoded and
/// in lower case, such as `linkedin.com/in/zoë-brandt`.
///
/// The same person's address arrives in many spellings; equal values are the same person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProfileAddress(String);

impl ProfileAddress {
    /// Reads an address as a person or an export writes it; `None` where it is no web
    /// address (another scheme, no host, or no path that could name somebody).
    pub fn parse(text: &str) -> Option<ProfileAddress> {
        usual(text).or_else(|| ProfileAddress::parse_any(text))
    }

    fn parse_any(text: &str) -> Option<ProfileAddress> {
        let text = text.trim();
        let rest = match text.split_once("://") {
            Some((scheme, rest))
                if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") =>
            {
                rest
            }
            Some(_) => return None,
            None => text,
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = rest.split_once('/')?;
        let host = host.to_lowercase();
        if !is_host(&host) {
            return None;
        }
        let host = match host.strip_suffix("linkedin.com") {
            // `www.`, `uk.` and other subdomains lead to the same page.
            Some(before) if before.is_empty() || before.ends_with('.') => "linkedin.com",
            _ => without_www(&host),
        };
        // A slash that was encoded parts the path like any other, once it is decoded.
        let segments: Vec<String> = path
            .split('/')
            .flat_map(|segment| decode(segment).split('/').map(tidy).collect::<Vec<_>>())
            .filter(|segment| !segment.is_empty())
            .collect();
        let path = match segments.as_slice() {
            [] => return None,
            // What follows the name of a member is the language of the page.
            [kind, name, ..] if host == "linkedin.com" && kind == "in" => format!("in/{name}"),
            // These name nobody by themselves: who it is stands in the query, or nowhere.
            [kind, ..] if host == "linkedin.com" && (kind == "in" || kind == "profile") => {
                return None;
            }
            all => all.join("/"),
        };
        let address = ProfileAddress(format!("{host}/{path}"));
        // A page of LinkedIn has a link, whatever its path.
        (host == "linkedin.com" || address.link().is_some()).then_some(address)
    }

    /// An address that is in its one form already, as [`ProfileAddress::as_str`] gave it.
    pub fn from_normal_form(text: String) -> ProfileAddress {
        ProfileAddress(text)
    }

    /// The address as text, without a scheme.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as a link that a page may carry: always `https:`, and checked to parse.
    pub fn link(&self) -> Option<String> {
        let (host, path) = self.0.split_once('/')?;
        let host = if host == "linkedin.com" { "www.linkedin.com" } else { host };
        let path: Vec<String> = path
            .split('/')
            .map(|segment| {
                percent_encoding::utf8_percent_encode(segment, percent_encoding::NON_ALPHANUMERIC)
                    .to_string()
                    // These stand for themselves in a path and read better so.
                    .replace("%2D", "-")
                    .replace("%2E", ".")
                    .replace("%5F", "_")
                    .replace("%7E", "~")
            })
            .collect();
        let link = format!("https://{host}/{}", path.join("/"));
        Iri::parse(link.as_str()).is_ok().then_some(link)
    }
}

impl fmt::Display for ProfileAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address as exports write nearly all of them, `https://www.linkedin.com/in/` and a name in
/// plain letters or encoded ones: read at once, since there are tens of thousands.
fn usual(text: &str) -> Option<ProfileAddress> {
    const BEFORE: &str = "linkedin.com/in/";
    let name = text.strip_prefix("https://www.")?.strip_prefix(BEFORE)?;
    let is_folded = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    let is_plain = |byte| is_folded(byte) || matches!(byte, b'A'..=b'Z' | b'%');
    let decoded = match () {
        () if name.bytes().all(is_folded) => Cow::Borrowed(name),
        () if name.bytes().all(is_plain) => Cow::Owned(tidy(&decode(name))),
        () => return None,
    };
    if decoded.is_empty() || decoded.contains('/') {
        return None;
    }
    Some(ProfileAddress([BEFORE, &decoded].concat()))
}

/// Whether this can be the name of a host: labels of letters, digits and hyphens, with a
/// dot between them, and perhaps a port.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    name.contains('.')
        && name.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
        && !port.is_empty()
        && port.chars().all(|c| c.is_ascii_digit())
}

/// A host without `www.` before it, as long as a host is left.
fn without_www(host: &str) -> &str {
    let mut host = host;
    while let Some(rest) = host.strip_prefix("www.").filter(|rest| rest.contains('.')) {
        host = rest;
    }
    host
}

/// Decodes one segment of a path; what is no UTF-8 stays as it came.
fn decode(segment: &str) -> String {
    let decoded = percent_decode_str(segment).decode_utf8();
    decoded.as_deref().unwrap_or(segment).to_owned()
}

/// One segment in the form in which it is compared.
fn tidy(segment: &str) -> String {
    let segment = segment.trim();
    // As nearly all are: what is composed already need not be taken apart first.
    if is_nfc_quick(segment.chars()) == IsNormalized::Yes {
        return segment.to_lowercase();
    }
    segment.nfc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_spellings_are_one_address() {
        for spelling in [
            "https://www.linkedin.com/in/zo%C3%AB-brandt",
            "http://www.linkedin.com/in/zoë-brandt/",
            "linkedin.com/in/Zoe\u{308}-Brandt",
            "https://uk.linkedin.com/in/zo%c3%ab-brandt?trk=people",
            "  HTTPS://LinkedIn.com/in/zoë-brandt/de#top ",
        ] {
            let address = ProfileAddress::parse(spelling).expect(spelling);
            assert_eq!(address.as_str(), "linkedin.com/in/zoë-brandt", "{spelling}");
            assert_eq!(
                address.link().as_deref(),
                Some("https://www.linkedin.com/in/zo%C3%AB-brandt")
            );
        }
    }

    #[test]
    fn the_usual_form_is_read_like_any_other() {
        for name in [
            "mira-halvorsen-3b2a91",
            "A_b-9",
            "-",
            "x",
            "",
            "a.b",
            "a/b",
            "a%20",
            "zoë",
            "zo%C3%AB-Brandt",
            "zoe%CC%88",
            "%C3%81%2fb",
            "a%2Fb",
            "%2F",
            "%20",
            "%C2%A0a%C2%A0",
            "%",
            "%c3",
            "%00",
            "a%25b",
            "a%3Fb%23",
            "%C4%B0",
            "%E2%84%AA",
        ] {
            let text = format!("https://www.linkedin.com/in/{name}");
            let any = ProfileAddress::parse_any(&text);
            assert_eq!(ProfileAddress::parse(&text), any, "{text}");
            if let Some(usual) = usual(&text) {
                assert_eq!(Some(usual), any, "{text}");
            }
        }
        assert!(usual("https://www.linkedin.com/in/mira-halvorsen-3b2a91").is_some());
    }

    #[test]
    fn what_is_no_web_address_is_none() {
        for text in [
            "",
            "   ",
            "javascript:alert(1)//linkedin.com/in/a",
            "javascript://linkedin.com/in/a",
            "mailto:a@example.org",
            "https://",
            "https://www.linkedin.com/",
            "https://www.linkedin.com/in/",
            "https://www.linkedin.com/profile/view?id=12345",
            "https://www.linkedin.com/in/a%20b\u{0}@evil/../x y".split('/').next().unwrap_or(""),
            "Mira Halvorsen",
            "https://user:pass@linkedin.com/in/a",
            "//linkedin.com/in/a",
        ] {
            assert_eq!(ProfileAddress::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_host_that_only_looks_like_linkedin_is_another_host() {
        let address = ProfileAddress::parse("https://notlinkedin.com/in/mira").unwrap();
        assert_eq!(address.as_str(), "notlinkedin.com/in/mira");
    }
}
