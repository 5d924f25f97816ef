// What was typed into the search → words to look for, each with the spellings and names that mean the same.
(function (S) {
  "use strict";

  // Characters of a query that are read; words of it; forms of a word; terms proposed when nothing was found.
  var MAX_LENGTH = 10000, MAX_WORDS = 12, MAX_FORMS = 16, MAX_NEAREST = 5;
  // A folded name longer than this is no slip of the pen but a sentence.
  var MAX_NAME = 40;
  // One slip in so many characters, rounded: three may hold one, seven two; two characters with a slip are another word.
  var CHARACTERS_PER_SLIP = 4;
  // A word longer than this, folded, is a sentence: no spellings are tried in it.
  var MAX_WIDENED = 100;
  // Controls part words as spaces do.
  var SPACES = /[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  // What nobody sees: soft hyphens, widths of zero, marks of direction, annotations.
  var UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]/g;
  // Characters of two halves, and halves alone.
  var HALVES = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;
  // Double quotes, straight, curly, full-width; any of them closes.
  var QUOTES = "\"\u201c\u201d\u201e\u201f\uff02";
  // Marks of long vowels between digits.
  var LONG_MARKS = /([0-9\uff10-\uff19])[\u30fc\uff70](?=[0-9\uff10-\uff19])/g;
  // The hyphen, the full-width one, the minus.
  var NOTS = "-\uff0d\u2212";

  function isOneOf(signs, character) {
    return signs.indexOf(character) > -1;
  }

  /** The text that is read: as long as allowed, without what nobody sees and without halves of characters. */
  function readable(text) {
    return text.slice(0, MAX_LENGTH).replace(UNSEEN, "").replace(HALVES, function (found) {
      return found.length === 2 ? found : "";
    });
  }

  /** Cuts a query into raw words: their text, whether it stood in quotes, whether it is excluded. */
  function cut(text) {
    var words = [];
    var at = 0;

    /** Whether one of the signs stands here; it is then passed. */
    function take(signs) {
      var isHere = at < text.length && isOneOf(signs, text.charAt(at));
      at += isHere ? 1 : 0;
      return isHere;
    }

    while (at < text.length) {
      if (SPACES.test(text.charAt(at))) {
        at += 1;
        continue;
      }
      var isExcluded = take(NOTS);
      var isPhrase = take(QUOTES);
      var start = at;
      while (at < text.length && !isOneOf(QUOTES, text.charAt(at)) && (isPhrase || !SPACES.test(text.charAt(at)))) {
        at += 1;
      }
      words.push({ shown: text.slice(start, at), isPhrase: isPhrase, isExcluded: isExcluded });
      if (isPhrase) {
        take(QUOTES);
      }
    }
    return words;
  }

  /** Folded as one line: a query holds no line feed. */
  function folded(text, fold) {
    return fold.fold(text.split("\n").join(" "));
  }

  /** All names of an entry of the glossary by which it is asked for. */
  function namesOf(term) {
    return [term.term, term.yomi, term.short].concat(term.synonyms || [], term.discouraged || []).filter(Boolean);
  }

  /** The names that are looked for besides: not the reading, which pages do not hold, nor what should not be written. */
  function soughtOf(term) {
    return [term.term, term.short].concat(term.synonyms || []).filter(Boolean);
  }

  function foldedTerm(term, fold) {
    function each(name) {
      return folded(name, fold);
    }
    return { term: term, names: namesOf(term).map(each) };
  }

  /** Spellings by their first character, the longest first, each with its group. */
  function spellingsOf(variants, fold) {
    var byFirst = {};
    variants.forEach(function (group) {
      group.forEach(function (text) {
        var spelling = { text: folded(text, fold), group: group };
        var first = spelling.text.charAt(0);
        if (spelling.text !== "") {
          byFirst[first] = (byFirst.hasOwnProperty(first) ? byFirst[first] : []).concat(spelling);
        }
      });
    });
    Object.keys(byFirst).forEach(function (first) {
      byFirst[first].sort(function (one, other) {
        return other.text.length - one.text.length;
      });
    });
    return byFirst;
  }

  // What was last prepared: the same for every key that is pressed.
  var held = { fold: null, variants: null, terms: null };

  /** The language with its spellings and names folded. */
  function prepared(language) {
    if (held.fold !== language.fold || held.variants !== language.variants || held.terms !== language.terms) {
      held = {
        fold: language.fold,
        variants: language.variants,
        terms: language.terms,
        spellings: spellingsOf(language.variants, language.fold),
        named: language.terms.map(function (term) {
          return foldedTerm(term, language.fold);
        })
      };
    }
    return held;
  }

  /** Adds a form, unless one that is there finds all that it would. */
  function add(word, form, widened) {
    var isFound = word.forms.some(function (known) {
      return form.indexOf(known) > -1;
    });
    if (form !== "" && !isFound && word.forms.length < MAX_FORMS) {
      word.forms.push(form);
      word.widened.push(widened);
    }
  }

  function addTerms(word, ready) {
    ready.named.forEach(function (named) {
      if (named.names.indexOf(word.forms[0]) > -1) {
        soughtOf(named.term).forEach(function (name) {
          add(word, folded(name, ready.fold), { text: name, by: name === named.term.term ? "term" : "synonym" });
        });
      }
    });
  }

  /** Where spellings stand in a folded text: the longest of any group at each place, none inside another. */
  function spellingsIn(text, spellings) {
    function isHere(spelling) {
      return text.substr(at, spelling.text.length) === spelling.text;
    }
    var found = [];
    var at = 0;
    while (at < text.length) {
      var first = text.charAt(at);
      var here = spellings.hasOwnProperty(first) ? spellings[first].filter(isHere) : [];
      if (here.length > 0) {
        found.push({ at: at, end: at + here[0].text.length, group: here[0].group });
      }
      at += here.length > 0 ? here[0].text.length : 1;
    }
    return found;
  }

  /** A text with the places of a group written in one of its spellings. */
  function respelt(text, map, places, spelling) {
    var rest = 0;
    var parts = places.map(function (place) {
      var before = text.slice(rest, map.start[place.at]);
      rest = map.end[place.end - 1];
      return before + spelling;
    });
    return parts.join("") + text.slice(rest);
  }

  /** Adds the other spellings of one form, as it is shown. */
  function addSpellings(word, shown, ready) {
    var map = ready.fold.map(shown);
    var places = spellingsIn(map.text, ready.spellings);
    var groups = places.map(function (place) {
      return place.group;
    });
    groups.forEach(function (group, order) {
      if (groups.indexOf(group) < order) {
        return;
      }
      var own = places.filter(function (place) {
        return place.group === group;
      });
      group.forEach(function (spelling) {
        var text = respelt(shown, map, own, spelling);
        add(word, folded(text, ready.fold), { text: text, by: "variant" });
      });
    });
  }

  /** Widens the word: what the glossary calls it, then each form in other spellings; several may meet in one word. */
  function widen(word, language) {
    var ready = prepared(language);
    addTerms(word, ready);
    for (var at = 0; at < word.forms.length && word.forms.length < MAX_FORMS; at += 1) {
      if (word.forms[at].length <= MAX_WIDENED) {
        addSpellings(word, at === 0 ? word.shown : word.widened[at - 1].text, ready);
      }
    }
  }

  function wordOf(raw, language) {
    var word = {
      shown: raw.shown,
      isPhrase: raw.isPhrase,
      isExcluded: raw.isExcluded,
      forms: [folded(raw.shown, language.fold)],
      widened: []
    };
    // Typed in kana, a hyphen between digits is the mark of a long vowel: numbers are written with either.
    var hyphened = raw.shown.replace(LONG_MARKS, "$1-");
    add(word, folded(hyphened, language.fold), { text: hyphened, by: "variant" });
    if (language.isWidened && !raw.isPhrase) {
      widen(word, language);
    }
    return word;
  }

  /**
   * The words of a query. Those that fold to nothing are left out, and those beyond the limit.
   * @param {string} text as typed
   * @param {{fold: Object, variants: string[][], terms: Object[], isWidened: boolean}} language
   * @returns {{words: Object[], isTooLong: boolean}}
   */
  function parse(text, language) {
    var raw = cut(readable(text)).filter(function (word) {
      return folded(word.shown, language.fold) !== "";
    });
    return {
      words: raw.slice(0, MAX_WORDS).map(function (word) {
        return wordOf(word, language);
      }),
      isTooLong: text.length > MAX_LENGTH || raw.length > MAX_WORDS
    };
  }

  /** The fewest characters to change, add, take away or exchange with the next one; at most `most` + 1. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) {
      return most + 1;
    }
    var before = [];
    var last = [];
    var row;
    for (var column = 0; column <= other.length; column += 1) {
      last.push(column);
    }
    for (var line = 1; line <= one.length; line += 1) {
      row = [line];
      for (var at = 1; at <= other.length; at += 1) {
        var isSame = one.charAt(line - 1) === other.charAt(at - 1);
        var steps = Math.min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (isSame ? 0 : 1));
        var isTurned = line > 1 && at > 1 && one.charAt(line - 1) === other.charAt(at - 2) && one.charAt(line - 2) === other.charAt(at - 1);
        row.push(isTurned ? Math.min(steps, before[at - 2] + 1) : steps);
      }
      before = last;
      last = row;
    }
    return last[other.length];
  }

  /** Slips that a word of a length may have. */
  function slips(length) {
    return Math.floor((length + 1) / CHARACTERS_PER_SLIP);
  }

  /** How far a name is from what was typed: 0 to 1 in parts of the length, or 2 for too far. A query that is one word may be the beginning of it. */
  function farness(typed, name, isOnly) {
    if (name === "" || name.length > MAX_NAME) {
      return 2;
    }
    if (isOnly && typed.length > 1 && name.indexOf(typed) === 0) {
      return (name.length - typed.length) / name.length / 2;
    }
    var most = slips(Math.min(typed.length, name.length));
    var steps = distance(typed, name, most);
    return steps > most ? 2 : steps / name.length;
  }

  function isBorder(text, at) {
    return at < 0 || at >= text.length || SPACES.test(text.charAt(at)) || isOneOf(QUOTES, text.charAt(at));
  }

  /** The query with one of its words, which is not excluded, written as a term. */
  function withTerm(text, word, term) {
    for (var at = text.indexOf(word.shown); at >= 0; at = text.indexOf(word.shown, at + 1)) {
      var end = at + word.shown.length;
      if (isBorder(text, at - 1) && isBorder(text, end)) {
        return text.slice(0, at) + term + text.slice(end);
      }
    }
    return term;
  }

  /** What may be a term with a slip: each word that is wanted, and all of them as one, for spaces are slips too. */
  function mistyped(text, language) {
    var words = parse(text, { fold: language.fold, variants: [], terms: [], isWidened: false }).words;
    var isPlain = words.length > 1 && words.every(function (word) {
      return !word.isExcluded && !word.isPhrase;
    });
    return words.concat(isPlain ? { shown: text, forms: [folded(text, language.fold)] } : []).filter(function (word) {
      return !word.isExcluded && word.forms[0].length <= MAX_NAME;
    });
  }

  /** How far the nearest name of a term is from a word. */
  function farnessOf(named, word, isOnly) {
    return named.names.reduce(function (least, name) {
      return Math.min(least, farness(word.forms[0], name, isOnly));
    }, 2);
  }

  /**
   * Terms of the glossary that are near to a word of a query without results, the nearest first, each with the query that it makes.
   * @param {string} text as typed
   * @param {Object} language as for `parse`
   * @returns {{term: string, query: string}[]}
   */
  function nearest(text, language) {
    var read = readable(text);
    var words = mistyped(read, language);
    var near = [];
    prepared(language).named.forEach(function (named, order) {
      var best = { far: 2 };
      words.forEach(function (word) {
        var isOnly = word.shown === read || words.length === 1;
        var far = farnessOf(named, word, isOnly);
        // One of several words that is a term already was not mistyped.
        if (far < best.far && (far > 0 || isOnly)) {
          best = { term: named.term.term, query: withTerm(read, word, named.term.term), far: far, order: order };
        }
      });
      if (best.far < 2) {
        near.push(best);
      }
    });
    near.sort(function (one, other) {
      return one.far - other.far || one.order - other.order;
    });
    return near.slice(0, MAX_NEAREST).map(function (one) {
      return { term: one.term, query: one.query };
    });
  }

  S.core.searchQuery = { parse: parse, nearest: nearest };
})(Shirube);
