// Encrypts a text with a password and back (PBKDF2 with SHA-256, AES-GCM). A wrong password and a changed file are the same: neither opens.
(function (S) {
  "use strict";

  var draft = S.core.formDraft;

  function bytes(text) {
    return new TextEncoder().encode(text);
  }

  function random(length) {
    return crypto.getRandomValues(new Uint8Array(length));
  }

  function isThere() {
    return typeof crypto === "object" && Boolean(crypto.subtle);
  }

  /** The same words in any width are the same password. */
  function keyOf(password, salt, iterations) {
    return crypto.subtle.importKey("raw", bytes(password.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]).then(function (words) {
      var how = { name: "PBKDF2", hash: "SHA-256", salt: salt, iterations: iterations };
      return crypto.subtle.deriveKey(how, words, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    });
  }

  function cipher(iv, iterations) {
    return { name: "AES-GCM", iv: iv, additionalData: bytes(draft.outside(iterations)) };
  }

  /**
   * @param {string} text
   * @param {string} password
   * @returns {Promise<string>} the file
   */
  function seal(text, password) {
    var salt = random(draft.SALT_BYTES);
    var iv = random(draft.IV_BYTES);
    return keyOf(password, salt, draft.ROUNDS)
      .then(function (key) {
        return crypto.subtle.encrypt(cipher(iv, draft.ROUNDS), key, bytes(text));
      })
      .then(function (data) {
        return draft.writeSealed({ iterations: draft.ROUNDS, salt: salt, iv: iv, data: new Uint8Array(data) });
      });
  }

  /**
   * @param {object} sealed as `formDraft.read` gives it
   * @param {string} password
   * @returns {Promise<string>} refused when it does not open
   */
  function open(sealed, password) {
    return keyOf(password, sealed.salt, sealed.iterations)
      .then(function (key) {
        return crypto.subtle.decrypt(cipher(sealed.iv, sealed.iterations), key, sealed.data);
      })
      .then(function (data) {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
      });
  }

  S.form.secret = { isThere: isThere, seal: seal, open: open };
})(Shirube);
