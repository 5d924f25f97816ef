// What the search says, from search/words.js.
(function (S) {
  "use strict";

  // Longer words of the reader are cut where they are repeated.
  var MOST_SHOWN = 40;
  // Characters that are not seen, or that turn the text around them; written as numbers, because some of them end a line of a script.
  var UNSEEN = new RegExp("[\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]", "g");

  var texts = {};

  S.search = S.search || {};

  /** Called by search/words.js. */
  S.searchWords = function (given) {
    texts = given;
  };

  /**
   * A text of the theme with values in place of {names}.
   * @param {string} key
   * @param {Object<string, string>} [values]
   * @returns {string}
   */
  S.search.text = function (key, values) {
    return S.core.fill(Object.prototype.hasOwnProperty.call(texts, key) ? texts[key] : key, values);
  };

  /** Words of the reader as they may stand in a sentence. */
  S.search.repeated = function (word) {
    var letters = Array.from(word.replace(UNSEEN, ""));
    return letters.length > MOST_SHOWN ? letters.slice(0, MOST_SHOWN).join("") + "\u2026" : letters.join("");
  };
})(Shirube);
