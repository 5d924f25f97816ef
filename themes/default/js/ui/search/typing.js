// What is typed into the box: letters at once, a conversion when it is committed.
(function (S) {
  "use strict";

  S.search = S.search || {};

  /**
   * @param {HTMLInputElement} input
   * @param {function()} changed
   */
  S.search.watch = function (input, changed) {
    // The box has heard of it before.
    input.addEventListener("compositionend", function () {
      changed();
    });
    input.addEventListener("input", function (event) {
      if (!S.search.isComposing && !event.isComposing) {
        changed();
      }
    });
  };
})(Shirube);
