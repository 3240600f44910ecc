//! What two pages share.

pub mod add;
pub mod age;
pub mod asking;
pub mod chosen;
pub mod copies;
pub mod courtesy;
pub mod deed;
pub mod envelope;
pub mod head;
pub mod later;
pub mod list_keys;
pub mod list_tools;
pub mod mailbox;
pub mod marked;
pub mod opened;
pub mod report;
pub mod roster_tools;
pub mod row;
pub mod rule_editor;
pub mod scroll;
pub mod search_field;
pub mod storage;
pub mod tag_form;
pub mod turn;
pub mod verb;
pub mod verdict;
