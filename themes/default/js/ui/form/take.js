// What is taken away and brought back as text: a copy to read, a table for a spreadsheet, a table from one.
(function (S) {
  "use strict";

  var table = S.core.formTable;
  // Beyond it a list of what was left over helps nobody.
  var MOST_LEFT = 200;

  function textOf(form) {
    var lines = table.text(
      form.lines(),
      form.values(),
      function (label, text) {
        return form.text(text.indexOf("\n") >= 0 ? "fill_copy_lines" : "fill_copy_line", { label: label, text: text, br: "\n" });
      },
      form.text("fill_separator")
    );
    return [form.data.title, form.data.edition, "", lines, ""].join("\n");
  }

  function copy(form, text, key) {
    var area = form.find("[data-form-text]");
    area.hidden = true;
    S.takeAway.copy(text, area, function (isCopied) {
      form.say(isCopied ? key : "fill_not_copied");
    });
  }

  /** Lines with as many rows as a table may have: what has a label finds its place in them. */
  function allLines(form) {
    var rows = Object.create(null);
    Object.keys(form.rows).forEach(function (key) {
      rows[key] = S.core.formLines.MAX_ROWS;
    });
    return S.core.formLines.lines(S.core.formLines.cells(form.data, rows));
  }

  function leftLines(form, left) {
    var lines = left.slice(0, MOST_LEFT).map(function (entry) {
      return form.text("fill_left_line", { row: entry.row, text: entry.text });
    });
    return left.length > MOST_LEFT ? lines.concat(form.text("fill_left_more", { count: left.length - MOST_LEFT })) : lines;
  }

  function paste(form, area) {
    var read = table.read(area.value, form.lines(), allLines(form));
    if (read.fault) {
      form.say("fill_paste_" + read.fault);
      return;
    }
    var values = form.values();
    var changed = read.values.filter(function (pair) {
      var isNew = pair[1] !== (values[pair[0]] || "");
      values[pair[0]] = pair[1];
      return isNew;
    });
    area.value = "";
    form.undo.replace(values);
    form.left.show(leftLines(form, read.left));
    form.say(read.left.length > 0 ? "fill_pasted_left" : "fill_pasted", { count: changed.length, left: read.left.length });
    form.find("[data-form-note]").focus();
  }

  S.form.parts.push(function (form) {
    var dialog = form.find('[data-form-dialog="paste"]');
    var area = dialog.querySelector("textarea");
    form.on("text", function () {
      copy(form, textOf(form), "fill_copied");
    });
    form.on("table", function () {
      copy(form, table.write(form.lines(), form.values()), "fill_copied_table");
    });
    var guard = new S.guard.Dialog(dialog, function () {
      paste(form, area);
    });
    form.on("paste", function () {
      guard.open();
      area.focus();
    });
    dialog.addEventListener("close", function () {
      area.value = "";
    });
    // What is typed there is not typed into the form.
    area.addEventListener("input", function (event) {
      event.stopPropagation();
    });
  });
})(Shirube);
