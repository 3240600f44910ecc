//! Invitations: direction, owner, time, and what they lack.

use quietly::domain::stamp::Stamp;
use quietly::import::{Direction, Export, SkipReason};

use crate::kit::*;

fn rows(export: &Export) -> Vec<(Direction, &str)> {
    export.invitations.iter().map(|row| (row.direction, row.name.as_str())).collect()
}

fn sent(times_of: &[&str]) -> Vec<Stamp> {
    let mut text = "From,To,Sent At,Message,Direction\n".to_owned();
    for time in times_of {
        text += &format!("A B,C D,\"{time}\",,INCOMING\n");
    }
    times(&table(text))
}

#[test]
fn a_time_is_read_in_every_form() {
    for (text, want) in [
        ("3/15/24, 9:05 AM", minute(2024, 3, 15, 9, 5)),
        ("3/4/24, 9:05\u{202f}AM", minute(2024, 3, 4, 9, 5)),
        ("3/4/24, 12:05 AM", minute(2024, 3, 4, 0, 5)),
        ("3/4/24, 12:05 PM", minute(2024, 3, 4, 12, 5)),
        ("3/4/24 9:05 p.m.", minute(2024, 3, 4, 21, 5)),
        ("3/4/24 9:05 p.\u{a0}m.", minute(2024, 3, 4, 21, 5)),
        ("3/4/2024 21:05", minute(2024, 3, 4, 21, 5)),
        ("3/4/2024 21:05:59", minute(2024, 3, 4, 21, 5)),
        ("15.03.2024 09:05", minute(2024, 3, 15, 9, 5)),
        ("15.3.2024 klo 9.05", minute(2024, 3, 15, 9, 5)),
        ("15.3.2024 9.05", minute(2024, 3, 15, 9, 5)),
        ("15/03/2024 à 14h37", minute(2024, 3, 15, 14, 37)),
        ("2024-03-15 09:05", minute(2024, 3, 15, 9, 5)),
        ("2024-03-15T09:05:07.123+01:00", minute(2024, 3, 15, 9, 5)),
        ("2024-03-15 09:05:00 UTC", minute(2024, 3, 15, 9, 5)),
        ("15 mars 2024 14:37", minute(2024, 3, 15, 14, 37)),
        ("45366.5", minute(2024, 3, 15, 12, 0)),
        ("45366,99999", minute(2024, 3, 16, 0, 0)),
        ("2024年3月15日 下午2:37", minute(2024, 3, 15, 14, 37)),
        ("3/15/24", day(2024, 3, 15)),
        ("45366", day(2024, 3, 15)),
        ("3/15/24, 25:05", unreadable("3/15/24, 25:05")),
        ("3/15/24, 13:05 AM", unreadable("3/15/24, 13:05 AM")),
        ("2/31/24, 9:05 AM", unreadable("2/31/24, 9:05 AM")),
        ("yesterday", unreadable("yesterday")),
        ("", Stamp::Unknown),
    ] {
        assert_eq!(sent(&[text]), [want], "{text}");
    }
}

#[test]
fn slashes_are_american_unless_the_column_proves_otherwise() {
    assert_eq!(sent(&["3/4/24, 9:05 AM"]), [minute(2024, 3, 4, 9, 5)]);
    assert_eq!(
        sent(&["3/4/24, 9:05 AM", "15/4/24, 9:05 AM"]),
        [minute(2024, 4, 3, 9, 5), minute(2024, 4, 15, 9, 5),]
    );
}

#[test]
fn dates_that_a_spreadsheet_half_rewrote_are_read_each_in_its_own_order() {
    // Opened with British settings: what could be a date was rewritten, the rest was left.
    assert_eq!(
        sent(&["4/15/24, 9:05 AM", "16/05/2024 10:00", "03/04/2024 11:00"]),
        [minute(2024, 4, 15, 9, 5), minute(2024, 5, 16, 10, 0), minute(2024, 4, 3, 11, 0),]
    );
}

#[test]
fn without_a_direction_the_owner_tells_it() {
    let text = "From,To,Sent At,Message\n\
                Tomas Brekke,Mira Halvorsen,\"3/15/24, 9:05 AM\",Hi\n\
                MIRA  HALVORSEN,Ama Owusu,\"1/29/26, 2:37 PM\",\n";
    let want = [(Direction::Incoming, "Tomas Brekke"), (Direction::Outgoing, "Ama Owusu")];
    assert_eq!(rows(&table(text)), want, "by the one who stands in every row");

    let one = "From,To,Sent At,Message\nTomas Brekke,Mira Halvorsen,\"3/15/24, 9:05 AM\",Hi\n";
    let profile = "First Name,Last Name,Maiden Name,Headline\nMira,Halvorsen,,Head of Data\n";
    let export =
        drop_files(vec![file("Invitations.csv", one), file("Profile.csv", profile)]).unwrap();
    assert_eq!(rows(&export), [(Direction::Incoming, "Tomas Brekke")], "by the profile");
    assert_eq!(export.owner.headline, "Head of Data");
}

#[test]
fn addresses_tell_the_owner_better_than_names() {
    let text = "From,To,Sent At,inviterProfileUrl,inviteeProfileUrl\n\
                Sam Lee,Sam Lee,1/2/24,https://www.linkedin.com/in/sam-1,https://www.linkedin.com/in/sam-2\n\
                Sam Lee,Jo Lind,1/3/24,http://linkedin.com/in/SAM-2/,https://www.linkedin.com/in/jo\n";
    let export = table(text);
    assert_eq!(rows(&export), [(Direction::Incoming, "Sam Lee"), (Direction::Outgoing, "Jo Lind")]);
    assert_eq!(export.invitations[0].url, "https://www.linkedin.com/in/sam-1");
}

#[test]
fn a_direction_that_nothing_tells_is_not_guessed() {
    let text = "From,To,Sent At,Direction\n\
                A,B,1/2/24,INCOMING\n\
                C,D,1/2/24,\n\
                B,E,1/2/24,SIDEWAYS\n";
    let export = table(text);
    assert_eq!(rows(&export), [(Direction::Incoming, "A"), (Direction::Outgoing, "E")]);
    assert_eq!(skipped(&export), [(3, SkipReason::UnclearDirection)]);
}

#[test]
fn an_invitation_without_the_other_side_is_skipped() {
    let text = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
                ,Mira,1/2/24,hi,INCOMING,,https://www.linkedin.com/in/mira\n\
                ,,1/2/24,hi,INCOMING,,\n\
                ,Mira,1/2/24,hi,INCOMING,https://www.linkedin.com/in/tomas,\n";
    let export = table(text);
    assert_eq!(skipped(&export), [(2, SkipReason::NoOtherSide), (3, SkipReason::NoOtherSide)]);
    assert_eq!(export.invitations[0].url, "https://www.linkedin.com/in/tomas");
    assert_eq!(export.invitations[0].name, "");
}

#[test]
fn the_owner_is_who_most_rows_say() {
    let text = "From,To,Sent At,Direction\n\
                A,Mira Halvorsen,1/2/24,INCOMING\n\
                B,M. Halvorsen,1/2/24,INCOMING\n\
                Mira Halvorsen,C,1/2/24,OUTGOING\n";
    let owner = table(text).owner;
    assert_eq!((owner.first_name.as_str(), owner.last_name.as_str()), ("Mira", "Halvorsen"));
}
