// Starts each [data-module] once. One that fails leaves its element as the page was written, and the others run.
(function (S) {
  "use strict";

  function start(element) {
    var name = element.getAttribute("data-module");
    var module = S.modules[name];
    if (typeof module !== "function" || element.hasAttribute("data-started")) {
      return;
    }
    element.setAttribute("data-started", "");
    try {
      module(element);
    } catch (error) {
      console.error("Shirube: " + name, error);
    }
  }

  document.querySelectorAll("[data-module]").forEach(start);
})(Shirube);
