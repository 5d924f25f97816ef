// A button that prints; hidden where there is no script to do it.
(function (S) {
  "use strict";

  S.modules["print-button"] = function (button) {
    button.addEventListener("click", function () {
      window.print();
    });
    button.hidden = false;
  };
})(Shirube);
