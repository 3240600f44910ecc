//! What importing does to a network: nothing lost, nothing invented, nothing twice.

use quietly::domain::fact::Act;
use quietly::domain::invitation::{Direction, Place, State};
use quietly::domain::person::{Cause, Tie};
use quietly::domain::stamp::Stamp;

use crate::kit::*;

#[test]
fn the_same_export_twice_changes_one_line_only() {
    let people = connections(
        "Mira,Halvorsen,https://www.linkedin.com/in/mira,,Fjordline,Head of Data,15 Mar 2024\n\
         Ana,Silva,,,Woodgrove,Editor,04 Jan 2026\n\
         Ana,Silva,,,Tidewater,Nurse,04 Jan 2026\n\
         ,,,,,,21 Feb 2026\n",
    );
    let letters = invitations(
        "Tomas Brekke,Ida Vik,\"3/15/24, 9:05 AM\",\"a, b\",INCOMING,https://www.linkedin.com/in/tomas,https://www.linkedin.com/in/ida\n\
         Ida Vik,Ama Owusu,\"1/29/26, 2:37 PM\",,OUTGOING,https://www.linkedin.com/in/ida,https://www.linkedin.com/in/ama\n",
    );
    let files = [("Connections.csv", people.as_str()), ("Invitations.csv", letters.as_str())];
    let mut desk = Desk::default();
    let first = desk.import(&files, None);
    assert_eq!((first.people, first.received, first.sent, first.hidden), (3, 1, 1, 1));
    // Two people share a name and a day, and are two.
    assert_eq!(desk.connections().len(), 3);
    let before = desk.network().clone();
    let second = desk.import(&files, None);
    assert!(second.changes_nothing(), "{second:?}");
    assert_eq!((second.known_people, second.known_invitations), (3, 2));
    assert_eq!(desk.network().imports().count(), 2);
    assert!(desk.network().people().eq(before.people()));
    assert!(desk.network().invitations().eq(before.invitations()));
    // Both in one drop are no more than each by itself.
    let mut other = Desk::default();
    let both: Vec<_> = files.iter().chain(&files).copied().collect();
    other.import(&both, None);
    assert_eq!(other.connections(), desk.connections());
    assert_eq!(other.network().invitations().count(), 2);
}

#[test]
fn many_spellings_of_an_address_are_one_person() {
    let mut desk = Desk::default();
    desk.import(
        &[(
            "Connections.csv",
            &connections(
                "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB-b,,A,B,04 Jan 2026\n\
                 Zoë,Brandt,http://uk.linkedin.com/in/zoë-b/?trk=x,,A,B,04 Jan 2026\n",
            ),
        )],
        None,
    );
    desk.import(
        &[("c.csv", &connections("Zoë,Brandt,linkedin.com/in/Zo%c3%ab-B,,A,B,04 Jan 2026\n"))],
        None,
    );
    assert_eq!(desk.connections(), ["Zoë Brandt|A|B|2026-01-04"]);
}

#[test]
fn an_export_of_a_later_era_recognises_everybody() {
    let mut desk = Desk::default();
    desk.import(
        &[(
            "Connections.csv",
            &format!(
                "{MID_HEAD}Mira,Halvorsen,,Fjordline,Analyst,15 Mar 2019\n\
                 Omar,Benali,omar@example.org,Clinic,Nurse,02 Feb 2018\n"
            ),
        )],
        None,
    );
    let report = desk.import(
        &[(
            "Connections.csv",
            &connections(
                "Mira,Halvorsen,https://www.linkedin.com/in/mira,,Woodgrove,Head,15 Mar 2019\n\
                 Omar,Benali-Roy,https://www.linkedin.com/in/omar,OMAR@example.org,Clinic,Nurse,02 Feb 2018\n\
                 New,Comer,https://www.linkedin.com/in/new,,,,01 May 2026\n",
            ),
        )],
        None,
    );
    assert_eq!((report.added_people, report.changed_people.len()), (1, 2));
    assert_eq!(
        desk.connections(),
        [
            "Mira Halvorsen|Woodgrove|Head|2019-03-15",
            "New Comer|||2026-05-01",
            "Omar Benali-Roy|Clinic|Nurse|2018-02-02",
        ]
    );
    assert_eq!(
        desk.person("Mira Halvorsen").record.profile.as_ref().map(|it| it.as_str()),
        Some("linkedin.com/in/mira")
    );
}

#[test]
fn a_name_alone_makes_nobody_the_same() {
    let mut desk = Desk::default();
    desk.import(
        &[("a.csv", &connections("Ana,Silva,https://www.linkedin.com/in/ana-1,,,,04 Jan 2020\n"))],
        None,
    );
    desk.import(
        &[(
            "a.csv",
            &connections(
                "Ana,Silva,https://www.linkedin.com/in/ana-2,,,,04 Jan 2020\n\
                 Ana,Silva,,,,,05 Jan 2021\n",
            ),
        )],
        None,
    );
    assert_eq!(desk.connections().len(), 3);
}

#[test]
fn a_later_export_updates_jobs_and_blanks_nothing() {
    let mut desk = Desk::default();
    let url = "https://www.linkedin.com/in/mira";
    desk.import(
        &[(
            "a.csv",
            &connections(&format!("Mira,H,{url},mira@example.org,Fjordline,Head,15 Mar 2024\n")),
        )],
        Some("2026-01-01"),
    );
    desk.import(
        &[("a.csv", &connections(&format!("Mira,H,{url},,,,15 Mar 2024\n")))],
        Some("2026-02-01"),
    );
    assert_eq!(desk.connections(), ["Mira H|Fjordline|Head|2024-03-15"]);
    assert_eq!(desk.person("Mira H").record.email, "mira@example.org");
    desk.import(
        &[("a.csv", &connections(&format!("Mira,H,{url},,,Freelance,15 Mar 2024\n")))],
        Some("2026-03-01"),
    );
    // Company and position go together: the new position is not at the old company.
    assert_eq!(desk.connections(), ["Mira H||Freelance|2024-03-15"]);
}

#[test]
fn an_older_export_fills_the_past_and_overwrites_nothing() {
    let mut desk = Desk::default();
    let url = "https://www.linkedin.com/in/";
    desk.import(
        &[("a.csv", &connections(&format!("Mira,H,{url}mira,,Woodgrove,Chief,15 Mar 2024\n")))],
        Some("2026-06-01"),
    );
    let report = desk.import(
        &[(
            "b.csv",
            &connections(&format!(
                "Mira,H,{url}mira,mira@example.org,Fjordline,Head,15 Mar 2024\n\
                 Left,Long Ago,{url}left,,X,Y,01 Feb 2011\n"
            )),
        )],
        Some("2025-01-01"),
    );
    assert_eq!(report.older_than, Some("2026-06-01".parse().unwrap()));
    assert_eq!((report.added_people, report.added_former), (0, 1));
    assert_eq!(desk.connections(), ["Mira H|Woodgrove|Chief|2024-03-15"]);
    assert_eq!(desk.person("Mira H").record.email, "mira@example.org");
    let left = desk.person("Left Long Ago");
    assert_eq!(left.former().map(|former| former.cause), Some(Cause::NotInNewerExport));
}

#[test]
fn the_other_side_in_the_connections_means_accepted_and_nothing_else_is_guessed() {
    let mut desk = Desk::default();
    let url = "https://www.linkedin.com/in/";
    let report = desk.import(
        &[
            (
                "Connections.csv",
                &connections(&format!(
                    "Mira,H,{url}mira,,,,15 Mar 2024\nAma,Owusu,{url}ama,,,,02 Feb 2026\n"
                )),
            ),
            (
                "Invitations.csv",
                &invitations(&format!(
                    "Mira H,Ida Vik,\"3/14/24, 1:00 PM\",,INCOMING,{url}mira,{url}ida\n\
                     Tomas B,Ida Vik,\"3/14/26, 1:00 PM\",,INCOMING,{url}tomas,{url}ida\n\
                     Ida Vik,Ama Owusu,\"1/29/26, 2:37 PM\",,OUTGOING,{url}ida,{url}ama\n\
                     Ida Vik,Bram W,\"1/29/19, 2:37 PM\",,OUTGOING,{url}ida,{url}bram\n"
                )),
            ),
        ],
        None,
    );
    assert_eq!((report.accepted, report.waiting), (2, 1));
    let stands = |name: &str| {
        let invitation = desk.invitation(name);
        (invitation.direction, invitation.standing.state.clone(), invitation.standing.place)
    };
    let on = |day: &str| State::Accepted(Stamp::Day(day.parse().unwrap()));
    assert_eq!(stands("Mira H"), (Direction::Received, on("2024-03-15"), Place::Archive));
    assert_eq!(stands("Tomas B"), (Direction::Received, State::Open, Place::Inbox));
    assert_eq!(stands("Ama Owusu"), (Direction::Sent, on("2026-02-02"), Place::Sent));
    // Seven years old, and still open as far as anybody knows.
    assert_eq!(stands("Bram W"), (Direction::Sent, State::Open, Place::Sent));
    assert!(desk.network().invitations().all(|it| it.read), "a first import is no news");
}

#[test]
fn invitations_without_addresses_are_of_one_connection_or_of_nobody_known() {
    let mut desk = Desk::default();
    let old = "From,To,Sent At,Message,Direction\n";
    let files = [
        (
            "Connections.csv",
            format!(
                "{MID_HEAD}Mira,H,,,,15 Mar 2019\nAna,Silva,,A,,01 Feb 2019\nAna,Silva,,B,,03 Feb 2019\n\
                 Omar,B,,,,01 Jan 2015\n"
            ),
        ),
        (
            "Invitations.csv",
            format!(
                "{old}Mira H,Ida Vik,\"3/14/19, 1:00 PM\",,INCOMING\n\
                 Ana Silva,Ida Vik,\"1/14/19, 1:00 PM\",,INCOMING\n\
                 Omar B,Ida Vik,\"5/14/19, 1:00 PM\",,INCOMING\n"
            ),
        ),
    ];
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let report = desk.import(&files, None);
    // Two are called Ana Silva; and Omar was connected years before he was invited.
    assert_eq!((report.accepted, report.waiting), (1, 2));
    assert!(matches!(desk.invitation("Mira H").standing.state, State::Accepted(_)));
    let again = desk.import(&files, None);
    assert!(again.changes_nothing(), "{again:?}");
    // The same invitations with addresses tell who it was, and double nobody.
    let url = "https://www.linkedin.com/in/";
    let report = desk.import(
        &[(
            "Invitations.csv",
            &invitations(&format!(
                "Ana Silva,Ida Vik,\"1/14/19, 1:00 PM\",,INCOMING,{url}ana-s,{url}ida\n"
            )),
        )],
        None,
    );
    assert_eq!(report.added_invitations, 0);
    assert_eq!(desk.network().invitations().count(), 3);
}

#[test]
fn a_later_export_never_undoes_a_decision() {
    let mut desk = Desk::default();
    let url = "https://www.linkedin.com/in/";
    let people =
        connections(&format!("Mira,H,{url}mira,,,,15 Mar 2024\nNoor,D,{url}noor,,,,16 Mar 2024\n"));
    let letters = invitations(&format!(
        "Tomas B,Ida Vik,\"3/14/26, 1:00 PM\",,INCOMING,{url}tomas,{url}ida\n\
         Greta L,Ida Vik,\"3/15/26, 1:00 PM\",,INCOMING,{url}greta,{url}ida\n\
         Spam R,Ida Vik,\"3/16/26, 1:00 PM\",,INCOMING,{url}spam,{url}ida\n"
    ));
    let files = [("Connections.csv", people.as_str()), ("Invitations.csv", letters.as_str())];
    desk.import(&files, None);
    desk.act(Act::Remove(vec![desk.person("Mira H").id]));
    desk.act(Act::Ignore(vec![desk.invitation("Tomas B").id]));
    desk.act(Act::Accept(vec![desk.invitation("Greta L").id]));
    let spam = desk.invitation("Spam R").id;
    desk.act(Act::Trash(vec![spam]));
    desk.act(Act::Delete(vec![spam]));
    let report = desk.import(&files, None);
    assert_eq!((report.still_listed, report.added_invitations), (1, 0));
    let mira = desk.person("Mira H").former().unwrap();
    assert!(mira.still_listed && matches!(mira.cause, Cause::Removed(_)));
    assert_eq!(desk.invitation("Tomas B").standing.place, Place::Archive);
    assert_eq!(desk.invitation("Spam R").standing.place, Place::Deleted);
    assert!(!desk.person("Greta L").connection().unwrap().listed, "here only");
    // Now LinkedIn knows of both.
    let people = connections(&format!(
        "Tomas,B,{url}tomas,,,,01 Jun 2026\nGreta,L,{url}greta,,,,02 Jun 2026\nNoor,D,{url}noor,,,,16 Mar 2024\n"
    ));
    let report = desk.import(&[("Connections.csv", people.as_str())], None);
    assert_eq!(report.newly_accepted, 1);
    let on = State::Accepted(Stamp::Day("2026-06-01".parse().unwrap()));
    assert_eq!(desk.invitation("Tomas B").standing.state, on);
    assert!(desk.person("Greta L").connection().unwrap().listed);
    let mira = desk.person("Mira H");
    assert!(matches!(mira.tie, Tie::Former(_)));
    // Gone there as well by now: it is said no longer.
    assert_eq!(report.unlisted, 1);
    assert!(!mira.former().unwrap().still_listed);
}

#[test]
fn whoever_invites_again_after_a_removal_waits_in_the_inbox() {
    let mut desk = Desk::default();
    let url = "https://www.linkedin.com/in/";
    desk.import(
        &[("a.csv", &connections(&format!("Mira,H,{url}mira,,,,03 Mar 2019\n")))],
        Some("2026-01-01"),
    );
    desk.act(Act::Remove(vec![desk.person("Mira H").id]));
    desk.import(
        &[(
            "Invitations.csv",
            &invitations(&format!(
                "Mira H,Ida Vik,\"4/20/26, 1:00 PM\",,INCOMING,{url}mira,{url}ida\n"
            )),
        )],
        None,
    );
    let invitation = desk.invitation("Mira H");
    assert_eq!((invitation.is_open(), invitation.standing.place), (true, Place::Inbox));
    assert!(!invitation.read, "it came after the export before");
}

#[test]
fn notes_and_the_owner_come_along() {
    let mut desk = Desk::default();
    let url = "https://www.linkedin.com/in/mira";
    desk.import(
        &[
            ("Connections.csv", &connections(&format!("Mira,H,{url},,,,15 Mar 2024\n"))),
            (
                "Notes.csv",
                &format!(
                    "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n\
                     Mira,H,{url},Met at NDC,,\nMira,H,{url},Likes tea,,\n"
                ),
            ),
            ("Profile.csv", "First Name,Last Name,Headline\nIda,Vik,Editor\n"),
            (
                "Positions.csv",
                "Company Name,Title,Description,Location,Started On,Finished On\nWoodgrove,Editor,,,Jan 2024,\n",
            ),
        ],
        None,
    );
    assert_eq!(desk.person("Mira H").record.linkedin_note, "Met at NDC\n\nLikes tea");
    let owner = desk.network().owner().unwrap();
    assert_eq!((owner.name.as_str(), owner.headline.as_str()), ("Ida Vik", "Editor"));
    assert_eq!(owner.positions[0].company, "Woodgrove");
}

#[test]
fn invitations_alone_make_no_later_file_of_connections_an_older_one() {
    let mut desk = Desk::default();
    let url = "https://www.linkedin.com/in/";
    let letters =
        invitations(&format!("Ann L,Ida Vik,\"1/29/26, 1:00 PM\",,INCOMING,{url}ann,{url}ida\n"));
    desk.import(&[("Invitations.csv", letters.as_str())], None);
    let people =
        connections(&format!("Mira,H,{url}mira,,,,15 Mar 2024\nAnn,L,{url}ann,,,,04 Jan 2026\n"));
    let report = desk.import(&[("Connections.csv", people.as_str())], None);
    assert_eq!((report.older_than, report.added_people, report.added_former), (None, 2, 0));
    assert_eq!(desk.connections().len(), 2);
    assert!(matches!(desk.invitation("Ann L").standing.state, State::Accepted(_)));
}
