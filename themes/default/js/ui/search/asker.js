// Asks the engine one thing at a time; what was asked before is given up.
(function (S) {
  "use strict";

  // While an answer is on its way, letters that follow each other so fast are one question.
  var PAUSE_MS = 60;

  S.search = S.search || {};

  /**
   * @param {object} engine
   * @param {function(object)} show called with each answer to what was asked last
   */
  function Asker(engine, show) {
    this.engine = engine;
    this.show = show;
    this.asked = null;
    this.ticket = null;
    this.turn = 0;
    this.isBusy = false;
    this.timer = 0;
  }

  Asker.prototype.stop = function () {
    clearTimeout(this.timer);
    this.asked = null;
    this.turn += 1;
    this.isBusy = false;
    if (this.ticket !== null) {
      this.engine.cancel(this.ticket);
      this.ticket = null;
    }
  };

  Asker.prototype.send = function (text, options) {
    var asker = this;
    var asked = this.asked;
    this.stop();
    this.asked = asked;
    this.isBusy = true;
    var turn = this.turn;
    this.ticket = this.engine.ask(text, options, function (answer) {
      if (turn === asker.turn) {
        asker.isBusy = !answer.isSettled;
        asker.show(answer);
      }
    });
  };

  /** Asks, unless that was what was asked last. */
  Asker.prototype.ask = function (text, options) {
    var asked = JSON.stringify([text, options]);
    if (asked === this.asked) {
      return;
    }
    this.asked = asked;
    clearTimeout(this.timer);
    if (this.isBusy) {
      this.timer = setTimeout(this.send.bind(this, text, options), PAUSE_MS);
    } else {
      this.send(text, options);
    }
  };

  S.search.Asker = Asker;
})(Shirube);
