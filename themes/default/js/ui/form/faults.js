// What cannot be read is told at its field and in one list: numbers that are none, dates that no calendar has. Nothing is required.
(function (S) {
  "use strict";

  function numberFaults(form) {
    var faults = [];
    form.cells.forEach(function (cell) {
      var code = S.core.formCells.fault(cell, S.form.controls.read(form, cell));
      if (code !== null) {
        faults.push({ cell: cell, code: code });
      }
    });
    return faults;
  }

  function dateFaults(form) {
    var dates = S.core.formDates.dates(form.cells);
    return Object.keys(dates)
      .map(function (field) {
        var parts = Object.create(null);
        Object.keys(dates[field]).forEach(function (part) {
          parts[part] = S.form.controls.read(form, dates[field][part]);
        });
        return { cell: dates[field].day || dates[field].month, code: S.core.formDates.fault(form.data.eras, parts) };
      })
      .filter(function (fault) {
        return fault.code !== null;
      });
  }

  /** In the order of the form; of one field the first only. */
  function find(form) {
    var numbers = numberFaults(form);
    var places = numbers.map(function (fault) {
      return fault.cell.place;
    });
    var faults = numbers.concat(
      dateFaults(form).filter(function (fault) {
        return places.indexOf(fault.cell.place) < 0;
      })
    );
    return faults.sort(function (a, b) {
      return form.cells.indexOf(a.cell) - form.cells.indexOf(b.cell);
    });
  }

  function faultId(form, cell) {
    return "fault_" + form.data.form + "_" + cell.key.split("/").join("_");
  }

  function describedBy(control, id, isFault) {
    var ids = (control.getAttribute("aria-describedby") || "").split(" ").filter(function (entry) {
      return entry !== "" && entry !== id;
    });
    if (isFault) {
      ids.push(id);
      control.setAttribute("aria-invalid", "true");
    } else {
      control.removeAttribute("aria-invalid");
    }
    if (ids.length > 0) {
      control.setAttribute("aria-describedby", ids.join(" "));
    } else {
      control.removeAttribute("aria-describedby");
    }
  }

  /** The line below a control, made when it is needed first. */
  function mark(form, cell, text) {
    var control = S.form.controls.of(form, cell)[0];
    var id = faultId(form, cell);
    var line = document.getElementById(id);
    if (!control || (!line && text === "")) {
      return;
    }
    if (!line) {
      line = document.createElement("p");
      line.id = id;
      line.className = "form__fault";
      (control.closest("[data-field-box], td, fieldset, .form__field") || control.parentNode).appendChild(line);
    }
    line.textContent = text;
    line.hidden = text === "";
    describedBy(control, id, text !== "");
  }

  function textOf(form, fault) {
    var name = fault.cell.line === fault.cell.label ? fault.cell.label : form.text("fill_cell_name", { line: fault.cell.line, label: fault.cell.label });
    return { name: name, text: form.text("fill_fault_" + fault.code) };
  }

  function item(form, fault) {
    var words = textOf(form, fault);
    var line = document.createElement("li");
    var link = document.createElement("a");
    var control = S.form.controls.of(form, fault.cell)[0];
    link.href = "#" + control.id;
    link.textContent = form.text("fill_fault_line", words);
    link.addEventListener("click", function (event) {
      event.preventDefault();
      control.focus();
    });
    line.appendChild(link);
    return line;
  }

  function Faults(form) {
    this.form = form;
    this.box = form.find("[data-form-faults]");
    this.list = this.box.querySelector("ul");
    this.marked = [];
    this.isAsked = false;
  }

  /** Takes back what no longer holds; tells what is new only when somebody asked or left the field. Gives how many there are. */
  Faults.prototype.update = function (tellsNew) {
    var form = this.form;
    if (!tellsNew && this.marked.length === 0) {
      return 0;
    }
    var found = find(form);
    var cells = found.map(function (fault) {
      return fault.cell.key;
    });
    this.marked
      .filter(function (cell) {
        return cells.indexOf(cell.key) < 0;
      })
      .forEach(function (cell) {
        mark(form, cell, "");
      });
    var known = this.marked.map(function (cell) {
      return cell.key;
    });
    var told = found.filter(function (fault) {
      return tellsNew || known.indexOf(fault.cell.key) >= 0;
    });
    told.forEach(function (fault) {
      mark(form, fault.cell, textOf(form, fault).text);
    });
    this.marked = told.map(function (fault) {
      return fault.cell;
    });
    this.list.replaceChildren.apply(
      this.list,
      told.map(function (fault) {
        return item(form, fault);
      })
    );
    this.box.hidden = !this.isAsked || told.length === 0;
    return found.length;
  };

  /** Whether everything can be read; if not, the list is shown and gets the focus. */
  Faults.prototype.ask = function () {
    this.isAsked = true;
    var count = this.update(true);
    if (count > 0) {
      this.box.focus();
    } else {
      this.isAsked = false;
    }
    return count === 0;
  };

  S.form.parts.push(function (form) {
    form.faults = new Faults(form);
    form.onChange(function () {
      form.faults.update(false);
    });
    form.element.addEventListener("change", function () {
      form.faults.update(true);
    });
  });
})(Shirube);
