// Fields and lists for what a school adds to the calendar. A field in which something stands that was not added is a fault, never a guess.
(function (S) {
  "use strict";

  var parts = S.calculator.cal;
  var made = 0;

  function isWritten(field) {
    return field.value.trim() !== "";
  }

  /**
   * @param {object} calculator
   * @param {Element} root is filled
   * @param {object} words
   */
  function Editor(calculator, root, words) {
    made += 1;
    this.id = "cal-local-" + made + "-";
    this.calculator = calculator;
    this.local = S.calculator.cal.local.of(calculator);
    this.words = words;
    this.sections = S.calculator.cal.local.LISTS.map(function (list) {
      return this.section(root, list);
    }, this);
    this.box = this.completeBox(root);
    this.local.watchers.push(this.paint.bind(this));
    this.paint();
  }

  Editor.prototype.text = function (key, values) {
    return this.words.text(key, values || {});
  };

  Editor.prototype.section = function (root, list) {
    var group = parts.make("fieldset", "cal__group");
    var section = { key: list.key, name: list.name, isSpan: list.isSpan, fields: [] };
    group.setAttribute("data-cal-local-list", list.key);
    group.appendChild(parts.make("legend", "cal__label", this.text(list.name)));
    group.appendChild(parts.make("p", "cal__hint", this.text(list.hint)));
    group.appendChild(this.row(section));
    section.fault = parts.make("p", "cal__fault");
    section.fault.id = this.id + list.key + "-fault";
    section.fault.setAttribute("role", "alert");
    section.list = parts.make("ul", "cal__list");
    group.appendChild(section.fault);
    group.appendChild(section.list);
    section.fields.forEach(function (field) {
      field.setAttribute("aria-describedby", section.fault.id);
    });
    group.addEventListener("focusout", this.onLeave.bind(this, group, section));
    root.appendChild(group);
    return section;
  };

  /** Whoever leaves a list with something not added sees no answer any more. */
  Editor.prototype.onLeave = function (group, section, event) {
    var isPending = section.fields.some(isWritten);
    if (isPending && !group.contains(event.relatedTarget)) {
      this.calculator.changed();
    }
  };

  Editor.prototype.row = function (section) {
    var row = parts.make("div", "cal__row");
    var editor = this;
    function field(name, label) {
      var input = parts.dateField(editor.id + section.key + "-" + name);
      input.setAttribute("data-cal-local-" + name, "");
      section.fields.push(input);
      row.appendChild(parts.labelled(editor.text(label), input));
      input.addEventListener("keydown", function (event) {
        if (event.key === "Enter" && !event.isComposing) {
          event.preventDefault();
          editor.add(section);
        }
      });
    }
    field("from", section.isSpan ? "calc_cal_first" : "calc_cal_day");
    if (section.isSpan) {
      field("to", "calc_cal_last");
    }
    if (section.key === "ceremonies") {
      row.appendChild(this.kinds(section));
    }
    var add = parts.button(this.text("calc_cal_add"), this.add.bind(this, section));
    add.setAttribute("aria-label", this.text("calc_cal_add_to", { name: this.text(section.name) }));
    row.appendChild(add);
    return row;
  };

  Editor.prototype.kinds = function (section) {
    section.kind = parts.make("select", "cal__select");
    section.kind.id = this.id + "kind";
    section.kind.setAttribute("autocomplete", "off");
    parts.options(
      section.kind,
      [{ value: "", label: this.text("calc_cal_choose") }].concat(
        S.core.calendar.CEREMONIES.map(function (kind) {
          return { value: kind, label: this.text("calc_cal_ceremony_" + kind) };
        }, this)
      )
    );
    return parts.labelled(this.text("calc_cal_ceremony_kind"), section.kind);
  };

  Editor.prototype.completeBox = function (root) {
    var editor = this;
    var label = parts.make("label", "cal__check");
    var box = parts.make("input");
    box.type = "checkbox";
    box.setAttribute("autocomplete", "off");
    box.setAttribute("data-cal-complete", "");
    label.appendChild(box);
    label.appendChild(parts.make("span", "", this.text("calc_cal_complete")));
    root.appendChild(label);
    box.addEventListener("change", function () {
      editor.local.complete = box.checked;
      editor.local.change();
      editor.calculator.changed();
    });
    return box;
  };

  /** What the fields of a list say, or what is wrong in which of them. */
  Editor.prototype.read = function (section) {
    var table = this.local.table;
    var first = section.fields[0];
    var last = section.isSpan && section.fields[1].value.trim() !== "" ? section.fields[1] : first;
    var days = [this.calculator.readDate(first.value), this.calculator.readDate(last.value)];
    var kind = section.kind ? section.kind.value : "";
    var end = table.first + table.days - 1;
    for (var at = 0; at < 2; at += 1) {
      var field = at === 0 ? first : last;
      if (days[at] === null) {
        return { field: field, fault: "calc_fault_date" };
      }
      if (days[at] < table.first || days[at] > end) {
        return { field: field, fault: "calc_fault_outside" };
      }
    }
    if (days[1] < days[0]) {
      return { field: last, fault: "calc_cal_fault_reversed" };
    }
    if (section.kind && kind === "") {
      return { field: section.kind, fault: "calc_cal_fault_kind" };
    }
    return this.local.isFull(section.key) ? { field: first, fault: "calc_cal_fault_full" } : { entry: [days[0], days[1], kind] };
  };

  Editor.prototype.values = function () {
    var table = this.local.table;
    return {
      first: this.words.date(table.first),
      last: this.words.date(table.first + table.days - 1),
      most: S.calculator.cal.local.MAX_CHANGES
    };
  };

  Editor.prototype.add = function (section) {
    var read = this.read(section);
    this.clearFault(section);
    if (read.fault) {
      parts.say(read.field, section.fault, this.text(read.fault, this.values()));
      read.field.focus();
      return;
    }
    section.fields.forEach(function (field) {
      field.value = "";
    });
    if (section.kind) {
      section.kind.value = "";
    }
    this.local.add(section.key, read.entry);
    section.fields[0].focus();
    this.calculator.changed();
  };

  Editor.prototype.clearFault = function (section) {
    section.fields.concat(section.kind || []).forEach(function (field) {
      parts.say(field, section.fault, "");
    });
  };

  Editor.prototype.paint = function () {
    this.box.checked = this.local.complete;
    this.sections.forEach(function (section) {
      parts.empty(section.list);
      this.local.lists[section.key].forEach(function (entry) {
        section.list.appendChild(this.item(section, entry));
      }, this);
    }, this);
  };

  Editor.prototype.item = function (section, entry) {
    var editor = this;
    var item = parts.make("li", "cal__item");
    var words = S.calculator.cal.local.entryWords(entry, this.words);
    var remove = parts.button(this.text("calc_cal_remove"), function () {
      editor.local.remove(section.key, entry);
      section.fields[0].focus();
      editor.calculator.changed();
    });
    remove.setAttribute("aria-label", this.text("calc_cal_remove_it", { name: words }));
    item.appendChild(parts.make("span", "", words));
    item.appendChild(remove);
    return item;
  };

  /** Fields in which something stands that was not added. */
  Editor.prototype.faults = function () {
    var faults = [];
    this.sections.forEach(function (section) {
      section.fields.filter(isWritten).slice(0, 1).forEach(function (field) {
        faults.push({ field: field, text: this.text("calc_cal_fault_not_added") });
      }, this);
    }, this);
    return faults;
  };

  Editor.prototype.clear = function () {
    this.sections.forEach(function (section) {
      this.clearFault(section);
      section.fields.concat(section.kind || []).forEach(function (field) {
        field.value = "";
      });
    }, this);
    this.local.clear();
  };

  S.calculator.cal.LocalEditor = Editor;
})(Shirube);
