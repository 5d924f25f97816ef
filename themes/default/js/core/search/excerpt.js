// The part of a text that shows why it was found, with its matches marked.
(function (S) {
  "use strict";

  /** Letters of an excerpt, and of those before its first match. */
  var LENGTH = 110;
  var BEFORE = 30;

  /** The parts of a text that words match, as `[start, end]` in the text itself, in order and joined where they touch. */
  function ranges(text, words, fold) {
    var map = fold.map(text);
    var found = [];
    words.forEach(function (word) {
      word.forms.forEach(function (form) {
        for (var at = map.text.indexOf(form); at >= 0; at = map.text.indexOf(form, at + 1)) {
          found.push([map.start[at], map.end[at + form.length - 1]]);
        }
      });
    });
    found.sort(function (one, other) {
      return one[0] - other[0] || one[1] - other[1];
    });
    return found.reduce(function (joined, range) {
      var last = joined[joined.length - 1];
      if (last && range[0] <= last[1]) {
        last[1] = Math.max(last[1], range[1]);
      } else {
        joined.push(range);
      }
      return joined;
    }, []);
  }

  /** A text as parts that match and parts that do not: `[{text, isMatch}]`. */
  function parts(text, words, fold) {
    var pieces = [];
    var at = 0;
    function add(end, isMatch) {
      if (end > at) {
        pieces.push({ text: text.slice(at, end), isMatch: isMatch });
        at = end;
      }
    }
    ranges(text, words, fold).forEach(function (range) {
      add(range[0], false);
      add(range[1], true);
    });
    add(text.length, false);
    return pieces;
  }

  /** The block that begins at a line, with those after it until an excerpt is full. */
  function block(lines, first) {
    var text = lines[first];
    for (var at = first + 1; at < lines.length && text.length < LENGTH; at += 1) {
      text += " " + lines[at];
    }
    return text;
  }

  /** Whether a cut would part the two units of a character, or a mark from its letter. */
  function isInside(text, at) {
    return /[\udc00-\udfff\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\u200d]/.test(text.charAt(at));
  }

  /** Cuts an excerpt around the first match of a text. */
  function around(text, words, fold) {
    var found = ranges(text, words, fold)[0] || [0, 0];
    var start = Math.max(0, Math.min(found[0] - BEFORE, text.length - LENGTH));
    var sentence = text.lastIndexOf("\u3002", found[0] - 1);
    if (sentence >= 0 && sentence + 1 > start && sentence + 1 <= found[0]) {
      start = sentence + 1;
    }
    var end = Math.min(text.length, Math.max(start + LENGTH, found[1]));
    while (start > 0 && isInside(text, start)) {
      start -= 1;
    }
    while (end < text.length && isInside(text, end)) {
      end += 1;
    }
    return (start > 0 ? "\u2026" : "") + text.slice(start, end) + (end < text.length ? "\u2026" : "");
  }

  /** How many of the words a folded line has. */
  function held(line, words) {
    return words.filter(function (word) {
      return word.forms.some(function (form) {
        return line.indexOf(form) >= 0;
      });
    }).length;
  }

  /**
   * The excerpt of a section's text: around the first word in the line that has most of the words, else its beginning.
   * @param {string} text
   * @param {string} folded the same text, folded: line by line
   * @param {Array} words
   * @param {Object} fold
   * @returns {{text: string, isMatch: boolean}[]}
   */
  function excerpt(text, folded, words, fold) {
    var best = 0;
    var most = 0;
    folded.split("\n").forEach(function (line, at) {
      var count = most < words.length ? held(line, words) : 0;
      if (count > most) {
        most = count;
        best = at;
      }
    });
    return parts(around(block(text.split("\n"), best), words, fold), words, fold);
  }

  S.core.searchExcerpt = { excerpt: excerpt, parts: parts, ranges: ranges };
})(Shirube);
