// The one global of a page, whichever script comes first. `core` is pure and runs anywhere; `modules` are attached to elements by start.js.
var Shirube = Shirube || (function () {
  "use strict";
  return {
    /** Pure functions: no document, no storage, no clock. */
    core: {},
    /** name → function (element): one per value of data-module. */
    modules: {}
  };
})();
