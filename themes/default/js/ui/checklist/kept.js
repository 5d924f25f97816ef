// What this computer keeps: switched on and off, told, deleted; and ticks as a file. Nothing of it is needed for the list to work.
(function (S) {
  "use strict";

  function Panel(list, panel) {
    this.list = list;
    this.keep = panel.querySelector("[data-check-keep]");
    this.state = panel.querySelector("[data-check-state]");
    this.file = panel.querySelector("[data-check-file]");
    this.chooser = panel.querySelector("[data-check-import]");
    this.keeper = list.board.keeper;
  }

  Panel.prototype.tell = function () {
    var keeper = this.keeper;
    var names = this.list.boxes.map(S.checks.nameOf);
    var own = names.filter(function (name) {
      return keeper.kept.has(name);
    }).length;
    this.keep.checked = keeper.isOn;
    this.state.textContent = this.list.text(this.state, this.name(), { own: own, others: keeper.kept.size - own });
  };

  /** Which text tells how it stands. That nothing can be kept is told to who asked for it. */
  Panel.prototype.name = function () {
    var act = this.keeper.lastAct;
    if (this.keeper.isFailed && act !== "open") {
      return "failed";
    }
    if (this.keeper.isOn) {
      return act === "forget" ? "forgotten" : "on";
    }
    return act === "turn" ? "turned-off" : "off";
  };

  Panel.prototype.turn = function (isOn) {
    this.keeper.ask("turn", { on: isOn, ticks: isOn ? this.list.board.ticked() : [] });
  };

  Panel.prototype.forget = function () {
    this.keeper.ask("forget", {});
  };

  Panel.prototype.say = function (name, values) {
    this.file.textContent = this.list.text(this.file, name, values);
  };

  Panel.prototype.writeFile = function () {
    var ticks = this.list.board.ticked().concat(Array.from(this.keeper.kept));
    if (ticks.length === 0) {
      this.say("nothing");
      return;
    }
    var content = S.core.ticks.write(this.list.element.getAttribute("data-book"), ticks);
    S.takeAway.download("shirube-ticks.json", "application/json", content);
    this.say("exported", { count: new Set(ticks).size });
  };

  /** Adds the ticks of a file; those of other pages only where they can be kept. */
  Panel.prototype.add = function (ticks) {
    var list = this.list;
    var keeper = this.keeper;
    var names = new Set(list.board.boxes().map(S.checks.nameOf));
    var elsewhere = ticks.filter(function (tick) {
      return !names.has(tick);
    });
    var added = list.board.set(ticks, true);
    keeper.put(elsewhere, true);
    var isLost = elsewhere.length > 0 && !keeper.isOn;
    this.say(isLost ? "elsewhere" : "imported", { count: added.length, others: elsewhere.length });
    if (added.length > 0) {
      list.offerUndo(function () {
        list.board.set(added, false);
      });
    }
  };

  Panel.prototype.readFile = function () {
    var own = this;
    var file = this.chooser.files[0];
    if (!file) {
      return;
    }
    function read(text) {
      var found = S.core.ticks.read(text, own.list.element.getAttribute("data-book"));
      if (found.fault) {
        own.say(found.fault);
      } else {
        own.add(found.ticks);
      }
    }
    function finish() {
      own.chooser.value = "";
    }
    // A letter takes at most four bytes.
    if (file.size > S.core.ticks.MAX_LENGTH * 4) {
      own.say("large");
      finish();
      return;
    }
    file.text().then(read, function () {
      own.say("broken");
    }).then(finish);
  };

  S.checks.parts.push(function (list) {
    var element = list.find("[data-check-kept]");
    if (!element) {
      return;
    }
    var panel = new Panel(list, element);
    list.told = panel.tell.bind(panel);
    panel.keep.addEventListener("change", function () {
      panel.turn(panel.keep.checked);
    });
    element.querySelector('[data-check-act="forget"]').addEventListener("click", panel.forget.bind(panel));
    element.querySelector('[data-check-act="export"]').addEventListener("click", panel.writeFile.bind(panel));
    panel.chooser.addEventListener("change", panel.readFile.bind(panel));
  });
})(Shirube);
