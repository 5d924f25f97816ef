// The ticks of a page: one truth for all checklists on it, in memory, and kept only where somebody switched that on.
(function (S) {
  "use strict";

  function Board(store) {
    this.lists = [];
    this.keeper = new S.checks.Keeper(store);
    /** What was ticked or cleared here and is not kept yet. */
    this.early = new Set();
    /** Whether ticks were kept at the last answer; null before the first. */
    this.wasOn = null;
    var own = this;
    this.keeper.listeners.push(function (act) {
      own.heard(act);
    });
  }

  Board.prototype.boxes = function () {
    return this.lists.reduce(function (all, list) {
      return all.concat(list.boxes);
    }, []);
  };

  /** The ticks of a page by their opaque names. */
  Board.prototype.ticked = function () {
    return this.boxes().filter(S.checks.isTicked).map(S.checks.nameOf);
  };

  /** Gives what was done here to be kept: before the first answer, or while nothing was kept and another tab switched it on. */
  Board.prototype.giveEarly = function () {
    var early = this.early;
    var keeper = this.keeper;
    if (this.wasOn === false) {
      this.ticked().forEach(function (name) {
        early.add(name);
      });
    }
    [true, false].forEach(function (isTicked) {
      var boxes = this.boxes().filter(function (box) {
        return box.checked === isTicked && early.has(S.checks.nameOf(box));
      });
      keeper.put(boxes.map(S.checks.nameOf), isTicked);
    }, this);
  };

  /** Shows what is kept: all of it when the page was opened or another tab changed it. What was done meanwhile stands. */
  Board.prototype.heard = function (act) {
    var keeper = this.keeper;
    var early = this.early;
    if (act === "open" && keeper.isOn) {
      if (this.wasOn !== true) {
        this.giveEarly();
      }
      this.boxes().forEach(function (box) {
        var name = S.checks.nameOf(box);
        if (!early.has(name)) {
          box.checked = keeper.kept.has(name);
        }
      });
    }
    // Another tab tells of each tick, so answers that know nothing of ours may still come: it stands until it is kept.
    if (act === "put" || !keeper.isOn) {
      early.clear();
    }
    this.wasOn = keeper.isOn;
    this.changed();
  };

  /** Somebody ticked or cleared boxes of these names. */
  Board.prototype.turned = function (names, isTicked) {
    var early = this.early;
    if (this.keeper.lastAct === null) {
      names.forEach(function (name) {
        early.add(name);
      });
    }
    this.keeper.put(names, isTicked);
  };

  Board.prototype.changed = function () {
    this.lists.forEach(function (list) {
      list.changed();
    });
  };

  /** Ticks or clears boxes by their names; gives those that changed. */
  Board.prototype.set = function (names, isTicked) {
    var wanted = new Set(names);
    var found = this.boxes().filter(function (box) {
      return box.checked !== isTicked && wanted.has(S.checks.nameOf(box));
    });
    found.forEach(function (box) {
      box.checked = isTicked;
    });
    var changed = found.map(S.checks.nameOf);
    this.turned(changed, isTicked);
    this.changed();
    return changed;
  };

  S.checks.Board = Board;

  S.checks.nameOf = function (box) {
    return box.closest("[data-tick]").getAttribute("data-tick");
  };

  S.checks.isTicked = function (box) {
    return box.checked;
  };
})(Shirube);
