// Links to what only a script makes.
(function (S) {
  "use strict";

  S.modules["agenda-jump"] = function (nav) {
    nav.hidden = nav.querySelector("a") === null;
  };
})(Shirube);
