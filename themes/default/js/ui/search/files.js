// Loads files of the index: a script each, which hands over its content packed.
(function (S) {
  "use strict";

  S.search = S.search || {};

  /** Calls `done(error, bytes)` with what was packed (zlib). */
  function unpack(packed, done) {
    var unpacked;
    try {
      var stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
      unpacked = new Response(stream).arrayBuffer();
    } catch (error) {
      done(error, null);
      return;
    }
    unpacked.then(
      function (buffer) {
        done(null, new Uint8Array(buffer));
      },
      function (error) {
        done(error, null);
      }
    );
  }

  /** Each file is asked for once: shelf.js shares it among those that want it. */
  function Files(loader) {
    this.loader = loader;
  }

  /**
   * @param {string} name of a file in the folder of the search, without ending
   * @param {string} form `text` or `bytes`
   * @param {function(?Error, *, string)} done called once, with a text or a Uint8Array, and the check sum of the file
   */
  Files.prototype.load = function (name, form, done) {
    var isTaken = false;
    var isOver = false;
    function end(check, error, bytes) {
      // A file that comes after all was given up by those who waited.
      if (!isOver) {
        isOver = true;
        S.core.searchData.forget(name);
        done(error, error || form === "bytes" ? bytes : new TextDecoder().decode(bytes), check);
      }
    }
    S.core.searchData.when(name, function (packed) {
      isTaken = true;
      unpack(packed, end.bind(null, S.core.searchData.checkOf(packed)));
    });
    this.loader.add(this.loader.root + "search/" + name + ".js", function (error) {
      if (error || !isTaken) {
        end("", error || new Error(name), null);
      }
    });
  };

  /** Whether the browser can unpack them. */
  Files.isAble = function () {
    return typeof DecompressionStream === "function";
  };

  S.search.Files = Files;
})(Shirube);
