// How something leaves the page: as a file, or by the clipboard. Each on request only.
(function (S) {
  "use strict";

  // A slow computer may read the file long after the click; what is forgotten earlier is not saved.
  var READ_MS = 60000;

  /**
   * Saves a file where the browser saves files.
   * @param {string} name
   * @param {string} type
   * @param {string} content
   */
  function download(name, type, content) {
    var address = URL.createObjectURL(new Blob([content], { type: type }));
    var link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () {
      URL.revokeObjectURL(address);
    }, READ_MS);
  }

  /**
   * Copies a text; where the browser does not let it, the text is shown and selected.
   * @param {string} text
   * @param {HTMLTextAreaElement} area
   * @param {function(boolean)} told whether it was copied
   */
  function copy(text, area, told) {
    var board = navigator.clipboard;
    function failed() {
      area.value = text;
      area.hidden = false;
      area.focus();
      area.select();
      told(false);
    }
    if (!board || !board.writeText) {
      failed();
      return;
    }
    board.writeText(text).then(function () {
      told(true);
    }, failed);
  }

  S.takeAway = { download: download, copy: copy };
})(Shirube);
