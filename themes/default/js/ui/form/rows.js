// Rows of a table that grow on the screen. On paper there are as many as planned; what is beyond goes to the sheet that follows.
(function (S) {
  "use strict";

  // Attributes that hold ids.
  var IDS = ["id", "for", "name", "aria-labelledby", "aria-describedby"];
  // What ids of controls begin with; the key follows.
  var ID_START = "f_";

  function tables(form) {
    return form.findAll("[data-rows]");
  }

  function rowsIn(table) {
    return Array.prototype.slice.call(table.querySelectorAll("[data-row]"));
  }

  /** The key of a cell in another row. Nothing but the row changes: the names of tables and columns may hold the same number. */
  function keyIn(key, to) {
    var parts = key.split("/");
    parts[1] = String(to);
    return parts.join("/");
  }

  /** Ids of a row's controls in another row: the number of the row stands behind the key of the table. */
  function idsIn(ids, table, from, to) {
    var start = ID_START + table + "_";
    var begin = start + from + "_";
    return ids
      .split(" ")
      .map(function (id) {
        return id.slice(0, begin.length) === begin ? start + to + "_" + id.slice(begin.length) : id;
      })
      .join(" ");
  }

  function renumber(element, table, from, to) {
    function change(name, changed) {
      if (element.hasAttribute(name)) {
        element.setAttribute(name, changed(element.getAttribute(name)));
      }
    }
    IDS.forEach(function (name) {
      change(name, function (ids) {
        return idsIn(ids, table, from, to);
      });
    });
    change("data-field", function (key) {
      return keyIn(key, to);
    });
    change("data-row", function () {
      return String(to);
    });
    if (element.hasAttribute("data-row-text")) {
      var shown = S.core.fill(element.getAttribute("data-row-text"), { row: to });
      if (element.hasAttribute("data-field")) {
        element.setAttribute("aria-label", shown);
      } else {
        element.textContent = shown;
      }
    }
  }

  function addRow(table) {
    var rows = rowsIn(table);
    var last = rows[rows.length - 1];
    var row = last.cloneNode(true);
    [row].concat(Array.prototype.slice.call(row.querySelectorAll("*"))).forEach(function (element) {
      renumber(element, table.getAttribute("data-rows"), rows.length, rows.length + 1);
      if (element.hasAttribute("data-field")) {
        element.value = "";
        element.removeAttribute("aria-invalid");
      }
    });
    Array.prototype.forEach.call(row.querySelectorAll(".form__fault"), function (fault) {
      fault.parentNode.removeChild(fault);
    });
    last.parentNode.insertBefore(row, last.nextSibling);
  }

  /** As many rows as the form has. */
  function show(form) {
    tables(form).forEach(function (table) {
      var count = form.rows[table.getAttribute("data-rows")];
      while (rowsIn(table).length < count) {
        addRow(table);
      }
      rowsIn(table)
        .slice(count)
        .forEach(function (row) {
          row.parentNode.removeChild(row);
        });
    });
  }

  function fieldOf(form, key) {
    return form.data.fields.filter(function (field) {
      return field.key === key;
    })[0];
  }

  function changeCount(form, key, by) {
    var rows = Object.create(null);
    Object.keys(form.rows).forEach(function (name) {
      rows[name] = form.rows[name] + (name === key ? by : 0);
    });
    form.setRows(rows);
    form.changed();
  }

  function isLastFilled(form, key) {
    return form.cells.some(function (cell) {
      return cell.place === key + "/" + form.rows[key] && S.form.controls.read(form, cell) !== "";
    });
  }

  function button(form, text, act) {
    var element = document.createElement("button");
    element.type = "button";
    element.className = "button button--small";
    element.textContent = text;
    element.addEventListener("click", act);
    return element;
  }

  /** A last row in which something stands is not taken away. */
  function addButtons(form, table) {
    var key = table.getAttribute("data-rows");
    var planned = fieldOf(form, key).rows;
    var bar = document.createElement("div");
    bar.className = "form__row-buttons";
    var more = button(form, form.text("fill_row_add"), function () {
      changeCount(form, key, 1);
      rowsIn(table)[form.rows[key] - 1].querySelector("[data-field]").focus();
      form.say("fill_row_added", { row: form.rows[key], planned: planned });
    });
    var fewer = button(form, form.text("fill_row_remove"), function () {
      changeCount(form, key, -1);
      (fewer.disabled ? more : fewer).focus();
      form.say("fill_row_removed");
    });
    more.setAttribute("data-row-add", key);
    fewer.setAttribute("data-row-remove", key);
    bar.appendChild(more);
    bar.appendChild(fewer);
    table.parentNode.insertBefore(bar, table.nextSibling);
    form.onChange(function () {
      more.disabled = form.rows[key] >= S.core.formLines.MAX_ROWS;
      fewer.disabled = form.rows[key] <= planned || isLastFilled(form, key);
    });
  }

  S.form.rows = { show: show, keyIn: keyIn, idsIn: idsIn };

  S.form.parts.push(function (form) {
    tables(form).forEach(function (table) {
      addButtons(form, table);
    });
  });
})(Shirube);
