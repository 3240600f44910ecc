//! What two pages share.

pub mod add;
pub mod age;
pub mod copies;
pub mod deed;
pub mod envelope;
pub mod head;
pub mod mailbox;
pub mod report;
pub mod row;
pub mod storage;
pub mod turn;
pub mod verb;
