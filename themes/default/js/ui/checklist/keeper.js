// Talks to store.html, which is embedded out of sight. Where nothing can be kept the ticks stay in memory and work goes on.
(function (S) {
  "use strict";

  /** How long an answer may take before nothing is expected any more. */
  var PATIENCE = 15000;

  function Keeper(address) {
    this.address = address;
    this.frame = null;
    this.waiting = new Map();
    this.last = 0;
    this.lastAct = null;
    /** What was asked for before the page was there. */
    this.early = [];
    this.isOn = false;
    this.isFailed = false;
    this.kept = new Set();
    this.listeners = [];
    this.isFolder = window.location.protocol === "file:";
  }

  Keeper.prototype.target = function () {
    return this.isFolder ? "*" : window.location.origin;
  };

  /** Embeds the page and asks what is kept. */
  Keeper.prototype.start = function () {
    var own = this;
    var frame = document.createElement("iframe");
    frame.hidden = true;
    frame.tabIndex = -1;
    frame.setAttribute("aria-hidden", "true");
    frame.src = this.address;
    frame.addEventListener("load", function () {
      var early = own.early;
      own.early = null;
      own.ask("open", {});
      early.forEach(function (asked) {
        own.send(asked);
      });
    }, { once: true });
    window.addEventListener("message", function (event) {
      if (event.source === frame.contentWindow && (own.isFolder || event.origin === own.target())) {
        own.hear(event.data);
      }
    });
    this.frame = frame;
    document.body.appendChild(frame);
  };

  Keeper.prototype.hear = function (said) {
    if (typeof said !== "object" || said === null || said.shirube !== 1) {
      return;
    }
    if (said.changed === true) {
      this.ask("open", {});
      return;
    }
    var done = this.waiting.get(said.id);
    if (done) {
      this.waiting.delete(said.id);
      done(said);
    }
  };

  /** Asks for an act; listeners hear of it, and of the ticks that it was about, with what is then kept. */
  Keeper.prototype.ask = function (act, values) {
    var own = this;
    var id = this.last + 1;
    var timer = setTimeout(function () {
      if (own.waiting.delete(id)) {
        own.take(act, { ok: false }, []);
      }
    }, PATIENCE);
    this.last = id;
    this.waiting.set(id, function (said) {
      clearTimeout(timer);
      own.take(act, said, values.ticks || []);
    });
    var asked = { shirube: 1, id: id, act: act, ticks: values.ticks || [], on: values.on === true };
    if (this.early) {
      if (act !== "open") {
        this.early.push(asked);
      }
      return;
    }
    this.send(asked);
  };

  Keeper.prototype.send = function (asked) {
    this.frame.contentWindow.postMessage(asked, this.target());
  };

  Keeper.prototype.take = function (act, said, ticks) {
    this.lastAct = act;
    this.isFailed = said.ok !== true;
    this.isOn = said.on === true && !this.isFailed;
    this.kept = new Set(Array.isArray(said.ticks) && this.isOn ? said.ticks.filter(S.core.ticks.isName) : []);
    this.listeners.forEach(function (hear) {
      hear(act, ticks);
    });
  };

  Keeper.prototype.put = function (ticks, isTicked) {
    if (this.isOn && ticks.length > 0) {
      this.ask("put", { ticks: ticks, on: isTicked });
    }
  };

  S.checks = { Keeper: Keeper, parts: [] };
})(Shirube);
