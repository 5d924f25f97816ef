// Ticks as a file that can be taken to another computer. It holds opaque names and no words; whatever is not such a file is refused whole.
(function (S) {
  "use strict";

  var FORMAT = "shirube-ticks";
  var VERSION = 1;
  var KEYS = ["book", "format", "ticks", "version"];
  /** Longest file in characters: a thousand times what a handbook needs. */
  var MAX_LENGTH = 1048576;
  var MAX_TICKS = 5000;
  var NAME = /^[0-9a-f]{16}$/;

  function isName(text) {
    return typeof text === "string" && NAME.test(text);
  }

  function unique(ticks) {
    var seen = new Set(ticks);
    return Array.from(seen).sort();
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return undefined;
    }
  }

  function isMapping(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  /** Why the content is none of ours, or null. */
  function fault(content, book) {
    if (!isMapping(content)) {
      return "broken";
    }
    if (content.format !== FORMAT) {
      return "foreign";
    }
    if (typeof content.version === "number" && content.version > VERSION) {
      return "newer";
    }
    var keys = Object.keys(content).sort();
    var isWhole = content.version === VERSION && keys.join() === KEYS.join() && isName(content.book) && Array.isArray(content.ticks);
    if (!isWhole || content.ticks.length > MAX_TICKS || !content.ticks.every(isName)) {
      return "broken";
    }
    return content.book === book ? null : "book";
  }

  S.core.ticks = {
    MAX_LENGTH: MAX_LENGTH,
    MAX_TICKS: MAX_TICKS,
    isName: isName,

    /** The text of a file. */
    write: function (book, ticks) {
      return JSON.stringify({ format: FORMAT, version: VERSION, book: book, ticks: unique(ticks) }) + "\n";
    },

    /** {ticks}, or {fault}: large, broken, foreign (another program's), newer, book (another handbook's). */
    read: function (text, book) {
      if (text.length > MAX_LENGTH) {
        return { fault: "large" };
      }
      var content = parsed(text.replace(/^\uFEFF/, ""));
      var found = fault(content, book);
      return found === null ? { ticks: unique(content.ticks) } : { fault: found };
    },

    /** The lines of a record: `signs` by kind; `parts` are of kind phase, role, item, point, note or line. */
    record: function (parts, signs) {
      var before = { phase: "\n" + signs.phase, role: "", point: signs.point, note: signs.note, line: "" };
      return parts
        .map(function (part) {
          var sign = part.kind === "item" ? (part.isTicked ? signs.on : signs.off) : before[part.kind];
          return sign + part.text;
        })
        .join("\n")
        .replace(/\n{3,}/g, "\n\n") + "\n";
    }
  };
})(Shirube);
