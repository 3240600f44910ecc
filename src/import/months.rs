//! Names of months as spreadsheets write them in their user's language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A set of languages, one bit each.
pub(super) type Languages = u32;

/// The twelve months of one language: full names and abbreviations of each, folded (lower case,
/// no accents) and separated by blanks.
type Year = [&'static str; 12];

/// English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Norwegian,
/// Danish, Finnish, Czech, Turkish; Croatian, Slovenian, Hungarian, Romanian, Catalan, Russian and Ukrainian.
#[rustfmt::skip]
const YEARS: &[Year] = &[
    ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
     "august aug", "september sep sept", "october oct", "november nov", "december dec"],
    ["januar janner jan", "februar feber feb", "marz maerz mar mrz", "april apr", "mai", "juni jun",
     "juli jul", "august aug", "september sep sept", "oktober okt", "november nov", "dezember dez"],
    ["janvier janv jan", "fevrier fevr fev", "mars mar", "avril avr", "mai", "juin", "juillet juil",
     "aout aou", "septembre sept sep", "octobre oct", "novembre nov", "decembre dec"],
    ["enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul",
     "agosto ago", "septiembre setiembre sep sept set", "octubre oct", "noviembre nov",
     "diciembre dic"],
    ["janeiro jan", "fevereiro fev", "marco mar", "abril abr", "maio mai", "junho jun", "julho jul",
     "agosto ago", "setembro set", "outubro out", "novembro nov", "dezembro dez"],
    ["gennaio gen", "febbraio feb", "marzo mar", "aprile apr", "maggio mag", "giugno giu",
     "luglio lug", "agosto ago", "settembre set sett", "ottobre ott", "novembre nov",
     "dicembre dic"],
    ["januari jan", "februari feb", "maart mrt maa", "april apr", "mei", "juni jun", "juli jul",
     "augustus aug", "september sep sept", "oktober okt", "november nov", "december dec"],
    ["styczen stycznia sty", "luty lutego lut", "marzec marca mar", "kwiecien kwietnia kwi",
     "maj maja", "czerwiec czerwca cze", "lipiec lipca lip", "sierpien sierpnia sie",
     "wrzesien wrzesnia wrz", "pazdziernik pazdziernika paz", "listopad listopada lis",
     "grudzien grudnia gru"],
    ["januari jan", "februari feb", "mars mar", "april apr", "maj", "juni jun", "juli jul",
     "augusti aug", "september sep sept", "oktober okt", "november nov", "december dec"],
    ["januar jan", "februar feb", "mars mar", "april apr", "mai", "juni jun", "juli jul",
     "august aug", "september sep sept", "oktober okt", "november nov", "desember des"],
    ["januar jan", "februar feb", "marts mar", "april apr", "maj", "juni jun", "juli jul",
     "august aug", "september sep sept", "oktober okt", "november nov", "december dec"],
    ["tammikuu tammikuuta tammi", "helmikuu helmikuuta helmi", "maaliskuu maaliskuuta maalis",
     "huhtikuu huhtikuuta huhti", "toukokuu toukokuuta touko", "kesakuu kesakuuta kesa",
     "heinakuu heinakuuta heina", "elokuu elokuuta elo", "syyskuu syyskuuta syys",
     "lokakuu lokakuuta loka", "marraskuu marraskuuta marras", "joulukuu joulukuuta joulu"],
    ["leden ledna led", "unor unora uno", "brezen brezna bre", "duben dubna dub",
     "kveten kvetna kve", "cerven cervna cvn", "cervenec cervence cvc", "srpen srpna srp",
     "zari zar", "rijen rijna rij", "listopad listopadu lis", "prosinec prosince pro"],
    ["ocak oca", "subat sub", "mart mar", "nisan nis", "mayis may", "haziran haz", "temmuz tem",
     "agustos agu", "eylul eyl", "ekim eki", "kasim kas", "aralik ara"],
    ["sijecanj sijecnja sij", "veljaca veljace velj vlj", "ozujak ozujka ozu", "travanj travnja tra",
     "svibanj svibnja svi", "lipanj lipnja lip", "srpanj srpnja srp", "kolovoz kolovoza kol",
     "rujan rujna ruj", "listopad listopada lis", "studeni studenoga stu", "prosinac prosinca pro"],
    ["januar jan", "februar feb", "marec mar", "april apr", "maj", "junij jun", "julij jul",
     "avgust avg", "september sep", "oktober okt", "november nov", "december dec"],
    ["januar jan", "februar febr feb", "marcius marc mar", "aprilis apr", "majus maj", "junius jun",
     "julius jul", "augusztus aug", "szeptember szept szep", "oktober okt", "november nov",
     "december dec"],
    ["ianuarie ian", "februarie feb", "martie mar", "aprilie apr", "mai", "iunie iun", "iulie iul",
     "august aug", "septembrie sept sep", "octombrie oct", "noiembrie noi nov", "decembrie dec"],
    ["gener gen", "febrer febr feb", "marc mar", "abril abr", "maig mai", "juny jun", "juliol jul",
     "agost ago ag", "setembre set", "octubre oct", "novembre nov", "desembre des"],
    ["январь января янв", "февраль февраля фев февр", "март марта мар", "апрель апреля апр",
     "маи мая", "июнь июня июн", "июль июля июл", "август августа авг",
     "сентябрь сентября сен сент", "октябрь октября окт", "ноябрь ноября ноя нояб",
     "декабрь декабря дек"],
    ["січень січня січ", "лютии лютого лют", "березень березня бер", "квітень квітня кві квіт",
     "травень травня тра трав", "червень червня чер черв", "липень липня лип",
     "серпень серпня сер серп", "вересень вересня вер", "жовтень жовтня жов жовт",
     "листопад листопада лис", "грудень грудня гру груд"],
];

/// Months that a (folded) word may mean, each with the languages in which it does.
///
/// Where no language has exactly this word, the beginning of a name counts, from three letters.
pub(super) fn meanings(word: &str) -> Vec<(u32, Languages)> {
    match EXACT.get(word) {
        Some(meanings) => meanings.clone(),
        None if word.chars().count() >= 3 => matching(|name| name.starts_with(word)),
        None => Vec::new(),
    }
}

/// What each spelling of the table means: looked up twice for each row of a file.
static EXACT: LazyLock<BTreeMap<&'static str, Vec<(u32, Languages)>>> = LazyLock::new(|| {
    YEARS
        .iter()
        .flatten()
        .flat_map(|names| names.split(' '))
        .map(|word| (word, matching(|name| name == word)))
        .collect()
});

fn matching(fits: impl Fn(&str) -> bool) -> Vec<(u32, Languages)> {
    (1_u32..=12)
        .zip(0_usize..)
        .filter_map(|(month, place)| {
            let languages = YEARS.iter().enumerate().fold(0, |languages, (index, year)| {
                let known = year.get(place).is_some_and(|names| names.split(' ').any(&fits));
                languages | (Languages::from(known) << index)
            });
            (languages != 0).then_some((month, languages))
        })
        .collect()
}

/// Decides what a word means, given the words of the same column: of the languages that know
/// the word, those count that know most of the others.
pub(super) fn month<'a>(word: &str, column: impl Iterator<Item = &'a str> + Clone) -> Option<u32> {
    let meanings = meanings(word);
    if let [(month, _)] = meanings.as_slice() {
        return Some(*month);
    }
    let knowing = |bit: usize| {
        column
            .clone()
            .filter(|other| self::meanings(other).iter().any(|(_, langs)| langs >> bit & 1 == 1))
            .count()
    };
    let scores: Vec<(usize, u32)> = meanings
        .iter()
        .flat_map(|(month, langs)| {
            (0..YEARS.len()).filter(move |bit| langs >> bit & 1 == 1).map(|bit| (bit, *month))
        })
        .map(|(bit, month)| (knowing(bit), month))
        .collect();
    let best = scores.iter().map(|(score, _)| *score).max()?;
    let mut months = scores.iter().filter(|(score, _)| *score == best).map(|(_, month)| *month);
    let first = months.next()?;
    months.all(|month| month == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every spelling that means different months in different languages.
    fn ambiguous() -> Vec<&'static str> {
        let mut spellings: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for year in YEARS {
            for (place, names) in year.iter().enumerate() {
                for name in names.split(' ') {
                    spellings.entry(name).or_default().insert(place);
                }
            }
        }
        spellings.into_iter().filter(|(_, places)| places.len() > 1).map(|(name, _)| name).collect()
    }

    #[test]
    fn only_slavic_abbreviations_mean_different_months() {
        assert_eq!(ambiguous(), ["lip", "lis", "listopad", "listopada", "srp"]);
    }

    #[test]
    fn an_ambiguous_month_alone_is_not_guessed() {
        for word in ambiguous() {
            assert_eq!(month(word, [word].into_iter()), None, "{word}");
        }
    }

    #[test]
    fn the_other_months_of_a_column_decide_an_ambiguous_one() {
        let polish = ["sty", "lip", "lis"];
        let czech = ["led", "srp", "lis"];
        let croatian = ["sij", "lip", "srp", "lis"];
        assert_eq!(month("lis", polish.into_iter()), Some(11));
        assert_eq!(month("lip", polish.into_iter()), Some(7));
        assert_eq!(month("srp", czech.into_iter()), Some(8));
        assert_eq!(month("lis", croatian.into_iter()), Some(10));
        assert_eq!(month("srp", croatian.into_iter()), Some(7));
        assert_eq!(month("lip", croatian.into_iter()), Some(6));
    }

    #[test]
    fn the_beginning_of_a_name_is_enough_where_it_is_clear() {
        assert_eq!(month("novem", [].into_iter()), Some(11));
        assert_eq!(month("jui", [].into_iter()), None, "juin or juillet");
        assert_eq!(month("ju", [].into_iter()), None);
        assert_eq!(month("xyz", [].into_iter()), None);
    }

    #[test]
    fn every_name_is_folded() {
        for names in YEARS.iter().flatten() {
            for name in names.split(' ') {
                assert_eq!(super::super::dates::folded(name), name);
            }
        }
    }
}
