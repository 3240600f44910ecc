//! Ids: who is meant, which invitation, which fact.
//!
//! Ids of people and invitations are made from what identifies them in the world, so that
//! two tabs that read the same file agree without talking to each other.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::str::FromStr;

use siphasher::sip128::{Hasher128, SipHasher13};

/// 64 bits of SipHash-1-3-128 with the zero key over the parts; stable for ever, since it
/// stands in what users keep.
fn digest(parts: &[&str]) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(part.as_bytes());
        // A byte that no UTF-8 text holds keeps ("ab", "c") apart from ("a", "bc").
        hasher.write_u8(0xff);
    }
    hasher.finish128().h1
}

macro_rules! hex_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name(pub u64);

        impl $name {
            /// The id that these parts always have.
            pub fn of(parts: &[&str]) -> Self {
                Self(digest(parts))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                u64::from_str_radix(text, 16).map(Self).map_err(|_| NotAnId)
            }
        }
    };
}

hex_id!(
    /// A person, by a digest of their sure key (profile address, else e-mail), or of the
    /// row that named them where there is none.
    PersonId
);
hex_id!(
    /// An invitation, by a digest of its direction, the other person and when it was sent.
    InvitationId
);
hex_id!(
    /// One opening of the page in one tab, drawn at random.
    TabId
);

/// Hashes ids: they are digests already, so that their own bits serve.
#[derive(Debug, Clone, Copy, Default)]
pub struct DigestHasher(u64);

impl Hasher for DigestHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }
}

/// A map by ids.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<DigestHasher>>;

/// A text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

/// A fact's id, which is also its place in the one order that all tabs agree on: first
/// the Lamport clock, then the tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactId {
    /// Lamport clock: greater than that of each fact known when this one was made.
    pub clock: u32,
    /// The tab that made it. A tab never makes two facts with one clock.
    pub tab: TabId,
}

impl FactId {
    /// Stands for a fact that is no longer kept; the clock of a fact begins at 1.
    pub const FORGOTTEN: FactId = FactId { clock: 0, tab: TabId(0) };
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.clock, self.tab)
    }
}

impl FromStr for FactId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (clock, tab) = text.split_once('.').ok_or(NotAnId)?;
        Ok(FactId { clock: clock.parse().map_err(|_| NotAnId)?, tab: tab.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_changes() {
        // In users' storage: a change of this value loses their people.
        assert_eq!(PersonId::of(&["profile", "linkedin.com/in/a"]).to_string(), "acdeb3f09b60e464");
    }

    #[test]
    fn ids_survive_their_text() {
        let id = FactId { clock: 42, tab: TabId(u64::MAX - 7) };
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("42".parse::<FactId>(), Err(NotAnId));
        assert_eq!("x.1".parse::<FactId>(), Err(NotAnId));
    }
}
