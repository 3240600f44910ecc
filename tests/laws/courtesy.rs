//! Courtesy notes.

use proptest::prelude::*;

use quietly::domain::courtesy::{Names, filled, mailto, unfilled};

use crate::world::cases;

const ANNA: Names = Names { first: "Anna", name: "Anna Berg", me: "Tom" };

#[test]
fn names_are_filled_in_and_what_is_no_place_stays() {
    let text = "Dear {first},\n{you} {name}, {me}{{me}";
    assert_eq!(filled(text, ANNA), "Dear Anna,\n{you} Anna Berg, Tom{Tom");
    let nameless = Names { me: "", ..ANNA };
    assert_eq!(filled("Best\n{me}", nameless), "Best");
    // A name is never taken for a place.
    let odd = Names { first: "{me}", ..ANNA };
    assert_eq!(filled("{first}", odd), "{me}");
}

#[test]
fn a_note_to_one_becomes_a_template_for_all() {
    let note = "Dear Anna,\nAnnabel and Anna Berg, Tom said. Best, Tom";
    let template = "Dear {first},\nAnnabel and {name}, {me} said. Best, {me}";
    assert_eq!(unfilled(note, ANNA), template);
    assert_eq!(filled(template, ANNA), note);
}

#[test]
fn an_email_opens_with_all_that_was_written_and_with_nothing_else() {
    assert_eq!(
        mailto("a.b+c@example.org", "Yes & no?", "Zoë,\n100%").as_deref(),
        Some("mailto:a.b+c@example.org?subject=Yes%20%26%20no%3F&body=Zo%C3%AB%2C%0D%0A100%25")
    );
    // Strangers' files may hold anything.
    let smuggled = mailto("a?bcc=b&x#y@example.org", "", "").unwrap();
    assert_eq!(smuggled, "mailto:a%3Fbcc%3Db%26x%23y@example.org?subject=&body=");
    for nobody in ["", "a", "@", "a@", "@b", "a b@c", "a@b@c", "a@b\n", "javascript:alert(1)"] {
        assert_eq!(mailto(nobody, "", ""), None, "{nobody}");
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn what_is_kept_as_a_template_fills_in_to_what_was_written(
        words in proptest::collection::vec(
            prop::sample::select(vec![
                "Dear", "Anna", "Anna Berg", "Tom", "Annabel", "{first}", "{", "}", ",", "\n", " ",
                "é", "名",
            ]),
            0..20,
        ),
    ) {
        let note = filled(&words.concat(), ANNA);
        prop_assert_eq!(filled(&unfilled(&note, ANNA), ANNA), note);
    }

    #[test]
    fn no_text_panics(text: String, first: String, name: String, me: String) {
        let names = Names { first: &first, name: &name, me: &me };
        let _ = filled(&text, names);
        let _ = unfilled(&text, names);
        if let Some(link) = mailto(&format!("{first}@{name}"), &text, &text) {
            prop_assert!(link.starts_with("mailto:"));
            prop_assert!(link.is_ascii() && !link.contains(char::is_whitespace));
            prop_assert_eq!(link.matches(['?', '#']).count(), 1);
            prop_assert_eq!(link.matches('&').count(), 1);
        }
    }
}
