// Keeps what was entered from eyes and accidents: covers the screen when nobody uses it, asks before it is cleared or left.
(function (S) {
  "use strict";

  function Dialog(calculator, name, onYes) {
    var element = calculator.find('[data-calc-dialog="' + name + '"]');
    this.element = element;
    element.querySelector('[data-dialog="yes"]').addEventListener("click", function () {
      element.close();
      onYes();
    });
    element.querySelector('[data-dialog="no"]').addEventListener("click", function () {
      element.close();
    });
  }

  Dialog.prototype.open = function () {
    if (!this.element.open) {
      this.element.showModal();
    }
  };

  /** Covers, never deletes: what is behind comes back by one press. */
  function watchIdle(calculator, cover) {
    var timer = null;
    var idle = Number(calculator.element.getAttribute("data-idle-seconds")) * 1000;
    function restart() {
      clearTimeout(timer);
      timer = setTimeout(function () {
        if (calculator.isTouched()) {
          cover.open();
        }
      }, idle);
    }
    ["pointerdown", "keydown", "input", "scroll"].forEach(function (name) {
      document.addEventListener(name, restart, { passive: true, capture: true });
    });
    restart();
  }

  S.calculator.parts.push(function (calculator) {
    var clear = new Dialog(calculator, "clear", function () {
      calculator.clear();
      calculator.find("[data-as-of]").focus();
    });
    var cover = new Dialog(calculator, "cover", function () {
      clear.open();
    });
    calculator.find("[data-clear]").addEventListener("click", function () {
      clear.open();
    });
    watchIdle(calculator, cover);
    window.addEventListener("beforeunload", function (event) {
      if (calculator.isTouched()) {
        event.preventDefault();
      }
    });
    // A page that the browser kept whole would show a child's days to whoever goes back to it.
    window.addEventListener("pageshow", function (event) {
      if (event.persisted && calculator.isTouched()) {
        cover.open();
      }
    });
  });
})(Shirube);
