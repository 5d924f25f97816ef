// Which pages a large site has to look at for a query, and in which order: from the lists of pairs alone, before any text is read.
(function (S) {
  "use strict";

  var P = S.core.searchPostings;

  /** Pairs of a form that are asked for at first, and in each further round. */
  var FIRST_KEYS = 2;
  var MORE_KEYS = 2;
  /** Rounds after which the texts are looked at, however many candidates there are. */
  var MAX_ROUNDS = 3;
  /** So many candidates are looked at without another round. */
  var FEW = 40;

  /**
   * @param {Object} index the manifest of the index
   * @param {Object} query
   * @param {Object} shards loaded shards of postings by number; `null` for one that could not be read
   */
  function Candidates(index, query, shards) {
    this.bits = index.shard_bits;
    this.rarity = index.rarity;
    this.shards = shards;
    this.none = new Uint32Array(Math.ceil(index.pages / 32));
    this.round = 0;
    // Sets of pages that were reckoned in this round, by place.
    this.known = {};
    var rarityOf = this.rarityOf.bind(this);
    this.words = query.wanted.map(function (word) {
      return word.forms.map(function (form) {
        var keys = P.keysOf(form);
        var ends = keys.length > 1 ? [keyAt(form, 0), keyAt(form, form.length - 2)] : [keys[0], keys[0]];
        var rare = keys.slice().sort(function (one, other) {
          return rarityOf(one) - rarityOf(other) || one - other;
        });
        return { keys: rare, ends: ends, asked: Math.min(FIRST_KEYS, rare.length) };
      });
    });
  }

  function keyAt(form, at) {
    return P.key(form.charCodeAt(at), form.charCodeAt(at + 1));
  }

  /** The logarithm of how many pages have a pair, at least; 0 for one that no page has. */
  Candidates.prototype.rarityOf = function (key) {
    return parseInt(this.rarity.charAt(key & (this.rarity.length - 1)), 16);
  };

  Candidates.prototype.shardOf = function (key) {
    return this.bits === 0 ? 0 : key >>> (32 - this.bits);
  };

  /** Forms with a pair that no page has can be found nowhere. */
  Candidates.prototype.isPossible = function (form) {
    return form.keys.every(this.rarityOf, this);
  };

  Candidates.prototype.forms = function () {
    return this.words.reduce(function (all, forms) {
      return all.concat(forms);
    }, []).filter(this.isPossible, this);
  };

  /** The shards of some pairs of every form, each once. */
  Candidates.prototype.shardsOf = function (keysOf) {
    var numbers = [];
    var candidates = this;
    this.forms().forEach(function (form) {
      keysOf(form).forEach(function (key) {
        var shard = candidates.shardOf(key);
        if (numbers.indexOf(shard) < 0) {
          numbers.push(shard);
        }
      });
    });
    return numbers;
  };

  /** The shards that the rounds so far ask for. */
  Candidates.prototype.needed = function () {
    return this.shardsOf(function (form) {
      return form.keys.slice(0, form.asked);
    });
  };

  /** The shards of the first and last pairs of the words, by which whole titles are known. */
  Candidates.prototype.neededForEnds = function () {
    return this.shardsOf(function (form) {
      return form.ends;
    });
  };

  /** The set of pages that have a pair in a place; `null` if that could not be read. */
  Candidates.prototype.pagesOf = function (key, place) {
    var shard = this.shards[this.shardOf(key)];
    return shard ? shard.pages(key, place) : null;
  };

  /** Pages that have all of some pairs in a place; what could not be read asks nothing, unless it is all there was. */
  Candidates.prototype.having = function (keys, place) {
    var candidates = this;
    var sets = keys
      .map(function (key) {
        return candidates.pagesOf(key, place);
      })
      .filter(function (set) {
        return set !== null;
      });
    return sets.length === 0 ? this.none : sets.reduce(P.common);
  };

  /** Pages that may have a word in a place. */
  Candidates.prototype.ofWord = function (forms, place) {
    var candidates = this;
    return forms
      .filter(this.isPossible, this)
      .map(function (form) {
        return candidates.having(form.keys.slice(0, form.asked), place);
      })
      .reduce(P.either, this.none);
  };

  /** Pages that may have all words, each in a place. */
  Candidates.prototype.inAll = function (place) {
    var candidates = this;
    if (!this.known[place]) {
      this.known[place] = this.words
        .map(function (forms) {
          return candidates.ofWord(forms, place);
        })
        .reduce(P.common);
    }
    return this.known[place];
  };

  /** Asks for more pairs if there are too many candidates to look at; whether there is more to ask for. */
  Candidates.prototype.narrow = function () {
    if (this.round >= MAX_ROUNDS || !P.isMoreThan(this.inAll(P.PLACES.anywhere), FEW)) {
      return false;
    }
    this.round += 1;
    this.known = {};
    var isMore = false;
    this.forms().forEach(function (form) {
      var asked = Math.min(form.asked + MORE_KEYS, form.keys.length);
      isMore = isMore || asked > form.asked;
      form.asked = asked;
    });
    return isMore;
  };

  /** Pages whose title or a heading may be a word and nothing else. */
  Candidates.prototype.whole = function () {
    var candidates = this;
    if (this.words.length !== 1) {
      return this.none;
    }
    return this.words[0]
      .filter(this.isPossible, this)
      .map(function (form) {
        var starts = candidates.pagesOf(form.ends[0], P.PLACES.start);
        var ends = candidates.pagesOf(form.ends[1], P.PLACES.end);
        return starts && ends ? P.common(starts, ends) : candidates.none;
      })
      .reduce(P.either, this.none);
  };

  /** Whether so many pages have the word in a heading that those whose title it is have to be known first. */
  Candidates.prototype.wantsEnds = function (batch) {
    return this.words.length === 1 && P.isMoreThan(this.inAll(P.PLACES.heading), batch);
  };

  /**
   * The pages to look at: whole titles, names, words all in headings, some word in a heading, the rest; each group in the order of the handbook.
   * @returns {number[][]}
   */
  Candidates.prototype.groups = function () {
    var candidates = this;
    var left = this.inAll(P.PLACES.anywhere);
    var some = this.words
      .map(function (forms) {
        return candidates.ofWord(forms, P.PLACES.heading);
      })
      .reduce(P.either);
    return [this.whole(), this.inAll(P.PLACES.name), this.inAll(P.PLACES.heading), some, left].map(function (group) {
      var own = P.common(group, left);
      left = P.without(left, own);
      return P.list(own);
    });
  };

  S.core.searchCandidates = { Candidates: Candidates };
})(Shirube);
