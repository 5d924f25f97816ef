// A page of the index and what a query finds in it. A hit is a section; nothing counts that is not in the text.
(function (S) {
  "use strict";

  /** How well a word sits in a section: the smaller the better. */
  var RANK = { equalName: 0, equal: 1, name: 2, heading: 3, text: 4, context: 5 };
  /** Added to the rank of every word when they stand in one page, but not in one section. */
  var APART = 8;
  /** Letters within which several words are near, and near enough, to each other. */
  var NEAR = [40, 200];
  /** Places of a word in one section that are looked at for nearness. */
  var MAX_PLACES = 64;

  /** UTF-16 units from which a block of a shard has a number. */
  var LONG_BLOCK = 8;

  /** A section's text from its pieces: runs of blocks, and numbers of long blocks that were there before. */
  function textOf(pieces, known) {
    return pieces
      .map(function (piece) {
        if (typeof piece === "number") {
          return known[piece];
        }
        piece.split("\n").forEach(function (block) {
          if (block.length >= LONG_BLOCK) {
            known.push(block);
          }
        });
        return piece;
      })
      .join("\n");
  }

  /** A page: `packed` is [path, number, title, [[anchor, kind, heading, text]]], `order` its place among all pages. */
  function Page(packed, order) {
    this.path = packed[0];
    this.number = packed[1];
    this.title = packed[2];
    this.order = order;
    this.sections = packed[3];
    this.folded = null;
  }

  /**
   * The pages of a shard, as src/search/text.rs packs them.
   * @param {Array} packed
   * @param {number} first the place of its first page among all pages
   * @returns {Page[]}
   */
  function pages(packed, first) {
    var known = [];
    return packed.map(function (page, at) {
      page[3].forEach(function (section) {
        section[3] = textOf(section[3], known);
      });
      return new Page(page, first + at);
    });
  }

  Page.prototype.foldWith = function (fold) {
    if (!this.folded) {
      var title = fold.fold(this.title);
      this.folded = {
        title: title,
        number: fold.fold(this.number),
        sections: this.sections.map(function (section, at) {
          return { heading: at === 0 ? title : fold.fold(section[2]), text: fold.fold(section[3]) };
        })
      };
    }
    return this.folded;
  };

  /** Where the first form of a word that is in a text stands: `{at, form}`, or `null`. */
  function find(word, text) {
    for (var form = 0; form < word.forms.length; form += 1) {
      var at = text.indexOf(word.forms[form]);
      if (at >= 0) {
        return { at: at, form: form };
      }
    }
    return null;
  }

  function ranked(rank, form) {
    // What was typed comes before what was meant as well.
    return rank * 2 + (form > 0 ? 1 : 0);
  }

  /** The rank of a word in a heading, or `null`. Its number, and what stands after it, are lines. */
  function inHeading(word, heading, isName) {
    var found = find(word, heading);
    if (found === null) {
      return null;
    }
    var lines = heading.split("\n");
    for (var form = found.form; form < word.forms.length; form += 1) {
      if (lines.indexOf(word.forms[form]) >= 0) {
        return ranked(isName ? RANK.equalName : RANK.equal, form);
      }
    }
    return ranked(isName ? RANK.name : RANK.heading, found.form);
  }

  function Match(page, fold, isNameKind) {
    this.page = page;
    this.folded = page.foldWith(fold);
    this.isNameKind = isNameKind;
  }

  /** The rank of a word in a section: `{rank, isHere}`, or `null`. */
  Match.prototype.wordIn = function (word, at) {
    var section = this.folded.sections[at];
    var rank = inHeading(word, section.heading, this.isNameKind(this.page.sections[at][1]));
    if (rank === null && at === 0 && word.forms[0] === this.folded.number) {
      rank = ranked(RANK.equal, 0);
    }
    if (rank !== null) {
      return { rank: rank, isHere: true };
    }
    var found = find(word, section.text);
    if (found !== null) {
      return { rank: ranked(RANK.text, found.form), isHere: true };
    }
    var context = find(word, this.folded.title);
    return context === null ? null : { rank: ranked(RANK.context, context.form), isHere: false };
  };

  Match.prototype.excludes = function (words, at) {
    var section = this.folded.sections[at];
    return words.some(function (word) {
      return find(word, section.heading) !== null || find(word, section.text) !== null;
    });
  };

  /** Every place of a word in a text, up to a limit. */
  function places(word, text, number) {
    var found = [];
    word.forms.forEach(function (form) {
      for (var at = text.indexOf(form); at >= 0 && found.length < MAX_PLACES; at = text.indexOf(form, at + 1)) {
        found.push({ word: number, start: at, end: at + form.length });
      }
    });
    return found;
  }

  /** The fewest letters of a text that hold all words, or `Infinity`. */
  function span(words, text) {
    var all = [];
    words.forEach(function (word, number) {
      all = all.concat(places(word, text, number));
    });
    all.sort(function (one, other) {
      return one.start - other.start;
    });
    var best = Infinity;
    var last = {};
    all.forEach(function (place) {
      last[place.word] = place;
      var held = Object.keys(last);
      if (held.length === words.length) {
        var start = Math.min.apply(null, held.map(function (word) {
          return last[word].start;
        }));
        best = Math.min(best, place.end - start);
      }
    });
    return best;
  }

  /** 0 for words that stand near each other, up to 2 for those that are far apart. */
  function distance(words, text) {
    if (words.length < 2) {
      return 0;
    }
    var letters = span(words, text);
    return letters <= NEAR[0] ? 0 : letters <= NEAR[1] ? 1 : 2;
  }

  /** The hit of a section, or `null`. */
  Match.prototype.section = function (query, at) {
    if (this.excludes(query.excluded, at)) {
      return null;
    }
    var sum = 0;
    var here = 0;
    for (var index = 0; index < query.wanted.length; index += 1) {
      var found = this.wordIn(query.wanted[index], at);
      if (found === null) {
        return null;
      }
      sum += found.rank;
      here += found.isHere ? 1 : 0;
    }
    if (here === 0) {
      return null;
    }
    return { page: this.page, section: at, rank: sum, distance: distance(query.wanted, this.folded.sections[at].text) };
  };

  /** The hit of a page whose words stand in different sections: at the section that has most of them; or `null`. */
  Match.prototype.apart = function (query) {
    var match = this;
    var best = { section: 0, here: 0 };
    var ranks = query.wanted.map(function () {
      return Infinity;
    });
    for (var at = 0; at < match.folded.sections.length; at += 1) {
      if (match.excludes(query.excluded, at)) {
        return null;
      }
      var here = 0;
      for (var index = 0; index < query.wanted.length; index += 1) {
        var found = match.wordIn(query.wanted[index], at);
        if (found !== null) {
          ranks[index] = Math.min(ranks[index], found.rank);
          here += found.isHere ? 1 : 0;
        }
      }
      if (here > best.here) {
        best = { section: at, here: here };
      }
    }
    var sum = ranks.reduce(function (all, rank) {
      return all + rank + APART;
    }, 0);
    return sum === Infinity ? null : { page: match.page, section: best.section, rank: sum, distance: 2 };
  };

  /**
   * The hits of a page in the order of its sections.
   * @param {Page} page
   * @param {{wanted: Array, excluded: Array}} query
   * @param {Object} fold
   * @param {function(number): boolean} isNameKind whether sections of a kind are called by their name
   */
  function hits(page, query, fold, isNameKind) {
    var match = new Match(page, fold, isNameKind);
    var found = [];
    page.sections.forEach(function (_, at) {
      var hit = match.section(query, at);
      if (hit !== null) {
        found.push(hit);
      }
    });
    if (found.length === 0 && query.wanted.length > 1) {
      var apart = match.apart(query);
      return apart === null ? [] : [apart];
    }
    return found;
  }

  /** The better hit first; of equal ones the earlier in the handbook. */
  function compare(one, other) {
    return (
      one.rank - other.rank ||
      one.distance - other.distance ||
      one.page.order - other.page.order ||
      one.section - other.section
    );
  }

  S.core.searchPage = { pages: pages, hits: hits, compare: compare };
})(Shirube);
