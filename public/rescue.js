// What still works when the app does not.
//
// The app is a WebAssembly module: a panic ends it, and nothing of it runs afterwards. This
// script stands outside of it. It shows a sheet when the app has ended or did not come up,
// saves what is kept to a file, and reloads. Before that, it decides what is seen until the
// app is there.
(function () {
  "use strict";

  var PREFIX = "quietly.";
  var PATIENCE = 20000;
  var root = document.documentElement;
  var sheet = null;
  var fatal = false;

  function isUp() {
    return root.dataset.app === "up";
  }

  // Before the first paint: the theme that was chosen, and on a first visit to the first
  // page its words, which stand in the page as plain text.
  try {
    var theme = localStorage.getItem(PREFIX + "set.theme");
    if (theme === '"light"' || theme === '"dark"') root.dataset.theme = theme.slice(1, -1);
    var home = new URL(document.baseURI).pathname;
    var begun = keys().some(function (key) {
      return key.indexOf(PREFIX + "net.") === 0;
    });
    var sample = localStorage.getItem(PREFIX + "set.sample") === "true";
    if (location.pathname === home && !begun && !sample) root.dataset.boot = "first";
  } catch (blocked) {
    // Storage is blocked: the app tells so.
  }

  function keys() {
    var all = [];
    for (var index = 0; index < localStorage.length; index += 1) {
      var key = localStorage.key(index);
      if (key !== null && key.indexOf(PREFIX) === 0) all.push(key);
    }
    return all;
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function button(text, className, act) {
    var made = element("button", text, className);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function save(told) {
    try {
      var kept = {};
      keys().forEach(function (key) {
        kept[key] = localStorage.getItem(key);
      });
      var copy = { program: "quietly", what: "stored values", saved: new Date().toISOString(), values: kept };
      var blob = new Blob([JSON.stringify(copy, null, 1)], { type: "application/json" });
      var link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = "quietly-copy-" + copy.saved.slice(0, 10) + ".json";
      link.click();
      setTimeout(function () {
        URL.revokeObjectURL(link.href);
      }, 60000);
      told.textContent = "A copy is among your downloads.";
    } catch (error) {
      told.textContent = "This browser does not let the page read what it keeps: " + String(error);
    }
  }

  function show(title, sentence, detail) {
    if (sheet) {
      if (fatal) return;
      sheet.remove();
    }
    if (!document.body) {
      document.addEventListener("DOMContentLoaded", function () {
        show(title, sentence, detail);
      });
      return;
    }
    sheet = element("dialog", "", "rescue");
    sheet.setAttribute("aria-labelledby", "rescue-title");
    var heading = element("h2", title);
    heading.id = "rescue-title";
    sheet.append(
      heading,
      element("p", sentence),
      element("p", "Everything up to your last finished act is kept in this browser.")
    );
    var told = element("p", "", "hint");
    told.setAttribute("role", "status");
    var acts = element("div", "", "rescue-acts");
    acts.append(
      button("Reload", "button button-primary", function () {
        location.reload();
      }),
      button("Save a copy…", "button", function () {
        save(told);
      })
    );
    sheet.append(acts, told);
    if (detail) {
      var details = element("details");
      details.append(element("summary", "What the program says"), element("pre", String(detail).slice(0, 4000)));
      sheet.append(details);
    }
    document.body.append(sheet);
    sheet.showModal();
  }

  function ended(detail) {
    show("Quietly has stopped", "Something went wrong that the program did not expect.", detail);
    fatal = true;
  }

  function notStarted(detail) {
    show("Quietly did not start", "A part of the program could not be loaded or run.", detail);
    fatal = true;
  }

  window.addEventListener("quietly:panic", function (event) {
    ended(event.detail);
  });

  function failed(reason) {
    var trapped = typeof WebAssembly === "object" && reason instanceof WebAssembly.RuntimeError;
    if (trapped && isUp()) ended(reason.message);
    else if (!isUp() && !fatal) notStarted(reason && reason.message ? reason.message : reason);
  }

  window.addEventListener(
    "error",
    function (event) {
      // With `true` below, scripts that do not load are told here as well: they have no
      // `error`, but a target.
      if (event.error) failed(event.error);
      else if (event.target instanceof HTMLScriptElement) failed("A script did not load: " + event.target.src);
    },
    true
  );
  window.addEventListener("unhandledrejection", function (event) {
    failed(event.reason);
  });

  // Slow is not broken: this sheet goes when the app comes up after all.
  var timer = setTimeout(function () {
    if (!isUp() && !fatal) {
      show("Quietly is taking long to start", "The connection may be slow. You can wait, or load the page again.", "");
    }
  }, PATIENCE);
  new MutationObserver(function (changes, observer) {
    if (!isUp()) return;
    clearTimeout(timer);
    observer.disconnect();
    if (sheet && !fatal) {
      sheet.remove();
      sheet = null;
    }
  }).observe(root, { attributes: true, attributeFilter: ["data-app"] });
})();
