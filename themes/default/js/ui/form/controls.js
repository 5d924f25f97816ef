// The controls of a form by the keys of their cells.
(function (S) {
  "use strict";

  /** Looks for the controls anew: when the form starts, and when rows come or go. */
  function look(form) {
    form.controls = Object.create(null);
    form.findAll("[data-field]").forEach(function (control) {
      var key = control.getAttribute("data-field");
      form.controls[key] = (form.controls[key] || []).concat(control);
    });
  }

  /** All controls of a cell: several for a choice, else one. */
  function of(form, cell) {
    return form.controls[cell.key] || [];
  }

  function isRadio(control) {
    return control.type === "radio";
  }

  function read(form, cell) {
    var controls = of(form, cell);
    if (controls.length === 0) {
      return "";
    }
    if (isRadio(controls[0])) {
      var chosen = controls.filter(function (control) {
        return control.checked;
      })[0];
      return chosen ? chosen.value : "";
    }
    return controls[0].type === "checkbox" ? (controls[0].checked ? "1" : "") : controls[0].value;
  }

  function write(form, cell, value) {
    of(form, cell).forEach(function (control) {
      if (isRadio(control)) {
        control.checked = control.value === value;
      } else if (control.type === "checkbox") {
        control.checked = value === "1";
      } else {
        control.value = value;
      }
    });
  }

  function cellOf(form, control) {
    var key = control.getAttribute("data-field");
    return form.cells.filter(function (cell) {
      return cell.key === key;
    })[0];
  }

  /** Numbers in one spelling, once the field is left. */
  function tidy(form, control) {
    var cell = cellOf(form, control);
    if (cell && (control.type === "text" || control.tagName === "TEXTAREA")) {
      var kept = S.core.formCells.clean(cell, control.value);
      if (kept !== control.value) {
        control.value = kept;
        form.changed();
      }
    }
  }

  /** A choice that was made can be taken back: by a button that stands there only while it is made. */
  function addTakeBack(form, group) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small form__take-back";
    button.textContent = form.text("fill_take_back");
    button.hidden = true;
    button.addEventListener("click", function () {
      var first = group.querySelector("input");
      Array.prototype.forEach.call(group.querySelectorAll("input[type=radio]"), function (input) {
        input.checked = false;
      });
      form.changed();
      first.focus();
    });
    group.appendChild(button);
    form.onChange(function () {
      button.hidden = group.querySelector("input[type=radio]:checked") === null;
    });
  }

  /** Groups of radio buttons none of which means "nothing". */
  function groupsOf(form) {
    var groups = [];
    form.findAll("input[type=radio][data-field]").forEach(function (input) {
      var group = input.closest("fieldset, [role=radiogroup]");
      if (group && groups.indexOf(group) < 0 && !group.querySelector('input[value=""]')) {
        groups.push(group);
      }
    });
    return groups;
  }

  S.form.controls = { look: look, of: of, read: read, write: write, cellOf: cellOf };

  S.form.parts.push(function (form) {
    form.element.addEventListener("change", function (event) {
      if (event.target.hasAttribute("data-field")) {
        tidy(form, event.target);
      }
    });
    groupsOf(form).forEach(function (group) {
      addTakeBack(form, group);
    });
  });
})(Shirube);
