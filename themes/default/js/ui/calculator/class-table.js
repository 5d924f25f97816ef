// The answers for a class: how many children at which stage, and a row for each. Numbers are there to see whom to think of, in the order of the sheet.
(function (S) {
  "use strict";

  var cal = S.calculator.cal;
  var MOST_PROBLEMS = 20;
  var STATES = ["active", "confirm", "past", "unknown"];
  /** States for which a row stays when only rows to be looked at now are shown. */
  var NOW = ["active", "confirm", "unknown"];
  /** Measures that a sheet without meetings can tell of. */
  var KINDS = ["run", "total"];

  function Table(root, calculator, words) {
    this.root = root;
    this.calculator = calculator;
    this.words = words;
    this.filter = root.querySelector("[data-class-filter]");
    this.filter.addEventListener("change", this.applyFilter.bind(this));
  }

  Table.prototype.find = function (hook) {
    return this.root.querySelector("[data-class-" + hook + "]");
  };

  Table.prototype.text = function (key, values) {
    return this.words.text(key, values);
  };

  Table.prototype.stage = function (id) {
    return this.words.names.stages[id].title;
  };

  Table.prototype.state = function (state) {
    return S.calculator.words.state(this.calculator, state);
  };

  Table.prototype.measures = function () {
    return this.calculator.data.program.measures.filter(function (measure) {
      return KINDS.indexOf(measure.kind) >= 0;
    });
  };

  Table.prototype.hide = function () {
    this.root.hidden = true;
    cal.empty(this.find("rows"));
  };

  /** @param {object} result as class.js makes it */
  Table.prototype.show = function (result) {
    this.root.hidden = false;
    this.showCounts(result);
    this.showEveryone(result.everyone);
    this.showProblems(result.problems);
    this.showRows(result.rows);
    this.applyFilter();
  };

  function lines(list, texts) {
    cal.empty(list);
    texts.forEach(function (text) {
      list.appendChild(cal.make("li", "", text));
    });
    list.hidden = texts.length === 0;
  }

  /** For each stage that a row is at: how many rows in which state. */
  Table.prototype.showCounts = function (result) {
    var table = this;
    var counts = this.calculator.data.program.stages.map(function (stage) {
      return table.countOf(stage.id, result.rows);
    });
    var found = counts.filter(function (text) {
      return text !== "";
    });
    var unread = result.rows.filter(function (row) {
      return row.decision === null;
    });
    if (unread.length > 0) {
      found.push(this.text("calc_class_count_unread", { count: unread.length }));
    }
    lines(this.find("counts"), found.length > 0 ? found : [this.text("calc_class_count_none")]);
  };

  Table.prototype.countOf = function (id, rows) {
    var states = {};
    rows.forEach(function (row) {
      row.stages.forEach(function (stage) {
        if (stage.id === id) {
          states[stage.state] = (states[stage.state] || 0) + 1;
        }
      });
    });
    var found = STATES.filter(function (state) {
      return states[state] > 0;
    });
    var texts = found.map(function (state) {
      return this.text("calc_class_count", { state: this.state(state), count: states[state] });
    }, this);
    return texts.length > 0 ? this.text("calc_entered_line", { name: this.stage(id), value: this.words.list(texts) }) : "";
  };

  Table.prototype.showEveryone = function (stages) {
    var texts = stages.map(function (stage) {
      return this.text("calc_class_stage", { stage: this.stage(stage.id), state: this.state(stage.state) });
    }, this);
    this.find("everyone").hidden = texts.length === 0;
    lines(this.find("everyone-list"), texts);
  };

  Table.prototype.showProblems = function (problems) {
    var shown = problems.slice(0, MOST_PROBLEMS);
    if (problems.length > MOST_PROBLEMS) {
      shown.push(this.text("calc_class_more", { count: problems.length - MOST_PROBLEMS }));
    }
    lines(this.find("problems"), shown);
  };

  Table.prototype.showRows = function (rows) {
    var head = this.find("head");
    var body = this.find("rows");
    cal.empty(head);
    cal.empty(body);
    var titles = [this.text("calc_class_row"), this.text("calc_class_stages")].concat(
      this.measures().map(function (measure) {
        return this.words.names.measures[measure.id].label;
      }, this)
    );
    titles.concat([this.text("calc_class_details")]).forEach(function (title) {
      var cell = cal.make("th", "", title);
      cell.scope = "col";
      head.appendChild(cell);
    });
    rows.forEach(function (row) {
      body.appendChild(this.row(row));
    }, this);
  };

  function isNow(row) {
    var isUnread = row.decision === null;
    return (
      isUnread ||
      row.stages.some(function (stage) {
        return NOW.indexOf(stage.state) >= 0;
      })
    );
  }

  Table.prototype.row = function (row) {
    var line = cal.make("tr", isNow(row) ? "is-now" : "");
    var name = cal.make("th", "", row.name);
    name.scope = "row";
    line.setAttribute("data-class-row", row.name);
    line.appendChild(name);
    line.appendChild(this.stages(row));
    this.measures().forEach(function (measure) {
      line.appendChild(cal.make("td", "class__number", this.counted(row, measure.id)));
    }, this);
    line.appendChild(this.details(row));
    return line;
  };

  Table.prototype.stages = function (row) {
    var cell = cal.make("td");
    if (row.decision === null) {
      cell.appendChild(cal.make("strong", "class__state", this.text(row.fault)));
    } else if (row.stages.length === 0) {
      cell.textContent = this.text("calc_class_none");
    }
    row.stages.forEach(function (stage) {
      var text = this.text("calc_class_stage", { stage: this.stage(stage.id), state: this.state(stage.state) });
      var mark = cal.make("span", "class__state", text);
      mark.setAttribute("data-class-stage", stage.id);
      mark.setAttribute("data-state", stage.state);
      cell.appendChild(mark);
    }, this);
    return cell;
  };

  Table.prototype.counted = function (row, id) {
    if (row.decision === null) {
      return this.text("calc_class_blank");
    }
    var measure = row.decision.measures.filter(function (entry) {
      return entry.id === id;
    })[0];
    return S.calculator.words.counted(this.calculator, measure);
  };

  Table.prototype.details = function (row) {
    var cell = cal.make("td");
    if (row.decision !== null) {
      var calculator = this.calculator;
      var button = cal.button(this.text("calc_class_detail"), function () {
        calculator.show(row.input, row.caption);
      });
      button.setAttribute("aria-label", this.text("calc_class_detail_of", { row: row.caption }));
      cell.appendChild(button);
    }
    return cell;
  };

  Table.prototype.applyFilter = function () {
    this.find("table").classList.toggle("is-filtered", this.filter.checked);
  };

  cal.ClassTable = Table;
})(Shirube);
