// The timer of an agenda. It makes no sound, goes on to no step by itself and keeps nothing; what it says aloud is only what changes.
(function (S) {
  "use strict";

  function Timer(section) {
    this.section = section;
    this.items = Array.prototype.slice.call(section.querySelectorAll("[data-timer-of]"));
    this.core = S.core.agendaTimer;
    this.timer = this.core.create(this.items.length);
    this.total = section.getAttribute("data-total") === "" ? null : Number(section.getAttribute("data-total"));
    this.names = this.items.map(function (item) {
      return item.querySelector("[data-timer-name]").textContent;
    });
    this.pending = null;
    this.announced = null;
  }

  /** A text of the page with its blanks filled. */
  Timer.prototype.text = function (name, values) {
    return S.core.fill(this.section.getAttribute("data-text-" + name), values);
  };

  Timer.prototype.part = function (name) {
    return this.section.querySelector("[data-timer-" + name + "]");
  };

  /** The minutes of each step as they stand in the fields; what is no number counts as none and is marked. */
  Timer.prototype.steps = function () {
    var core = this.core;
    return this.items.map(function (item) {
      var field = item.querySelector("input");
      var minutes = core.minutes(field.value);
      field.setAttribute("aria-invalid", minutes === undefined ? "true" : "false");
      return { minutes: minutes === undefined ? null : minutes, isBetween: item.hasAttribute("data-between"), isFault: minutes === undefined };
    });
  };

  Timer.prototype.clock = function (time) {
    return this.text("time", { minutes: time.minutes, seconds: (time.seconds < 10 ? "0" : "") + time.seconds });
  };

  Timer.prototype.next = function (steps) {
    var at = this.timer.at + 1;
    if (at >= steps.length) {
      return this.text("last");
    }
    var minutes = steps[at].minutes;
    return this.text(minutes === null ? "next" : "next-planned", { name: this.names[at], minutes: minutes });
  };

  /** What changed, once: a step that begins, its time that is up, a pause. */
  Timer.prototype.say = function (state) {
    var word = !state.hasBegun ? "ready" : !state.isRunning ? "paused" : state.step.kind === "over" ? "up" : "step";
    var key = word + state.at;
    if (key === this.announced) {
      return;
    }
    this.announced = key;
    this.part("said").textContent = this.text(word, { step: state.at + 1, count: this.items.length, name: this.names[state.at] });
  };

  Timer.prototype.show = function () {
    var now = performance.now();
    var steps = this.steps();
    var state = this.core.read(this.timer, steps, this.total, now);
    this.part("step").textContent = this.text("step", { step: state.at + 1, count: steps.length, name: this.names[state.at] });
    this.part("left").textContent = this.text(state.step.kind, { time: this.clock(state.step.time) });
    var whole = state.whole.kind === "left" ? "whole" : "whole-" + state.whole.kind;
    this.part("whole").textContent = this.text(whole, { time: this.clock(state.whole.time) });
    this.part("next").textContent = this.next(steps);
    this.part("run").textContent = this.text(state.isRunning ? "pause" : state.hasBegun ? "go-on" : "start");
    this.part("back").disabled = state.at === 0;
    this.part("forward").disabled = state.at === steps.length - 1;
    this.section.setAttribute("data-state", state.isRunning ? state.step.kind : "still");
    this.sum(steps);
    this.say(state);
    clearTimeout(this.pending);
    if (state.isRunning) {
      this.pending = setTimeout(this.show.bind(this), state.wait);
    }
  };

  Timer.prototype.sum = function (steps) {
    var isFault = steps.some(function (step) {
      return step.isFault;
    });
    var whole = this.core.whole(steps, null);
    this.part("sum").textContent = isFault ? this.text("fault") : whole === null ? this.text("sum-open") : this.text("sum", { minutes: whole });
  };

  Timer.prototype.toggle = function () {
    var act = this.timer.since === null ? this.core.run : this.core.pause;
    this.timer = act(this.timer, performance.now());
    this.show();
  };

  /** A button that can no longer be pressed must not keep the focus. */
  Timer.prototype.move = function (by) {
    this.timer = this.core.move(this.timer, by, performance.now());
    this.show();
    if (document.activeElement === document.body || document.activeElement.disabled) {
      this.part("run").focus();
    }
  };

  Timer.prototype.reset = function () {
    this.timer = this.core.create(this.items.length);
    this.show();
  };

  S.modules["agenda-timer"] = function (section) {
    var timer = new Timer(section);
    function on(name, act) {
      timer.part(name).addEventListener("click", act);
    }
    on("run", timer.toggle.bind(timer));
    on("forward", timer.move.bind(timer, 1));
    on("back", timer.move.bind(timer, -1));
    on("reset", timer.reset.bind(timer));
    section.addEventListener("input", timer.show.bind(timer));
    // A window that was hidden shows the right time at once.
    document.addEventListener("visibilitychange", timer.show.bind(timer));
    timer.show();
    section.hidden = false;
  };
})(Shirube);
