// Live reload of the preview; never part of a built site. Listens to the server, loads the page anew when the site changed, and shows
// what is wrong with the sources as text.
(function () {
  "use strict";

  var own = document.currentScript;
  var shown = Number(own.getAttribute("data-shown"));
  var look = own.getAttribute("data-look");
  var stream = null;
  var bar = null;
  var place = "shirubePreviewScroll";

  // The place on the page is kept over a reload in the history entry, which no other page sees.
  function reload() {
    var state = Object.assign({}, history.state);
    state[place] = [window.scrollX, window.scrollY];
    history.replaceState(state, "");
    location.reload();
  }

  function returnToPlace() {
    var kept = history.state && history.state[place];
    if (!kept) {
      return;
    }
    var state = Object.assign({}, history.state);
    delete state[place];
    history.replaceState(state, "");
    // At once: a theme may ask for smooth scrolling.
    window.scrollTo({ left: kept[0], top: kept[1], behavior: "instant" });
  }

  function show(state) {
    if (bar) {
      bar.remove();
      bar = null;
    }
    if (!state.title) {
      return;
    }
    bar = document.createElement("details");
    bar.className = "shirube-preview-bar" + (state.errors > 0 ? " has-errors" : "");
    bar.setAttribute("data-preview-problems", "");
    bar.open = state.errors > 0;
    var title = document.createElement("summary");
    title.textContent = state.title;
    var text = document.createElement("pre");
    text.textContent = state.text;
    text.tabIndex = 0;
    bar.append(title, text);
    document.body.append(bar);
  }

  function take(event) {
    var state = JSON.parse(event.data);
    if (state.shown !== shown || (look !== null && state.look !== Number(look))) {
      reload();
    } else {
      show(state);
    }
  }

  // A browser keeps few connections to one server: a tab that nobody sees gives its own back.
  function listen() {
    if (document.hidden && stream) {
      stream.close();
      stream = null;
    } else if (!document.hidden && !stream) {
      stream = new EventSource(own.getAttribute("data-events"));
      stream.addEventListener("state", take);
    }
  }

  window.addEventListener("load", returnToPlace);
  window.addEventListener("pagehide", function () {
    if (stream) {
      stream.close();
      stream = null;
    }
  });
  window.addEventListener("pageshow", listen);
  document.addEventListener("visibilitychange", listen);
  listen();
})();
