// Where in a row of parts a place lies.
(function (S) {
  "use strict";

  /**
   * The number of the last part that begins at a place or before it.
   * @param {number[]} starts where each part begins, ascending; the first at 0
   * @param {number} place
   * @returns {number}
   */
  S.core.searchPlace = function (starts, place) {
    var low = 0;
    var high = starts.length - 1;
    while (low < high) {
      var middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  };
})(Shirube);
