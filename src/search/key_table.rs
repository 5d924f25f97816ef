//! Numbers of pairs, each numbered in the order in which it first came. Pairs are mixed already (`postings::key`), so their last bits are the
//! place in the table; it is emptied without touching its memory.

/// Keys and their numbers.
pub(super) struct KeyTable {
    /// The round in which a slot was filled, and the number of its key.
    slots: Vec<(u32, u32)>,
    round: u32,
    keys: Vec<u32>,
}

impl Default for KeyTable {
    fn default() -> Self {
        Self { slots: vec![(0, 0); 1 << 10], round: 1, keys: Vec::new() }
    }
}

impl KeyTable {
    /// Forgets all keys.
    pub(super) fn clear(&mut self) {
        self.keys.clear();
        self.round += 1;
    }

    /// The number of a key, the next one if it is new.
    pub(super) fn number_of(&mut self, key: u32) -> usize {
        let at = self.slot_of(key);
        if self.slots[at].0 == self.round {
            return self.slots[at].1 as usize;
        }
        let number = self.keys.len();
        self.slots[at] = (self.round, number as u32);
        self.keys.push(key);
        if self.keys.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    /// All keys, by number.
    pub(super) fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The slot of a key, or the free one where it belongs.
    fn slot_of(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].0 == self.round && self.keys[self.slots[at].1 as usize] != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); self.slots.len() * 2];
        self.round = 1;
        for (number, key) in self.keys.iter().enumerate() {
            let at = self.slot_of(*key);
            self.slots[at] = (1, number as u32);
        }
    }
}
