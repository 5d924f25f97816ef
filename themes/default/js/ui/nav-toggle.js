// Folds the chapters behind a button on narrow screens; the style sheet decides what is narrow. Without a script they are simply there.
(function (S) {
  "use strict";

  S.modules["nav-toggle"] = function (nav) {
    var button = nav.querySelector("button");
    if (!button) {
      return;
    }

    function show(isOpen) {
      button.setAttribute("aria-expanded", String(isOpen));
      nav.classList.toggle("is-open", isOpen);
    }

    button.addEventListener("click", function () {
      show(button.getAttribute("aria-expanded") !== "true");
    });
    nav.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        show(false);
        button.focus();
      }
    });
    nav.classList.add("is-foldable");
    button.hidden = false;
  };
})(Shirube);
