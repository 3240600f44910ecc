//! Where the bytes that part a table stand in it, looked for eight at a time: most bytes are none
//! of them.

/// Each of some bytes in a text, and where it stands.
pub(super) struct Marks<'t, const N: usize> {
    bytes: &'t [u8],
    wanted: [u64; N],
    /// Where the eight begin in which was looked last, and where the next ones do.
    begin: usize,
    next: usize,
    /// Of the eight, the highest bit of each that is wanted and was not told yet.
    found: u64,
    /// Which bits any byte had that was looked at.
    seen: u64,
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);

impl<'t, const N: usize> Marks<'t, N> {
    /// Looks for these bytes, of which none is zero.
    pub(super) fn new(bytes: &'t [u8], wanted: [u8; N]) -> Self {
        let wanted = wanted.map(|byte| ONES.wrapping_mul(u64::from(byte)));
        Marks { bytes, wanted, begin: 0, next: 0, found: 0, seen: 0 }
    }

    /// Whether all was ASCII that was looked at, up to what was told last at least.
    pub(super) fn are_in_ascii(&self) -> bool {
        self.seen & HIGHEST == 0
    }
}

impl<const N: usize> Iterator for Marks<'_, N> {
    type Item = (usize, u8);

    fn next(&mut self) -> Option<(usize, u8)> {
        while self.found == 0 {
            let rest = self.bytes.get(self.next..).filter(|rest| !rest.is_empty())?;
            let eight = rest.first_chunk().copied().unwrap_or_else(|| {
                let mut eight = [0; 8];
                eight.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                eight
            });
            let eight = u64::from_le_bytes(eight);
            self.seen |= eight;
            let others = self.wanted.iter().fold(HIGHEST, |all, it| all & not_zero(eight ^ it));
            self.found = others ^ HIGHEST;
            self.begin = self.next;
            self.next = self.next.saturating_add(8);
        }
        let at = self.begin.saturating_add(self.found.trailing_zeros() as usize / 8);
        self.found &= self.found.wrapping_sub(1);
        Some((at, *self.bytes.get(at)?))
    }
}

/// The highest bit of each byte that is not zero; of the other bits, any.
fn not_zero(eight: u64) -> u64 {
    (eight & !HIGHEST).wrapping_add(!HIGHEST) | eight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_where_it_stands() {
        let all: Vec<u8> = (1..=255).collect();
        for from in 0..40 {
            for to in from..all.len() {
                let bytes = &all[from..to];
                let wanted = [b',', b'\n', b'"', 0xff];
                let slow = bytes.iter().copied().enumerate().filter(|it| wanted.contains(&it.1));
                assert!(Marks::new(bytes, wanted).eq(slow), "{from} to {to}");
            }
        }
        for at in 0..20 {
            let mut bytes = [b'a'; 20];
            (bytes[at], bytes[19]) = (0xc3, b',');
            let mut marks = Marks::new(&bytes, [b',']);
            assert!(at == 19 || marks.next().is_some() && !marks.are_in_ascii());
        }
        let mut marks = Marks::new(b"a,bcdefghi\xc3", [b',']);
        assert!(marks.next().is_some() && marks.are_in_ascii());
        assert!(Marks::new(b",,\n,,,,,,,\"", [b',']).map(|it| it.0).eq((0..2).chain(3..10)));
    }
}
