// Keeps what was entered from eyes and accidents: covers the screen when nobody uses it, asks before it is cleared or left.
(function (S) {
  "use strict";

  /**
   * A dialog of two buttons, [data-dialog=yes] and [data-dialog=no].
   * @param {HTMLDialogElement} element
   * @param {function} onYes
   */
  function Dialog(element, onYes) {
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

  // One cover is enough, also where two things are filled in on a page.
  var covering = null;

  function put(cover) {
    if (covering === null || !covering.element.open) {
      covering = cover;
      cover.open();
    }
  }

  /** Covers, never deletes: what is behind comes back by one press. */
  function watchIdle(seconds, isTouched, cover) {
    var timer = null;
    function restart() {
      clearTimeout(timer);
      timer = setTimeout(function () {
        if (isTouched()) {
          put(cover);
        }
        // What a script or the browser puts in is told by none of the events below.
        restart();
      }, seconds * 1000);
    }
    ["pointerdown", "keydown", "input", "scroll"].forEach(function (name) {
      document.addEventListener(name, restart, { passive: true, capture: true });
    });
    restart();
  }

  /**
   * @param {number} idleSeconds
   * @param {function(): boolean} isTouched whether there is something to hide or to lose
   * @param {Dialog} cover
   */
  function watch(idleSeconds, isTouched, cover) {
    watchIdle(idleSeconds, isTouched, cover);
    window.addEventListener("beforeunload", function (event) {
      if (isTouched()) {
        event.preventDefault();
        // Chrome and Edge before 119 ask only when this is set.
        event.returnValue = true;
      }
    });
    // A page that the browser kept whole would show a child's days to whoever goes back to it.
    window.addEventListener("pageshow", function (event) {
      if (event.persisted && isTouched()) {
        put(cover);
      }
    });
  }

  S.guard = { Dialog: Dialog, watch: watch };
})(Shirube);
