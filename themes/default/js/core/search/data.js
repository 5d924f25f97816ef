// What the files of the search index bring: each calls `take` with its name and its content, deflated and written as letters.
(function (S) {
  "use strict";

  /** The printable letters of ASCII but `"`, `\\` and `<`, as src/search/shard.rs has them. */
  var LETTERS = 91;
  var VALUES = (function () {
    var values = new Uint8Array(128);
    var value = 0;
    for (var letter = 33; letter < 127; letter += 1) {
      if (letter !== 34 && letter !== 92 && letter !== 60) {
        values[letter] = value;
        value += 1;
      }
    }
    return values;
  })();

  // Who waits for a file, and what came before anybody waited for it.
  var waiting = {};
  var arrived = {};

  /** Bytes that were written as letters: thirteen bits in two of them, the lowest first. */
  function bytesOf(length, letters) {
    var bytes = new Uint8Array(length);
    var held = 0;
    var count = 0;
    var at = 0;
    for (var index = 0; index + 1 < letters.length; index += 2) {
      held |= (VALUES[letters.charCodeAt(index)] + LETTERS * VALUES[letters.charCodeAt(index + 1)]) << count;
      count += 13;
      while (count >= 8 && at < length) {
        bytes[at] = held & 0xff;
        at += 1;
        held >>>= 8;
        count -= 8;
      }
    }
    if (at < length && count > 0) {
      bytes[at] = held & 0xff;
    }
    return bytes;
  }

  /** Called by the files of the index. */
  function take(name, length, letters) {
    var bytes = bytesOf(length, letters);
    var waiter = waiting[name];
    if (waiter) {
      delete waiting[name];
      waiter(bytes);
    } else {
      arrived[name] = bytes;
    }
  }

  /** Calls back once with the content of a file, a deflated Uint8Array, when it is there. */
  function when(name, waiter) {
    if (Object.prototype.hasOwnProperty.call(arrived, name)) {
      var bytes = arrived[name];
      delete arrived[name];
      waiter(bytes);
    } else {
      waiting[name] = waiter;
    }
  }

  /** The check sum of a deflated file as hexadecimal digits: its last four bytes (RFC 1950). */
  function checkOf(bytes) {
    return Array.from(bytes.slice(-4), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  /** Nobody waits for a file any more. */
  function forget(name) {
    delete waiting[name];
  }

  S.core.searchData = { take: take, when: when, checkOf: checkOf, forget: forget };
})(Shirube);
