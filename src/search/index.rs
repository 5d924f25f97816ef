//! The pages of a site → the files of its index.

use super::key_table::KeyTable;
use super::postings::{Collector, PageKeys, Place};
use super::shard::{self, Effort, put_number};
use super::text::{Blocks, PackedPage};
use super::{Document, Kind, Section, fold};
use rayon::prelude::*;
use serde::Serialize;
use std::fmt::Write as _;

/// Bytes of text up to which a site ships no postings: its whole text is read at the first query.
pub const SMALL_TEXT: usize = 3 * 512 * 1024;

/// Bytes of text in one shard of a large site: between what is worth a file and what a reader waits for, and so that there are at most [`MAX_TEXT_SHARDS`].
const TEXT_SHARD: usize = 96 * 1024;
/// Shards of text that a large site has at most, unless single pages are larger than a share of it.
const MAX_TEXT_SHARDS: usize = 400;
/// Pairs of letter pair and page in one shard of postings.
const POSTINGS_OF_SHARD: usize = 28 * 1024;
/// Shards of postings that one walk along all pages makes.
const SHARDS_OF_WALK: usize = 16;
/// Shards of postings: two to this many.
const MAX_SHARD_BITS: u32 = 9;
/// Slots of the table of frequencies: two to this many at 10,000 pages.
const MAX_RARITY_BITS: u32 = 15;

/// What the query language knows about words.
#[derive(Clone, Debug, Default)]
pub struct Language<'a> {
    /// Groups of spellings that readers mean alike.
    pub variants: &'a [Vec<String>],
    /// The glossary.
    pub terms: Vec<Term<'a>>,
}

/// A term of the glossary and the words that lead to it.
#[derive(Clone, Debug, Serialize)]
pub struct Term<'a> {
    /// 用語
    pub term: &'a str,
    /// よみ
    pub yomi: &'a str,
    /// Its short form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<&'a str>,
    /// Other words for it.
    pub synonyms: Vec<&'a str>,
    /// Spellings to avoid: they lead to the term, and are not looked for when it is.
    pub discouraged: Vec<&'a str>,
}

/// A file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// `index`, `text-0`, `words-0`: the file is `search/NAME.js`.
    pub name: String,
    /// The script.
    pub bytes: Vec<u8>,
    /// The check sum of its content, by which the manifest knows it.
    pub check: shard::Check,
}

/// `search/index.js`: what a query needs to know before it reads anything else. The script reads the same (`js/core/search/engine.js`).
#[derive(Serialize)]
struct Manifest<'a> {
    /// Names of kinds by their number.
    kinds: Vec<&'static str>,
    /// Numbers of the kinds that are called by their name.
    name_kinds: Vec<u8>,
    /// How many pages there are.
    pages: usize,
    /// The first page of every shard of text.
    texts: Vec<usize>,
    /// The check sums of the shards of text as hexadecimal digits. A folder that was half copied and a cache of a web server mix editions.
    text_checks: String,
    /// Those of the shards of postings.
    word_checks: String,
    /// Shards of postings as a power of two; `null` where there are none.
    shard_bits: Option<u32>,
    /// Per slot four bits, the logarithm of how many pages have a pair, as hexadecimal digits; slots as a power of two.
    rarity: String,
    /// Pairs of an old form and the one it is folded to.
    old_forms: &'static str,
    variants: &'a [Vec<String>],
    terms: &'a [Term<'a>],
}

/// The files of an index over pages in the order of the handbook.
#[must_use]
pub fn build(documents: &[Document], language: &Language<'_>) -> Vec<IndexFile> {
    let sizes: Vec<usize> = documents.iter().map(size).collect();
    let total: usize = sizes.iter().sum();
    let is_small = total <= SMALL_TEXT;
    let shard_size = if is_small { usize::MAX } else { TEXT_SHARD.max(total / MAX_TEXT_SHARDS) };
    let effort = if is_small { Effort::Full } else { Effort::Quick };
    let texts = cuts(&sizes, shard_size);
    let mut files = text_files(documents, &texts, effort);
    let text_checks = checks(&files);
    let (shard_bits, rarity, words) = if is_small {
        (None, String::new(), Vec::new())
    } else {
        let postings = Postings::collect(documents);
        (Some(postings.bits), postings.rarity(), postings.files(effort))
    };
    let manifest = Manifest {
        kinds: Kind::ALL.map(Kind::name).to_vec(),
        name_kinds: (0..).zip(Kind::ALL).filter(|(_, kind)| kind.is_called_by_name()).map(|(number, _)| number).collect(),
        pages: documents.len(),
        texts,
        text_checks,
        word_checks: checks(&words),
        shard_bits,
        rarity,
        old_forms: fold::old_forms(),
        variants: language.variants,
        terms: &language.terms,
    };
    let manifest = file("index".to_owned(), &json(&manifest), Effort::Full);
    files.extend(words);
    files.push(manifest);
    files
}

/// The check sums of files, one after the other.
fn checks(files: &[IndexFile]) -> String {
    files.iter().flat_map(|file| file.check).fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn size(document: &Document) -> usize {
    let of = |section: &Section| section.text.len() + section.heading.len() + section.anchor.len();
    document.title.len() + document.path.len() + document.sections.iter().map(of).sum::<usize>()
}

/// The first page of each shard: pages in order, as many as fit.
fn cuts(sizes: &[usize], shard_size: usize) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut filled = 0_usize;
    for (at, size) in sizes.iter().enumerate() {
        if at == 0 || filled.saturating_add(*size) > shard_size {
            cuts.push(at);
            filled = 0;
        }
        filled += size;
    }
    cuts
}

fn text_files(documents: &[Document], cuts: &[usize], effort: Effort) -> Vec<IndexFile> {
    let ends = cuts.iter().skip(1).copied().chain([documents.len()]);
    let ranges: Vec<(usize, usize)> = cuts.iter().copied().zip(ends).collect();
    let pack = |(number, &(start, end)): (usize, &(usize, usize))| {
        let mut blocks = Blocks::default();
        let pages: Vec<PackedPage<'_>> = documents[start..end].iter().map(|document| blocks.page(document)).collect();
        file(format!("text-{number}"), &json(&pages), effort)
    };
    ranges.par_iter().enumerate().map(pack).collect()
}

fn file(name: String, content: &[u8], effort: Effort) -> IndexFile {
    let (bytes, check) = shard::script(&name, content, effort);
    IndexFile { name, bytes, check }
}

/// Plain data always has a JSON form.
fn json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// The pairs of all pages.
struct Postings {
    pages: Vec<PageKeys>,
    bits: u32,
}

impl Postings {
    fn collect(documents: &[Document]) -> Self {
        let pages: Vec<PageKeys> = documents.par_iter().map_init(Collector::default, Collector::collect).collect();
        let total: usize = pages.iter().map(|page| page.anywhere.len()).sum();
        let bits = (total / POSTINGS_OF_SHARD).next_power_of_two().trailing_zeros().min(MAX_SHARD_BITS);
        Self { pages, bits }
    }

    fn files(&self, effort: Effort) -> Vec<IndexFile> {
        let shards: Vec<u32> = (0..1 << self.bits).collect();
        let run = |shards: &[u32]| -> Vec<IndexFile> {
            let mut walk = Walk::new(&self.pages, self.first_key(shards[0]));
            let packed =
                |shard: &u32| file(format!("words-{shard}"), &walk.shard(self.first_key(*shard), self.first_key(*shard + 1)), effort);
            shards.iter().map(packed).collect()
        };
        shards.par_chunks(SHARDS_OF_WALK).flat_map_iter(run).collect()
    }

    /// The smallest key that a shard may hold: one that begins with its number.
    fn first_key(&self, shard: u32) -> u64 {
        u64::from(shard) << (32 - self.bits)
    }

    /// Per slot of the last bits of a key, how many pages have such a pair: 0 none, n up to 2ⁿ⁻¹.
    fn rarity(&self) -> String {
        let bits = (usize::BITS - (self.pages.len() * 4).leading_zeros()).clamp(10, MAX_RARITY_BITS);
        let mut counts = vec![0_u32; 1 << bits];
        for key in self.pages.iter().flat_map(|page| &page.anywhere) {
            counts[*key as usize & ((1 << bits) - 1)] += 1;
        }
        counts.iter().map(|count| char::from_digit((u32::BITS - count.leading_zeros()).min(15), 16).unwrap_or('f')).collect()
    }
}

/// A walk along the keys of all pages at once, from shard to shard: where it stands in each page is known, not looked for.
struct Walk<'a> {
    pages: &'a [PageKeys],
    /// Per page the first key in each of its two lists that no shard has taken.
    at: Vec<(usize, usize)>,
    lists: Lists,
}

impl<'a> Walk<'a> {
    fn new(pages: &'a [PageKeys], first: u64) -> Self {
        let start = |page: &PageKeys| {
            let anywhere = page.anywhere.partition_point(|key| u64::from(*key) < first);
            (anywhere, page.placed.partition_point(|(key, _)| u64::from(*key) < first))
        };
        Self { pages, at: pages.iter().map(start).collect(), lists: Lists::default() }
    }

    /// The lists of all keys of the next shard.
    fn shard(&mut self, first: u64, end: u64) -> Vec<u8> {
        self.lists.clear();
        for ((number, page), (anywhere, placed)) in (0..).zip(self.pages).zip(&mut self.at) {
            while let Some(&key) = page.anywhere.get(*anywhere).filter(|key| u64::from(**key) < end) {
                self.lists.of(key)[Place::Anywhere as usize].push(number);
                *anywhere += 1;
            }
            while let Some(&(key, place)) = page.placed.get(*placed).filter(|(key, _)| u64::from(*key) < end) {
                self.lists.of(key)[place as usize].push(number);
                *placed += 1;
            }
        }
        self.lists.packed(first)
    }
}

/// Per key the pages that have it, by place.
#[derive(Default)]
struct Lists {
    keys: KeyTable,
    lists: Vec<[Vec<u32>; Place::COUNT]>,
}

impl Lists {
    fn clear(&mut self) {
        self.keys.clear();
        self.lists.clear();
    }

    fn of(&mut self, key: u32) -> &mut [Vec<u32>; Place::COUNT] {
        let number = self.keys.number_of(key);
        if number == self.lists.len() {
            self.lists.push(Default::default());
        }
        &mut self.lists[number]
    }

    /// How many keys; then per key its distance from the last, which places it has as bits, and per place how many pages and how many bytes
    /// they take, and their distances.
    fn packed(&self, first: u64) -> Vec<u8> {
        let mut keys: Vec<(u32, &[Vec<u32>; Place::COUNT])> = self.keys.keys().iter().copied().zip(&self.lists).collect();
        keys.sort_unstable_by_key(|(key, _)| *key);
        let mut bytes = Vec::new();
        put_number(&mut bytes, keys.len() as u32);
        let mut last = first as u32;
        let mut distances = Vec::new();
        for (key, lists) in keys {
            put_number(&mut bytes, key - last);
            last = key;
            bytes.push(lists.iter().enumerate().filter(|(_, list)| !list.is_empty()).fold(0, |places, (place, _)| places | 1 << place));
            for list in lists.iter().filter(|list| !list.is_empty()) {
                distances.clear();
                let mut before = 0;
                for page in list {
                    put_number(&mut distances, page - before);
                    before = *page;
                }
                put_number(&mut bytes, list.len() as u32);
                put_number(&mut bytes, distances.len() as u32);
                bytes.extend_from_slice(&distances);
            }
        }
        bytes
    }
}
