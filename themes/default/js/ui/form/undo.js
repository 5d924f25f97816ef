// What a press replaced can be taken back by the next one, until something is typed or the screen was covered.
(function (S) {
  "use strict";

  // What was cleared at a shared desk is gone after a while even when nobody goes on typing.
  var CLEARED_SECONDS = 60;

  function Undo(form) {
    this.form = form;
    this.before = null;
    this.timer = null;
    this.button = form.find('[data-form-act="undo"]');
  }

  /** The boxes of what is looked at before sending: they stand beside the form. */
  Undo.prototype.sendBoxes = function () {
    return Array.prototype.slice.call(this.form.element.parentNode.querySelectorAll("[data-send] input"));
  };

  Undo.prototype.forget = function () {
    clearTimeout(this.timer);
    this.before = null;
    this.button.hidden = true;
  };

  /** Puts values in place of all, and keeps what stood there. */
  Undo.prototype.replace = function (values) {
    var before = { values: this.form.values(), ticked: [] };
    this.form.setValues(values);
    clearTimeout(this.timer);
    this.before = before;
    this.button.hidden = false;
  };

  /** Empties all, which can be taken back for a minute. */
  Undo.prototype.clear = function () {
    var ticked = this.sendBoxes().filter(function (box) {
      return box.checked;
    });
    this.replace(Object.create(null));
    this.before.ticked = ticked;
    ticked.forEach(function (box) {
      box.checked = false;
    });
    this.timer = setTimeout(this.forget.bind(this), CLEARED_SECONDS * 1000);
  };

  Undo.prototype.takeBack = function () {
    var before = this.before;
    if (before === null) {
      return;
    }
    this.form.setValues(before.values);
    before.ticked.forEach(function (box) {
      box.checked = true;
    });
    this.forget();
    this.form.left.show([]);
    this.form.say("fill_undone");
    this.form.find("[data-form-note]").focus();
  };

  /** What could not be placed: a list that stays until something else is done. */
  function Left(form) {
    this.box = form.find("[data-form-left]");
    this.area = form.find("[data-form-left-text]");
  }

  Left.prototype.show = function (lines) {
    this.box.hidden = lines.length === 0;
    this.area.value = lines.join("\n");
  };

  S.form.parts.push(function (form) {
    form.undo = new Undo(form);
    form.left = new Left(form);
    form.on("undo", form.undo.takeBack.bind(form.undo));
    form.element.addEventListener("input", form.undo.forget.bind(form.undo));
  });
})(Shirube);
