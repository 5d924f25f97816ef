// Rows of a table that grow on the screen. On paper there are as many as planned; what is beyond goes to the sheet that follows.
(function (S) {
  "use strict";

  var NAMES = ["id", "for", "name", "data-field", "data-row", "aria-labelledby", "aria-describedby", "aria-label"];

  function tables(form) {
    return form.findAll("[data-rows]");
  }

  function rowsIn(table) {
    return Array.prototype.slice.call(table.querySelectorAll("[data-row]"));
  }

  /** The name that an attribute has in another row: the number stands between what separates parts of names. */
  function renumbered(text, from, to) {
    return ["/", "-", "_", " "].reduce(function (whole, sign) {
      return ["/", "-", "_", " "].reduce(function (inner, end) {
        return inner.split(sign + from + end).join(sign + to + end);
      }, whole);
    }, text);
  }

  function renumber(element, from, to) {
    NAMES.forEach(function (name) {
      if (element.hasAttribute(name)) {
        var text = element.getAttribute(name);
        element.setAttribute(name, text === String(from) ? String(to) : renumbered(text, from, to));
      }
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
      renumber(element, rows.length, rows.length + 1);
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

  S.form.rows = { show: show };

  S.form.parts.push(function (form) {
    tables(form).forEach(function (table) {
      addButtons(form, table);
    });
  });
})(Shirube);
