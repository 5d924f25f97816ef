// Makes a timetable of cases. What is typed stands in the page alone, and stays when the times or their number change.
(function (S) {
  "use strict";

  function Timetable(section) {
    this.section = section;
    this.rows = section.querySelector("[data-day-rows]");
    this.fault = section.querySelector("[data-day-fault]");
    /** What was typed into rows, also those that fewer cases took away, by the number of the case. */
    this.kept = Object.create(null);
  }

  Timetable.prototype.text = function (name, values) {
    return S.core.fill(this.section.getAttribute("data-" + name), values);
  };

  Timetable.prototype.fields = function () {
    return Array.prototype.slice.call(this.section.querySelectorAll("[data-day]"));
  };

  /** Keeps what stands in the rows before they are made anew. */
  Timetable.prototype.keep = function () {
    var found = this.kept;
    Array.prototype.forEach.call(this.rows.querySelectorAll("[data-row]"), function (row) {
      found[row.getAttribute("data-row")] = [row.querySelector("[data-case]").value, row.querySelector("[data-attend]").value];
    });
  };

  /** A field of a row, and the same on paper, where a field would cut it. */
  Timetable.prototype.field = function (row, name, label, value) {
    var field = row.querySelector("[data-" + name + "]");
    var printed = row.querySelector("[data-typed='" + name + "']");
    function copy() {
      printed.textContent = field.value;
    }
    field.setAttribute("aria-label", label);
    field.value = value;
    field.addEventListener("input", copy);
    copy();
  };

  Timetable.prototype.row = function (planned, kept) {
    var clock = S.core.agendaTimetable.clock;
    var template = this.section.querySelector("[data-day-" + planned.kind + "]");
    var row = template.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-span]").textContent = this.text("text-span", { from: clock(planned.from), to: clock(planned.to) });
    if (planned.kind === "case") {
      row.setAttribute("data-row", String(planned.nth));
      row.querySelector("[data-nth]").textContent = this.text("text-row", { nth: planned.nth });
      this.field(row, "case", this.text("text-label", { nth: planned.nth }), kept ? kept[0] : "");
      this.field(row, "attend", this.text("text-attend", { nth: planned.nth }), kept ? kept[1] : "");
    }
    return row;
  };

  Timetable.prototype.make = function () {
    var typed = {};
    this.fields().forEach(function (field) {
      typed[field.getAttribute("data-day")] = field.value;
    });
    var made = S.core.agendaTimetable.make(typed);
    this.complain(made.fault || null);
    if (made.fault) {
      return;
    }
    this.keep();
    this.rows.textContent = "";
    made.rows.forEach(function (planned) {
      this.rows.appendChild(this.row(planned, this.kept[planned.nth]));
    }, this);
    this.section.querySelector("[data-day-end]").textContent = this.text("text-end", { end: S.core.agendaTimetable.clock(made.end) });
    this.section.querySelector("[data-day-result]").hidden = false;
    this.section.setAttribute("data-made", "");
    this.section.querySelector("[data-day-caption]").focus();
  };

  /** Says which field is not right, and goes there. */
  Timetable.prototype.complain = function (name) {
    var named = name === "midnight" ? "start" : name;
    this.fault.textContent = name === null ? "" : this.text("fault-" + name);
    this.fields().forEach(function (field) {
      var isWrong = field.getAttribute("data-day") === named;
      field.setAttribute("aria-invalid", isWrong ? "true" : "false");
      if (isWrong) {
        field.focus();
      }
    });
  };

  S.modules["agenda-timetable"] = function (section) {
    var timetable = new Timetable(section);
    section.querySelector("[data-day-make]").addEventListener("click", timetable.make.bind(timetable));
    section.addEventListener("keydown", function (event) {
      // Enter in a field makes it, as it would in a form; not while an IME is asking.
      if (event.key === "Enter" && !event.isComposing && event.target.hasAttribute("data-day")) {
        timetable.make();
      }
    });
    section.hidden = false;
  };
})(Shirube);
