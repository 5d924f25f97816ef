// The list of what was found.
(function (S) {
  "use strict";

  // A longer question marks nothing more on the page that was found, and no address should hold it.
  var MOST_CARRIED = 400;

  S.search = S.search || {};

  function element(name, className, text) {
    var node = document.createElement(name);
    if (className) {
      node.className = className;
    }
    if (text) {
      node.textContent = text;
    }
    return node;
  }

  /** Text with what was searched for marked. */
  function parts(node, given) {
    given.forEach(function (part) {
      if (part.isMatch) {
        node.appendChild(element("mark", "", part.text));
      } else {
        node.appendChild(document.createTextNode(part.text));
      }
    });
    return node;
  }

  function addressOf(hit, root, asked) {
    var carried = { q: Array.from(asked.q).slice(0, MOST_CARRIED).join("") };
    if (asked.isExact) {
      carried.exact = "1";
    }
    return S.search.address(root + hit.path, carried) + (hit.anchor ? "#" + encodeURIComponent(hit.anchor) : "");
  }

  function row(hit, root, asked) {
    var item = element("li", "hit");
    item.setAttribute("data-search-result", hit.kind);
    var link = element("a", "hit__link");
    link.href = addressOf(hit, root, asked);
    if (hit.number) {
      link.appendChild(element("span", "number", hit.number));
      link.appendChild(document.createTextNode(" "));
    }
    link.appendChild(parts(element("span", "hit__page"), hit.pageParts));
    if (hit.heading) {
      link.appendChild(document.createTextNode(" "));
      link.appendChild(parts(element("span", "hit__heading"), hit.headingParts));
    }
    item.appendChild(link);
    item.appendChild(document.createTextNode(" "));
    item.appendChild(element("span", "tag", S.search.text("search_kind_" + hit.kind)));
    if (hit.excerpt.length > 0) {
      item.appendChild(parts(element("p", "hit__excerpt"), hit.excerpt));
    }
    return item;
  }

  /** Where a link leads, whatever was asked. */
  function placeOf(link) {
    return link.pathname + link.hash;
  }

  /**
   * Shows the hits in a list. A focus in it stays on the hit it was on; where that is gone, the first has it, or the box.
   * @param {HTMLElement} list
   * @param {object[]} hits
   * @param {string} root
   * @param {{q: string, isExact: boolean}} asked
   */
  S.search.showHits = function (list, hits, root, asked) {
    var focused = list.contains(document.activeElement) ? placeOf(document.activeElement) : null;
    var rows = document.createDocumentFragment();
    hits.forEach(function (hit) {
      rows.appendChild(row(hit, root, asked));
    });
    list.textContent = "";
    list.appendChild(rows);
    if (focused !== null) {
      var links = Array.prototype.slice.call(list.querySelectorAll("a"));
      var same = links.filter(function (link) {
        return placeOf(link) === focused;
      })[0];
      (same || links[0] || document.querySelector("[data-search-input]")).focus({ preventScroll: true });
    }
  };

  S.search.element = element;
})(Shirube);
