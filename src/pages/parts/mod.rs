//! What two pages share.

pub mod add;
pub mod age;
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
pub mod opened;
pub mod report;
pub mod row;
pub mod rule_editor;
pub mod search_field;
pub mod storage;
pub mod tag_form;
pub mod turn;
pub mod verb;
pub mod verdict;
