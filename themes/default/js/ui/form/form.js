// A form that is filled in on the page. The data script hands over its cells; what is typed lives in the controls and nowhere else.
(function (S) {
  "use strict";

  var formLines = S.core.formLines;
  // What is on its way into the form, found no place in it, or was taken from it.
  var BESIDE = '[data-form-dialog="paste"] textarea, [data-form-left-text], [data-form-text]';

  /** Parts: function (form), each started once per form. */
  S.form = { parts: [], data: Object.create(null) };

  /** Called by the data scripts, which come before the start. */
  S.formData = function (data) {
    S.form.data[data.form] = data;
  };

  function Form(element, data) {
    this.element = element;
    this.data = data;
    this.rows = formLines.rowsFor(data, []);
    this.cells = formLines.cells(data, this.rows);
    this.listeners = [];
    S.form.controls.look(this);
  }

  Form.prototype.find = function (selector) {
    return this.element.querySelector(selector);
  };

  Form.prototype.findAll = function (selector) {
    return Array.prototype.slice.call(this.element.querySelectorAll(selector));
  };

  /** A visible text with its values. */
  Form.prototype.text = function (key, values) {
    return S.core.fill(this.data.texts[key] || key, values);
  };

  /** What stands in the controls, by key. */
  Form.prototype.values = function () {
    var values = Object.create(null);
    this.cells.forEach(function (cell) {
      values[cell.key] = S.form.controls.read(this, cell);
    }, this);
    return values;
  };

  /** Cells that are filled in, in official order. */
  Form.prototype.filled = function () {
    var values = this.values();
    return this.cells
      .map(function (cell) {
        return [cell.key, values[cell.key]];
      })
      .filter(function (pair) {
        return pair[1] !== "";
      });
  };

  /** Whether there is something to hide or to lose, also beside the fields. */
  Form.prototype.isTouched = function () {
    // A form that was taken away has nothing to show any more.
    var isBeside = this.element.isConnected && this.findAll(BESIDE).some(function (area) {
      return area.value !== "" && area.closest("[hidden]") === null;
    });
    return isBeside || this.filled().length > 0;
  };

  /** Puts values into all controls; cells that are not named are emptied, and tables get the rows that they need. */
  Form.prototype.setValues = function (values) {
    var keys = Object.keys(values).filter(function (key) {
      return values[key] !== "";
    });
    this.setRows(formLines.rowsFor(this.data, keys));
    this.cells.forEach(function (cell) {
      S.form.controls.write(this, cell, values[cell.key] || "");
    }, this);
    this.changed();
  };

  /** Shows so many rows of each table. */
  Form.prototype.setRows = function (rows) {
    this.rows = rows;
    this.cells = formLines.cells(this.data, rows);
    S.form.rows.show(this);
    S.form.controls.look(this);
  };

  Form.prototype.lines = function () {
    return formLines.lines(this.cells);
  };

  Form.prototype.onChange = function (listener) {
    this.listeners.push(listener);
  };

  /** Tells everyone who shows something of the values. */
  Form.prototype.changed = function () {
    this.listeners.forEach(function (listener) {
      listener();
    });
  };

  /** What was done, for eyes and screen readers. */
  Form.prototype.say = function (key, values) {
    this.find("[data-form-note]").textContent = key === null ? "" : this.text(key, values);
  };

  /** A button of the tools. */
  Form.prototype.on = function (name, act) {
    var button = this.find('[data-form-act="' + name + '"]');
    if (button) {
      button.addEventListener("click", act);
    }
    return button;
  };

  S.modules.form = function (element) {
    var data = S.form.data[element.getAttribute("data-form")];
    element.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    if (!data) {
      return;
    }
    var form = new Form(element, data);
    // A browser may bring back what stood here before a reload.
    element.reset();
    S.form.parts.forEach(function (start) {
      start(form);
    });
    element.addEventListener("input", function () {
      form.changed();
    });
    form.find("[data-form-tools]").hidden = false;
    form.changed();
    return form;
  };
})(Shirube);
