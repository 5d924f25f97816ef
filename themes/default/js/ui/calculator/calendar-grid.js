// The month that is shown: a table with the role grid, one stop of the Tab key, days by arrow keys, by mouse, by touch.
(function (S) {
  "use strict";

  var civil = S.core.civil;
  var monthGrid = S.core.monthGrid;
  var parts = S.calculator.cal;

  /**
   * @param {Element} root with [data-cal-title], [data-cal-month], [data-cal-prev], [data-cal-next] and [data-cal-grid]
   * @param {object} host {bounds: {first, last}, words, look: function (day), put: function (days), undo: function, redo: function}
   */
  function Grid(root, host) {
    this.root = root;
    this.host = host;
    this.table = root.querySelector("[data-cal-grid]");
    this.title = root.querySelector("[data-cal-title]");
    this.select = root.querySelector("[data-cal-month]");
    this.cells = {};
    this.month = null;
    this.focused = null;
    // Where a range begins; the day itself where there is none.
    this.anchor = null;
    this.dragFrom = null;
    this.fillMonths();
    this.fillHead();
    this.listen();
  }

  Grid.prototype.fillMonths = function () {
    var words = this.host.words;
    var months = monthGrid.months(this.host.bounds.first, this.host.bounds.last);
    parts.options(
      this.select,
      months.map(function (day) {
        return { value: civil.format(day), label: words.month(day) };
      })
    );
  };

  Grid.prototype.fillHead = function () {
    var row = parts.make("tr");
    this.host.words.weekdays.forEach(function (name, at) {
      var cell = parts.make("th", at === 0 || at === 6 ? "cal__weekday cal__weekday--off" : "cal__weekday", name);
      cell.scope = "col";
      row.appendChild(cell);
    });
    this.table.querySelector("thead").appendChild(row);
  };

  Grid.prototype.listen = function () {
    var grid = this;
    function turn(by) {
      return function () {
        grid.show(grid.clamp(by > 0 ? civil.nextMonth(grid.month) : grid.month - 1));
      };
    }
    this.root.querySelector("[data-cal-prev]").addEventListener("click", turn(-1));
    this.root.querySelector("[data-cal-next]").addEventListener("click", turn(1));
    this.select.addEventListener("change", function () {
      grid.show(grid.clamp(civil.parse(grid.select.value)));
    });
    this.table.addEventListener("keydown", this.onKey.bind(this));
    this.table.addEventListener("click", this.onClick.bind(this));
    this.table.addEventListener("pointerdown", this.onDown.bind(this));
    this.table.addEventListener("pointerover", this.onOver.bind(this));
    document.addEventListener("pointerup", this.onUp.bind(this));
  };

  Grid.prototype.clamp = function (day) {
    var bounds = this.host.bounds;
    return day < bounds.first ? bounds.first : day > bounds.last ? bounds.last : day;
  };

  /** Shows the month of a day; the day becomes the stop of the Tab key. */
  Grid.prototype.show = function (day) {
    var month = monthGrid.firstOfMonth(day);
    this.focused = day;
    this.anchor = day;
    if (month !== this.month) {
      this.month = month;
      this.build();
    }
    this.paint();
  };

  Grid.prototype.build = function () {
    var body = this.table.querySelector("tbody");
    var bounds = this.host.bounds;
    parts.empty(body);
    this.cells = {};
    monthGrid.weeks(this.month).forEach(function (week) {
      var row = parts.make("tr");
      week.forEach(function (day) {
        row.appendChild(day !== null && day >= bounds.first && day <= bounds.last ? this.cell(day) : parts.make("td", "cal__cell cal__cell--none"));
      }, this);
      body.appendChild(row);
    }, this);
    this.title.textContent = this.host.words.month(this.month);
    this.select.value = civil.format(this.month);
    this.root.querySelector("[data-cal-prev]").disabled = this.month <= bounds.first;
    this.root.querySelector("[data-cal-next]").disabled = civil.nextMonth(this.month) > bounds.last;
  };

  Grid.prototype.cell = function (day) {
    var cell = parts.make("td", "cal__cell");
    cell.setAttribute("data-day", civil.format(day));
    ["day", "sign", "more"].forEach(function (part) {
      cell.appendChild(parts.make("span", "cal__" + part));
    });
    cell.firstChild.textContent = String(civil.toDate(day).day);
    this.cells[day] = cell;
    return cell;
  };

  /** Writes what stands on each day of the month into its cell. */
  Grid.prototype.paint = function () {
    Object.keys(this.cells).forEach(function (key) {
      this.paintCell(this.cells[key], Number(key));
    }, this);
  };

  Grid.prototype.paintCell = function (cell, day) {
    var look = this.host.look(day);
    var from = this.anchor < this.focused ? this.anchor : this.focused;
    var to = this.anchor < this.focused ? this.focused : this.anchor;
    cell.className = "cal__cell" + look.classes;
    cell.children[1].textContent = look.sign;
    cell.children[2].textContent = look.more;
    cell.tabIndex = day === this.focused ? 0 : -1;
    cell.setAttribute("aria-label", look.label);
    cell.setAttribute("aria-selected", String(from !== to && day >= from && day <= to));
    if (look.isClosed) {
      cell.setAttribute("aria-disabled", "true");
    } else {
      cell.removeAttribute("aria-disabled");
    }
    if (look.isAsOf) {
      cell.setAttribute("aria-current", "date");
    } else {
      cell.removeAttribute("aria-current");
    }
  };

  /** Goes to a day; with `isRange` the range reaches there from where it began. */
  Grid.prototype.go = function (day, isRange) {
    var anchor = isRange ? this.anchor : day;
    this.show(day);
    this.anchor = anchor;
    this.paint();
    this.cells[day].focus();
  };

  /** Puts the brush on the range and ends it. */
  Grid.prototype.put = function () {
    var from = this.anchor < this.focused ? this.anchor : this.focused;
    var to = this.anchor < this.focused ? this.focused : this.anchor;
    this.anchor = this.focused;
    this.host.put(from, to);
  };

  Grid.prototype.onKey = function (event) {
    var key = event.key;
    if (event.ctrlKey || event.metaKey) {
      this.onShortcut(event);
      return;
    }
    if (event.altKey) {
      return;
    }
    if (key === " " || key === "Enter") {
      event.preventDefault();
      this.put();
      return;
    }
    var day = monthGrid.move(this.focused, key, this.host.bounds);
    if (day !== null) {
      event.preventDefault();
      this.go(day, event.shiftKey);
    }
  };

  Grid.prototype.onShortcut = function (event) {
    var key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      (key === "y" || event.shiftKey ? this.host.redo : this.host.undo)();
    }
  };

  function dayOf(target) {
    var cell = target && target.closest ? target.closest("[data-day]") : null;
    return cell ? civil.parse(cell.getAttribute("data-day")) : null;
  }

  Grid.prototype.onClick = function (event) {
    var day = dayOf(event.target);
    if (day !== null) {
      this.go(day, event.shiftKey);
      this.put();
    }
  };

  /** A mouse draws a range; a finger scrolls the page and taps. */
  Grid.prototype.onDown = function (event) {
    var day = dayOf(event.target);
    this.dragFrom = event.pointerType === "mouse" && event.button === 0 && !event.shiftKey ? day : null;
  };

  Grid.prototype.onOver = function (event) {
    var day = dayOf(event.target);
    if (this.dragFrom !== null && day !== null && (day !== this.dragFrom || this.anchor !== this.focused)) {
      this.anchor = this.dragFrom;
      this.focused = day;
      this.paint();
    }
  };

  Grid.prototype.onUp = function () {
    var isRange = this.dragFrom !== null && this.anchor === this.dragFrom && this.focused !== this.dragFrom;
    this.dragFrom = null;
    if (isRange) {
      this.cells[this.focused].focus();
      this.put();
    }
  };

  S.calculator.cal.Grid = Grid;
})(Shirube);
