// One checklist on a page: how much of it is done, in words; filters where it has them.
(function (S) {
  "use strict";

  var board = null;

  function all(element, selector) {
    return Array.prototype.slice.call(element.querySelectorAll(selector));
  }

  function List(element) {
    this.element = element;
    this.boxes = all(element, "[data-tick] input");
    this.board = board;
  }

  List.prototype.find = function (selector) {
    return this.element.querySelector(selector);
  };

  List.prototype.findAll = function (selector) {
    return all(this.element, selector);
  };

  /** A visible text that an element brings, with its values. */
  List.prototype.text = function (element, name, values) {
    return S.core.fill(element.getAttribute("data-text-" + name) || "", values);
  };

  /** The boxes that a filter leaves. */
  List.prototype.shown = function () {
    return this.boxes.filter(function (box) {
      return box.closest("[hidden]") === null;
    });
  };

  List.prototype.filter = function (name) {
    var select = this.find('[data-check-filter="' + name + '"]');
    return select ? select.value : "";
  };

  /** Hides what is of another phase or of other roles; what is everyone's stays, and what stands above everything too. */
  List.prototype.applyFilters = function (phase, role) {
    this.findAll(".check__run").forEach(function (run) {
      var roles = run.getAttribute("data-roles").split(" ");
      run.hidden = role !== "" && roles[0] !== "" && roles.indexOf(role) < 0;
    });
    this.findAll(".check__phase").forEach(function (part) {
      var isOther = phase !== "" && part.getAttribute("data-phase") !== phase;
      part.hidden = isOther || part.querySelector(".check__run:not([hidden])") === null;
    });
  };

  List.prototype.refilter = function () {
    this.applyFilters(this.filter("phase"), this.filter("role"));
    this.changed();
  };

  /** How far it is, as words. */
  List.prototype.progress = function () {
    var shown = this.shown();
    var values = {
      count: shown.length,
      ticked: shown.filter(S.checks.isTicked).length,
      all: this.boxes.length,
      done: this.boxes.filter(S.checks.isTicked).length
    };
    var text = this.text(this.element, shown.length < this.boxes.length ? "progress-shown" : "progress", values);
    var left = this.boxes.filter(function (box) {
      return !box.checked && box.closest("[data-required]") !== null;
    }).length;
    return left > 0 ? text + this.text(this.element, "required", { count: left }) : text;
  };

  List.prototype.changed = function () {
    var place = this.find("[data-check-progress]");
    if (place) {
      place.textContent = this.progress();
    }
    if (this.told) {
      this.told();
    }
  };

  S.modules.checklist = function (element) {
    var isFirst = board === null;
    if (isFirst) {
      board = new S.checks.Board(element.getAttribute("data-store"));
    }
    var list = new List(element);
    if (list.boxes.length === 0) {
      return;
    }
    board.lists.push(list);
    list.boxes.forEach(function (box) {
      box.addEventListener("change", function () {
        board.turned([S.checks.nameOf(box)], box.checked);
        list.changed();
      });
    });
    list.findAll("[data-check-filter]").forEach(function (select) {
      select.addEventListener("change", list.refilter.bind(list));
    });
    S.checks.parts.forEach(function (start) {
      start(list);
    });
    list.findAll("[data-check-progress], [data-check-tools], [data-check-kept]").forEach(function (part) {
      part.hidden = false;
    });
    list.changed();
    if (board.keeper.frame === null) {
      board.keeper.start();
    }
  };
})(Shirube);
