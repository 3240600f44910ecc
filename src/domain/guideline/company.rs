//! Names of companies in the one form in which they are compared.

use crate::search::fold;

/// What the law has a company add to its name, folded and without points. Taken away from
/// the end, one after the other.
const LEGAL: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "pty",
    "pvt",
    "private limited",
    "gmbh",
    "ggmbh",
    "mbh",
    "ug",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "gbr",
    "ev",
    "eg",
    "se",
    "sa",
    "sas",
    "sasu",
    "sarl",
    "srl",
    "spa",
    "sl",
    "slu",
    "sau",
    "ltda",
    "lda",
    "eireli",
    "ab",
    "as",
    "asa",
    "aps",
    "oy",
    "oyj",
    "hf",
    "ehf",
    "bv",
    "nv",
    "cv",
    "sp z o o",
    "sp z oo",
    "spzoo",
    "doo",
    "dd",
    "sro",
    "kft",
    "zrt",
    "kk",
    "ood",
    "eood",
];

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
    let mut words: Vec<String> = plain
        .split_whitespace()
        .flat_map(|word| match word.split('/').collect::<Vec<_>>().as_slice() {
            parts if parts.iter().all(|part| part.chars().count() <= 1) => vec![parts.concat()],
            parts => parts.iter().map(|part| (*part).to_owned()).collect(),
        })
        .filter(|word| !word.is_empty())
        .collect();
    while let Some(rest) = without_legal_form(&words) {
        words.truncate(rest);
    }
    words.join(" ")
}

/// How many words are left without the legal form at the end, if there is one and something
/// is left.
fn without_legal_form(words: &[String]) -> Option<usize> {
    let ends_with = |form: &str| {
        let form: Vec<&str> = form.split(' ').collect();
        let rest = words.len().checked_sub(form.len()).filter(|rest| *rest > 0)?;
        let end = words.get(rest..)?;
        end.iter().map(String::as_str).eq(form).then_some(rest)
    };
    LEGAL.iter().filter_map(|form| ends_with(form)).min()
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
        ] {
            assert_eq!(fold_company(one), fold_company(other), "{one} and {other}");
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
        ] {
            assert_ne!(fold_company(one), fold_company(other), "{one} and {other}");
        }
        assert_eq!(fold_company("AG"), "ag");
        assert_eq!(fold_company("Co Inc."), "co");
        assert_eq!(fold_company(" , "), "");
    }
}
