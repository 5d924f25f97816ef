// Rows of cells as spreadsheets copy them: cells between tabs, quotes around those that hold tabs, line breaks or quotes.
(function (S) {
  "use strict";

  // What a spreadsheet takes for a formula when a cell begins with it, in both widths.
  var FORMULA_SIGNS = ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"];
  // What a spreadsheet takes for "this is text".
  var TEXT_SIGN = "'";

  /** Reads the quoted cell that begins at `at`; `null` if its quote never closes. */
  function quoted(text, at) {
    var value = "";
    for (var end = at + 1; end < text.length; end += 1) {
      if (text.charAt(end) !== '"') {
        value += text.charAt(end);
      } else if (text.charAt(end + 1) === '"') {
        value += '"';
        end += 1;
      } else {
        return { value: value, end: end + 1 };
      }
    }
    return null;
  }

  function isLineEnd(character) {
    return character === "\n" || character === "\r";
  }

  /** The cell that begins at `at`, and where it ends; what follows a closing quote belongs to it. */
  function cellAt(text, at, separator) {
    var begin = text.charAt(at) === '"' ? quoted(text, at) : { value: "", end: at };
    if (begin === null) {
      return null;
    }
    var end = begin.end;
    while (end < text.length && text.charAt(end) !== separator && !isLineEnd(text.charAt(end))) {
      end += 1;
    }
    return { value: begin.value + text.slice(begin.end, end), end: end };
  }

  /**
   * Rows of cells, whatever ends the lines; quotes as spreadsheets write them. `null` if a quote never closes.
   * @param {string} text
   * @param {string} separator
   * @returns {string[][]|null}
   */
  function read(text, separator) {
    var rows = [];
    var row = [];
    var at = 0;
    while (at <= text.length) {
      var cell = cellAt(text, at, separator);
      if (cell === null) {
        return null;
      }
      row.push(cell.value);
      at = cell.end;
      if (text.charAt(at) !== separator || at >= text.length) {
        rows.push(row);
        row = [];
        at += text.charAt(at) === "\r" && text.charAt(at + 1) === "\n" ? 1 : 0;
      }
      at += 1;
    }
    return rows;
  }

  /** Whether a cell begins with signs of text, or none, and then with a sign of a formula. */
  function isFormula(cell) {
    var at = 0;
    while (cell.charAt(at) === TEXT_SIGN) {
      at += 1;
    }
    return FORMULA_SIGNS.indexOf(cell.charAt(at)) > -1 && at < cell.length;
  }

  /** The cell so that no spreadsheet reckons with it. */
  function harmless(cell) {
    return isFormula(cell) ? TEXT_SIGN + cell : cell;
  }

  /** The cell as it was before `harmless`. */
  function plain(cell) {
    return cell.charAt(0) === TEXT_SIGN && isFormula(cell) ? cell.slice(1) : cell;
  }

  function written(cell) {
    var needsQuotes = ["\t", "\n", "\r", '"'].some(function (sign) {
      return cell.indexOf(sign) >= 0;
    });
    return needsQuotes ? '"' + cell.split('"').join('""') + '"' : cell;
  }

  /**
   * Rows of cells as text that `read` gives back.
   * @param {string[][]} rows
   * @returns {string}
   */
  function write(rows) {
    return rows
      .map(function (row) {
        return row.map(written).join("\t");
      })
      .join("\n");
  }

  S.core.tableText = { read: read, write: write, harmless: harmless, plain: plain };
})(Shirube);
