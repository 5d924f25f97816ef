// A class as rows of marks copied from a spreadsheet: read into marks by row and column. A name is dropped before anything is kept.
(function (S) {
  "use strict";

  var MAX_ROWS = 200;
  var MAX_COLUMNS = 400;
  var MAX_TEXT = 1000000;
  var MAX_NUMBER_LENGTH = 4;
  var EMPTY = -1;
  var UNKNOWN = -2;
  // Sunday to Saturday.
  var WEEKDAYS = "\u65e5\u6708\u706b\u6c34\u6728\u91d1\u571f";
  var DAY = "\u65e5";
  var LONG_WEEKDAY = ["\u66dc", "\u66dc\u65e5"];
  /** What stands before the marks: whether a number is to be kept, and how many columns are no marks. */
  var FIRST_COLUMNS = {
    number: { number: 0, width: 1 },
    name: { number: -1, width: 1 },
    "number-name": { number: 0, width: 2 },
    none: { number: -1, width: 0 }
  };

  /** NFKC without blanks around it, so that ／ and /, １ and 1 are the same. */
  function fold(text) {
    return text.normalize("NFKC").trim().toLowerCase();
  }

  /**
   * Rows of cells: split at tabs, or at commas where there is no tab. `null` if a quote never closes.
   * @param {string} text
   * @returns {string[][]|null}
   */
  function cells(text) {
    return S.core.tableText.read(text, text.indexOf("\t") >= 0 ? "\t" : ",");
  }

  function isBlank(cell) {
    return cell === "";
  }

  /** Folded rows without the empty ones, each with the line it stood on. */
  function linesOf(rows) {
    return rows
      .map(function (row, index) {
        return { line: index + 1, cells: row.map(fold) };
      })
      .filter(function (row) {
        return !row.cells.every(isBlank);
      });
  }

  /**
   * The index of a mark by its folded id, label or alias. A word that two marks share means neither.
   * @param {object} program
   * @param {object} names of marks: {id: {label, aliases}}
   * @returns {Object<string, number>}
   */
  function markWords(program, names) {
    var words = Object.create(null);
    program.marks.forEach(function (id, index) {
      var name = names[id] || { label: id, aliases: [] };
      [id, name.label].concat(name.aliases).forEach(function (word) {
        var folded = fold(word);
        words[folded] = words[folded] === undefined || words[folded] === index ? index : UNKNOWN;
      });
    });
    return words;
  }

  function isNumber(text) {
    var isDigits = text.length > 0 && text.length <= MAX_NUMBER_LENGTH;
    for (var at = 0; at < text.length; at += 1) {
      isDigits = isDigits && text.charAt(at) >= "0" && text.charAt(at) <= "9";
    }
    return isDigits;
  }

  /** A day of the month, as 5 or 5日, or `null`. */
  function dayNumber(text) {
    var digits = text.charAt(text.length - 1) === DAY ? text.slice(0, -1) : text;
    var value = isNumber(digits) && digits.length <= 2 ? Number(digits) : 0;
    return value >= 1 && value <= 31 ? value : null;
  }

  /** Monday as 月, (月) or 月曜日; `null` for anything else. */
  function weekdayOf(text) {
    var bare = text.charAt(0) === "(" && text.charAt(text.length - 1) === ")" ? text.slice(1, -1) : text;
    var isLong = LONG_WEEKDAY.indexOf(bare.slice(1)) >= 0;
    var at = bare.length === 1 || isLong ? WEEKDAYS.indexOf(bare.charAt(0)) : -1;
    return at >= 0 ? at : null;
  }

  function isHeading(text, readDate) {
    return dayNumber(text) !== null || readDate(text) !== null;
  }

  /** Whether a row holds dates: some of its cells can be read as one, and no fewer than are marks. */
  function isHeadRow(marks, options) {
    var written = marks.filter(function (cell) {
      return cell !== "";
    });
    var known = written.filter(function (cell) {
      return options.words[cell] !== undefined;
    });
    var headings = written.filter(function (cell) {
      return options.words[cell] === undefined && isHeading(cell, options.readDate);
    });
    return headings.length > 0 && headings.length >= known.length;
  }

  function isWeekdayRow(marks, options) {
    var written = marks.filter(function (cell) {
      return cell !== "";
    });
    return (
      written.length > 0 &&
      written.every(function (cell) {
        return weekdayOf(cell) !== null && options.words[cell] === undefined;
      })
    );
  }

  /** The rows of dates and of weekdays above the marks, taken off `rows`. */
  function takeHeads(rows, width, options) {
    function marksOfFirst() {
      return rows.length > 0 ? rows[0].cells.slice(width) : [];
    }
    var heads = null;
    var weekdays = null;
    for (var turn = 0; turn < 2; turn += 1) {
      if (heads === null && isHeadRow(marksOfFirst(), options)) {
        heads = rows.shift().cells.slice(width);
      } else if (weekdays === null && isWeekdayRow(marksOfFirst(), options)) {
        weekdays = rows.shift().cells.slice(width).map(weekdayOf);
      }
    }
    return { heads: heads, weekdays: weekdays };
  }

  function widest(rows) {
    return rows.reduce(function (most, row) {
      return row.cells.length > most ? row.cells.length : most;
    }, 0);
  }

  function isColumnEmpty(rows, at) {
    return rows.every(function (row) {
      return row.cells[at] === undefined || row.cells[at] === "";
    });
  }

  /** How many columns of marks there are: with dates above them, those behind the last date count only if something stands in them. */
  function columnsOf(rows, top, width) {
    var count = widest(rows) - width;
    var heads = top.heads || top.weekdays;
    if (heads === null) {
      return count;
    }
    count = count > heads.length ? count : heads.length;
    while (count > 0 && (heads[count - 1] || "") === "" && isColumnEmpty(rows, width + count - 1)) {
      count -= 1;
    }
    return count;
  }

  /** The first heading that cannot be read, or that is missing over a column in which something stands. */
  function badHeading(rows, heads, width, count, readDate) {
    for (var at = 0; at < count; at += 1) {
      var head = heads[at] || "";
      var isBad = head === "" ? !isColumnEmpty(rows, width + at) : !isHeading(head, readDate);
      if (isBad) {
        return at;
      }
    }
    return -1;
  }

  /** What is kept of a mark that cannot be read: only a single character, for anything longer may be a name. */
  function shown(text) {
    return text.length === 1 ? text : null;
  }

  function markRow(row, index, shape, unknown) {
    var marks = [];
    for (var at = 0; at < shape.columns; at += 1) {
      var text = row.cells[shape.width + at] || "";
      var mark = text === "" ? EMPTY : shape.words[text];
      if (mark === undefined || mark === UNKNOWN) {
        unknown.push({ row: index, column: at, text: shown(text) });
        mark = UNKNOWN;
      }
      marks.push(mark);
    }
    return { line: row.line, number: shape.number < 0 ? null : row.cells[shape.number] || null, marks: marks };
  }

  function fault(code, column) {
    return { fault: code, column: column === undefined ? null : column };
  }

  /** What is wrong with the shape of a sheet, or `null`. */
  function shapeFault(rows, top, first, columns, readDate) {
    if (rows.length === 0 || columns <= 0) {
      return fault("no-marks");
    }
    if (rows.length > MAX_ROWS) {
      return fault("too-many-rows");
    }
    if (columns > MAX_COLUMNS) {
      return fault("too-many-columns");
    }
    var bad = top.heads === null ? -1 : badHeading(rows, top.heads, first.width, columns, readDate);
    return bad < 0 ? null : fault("heading", bad + first.width);
  }

  /**
   * Reads what was pasted.
   * @param {string} text
   * @param {{words: object, firstColumns: string, readDate: function(string): (number|null)}} options
   * @returns {object} {fault, column} or {heads, weekdays, rows, unknown, columns, width, isNumberDropped}
   */
  function read(text, options) {
    var first = FIRST_COLUMNS[options.firstColumns];
    var split = text.length > MAX_TEXT ? [] : cells(text);
    if (text.length > MAX_TEXT || split === null) {
      return fault(split === null ? "open-quote" : "too-long");
    }
    var rows = linesOf(split);
    var top = takeHeads(rows, first.width, options);
    var columns = columnsOf(rows, top, first.width);
    var wrong = shapeFault(rows, top, first, columns, options.readDate);
    if (wrong) {
      return wrong;
    }
    var isNumbered = rows.every(function (row) {
      return isNumber(row.cells[0] || "");
    });
    var shape = { width: first.width, number: isNumbered ? first.number : -1, columns: columns, words: options.words };
    var unknown = [];
    return {
      heads: top.heads && top.heads.slice(0, columns),
      weekdays: top.weekdays,
      rows: rows.map(function (row, index) {
        return markRow(row, index, shape, unknown);
      }),
      unknown: unknown,
      columns: columns,
      width: first.width,
      isNumberDropped: first.number >= 0 && !isNumbered
    };
  }

  S.core.classSheet = {
    read: read,
    cells: cells,
    fold: fold,
    markWords: markWords,
    dayNumber: dayNumber,
    EMPTY: EMPTY,
    UNKNOWN: UNKNOWN,
    MAX_ROWS: MAX_ROWS,
    MAX_COLUMNS: MAX_COLUMNS,
    MAX_TEXT: MAX_TEXT
  };
})(Shirube);
