// What a cell of a form holds and how it is written: as a value, and as text on paper, in a table, in a copy.
(function (S) {
  "use strict";

  var NUMBERS = ["number", "month-count", "year", "month", "day", "hour", "minute"];
  // What a calendar counts in wholes.
  var DATE_PARTS = ["year", "month", "day"];
  var FIRST_YEAR = "\u5143";
  var MARKS = { main: "\u25ce", also: "\u25cb" };
  var CHECK = "\u2713";
  // What people put into a box of a spreadsheet to say yes; folded.
  var CHECKED = [CHECK, "\u2714", "\u2611", "\u2612", "\u25a0", "\u25cf", "\u25cb", "\u25ef", "\u30ec", "\u2228", "v", "x", "1", "true"];
  var UNCHECKED = ["", "\u25a1", "\u2610", "0", "false"];

  function isNumber(cell) {
    return NUMBERS.indexOf(cell.kind) >= 0;
  }

  /** Digits with at most one point between them. */
  function isDigits(text) {
    var points = 0;
    for (var at = 0; at < text.length; at += 1) {
      var letter = text.charAt(at);
      if (letter === "." && at > 0 && at < text.length - 1) {
        points += 1;
      } else if (!(letter >= "0" && letter <= "9")) {
        return false;
      }
    }
    return text !== "" && points < 2;
  }

  /**
   * A typed text as it is kept: numbers in one spelling, everything else untouched.
   * @param {object} cell
   * @param {string} text
   * @returns {string}
   */
  function clean(cell, text) {
    if (!isNumber(cell)) {
      return text;
    }
    var folded = S.core.typed.fold(text);
    return isDigits(folded) || folded === "" ? folded : text;
  }

  /** "number" when a cell for a number holds something else, "date" when a year, month or day has a fraction; null when there is nothing to say. */
  function fault(cell, value) {
    if (!isNumber(cell) || value.trim() === "") {
      return null;
    }
    var folded = S.core.typed.fold(value);
    if (!isDigits(folded)) {
      return cell.kind === "year" && folded === FIRST_YEAR ? null : "number";
    }
    return folded.indexOf(".") >= 0 && DATE_PARTS.indexOf(cell.kind) >= 0 ? "date" : null;
  }

  function optionOf(cell, matches) {
    return cell.options.filter(matches)[0] || null;
  }

  /** How a value stands on paper and in copies. */
  function shown(cell, value) {
    if (cell.kind === "choice" || cell.kind === "era") {
      var option = optionOf(cell, function (entry) {
        return entry.id === value;
      });
      return option === null ? value : option.label;
    }
    if (cell.kind === "mark") {
      return MARKS[value] || value;
    }
    return cell.kind === "check" && value === "1" ? CHECK : value;
  }

  function readMark(text) {
    var found = Object.keys(MARKS).filter(function (id) {
      return id === text || MARKS[id] === text;
    });
    // Circles that look the same.
    var isCircle = text === "\u25ef" || text === "\u3007";
    return found.length > 0 ? found[0] : isCircle ? "also" : null;
  }

  function readOption(cell, text) {
    var option = optionOf(cell, function (entry) {
      return entry.id === text || S.core.typed.fold(entry.label) === S.core.typed.fold(text);
    });
    return option === null ? null : option.id;
  }

  /** The lines of a text one behind the other: a field of one line drops its breaks, and words that they parted would run together. */
  function inOneLine(text) {
    var lines = text.split("\r").join("\n").split("\n");
    return lines.length === 1
      ? text
      : lines
          .map(function (line) {
            return line.trim();
          })
          .filter(function (line) {
            return line !== "";
          })
          .join(" ");
  }

  /**
   * The value of a text as it stands in a table; null when the cell cannot hold it.
   * @param {object} cell
   * @param {string} text
   * @returns {string|null}
   */
  function read(cell, text) {
    var isWord = cell.kind === "choice" || cell.kind === "era" || cell.kind === "mark" || cell.kind === "check";
    var word = text.trim();
    if (!isWord || word === "") {
      return isWord ? "" : clean(cell, cell.kind === "long" ? text : inOneLine(text));
    }
    if (cell.kind === "check") {
      var folded = S.core.typed.fold(word).toLowerCase();
      return CHECKED.indexOf(folded) >= 0 ? "1" : UNCHECKED.indexOf(folded) >= 0 ? "" : null;
    }
    return cell.kind === "mark" ? readMark(word) : readOption(cell, word);
  }

  /** Whether a cell may hold a value: of a choice only what it offers. */
  function holds(cell, value) {
    if (value === "") {
      return true;
    }
    if (cell.kind === "choice" || cell.kind === "era") {
      return (
        optionOf(cell, function (entry) {
          return entry.id === value;
        }) !== null
      );
    }
    return cell.kind === "mark" ? value === "main" || value === "also" : cell.kind === "check" ? value === "1" : true;
  }

  S.core.formCells = { clean: clean, fault: fault, shown: shown, read: read, holds: holds, isNumber: isNumber };
})(Shirube);
