// A filled form as a file, and what makes a file none: it is another thing, cut off, too long, of a newer program, or of another form.
(function (S) {
  "use strict";

  var base64 = S.core.base64;
  var PLAIN = "shirube-draft";
  var ENCRYPTED = "shirube-draft-encrypted";
  var VERSION = 1;
  var MAX_BYTES = 1048576;
  var MAX_KEY = 200;
  // A file that somebody made to keep a browser busy names more rounds; one that protects nothing names fewer.
  var MIN_ROUNDS = 100000;
  var MAX_ROUNDS = 5000000;
  /** Rounds of a new file. */
  var ROUNDS = 600000;
  var SALT_BYTES = 16;
  var IV_BYTES = 12;
  // Of AES-GCM: what follows the text.
  var TAG_BYTES = 16;
  var PLAIN_KEYS = ["edition", "form", "format", "site", "values", "version"];
  var ENCRYPTED_KEYS = ["data", "format", "iv", "kdf", "version"];
  var KDF_KEYS = ["hash", "iterations", "name", "salt"];

  function refusal(code) {
    return { refused: code };
  }

  /** Bytes of a text in UTF-8. */
  function octets(text) {
    var count = 0;
    for (var at = 0; at < text.length; at += 1) {
      var unit = text.charCodeAt(at);
      // Halves of a pair count two each.
      count += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3;
    }
    return count;
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  function hasKeys(value, keys) {
    return isObject(value) && Object.keys(value).sort().join() === keys.join();
  }

  /**
   * @param {object} data of the form
   * @param {string[][]} values cells that are filled in, with what stands there
   * @returns {string}
   */
  function write(data, values) {
    var draft = { format: PLAIN, version: VERSION, site: data.site, form: data.form, edition: data.edition, values: values };
    return JSON.stringify(draft, null, 1) + "\n";
  }

  /** What both kinds of file are checked for first. */
  function opened(text) {
    if (octets(text) > MAX_BYTES) {
      return refusal("size");
    }
    var value;
    try {
      value = JSON.parse(text);
    } catch (error) {
      // A file of ours begins so; one that does not end is cut off.
      return refusal(text.slice(0, 200).indexOf('"' + PLAIN) >= 0 ? "broken" : "foreign");
    }
    if (!isObject(value) || (value.format !== PLAIN && value.format !== ENCRYPTED)) {
      return refusal("foreign");
    }
    if (Number.isInteger(value.version) && value.version > VERSION) {
      return refusal("newer");
    }
    return value.version === VERSION ? { value: value } : refusal("broken");
  }

  function isPair(pair) {
    return Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string" && typeof pair[1] === "string" && pair[0].length <= MAX_KEY;
  }

  function hasTwice(pairs) {
    var seen = Object.create(null);
    return pairs.some(function (pair) {
      var isSeen = seen[pair[0]] === true;
      seen[pair[0]] = true;
      return isSeen;
    });
  }

  /** What a file without encryption holds, or why it is refused. */
  function plain(value, data) {
    if (!hasKeys(value, PLAIN_KEYS) || !Array.isArray(value.values) || !value.values.every(isPair) || hasTwice(value.values)) {
      return refusal("broken");
    }
    if (value.site !== data.site) {
      return refusal("site");
    }
    if (value.form !== data.form) {
      return refusal("form");
    }
    return { values: value.values, isOtherEdition: value.edition !== data.edition };
  }

  function sealed(value) {
    var kdf = value.kdf;
    if (!hasKeys(value, ENCRYPTED_KEYS) || !hasKeys(kdf, KDF_KEYS) || kdf.name !== "PBKDF2" || kdf.hash !== "SHA-256") {
      return refusal("broken");
    }
    var salt = base64.read(kdf.salt);
    var iv = base64.read(value.iv);
    var bytes = base64.read(value.data);
    var isWhole = salt !== null && salt.length === SALT_BYTES && iv !== null && iv.length === IV_BYTES && bytes !== null && bytes.length > TAG_BYTES;
    if (!isWhole || !Number.isInteger(kdf.iterations) || kdf.iterations < MIN_ROUNDS || kdf.iterations > MAX_ROUNDS) {
      return refusal("broken");
    }
    return { sealed: { iterations: kdf.iterations, salt: salt, iv: iv, data: bytes } };
  }

  /**
   * Reads a file that was saved.
   * @param {string} text
   * @param {object} data of the form that stands on the page
   * @returns {{values: string[][], isOtherEdition: boolean}|{sealed: object}|{refused: string}} `sealed` is to be opened with its password first
   */
  function read(text, data) {
    var file = opened(text);
    if (file.refused) {
      return file;
    }
    return file.value.format === ENCRYPTED ? sealed(file.value) : plain(file.value, data);
  }

  /** What was sealed must not be sealed again. */
  function readOpened(text, data) {
    var read = opened(text);
    return read.refused ? read : read.value.format === PLAIN ? plain(read.value, data) : refusal("broken");
  }

  /**
   * The file of what was encrypted.
   * @param {{iterations: number, salt: Uint8Array, iv: Uint8Array, data: Uint8Array}} parts
   * @returns {string}
   */
  function writeSealed(parts) {
    var kdf = { name: "PBKDF2", hash: "SHA-256", iterations: parts.iterations, salt: base64.write(parts.salt) };
    var file = { format: ENCRYPTED, version: VERSION, kdf: kdf, iv: base64.write(parts.iv), data: base64.write(parts.data) };
    return JSON.stringify(file, null, 1) + "\n";
  }

  /** What stands outside the encryption and must not be changed either. */
  function outside(iterations) {
    return [ENCRYPTED, VERSION, iterations].join("/");
  }

  S.core.formDraft = {
    MAX_BYTES: MAX_BYTES,
    ROUNDS: ROUNDS,
    SALT_BYTES: SALT_BYTES,
    IV_BYTES: IV_BYTES,
    octets: octets,
    write: write,
    read: read,
    readOpened: readOpened,
    writeSealed: writeSealed,
    outside: outside
  };
})(Shirube);
