// Bytes as letters and back (RFC 4648, with padding). What is not exactly that is refused.
(function (S) {
  "use strict";

  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /**
   * @param {Uint8Array} bytes
   * @returns {string}
   */
  function write(bytes) {
    var text = "";
    for (var at = 0; at < bytes.length; at += 3) {
      var left = bytes.length - at;
      var group = (bytes[at] << 16) | ((left > 1 ? bytes[at + 1] : 0) << 8) | (left > 2 ? bytes[at + 2] : 0);
      text += LETTERS.charAt((group >> 18) & 63) + LETTERS.charAt((group >> 12) & 63);
      text += left > 1 ? LETTERS.charAt((group >> 6) & 63) : "=";
      text += left > 2 ? LETTERS.charAt(group & 63) : "=";
    }
    return text;
  }

  /** How many letters at the end are padding. */
  function padding(text) {
    return text.slice(-2) === "==" ? 2 : text.slice(-1) === "=" ? 1 : 0;
  }

  /**
   * @param {*} text
   * @returns {Uint8Array|null}
   */
  function read(text) {
    if (typeof text !== "string" || text.length % 4 !== 0) {
      return null;
    }
    var bytes = new Uint8Array((text.length * 3) / 4 - padding(text));
    var end = text.length - padding(text);
    var bits = 0;
    var count = 0;
    var to = 0;
    for (var at = 0; at < end; at += 1) {
      var value = LETTERS.indexOf(text.charAt(at));
      if (value < 0) {
        return null;
      }
      bits = ((bits << 6) | value) & 0xffff;
      count += 6;
      if (count >= 8) {
        count -= 8;
        bytes[to] = (bits >> count) & 255;
        to += 1;
      }
    }
    // Another spelling of the same bytes is a text that somebody changed.
    return write(bytes) === text ? bytes : null;
  }

  S.core.base64 = { write: write, read: read };
})(Shirube);
