// What a form consists of: cells in official order, each with its key, and the lines of the paper that they stand in. Rows may grow.
(function (S) {
  "use strict";

  /** Rows of one table: more are no form any more. */
  var MAX_ROWS = 50;

  function cellOf(field) {
    return {
      key: field.key,
      place: placeOf(field.key),
      kind: field.kind,
      label: field.label,
      line: field.line || field.label,
      options: field.options || [],
      next: field.nextMonth || null,
      fill: field.fill || null
    };
  }

  /** What stands together: the field of a key, or the row of a table. `renkei/sonota` stands in renkei, `hoshin/2/who` in hoshin/2. */
  function placeOf(key) {
    var parts = key.split("/");
    return parts.length > 2 ? parts[0] + "/" + parts[1] : parts[0];
  }

  function rowCells(field, row) {
    return field.columns.map(function (column) {
      var key = field.key + "/" + row + "/" + column.id;
      return cellOf({ key: key, kind: column.kind || "text", label: column.label, line: field.line || field.label, options: column.options, nextMonth: field.nextMonth });
    });
  }

  /**
   * Every cell in official order.
   * @param {object} data of the form
   * @param {Object<string, number>} rows of the tables that have grown
   * @returns {object[]}
   */
  function cells(data, rows) {
    var all = [];
    data.fields.forEach(function (field) {
      if (field.kind !== "rows") {
        all.push(cellOf(field));
        return;
      }
      var count = Math.min(MAX_ROWS, Math.max(field.rows, rows[field.key] || 0));
      for (var row = 1; row <= count; row += 1) {
        all = all.concat(rowCells(field, row));
      }
    });
    return all;
  }

  /** The lines of the paper: cells of one place that bear one label. */
  function lines(cellList) {
    var found = [];
    cellList.forEach(function (cell) {
      var last = found[found.length - 1];
      if (last && last.label === cell.line && last.place === cell.place) {
        last.cells.push(cell);
      } else {
        found.push({ label: cell.line, place: cell.place, cells: [cell] });
      }
    });
    return found;
  }

  /** The number of a row as it stands in a key, or 0. */
  function rowNumber(text) {
    var number = Number(text);
    return String(number) === text && Number.isInteger(number) && number > 0 && number <= MAX_ROWS ? number : 0;
  }

  /**
   * How many rows the tables need so that every key has its cell.
   * @param {object} data
   * @param {string[]} keys
   * @returns {Object<string, number>}
   */
  function rowsFor(data, keys) {
    var rows = Object.create(null);
    data.fields.forEach(function (field) {
      if (field.kind !== "rows") {
        return;
      }
      rows[field.key] = keys.reduce(function (most, key) {
        var parts = key.split("/");
        return parts.length === 3 && parts[0] === field.key ? Math.max(most, rowNumber(parts[1])) : most;
      }, field.rows);
    });
    return rows;
  }

  S.core.formLines = { MAX_ROWS: MAX_ROWS, cells: cells, lines: lines, rowsFor: rowsFor, placeOf: placeOf };
})(Shirube);
