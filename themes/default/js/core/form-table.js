// A form as a table for a spreadsheet, as text, and back: one line of cells per line of the paper, its label first.
(function (S) {
  "use strict";

  var table = S.core.tableText;
  var formCells = S.core.formCells;
  var MAX_TEXT = 1000000;

  function fold(text) {
    return S.core.typed.fold(text);
  }

  /**
   * @param {object[]} lines
   * @param {Object<string, string>} values
   * @returns {string}
   */
  function write(lines, values) {
    return table.write(
      lines.map(function (line) {
        return [line.label].concat(
          line.cells.map(function (cell) {
            return table.harmless(formCells.shown(cell, values[cell.key] || ""));
          })
        );
      })
    );
  }

  /**
   * The form as text to read: what is filled in, line by line.
   * @param {object[]} lines
   * @param {Object<string, string>} values
   * @param {function(string, string): string} lineText of a label and what stands there
   * @param {string} separator between cells of a line
   * @returns {string}
   */
  function text(lines, values, lineText, separator) {
    var written = [];
    lines.forEach(function (line) {
      var parts = [];
      line.cells.forEach(function (cell) {
        var value = formCells.shown(cell, values[cell.key] || "");
        if (value !== "") {
          parts.push(line.cells.length > 1 && cell.label !== line.label ? cell.label + " " + value : value);
        }
      });
      if (parts.length > 0) {
        written.push(lineText(line.label, parts.join(separator)));
      }
    });
    return written.join("\n");
  }

  /** The lines by their folded labels, each label with its lines in order. */
  function byLabel(lines) {
    var found = Object.create(null);
    lines.forEach(function (line) {
      var label = fold(line.label);
      found[label] = (found[label] || []).concat(line);
    });
    return found;
  }

  /** Lines that stand on the page, then those that a table may still get: a table grows only when no other field of its label waits. */
  function offered(lines, allLines) {
    var stands = Object.create(null);
    lines.forEach(function (line) {
      stands[line.cells[0].key] = true;
    });
    return lines.concat(
      allLines.filter(function (line) {
        return !stands[line.cells[0].key];
      })
    );
  }

  function isBlank(cells) {
    return cells.every(function (cell) {
      return cell === "";
    });
  }

  /** Puts the cells of a row into a line. What finds no place is told with where it stood. */
  function place(row, line, placed) {
    row.cells.forEach(function (text, at) {
      var cell = line.cells[at];
      var value = cell ? formCells.read(cell, table.plain(text)) : null;
      if (value !== null) {
        placed.values.push([cell.key, value]);
      } else if (text !== "") {
        placed.left.push({ row: row.number, text: text });
      }
    });
  }

  function leave(row, placed) {
    row.all.forEach(function (text) {
      if (text !== "") {
        placed.left.push({ row: row.number, text: text });
      }
    });
  }

  function rowsOf(text) {
    var rows = table.read(text, "\t");
    // Spreadsheets end the last line, too: nothing stands behind it.
    if (rows && rows.length > 1 && rows[rows.length - 1].join("\t") === "") {
      rows.pop();
    }
    return (
      rows &&
      rows.map(function (cells, at) {
        return { number: at + 1, all: cells, label: fold(cells[0]), cells: cells };
      })
    );
  }

  /** Rows that begin with a label, told apart from rows of cells alone: a label is rarely what somebody typed. */
  function hasLabels(rows, labels) {
    var known = rows.filter(function (row) {
      return row.label !== "" && labels[row.label];
    });
    return known.length > 0 && known.length * 2 >= rows.filter(isFilled).length;
  }

  function isFilled(row) {
    return !isBlank(row.all);
  }

  function placeByLabel(rows, labels, placed) {
    var used = Object.create(null);
    rows.filter(isFilled).forEach(function (row) {
      var lines = labels[row.label] || [];
      var line = lines[used[row.label] || 0];
      if (!line) {
        leave(row, placed);
        return;
      }
      used[row.label] = (used[row.label] || 0) + 1;
      place({ number: row.number, cells: row.all.slice(1) }, line, placed);
    });
  }

  /** A row without anything empties its first cell, as an empty cell beside others does. */
  function placeInOrder(rows, lines, placed) {
    rows.forEach(function (row, at) {
      if (lines[at]) {
        place(row, lines[at], placed);
      } else {
        leave(row, placed);
      }
    });
  }

  /**
   * Reads a pasted table, with labels or without.
   * @param {string} text
   * @param {object[]} lines as they stand on the page
   * @param {object[]} allLines as many as the form may have: rows with a label may be more than stand on the page
   * @returns {{values: string[][], left: object[]}|{fault: string}} cells with their values, and what could not be placed
   */
  function read(text, lines, allLines) {
    if (text.length > MAX_TEXT) {
      return { fault: "size" };
    }
    if (text.trim() === "") {
      return { fault: "empty" };
    }
    var rows = rowsOf(text);
    if (rows === null) {
      return { fault: "quote" };
    }
    var placed = { values: [], left: [] };
    var labels = byLabel(offered(lines, allLines));
    if (hasLabels(rows, labels)) {
      placeByLabel(rows, labels, placed);
    } else {
      placeInOrder(rows, lines, placed);
    }
    return placed;
  }

  S.core.formTable = { MAX_TEXT: MAX_TEXT, write: write, text: text, read: read };
})(Shirube);
