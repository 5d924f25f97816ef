// Finds on the page that was opened what was searched for, across the elements of a line.
(function (S) {
  "use strict";

  // As src/search/extract.rs has them, but for the title: text before and after these is one; what is not read is not found. How letters are
  // read (RT) stands in no line, but after it.
  var INLINE = " A ABBR B BDI BDO CITE CODE DATA DFN DEL EM I INS KBD MARK Q RP RT RUBY S SAMP SMALL SPAN STRONG SUB SUP TIME U WBR ";
  var LEFT_OUT = " SCRIPT STYLE TEMPLATE SVG NAV BUTTON SELECT TEXTAREA NOSCRIPT RP OUTPUT IFRAME DIALOG ";

  S.search = S.search || {};

  function isOneOf(names, element) {
    return names.indexOf(" " + element.nodeName.toUpperCase() + " ") >= 0;
  }

  function isText(node) {
    return node.nodeType === Node.TEXT_NODE;
  }

  function isLeftOut(element) {
    return isOneOf(LEFT_OUT, element) || element.hidden || element.getAttribute("data-search") === "none";
  }

  /** Whether an element stands on lines of its own; the number of a heading does, too. */
  function isBlock(element) {
    return !isOneOf(INLINE, element) || element.className === "item-number";
  }

  /** The text of an element, its text nodes, and where in the text each begins. */
  function read(root) {
    var read = { text: "", nodes: [], starts: [] };
    var readings = [];
    function take(node) {
      read.nodes.push(node);
      read.starts.push(read.text.length);
      // A line of the source is no line of the page.
      read.text += node.data.replace(/[\n\r]/g, " ");
    }
    function endLine() {
      read.text += "\n";
      readings.splice(0).forEach(function (node) {
        take(node);
        read.text += "\n";
      });
    }
    function walk(node) {
      if (node.nodeType === Node.TEXT_NODE) {
        take(node);
      } else if (node.nodeName === "RT") {
        readings = readings.concat(Array.prototype.filter.call(node.childNodes, isText));
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        var isLine = isBlock(node);
        if (isLine) {
          endLine();
        }
        if (!isLeftOut(node)) {
          node.childNodes.forEach(walk);
        }
        if (isLine) {
          endLine();
        }
      }
    }
    walk(root);
    endLine();
    return read;
  }

  /**
   * The places of words below an element: per place one part of a text node after the other.
   * @param {HTMLElement} root
   * @param {object[]} words
   * @param {object} fold
   * @returns {{node: Text, start: number, end: number}[][]}
   */
  S.search.find = function (root, words, fold) {
    var all = read(root);
    return S.core.searchExcerpt.ranges(all.text, words, fold).map(function (range) {
      var parts = [];
      for (var number = S.core.searchPlace(all.starts, range[0]); number < all.nodes.length && all.starts[number] < range[1]; number += 1) {
        var node = all.nodes[number];
        var start = Math.max(range[0] - all.starts[number], 0);
        var end = Math.min(range[1] - all.starts[number], node.length);
        if (end > start) {
          parts.push({ node: node, start: start, end: end });
        }
      }
      return parts;
    }).filter(function (parts) {
      return parts.length > 0;
    });
  };
})(Shirube);
