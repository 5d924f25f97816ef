// What a text is compared as; the mirror of src/search/fold.rs, which says what is done and why. Both give the same for every text.
(function (S) {
  "use strict";

  // Characters that are folded, first and last of each range: those whose Unicode data no browser in use knows differently.
  var FOLDED = [
    0x20, 0x34e, 0x350, 0x377, 0x37a, 0x3ff, 0x400, 0x52f, 0x1100, 0x11ff, 0x1d00, 0x1dbf, 0x1e00, 0x1fff, 0x2000, 0x2071, 0x2074, 0x208e,
    0x2090, 0x209c, 0x20a0, 0x20bf, 0x20d0, 0x20f0, 0x2100, 0x218b, 0x2190, 0x2426, 0x2440, 0x244a, 0x2460, 0x2b73, 0x2c60, 0x2c7f,
    0x2e80, 0x2fd5, 0x3000, 0x30ff, 0x3131, 0x318e, 0x3192, 0x319f, 0x31f0, 0x321e, 0x3220, 0x33ff, 0xac00, 0xd7a3, 0xf900, 0xfa6d,
    0xfa70, 0xfad9, 0xfb00, 0xfb06, 0xfe10, 0xfe19, 0xfe20, 0xfe6b, 0xff01, 0xffee, 0x1d400, 0x1d6a5, 0x1d6a8, 0x1d7cb, 0x1d7ce, 0x1d7ff,
    0x1f100, 0x1f10c, 0x1f110, 0x1f16c, 0x1f190, 0x1f1ac, 0x1f200, 0x1f202, 0x1f210, 0x1f23b, 0x1f240, 0x1f248, 0x1f250, 0x1f251,
    0x2f800, 0x2fa1d
  ];
  // Characters that cannot be seen. Half a character, which only a broken text holds, is one of them.
  var HIDDEN = [
    0x0, 0x8, 0xe, 0x1f, 0x7f, 0x84, 0x86, 0x9f, 0xad, 0xad, 0x34f, 0x34f, 0x61c, 0x61c, 0x115f, 0x1160, 0x180b, 0x180f, 0x200b, 0x200f,
    0x202a, 0x202e, 0x2060, 0x206f, 0x3164, 0x3164, 0xd800, 0xdfff, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff0, 0xfffb,
    0xe0000, 0xe0fff
  ];
  // Marks, and vowels and last consonants of Hangul: they belong to what they follow.
  var MARKS = [
    0x300, 0x34e, 0x350, 0x36f, 0x483, 0x489, 0x1161, 0x11ff, 0x20d0, 0x20f0, 0x302a, 0x302f, 0x3099, 0x309a, 0xfe20, 0xfe2f
  ];
  // Left out: tab, ends of lines but the line feed, spaces, parentheses, the middle dot.
  var DROPPED = [0x9, 0x9, 0xb, 0xd, 0x20, 0x20, 0x28, 0x29, 0x85, 0x85, 0x1680, 0x1680, 0x2028, 0x2029, 0x30fb, 0x30fb];
  var HYPHENS = [0x2d, 0x2d, 0x2010, 0x2015, 0x2043, 0x2043, 0x2212, 0x2212, 0x2500, 0x2501, 0x2e3a, 0x2e3b];
  // What a dash after them stands for a long sound: hiragana, its marks, small katakana of Ainu.
  var KANA = [0x3041, 0x3096, 0x3099, 0x309a, 0x309d, 0x309e, 0x30fc, 0x30fc, 0x31f0, 0x31ff];
  var LONG_SOUND = 0x30fc;
  // Spellings that a range does not give: small ka and ke, katakana without hiragana, the wave dash, the sign of an era.
  var RESPELT = {
    0x30f5: "\u304b", 0x3095: "\u304b", 0x30f6: "\u3051", 0x3096: "\u3051",
    0x30f7: "\u308f\u3099", 0x30f8: "\u3090\u3099", 0x30f9: "\u3091\u3099", 0x30fa: "\u3092\u3099",
    0x301c: "~", 0x32ff: "\u4ee4\u548c"
  };
  var TO_HIRAGANA = 0x60;

  // Kinds of characters; an entry of the table is a kind and the one unit that is written.
  var PLAIN = 1, ONE = 2, SERIES = 3, MARK = 4, UNSEEN = 5, LEFT_OUT = 6, HYPHEN = 7;
  var KIND_SHIFT = 24, VALUE = 0xffffff, FIRST_PLANE = 0x10000;
  // No base, which a text can hold none of; what half a character begins with.
  var NONE = -1, SURROGATES = 0x1b;
  // Arguments that every engine takes in one call.
  var CHUNK = 8192;

  function isIn(ranges, code) {
    for (var at = 0; at < ranges.length; at += 2) {
      if (code >= ranges[at] && code <= ranges[at + 1]) {
        return true;
      }
    }
    return false;
  }

  function isKana(code) {
    // Hiragana first, for speed.
    return (code >= KANA[0] && code <= KANA[1]) || (code > KANA[1] && code <= KANA[KANA.length - 1] && isIn(KANA, code));
  }

  /** An entry: the kind and what is written, in one number. */
  function number(kind, value) {
    return kind * (VALUE + 1) + value;
  }

  /** Calls `act` with each character, as a number; half a character is one. */
  function each(text, act) {
    for (var at = 0; at < text.length; at += 1) {
      var code = text.codePointAt(at);
      at += code >= FIRST_PLANE ? 1 : 0;
      act(code);
    }
  }

  /** The text of many units. */
  function written(units) {
    var parts = [];
    for (var at = 0; at < units.length; at += CHUNK) {
      parts.push(String.fromCharCode.apply(null, units.slice(at, at + CHUNK)));
    }
    return parts.join("");
  }

  function pairs(oldForms) {
    var forms = {};
    var old = null;
    each(oldForms, function (code) {
      if (old === null) {
        old = code;
      } else {
        forms[old] = code;
        old = null;
      }
    });
    return forms;
  }

  /** What is done with each character, found when it is first met. */
  function Table(oldForms) {
    this.forms = pairs(oldForms);
    this.entries = new Uint32Array(FIRST_PLANE);
  }

  Table.prototype.inUse = function (code) {
    return this.forms.hasOwnProperty(code) ? this.forms[code] : code;
  };

  Table.prototype.respelt = function (code) {
    if (RESPELT.hasOwnProperty(code)) {
      return RESPELT[code];
    }
    if ((code >= 0x30a1 && code <= 0x30f4) || code === 0x30fd || code === 0x30fe) {
      return String.fromCharCode(code - TO_HIRAGANA);
    }
    return String.fromCodePoint(this.inUse(code));
  };

  /** One cluster, normalised. */
  Table.prototype.normalized = function (cluster) {
    var self = this;
    var parts = "";
    each(cluster.normalize("NFKC"), function (code) {
      each(String.fromCodePoint(code).toLowerCase(), function (small) {
        parts += self.respelt(small);
      });
    });
    return parts.normalize("NFKC");
  };

  /** The entry of a character by what it is normalised to. */
  Table.prototype.folded = function (code) {
    var text = this.normalized(String.fromCodePoint(code));
    var first = text.codePointAt(0);
    if (isIn(MARKS, first)) {
      return number(MARK, code);
    }
    if (text.length > (first >= FIRST_PLANE ? 2 : 1) || isIn(HIDDEN, first)) {
      return number(SERIES, code);
    }
    return isIn(DROPPED, first) ? number(LEFT_OUT, code) : isIn(HYPHENS, first) ? number(HYPHEN, code) : number(ONE, first);
  };

  Table.prototype.find = function (code) {
    if (isIn(HIDDEN, code)) {
      return number(UNSEEN, code);
    }
    if (isIn(DROPPED, code)) {
      return number(LEFT_OUT, code);
    }
    if (isIn(HYPHENS, code)) {
      return number(HYPHEN, code);
    }
    if (code === 0x309b || code === 0x309c) {
      // As sound marks of their own they are a space with a mark; behind kana they are meant as the mark.
      return number(MARK, code - 2);
    }
    return isIn(FOLDED, code) ? this.folded(code) : number(PLAIN, this.inUse(code));
  };

  Table.prototype.entry = function (code) {
    if (code >= FIRST_PLANE) {
      return this.find(code);
    }
    if (this.entries[code] === 0) {
      this.entries[code] = this.find(code);
    }
    return this.entries[code];
  };

  /** A text being folded; with `places`, it is noted for each unit where it comes from. */
  function Folder(table, places) {
    this.table = table;
    this.places = places;
    this.units = [];
    this.isAfterKana = false;
    // The cluster: what marks belong to, its first unit, whether kana stood before it, its marks, where it begins and ends in the source.
    this.base = NONE;
    this.from = 0;
    this.wasAfterKana = false;
    this.marks = "";
    this.begin = 0;
    this.end = 0;
  }

  Folder.prototype.put = function (code) {
    if (code < FIRST_PLANE) {
      this.units.push(code);
    } else {
      this.units.push(0xd800 + ((code - FIRST_PLANE) >> 10), 0xdc00 + ((code - FIRST_PLANE) & 0x3ff));
    }
  };

  Folder.prototype.write = function (kind, value) {
    if (kind === LEFT_OUT) {
      this.isAfterKana = false;
    } else if (kind !== HYPHEN) {
      this.put(value);
      this.isAfterKana = isKana(value);
    } else if (this.isAfterKana) {
      this.put(LONG_SOUND);
    }
  };

  /** What is left out takes its marks along: they would else belong to what stands before it. */
  Folder.prototype.foldCluster = function () {
    var self = this;
    var isLeftOut = false;
    var base = this.base === NONE ? "" : String.fromCodePoint(this.base);
    each(this.table.normalized(base + this.marks), function (code) {
      var entry = self.table.entry(code);
      var kind = entry >>> KIND_SHIFT;
      if (kind !== UNSEEN && !(kind === MARK && isLeftOut)) {
        isLeftOut = kind === LEFT_OUT || kind === HYPHEN;
        self.write(kind, entry & VALUE);
      }
    });
  };

  /** Does the cluster again if it has marks, and notes where it stands. */
  Folder.prototype.endCluster = function () {
    if (this.marks !== "") {
      this.units.length = this.from;
      this.isAfterKana = this.wasAfterKana;
      this.foldCluster();
      this.marks = "";
    }
    if (this.places !== null) {
      for (var at = this.from; at < this.units.length; at += 1) {
        this.places.start.push(this.begin);
        this.places.end.push(this.end);
      }
    }
  };

  Folder.prototype.startCluster = function (at) {
    this.endCluster();
    this.begin = at;
    this.from = this.units.length;
    this.wasAfterKana = this.isAfterKana;
  };

  Folder.prototype.mark = function (value, at) {
    if (this.marks === "" && this.base === NONE) {
      // After a character that takes none, marks are a cluster of their own.
      this.startCluster(at);
    }
    this.marks += String.fromCharCode(value);
  };

  Folder.prototype.take = function (entry, code, at) {
    var kind = entry >>> KIND_SHIFT;
    this.startCluster(at);
    this.base = kind === PLAIN ? NONE : code;
    if (kind === PLAIN) {
      this.put(entry & VALUE);
      this.isAfterKana = false;
    } else if (kind === SERIES) {
      this.foldCluster();
    } else {
      this.write(kind, entry & VALUE);
    }
  };

  Folder.prototype.run = function (text) {
    var at = 0;
    while (at < text.length) {
      var code = text.charCodeAt(at);
      code = code >> 11 === SURROGATES ? text.codePointAt(at) : code;
      var entry = this.table.entry(code);
      if (entry >>> KIND_SHIFT === MARK) {
        this.mark(entry & VALUE, at);
      } else if (entry >>> KIND_SHIFT !== UNSEEN) {
        this.take(entry, code, at);
      }
      at += code < FIRST_PLANE ? 1 : 2;
      this.end = at;
    }
    this.endCluster();
    return written(this.units);
  };

  /**
   * The fold with its own table.
   * @param {string} oldForms pairs of an old form and the form in use, in sequence
   * @returns {{fold: function(string): string, map: function(string): {text: string, start: number[], end: number[]}}}
   */
  function make(oldForms) {
    var table = new Table(oldForms);
    return {
      /** The folded text. */
      fold: function (text) {
        return new Folder(table, null).run(text);
      },
      /** The folded text, and for each of its units where what it came from begins and ends in the source. */
      map: function (text) {
        var places = { start: [], end: [] };
        return { text: new Folder(table, places).run(text), start: places.start, end: places.end };
      }
    };
  }

  S.core.searchFold = { make: make };
})(Shirube);
