//! Columns dropped, added, reordered; rows too short, too long or broken.

use quietly::import::SkipReason;

use crate::kit::*;

#[test]
fn columns_may_be_dropped_added_and_reordered() {
    let export = table(
        "connected_on; LAST-NAME ;My tag;FirstName;Company;company\n15 Mar 2024;Halvorsen;x;Mira;First;Second\n",
    );
    assert_eq!(people(&export), [["Mira", "Halvorsen", "", "", "First", ""]]);
    assert_eq!(days(&export), [day(2024, 3, 15)]);
    assert!(export.connections[0].has_job_columns);
}

#[test]
fn without_columns_for_the_job_their_being_empty_means_nothing() {
    let export = table("First Name,Last Name,Connected On\nMira,Halvorsen,15 Mar 2024\n");
    assert!(!export.connections[0].has_job_columns);
}

#[test]
fn a_short_row_is_padded_and_a_long_one_is_skipped() {
    let export = table(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n\
         Short,Row\n\
         \n\
         Long,Row,,Fjordline, Inc.,Buyer,15 Mar 2024\n\
         Padded,Row,,,,15 Mar 2024,,,\n",
    );
    assert_eq!(names(&export), ["Short Row", "Padded Row"]);
    assert_eq!(skipped(&export), [(4, SkipReason::TooManyValues { fields: 7, columns: 6 })]);
    assert_eq!(export.read[0].rows, 3);
    assert_eq!(
        export.skipped[0].reason.to_string(),
        "It has 7 values where the file has 6 columns, so some may stand in the wrong column."
    );
}

#[test]
fn a_job_without_a_person_is_skipped() {
    let export = table(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n\
         A,B,,,,\n,,,Fjordline,Buyer,15 Mar 2024\n,,,Fjordline,,\n",
    );
    assert_eq!(skipped(&export), [(3, SkipReason::Nobody), (4, SkipReason::Nobody)]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_own_row_alone() {
    let export = table(
        "First Name,Last Name,Email Address,Company,Position,Connected On\n\
         Anna,\"Broken,,Co,Pos,01 Jan 2024\n\
         Bob,Whole,,\"Y, Inc.\",Z,02 Jan 2024\n\
         Cleo,\"Open to the end,,Co,Pos,01 Jan 2024\n\
         Dora,Last,,,,03 Jan 2024",
    );
    assert_eq!(names(&export), ["Bob Whole", "Dora Last"]);
    assert_eq!(skipped(&export), [(2, SkipReason::BrokenQuotes), (4, SkipReason::BrokenQuotes)]);
}

#[test]
fn stray_quotes_inside_of_a_value_are_kept() {
    let export = table("First Name,Last Name,Company,Position,Connected On\nA,B,The \"X\" Co,D,\n");
    assert_eq!(export.connections[0].record.company, "The \"X\" Co");
}

#[test]
fn texts_are_trimmed_of_every_blank() {
    let export = table(
        "First Name,Last Name,Company,Position,Connected On\n\u{a0} Mira\u{202f},B\t, ,D,\u{a0}15 Mar 2024 \n",
    );
    assert_eq!(people(&export), [["Mira", "B", "", "", "", "D"]]);
    assert_eq!(days(&export), [day(2024, 3, 15)]);
}

#[test]
fn two_files_one_after_the_other_are_read_as_one() {
    let export = table(format!("{CONNECTIONS_2019}\n{CONNECTIONS_2019}\n"));
    assert_eq!(names(&export), ["Ama Owusu", "Lars", "Ama Owusu", "Lars"]);
    assert_eq!(export.skipped, []);
}
