// Texts of the theme with values in their blanks.
(function (S) {
  "use strict";

  /**
   * Puts values in place of {names}; a name without a value stays as it is, and no value is looked through for names.
   * @param {string} text
   * @param {Object<string, (string|number)>} [values]
   * @returns {string}
   */
  S.core.fill = function (text, values) {
    return text.replace(/\{([^{}]+)\}/g, function (blank, name) {
      return values && Object.prototype.hasOwnProperty.call(values, name) ? String(values[name]) : blank;
    });
  };
})(Shirube);
