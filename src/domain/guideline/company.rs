//! Names of companies in the one form in which they are compared.

use crate::search::fold;

/// What the law has a company add to its name, folded and without points, in the order of
/// the alphabet. Taken away from the end, one after the other.
const LEGAL: &[&str] = &[
    "ab",
    "ag",
    "aktiebolag",
    "aps",
    "as",
    "asa",
    "bhd",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "cv",
    "dd",
    "doo",
    "dooel",
    "eg",
    "ehf",
    "eireli",
    "eood",
    "eurl",
    "ev",
    "fze",
    "gbr",
    "ggmbh",
    "gmbh",
    "haftungsbeschrankt",
    "handelsbolag",
    "hf",
    "inc",
    "incorporated",
    "incorporation",
    "jsc",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "lda",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "oao",
    "ohg",
    "ood",
    "ooo",
    "ou",
    "oy",
    "oyj",
    "pjsc",
    "plc",
    "psc",
    "pte",
    "pty",
    "pvt",
    "ry",
    "sa",
    "sapi",
    "sarl",
    "sas",
    "sasu",
    "sau",
    "sca",
    "sci",
    "scs",
    "sdn",
    "se",
    "sl",
    "slu",
    "snc",
    "spa",
    "spzoo",
    "srl",
    "sro",
    "tbk",
    "ug",
    "zao",
    "zrt",
];

/// The same in several words.
const LEGAL_WORDS: &[&str] =
    &["de cv", "private limited", "sa de cv", "sdn bhd", "sp z o o", "sp z oo", "sa rl"];

/// The same that stands before or after the name, in scripts that write it so.
const LEGAL_AT_EITHER_END: &[&str] = &[
    "株式会社",
    "有限会社",
    "合同会社",
    "株",
    "有",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "有限責任公司",
    "ооо",
    "оао",
    "зао",
    "пао",
    "ао",
    "тов",
];

/// Words that join two names, and that another writes as a sign or leaves out.
const JOINING: &[&str] = &["and", "und", "et"];

/// The name without accents, case, punctuation and legal form, so that "Fjordline Analytics,
/// Inc." and "fjordline analytics" are one. A name that is nothing else keeps it.
pub fn fold_company(name: &str) -> String {
    let folded = fold(name);
    let mut plain = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            // "S.A." is one word, and so is "O'Neill".
            '.' | '\'' | '’' => {}
            // "A/S" too; in between of longer words, it parts them.
            '/' => plain.push('/'),
            c if c.is_alphanumeric() => plain.push(c),
            _ => plain.push(' '),
        }
    }
    let parted;
    let plain = if plain.contains('/') {
        parted = without_slashes(&plain);
        parted.as_str()
    } else {
        plain.as_str()
    };
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    loop {
        let count = words.len() - legal_words(&words);
        // Of "Müller GmbH & Co. KG", the last that is left joins nothing.
        let is_joining = |word: &&str| JOINING.contains(word);
        let joins = words.get(..count).and_then(<[_]>::last).is_some_and(is_joining);
        let count = count - usize::from(joins && count > 1);
        if count == words.len() {
            break;
        }
        words.truncate(count);
    }
    // Joined to the name, as those who write without spaces do.
    let stripped = words.iter().map(|word| without_joined_form(word));
    let mut words: Vec<&str> = stripped.filter(|word| !word.is_empty()).collect();
    for at_front in [true, false] {
        let end = if at_front { words.first() } else { words.last() };
        if words.len() > 1 && end.is_some_and(|end| LEGAL_AT_EITHER_END.contains(end)) {
            words.remove(if at_front { 0 } else { words.len() - 1 });
        }
    }
    if words.len() > 1 && words.first() == Some(&"the") {
        words.remove(0);
    }
    let last = words.len().saturating_sub(1);
    let joins = |at: usize, word: &str| at > 0 && at < last && JOINING.contains(&word);
    let named = words.iter().enumerate().filter(|(at, word)| !joins(*at, word));
    named.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// Slashes parting words, or within one: "A/S" is one.
fn without_slashes(plain: &str) -> String {
    let word = |word: &str| {
        let is_one = word.split('/').all(|part| part.chars().count() <= 1);
        word.replace('/', if is_one { "" } else { " " })
    };
    plain.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// How many words at the end are a legal form, if something is left before them.
fn legal_words(words: &[&str]) -> usize {
    // At most four: "sp z o o".
    (1..words.len().min(5))
        .rev()
        .find(|count| match words.get(words.len() - count..) {
            Some([word]) => LEGAL.binary_search(word).is_ok(),
            Some(form) => LEGAL_WORDS.iter().any(|it| it.split(' ').eq(form.iter().copied())),
            None => false,
        })
        .unwrap_or(0)
}

/// A word without the legal form that is joined to it, if something is left.
fn without_joined_form(word: &str) -> &str {
    if word.is_ascii() {
        return word;
    }
    // One letter alone may begin a name.
    let forms = || LEGAL_AT_EITHER_END.iter().filter(|form| form.chars().count() > 2);
    let at_front = forms().find_map(|form| word.strip_prefix(form));
    let word = at_front.filter(|rest| !rest.is_empty()).unwrap_or(word);
    let at_end = forms().find_map(|form| word.strip_suffix(form));
    at_end.filter(|rest| !rest.is_empty()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::fold_company;

    #[test]
    fn legal_forms_case_accents_and_points_make_no_difference() {
        for (one, other) in [
            ("Fjordline Analytics, Inc.", "fjordline analytics"),
            ("Müller & Söhne GmbH & Co. KG", "Muller Sohne"),
            ("Woodgrove S.A.", "Woodgrove"),
            ("Woodgrove SA", "WOODGROVE"),
            ("Nordvind A/S", "Nordvind"),
            ("Łódzka Sp. z o.o.", "Lodzka"),
            ("Tidewater Press Pty Ltd", "Tidewater Press"),
            ("Vento S.p.A.", "Vento"),
            ("Kita e.V.", "Kita"),
            ("O'Neill Ltd.", "ONeill"),
            ("Ærø Handel ApS", "Aero Handel"),
            ("  Dvě   tváře s.r.o. ", "dve tvare"),
            ("Berg & Dal AS", "Berg and Dal"),
            ("Berg und Dal oHG", "Berg, Dal"),
            ("The Tidewater Press", "Tidewater Press"),
            ("株式会社ひかり", "ひかり"),
            ("ひかり 株式会社", "ひかり(株)"),
            ("华光有限公司", "华光"),
            ("ООО Ромашка", "Ромашка"),
            ("Kopi Sdn. Bhd.", "Kopi"),
            ("Luz S.A. de C.V.", "Luz"),
            ("Start UG (haftungsbeschränkt)", "Start"),
            ("Fjord\u{200b}line\u{ad}", "fjordline"),
            ("Lumière S.à r.l.", "Lumiere SARL"),
        ] {
            assert_eq!(fold_company(one), fold_company(other), "{one} and {other}");
        }
    }

    #[test]
    fn the_forms_stand_in_their_order_and_none_is_lost_when_folded() {
        assert!(super::LEGAL.is_sorted());
        for form in super::LEGAL.iter().chain(super::LEGAL_WORDS) {
            assert_eq!(fold_company(&format!("Fjordline {form}")), "fjordline", "{form}");
        }
        for form in super::LEGAL_AT_EITHER_END {
            assert_eq!(fold_company(&format!("Fjordline {form}")), "fjordline", "{form}");
            assert_eq!(fold_company(&format!("{form} Fjordline")), "fjordline", "{form}");
        }
    }

    #[test]
    fn other_companies_stay_others() {
        for (one, other) in [
            ("Fjordline Analytics", "Fjordline"),
            ("AG", ""),
            ("Inc.", "Ltd."),
            ("Company", ""),
            ("Sa", "As"),
            ("Asana", "na"),
            ("Input/Output", "InputOutput"),
            ("The", "And"),
            ("株式会社", ""),
            ("有限公司", "株式会社"),
            ("Sandy", "S and Y"),
        ] {
            assert_ne!(fold_company(one), fold_company(other), "{one} and {other}");
        }
        assert_eq!(fold_company("AG"), "ag");
        assert_eq!(fold_company("Co Inc."), "co");
        assert_eq!(fold_company(" , "), "");
    }
}
