// Reveals the notice that the edition is past its review date. Clocks are wrong at times, so it only informs.
(function (S) {
  "use strict";

  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
  }

  S.modules["edition-age"] = function (element) {
    if (S.core.dates.isAfter(today(), element.getAttribute("data-review-by"))) {
      element.hidden = false;
    }
  };
})(Shirube);
