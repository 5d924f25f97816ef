// Whole numbers as people type them: full-width digits, blanks, the word for minutes after them.
(function (S) {
  "use strict";

  var MOST = 1440;
  var MINUTE = "\u5206";

  /** One spelling of a text: full-width as half-width, without blanks. */
  function fold(text) {
    return String(text).normalize("NFKC").split("").filter(function (letter) {
      return letter.trim() !== "";
    }).join("");
  }

  function isDigits(text) {
    return text !== "" && text.split("").every(function (letter) {
      return letter >= "0" && letter <= "9";
    });
  }

  /** The number typed: null where nothing is, undefined where it is none of that range. */
  function within(text, least, most) {
    var typed = fold(text);
    if (typed === "") {
      return null;
    }
    var digits = typed.length > 1 && typed.slice(-1) === MINUTE ? typed.slice(0, -1) : typed;
    var number = isDigits(digits) && digits.length < 6 ? Number(digits) : undefined;
    return number !== undefined && number >= least && number <= most ? number : undefined;
  }

  S.core.minutes = { MOST: MOST, fold: fold, isDigits: isDigits, within: within };
})(Shirube);
