// Pairs of neighbouring letters and the pages that have them: numbers of pairs, sets of pages with a bit for each, and what sets have in common.
// Written by src/search/index.rs and src/search/postings.rs.
(function (S) {
  "use strict";

  /** Where in a page a pair stands: each is a bit of a list's byte. */
  var PLACES = { anywhere: 0, heading: 1, name: 2, start: 3, end: 4 };
  var PLACE_COUNT = 5;

  /** The number of a pair of UTF-16 units, or of a single one with 0 as the second. */
  function key(first, second) {
    var turned = Math.imul(second, 0x85ebca6b);
    var mixed = Math.imul(first, 0x9e3779b1) ^ ((turned << 13) | (turned >>> 19));
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** The numbers of the pairs of a folded word, in its order; of its one unit if there is no pair. */
  function keysOf(word) {
    if (word.length === 1) {
      return [key(word.charCodeAt(0), 0)];
    }
    var keys = [];
    for (var at = 0; at + 1 < word.length; at += 1) {
      var found = key(word.charCodeAt(at), word.charCodeAt(at + 1));
      if (keys.indexOf(found) < 0) {
        keys.push(found);
      }
    }
    return keys;
  }

  function Reader(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** A number in groups of seven bits, the lowest first. */
  Reader.prototype.number = function () {
    var number = 0;
    var shift = 0;
    var byte;
    do {
      byte = this.bytes[this.at];
      this.at += 1;
      number += (byte & 0x7f) * Math.pow(2, shift);
      shift += 7;
    } while (byte >= 0x80);
    return number;
  };

  /**
   * Where the lists of every pair of a shard stand; the lists themselves are read when asked for.
   * @param {Uint8Array} bytes
   * @param {number} first the smallest number that the shard may hold
   * @param {number} pages how many pages there are
   */
  function Shard(bytes, first, pages) {
    this.none = new Uint32Array(Math.ceil(pages / 32));
    this.reader = new Reader(bytes);
    this.places = {};
    this.sets = {};
    var reader = this.reader;
    var last = first;
    for (var count = reader.number(); count > 0; count -= 1) {
      last += reader.number();
      this.places[last] = this.skim(reader);
    }
  }

  /** Where each list of a pair begins, `null` where there is none. */
  Shard.prototype.skim = function (reader) {
    var bits = reader.bytes[reader.at];
    reader.at += 1;
    var starts = [];
    for (var place = 0; place < PLACE_COUNT; place += 1) {
      starts.push(bits & (1 << place) ? reader.at : null);
      if (bits & (1 << place)) {
        reader.number();
        var length = reader.number();
        reader.at += length;
      }
    }
    return starts;
  };

  /** The set of the pages that have a pair in a place. */
  Shard.prototype.pages = function (key, place) {
    var starts = this.places[key];
    var start = starts ? starts[place] : null;
    if (start === null || start === undefined) {
      return this.none;
    }
    if (!this.sets[start]) {
      this.reader.at = start;
      var count = this.reader.number();
      this.reader.number();
      var set = this.none.slice();
      var page = 0;
      for (var at = 0; at < count; at += 1) {
        page += this.reader.number();
        set[page >>> 5] |= 1 << (page & 31);
      }
      this.sets[start] = set;
    }
    return this.sets[start];
  };

  /** Pages that are in both sets. */
  function common(one, other) {
    return one.map(function (bits, at) {
      return bits & other[at];
    });
  }

  /** Pages that are in one of two sets at least. */
  function either(one, other) {
    return one.map(function (bits, at) {
      return bits | other[at];
    });
  }

  /** Pages of a set that are not in the other. */
  function without(one, other) {
    return one.map(function (bits, at) {
      return bits & ~other[at];
    });
  }

  /** The pages of a set, ascending. */
  function list(set) {
    var pages = [];
    for (var at = 0; at < set.length; at += 1) {
      for (var bits = set[at]; bits !== 0; bits &= bits - 1) {
        pages.push(at * 32 + 31 - Math.clz32(bits & -bits));
      }
    }
    return pages;
  }

  /** Whether a set has more pages than so many. */
  function isMoreThan(set, count) {
    var left = count;
    for (var at = 0; at < set.length; at += 1) {
      for (var bits = set[at]; bits !== 0; bits &= bits - 1) {
        left -= 1;
        if (left < 0) {
          return true;
        }
      }
    }
    return false;
  }

  S.core.searchPostings = {
    PLACES: PLACES,
    keysOf: keysOf,
    key: key,
    Shard: Shard,
    common: common,
    either: either,
    without: without,
    list: list,
    isMoreThan: isMoreThan
  };
})(Shirube);
