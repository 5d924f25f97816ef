// The ticks of a page: one truth for all checklists on it, in memory, and kept only where somebody switched that on.
(function (S) {
  "use strict";

  function Board(store) {
    this.lists = [];
    this.keeper = new S.checks.Keeper(store);
    /** What was ticked or cleared here and is not kept, or not yet. */
    this.unkept = new Set();
    /** Whether some of it was done while nothing could be asked for. */
    this.isDue = false;
    /** Whether ticks were kept at the last answer. */
    this.wasOn = false;
    var own = this;
    this.keeper.listeners.push(function (act, names) {
      own.heard(act, names);
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
  Board.prototype.give = function () {
    var unkept = this.unkept;
    var keeper = this.keeper;
    this.isDue = false;
    [true, false].forEach(function (isTicked) {
      var boxes = this.boxes().filter(function (box) {
        return box.checked === isTicked && unkept.has(S.checks.nameOf(box));
      });
      keeper.put(boxes.map(S.checks.nameOf), isTicked);
    }, this);
  };

  /** Shows what is kept: all of it when the page was opened or another tab changed it. What was done here meanwhile stands until it is kept. */
  Board.prototype.show = function () {
    var unkept = this.unkept;
    var kept = this.keeper.kept;
    this.boxes().forEach(function (box) {
      var name = S.checks.nameOf(box);
      if (!unkept.has(name)) {
        box.checked = kept.has(name);
      }
    });
  };

  /** Hears an answer: to which act, and the names that it was about. */
  Board.prototype.heard = function (act, names) {
    var keeper = this.keeper;
    // An answer that failed says nothing of what is kept.
    if (!keeper.isFailed) {
      names.forEach(this.unkept.delete, this.unkept);
      // All was given when keeping was switched on here; what had been kept and was deleted elsewhere does not come back from this tab.
      if (act === "turn" || (this.wasOn && !keeper.isOn)) {
        this.unkept.clear();
        this.isDue = false;
      }
      if (act === "open" && keeper.isOn) {
        if (this.isDue) {
          this.give();
        }
        this.show();
      }
      this.wasOn = keeper.isOn;
    }
    this.changed();
  };

  /** Somebody ticked or cleared boxes of these names. */
  Board.prototype.turned = function (names, isTicked) {
    names.forEach(this.unkept.add, this.unkept);
    this.isDue = this.isDue || !this.keeper.isOn;
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
