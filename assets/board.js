// The board's deck: every slide comes in one answer; from then on the server is asked for nothing.
// The keys turn the pages, the address remembers the slide, each chart is drawn by and by.
(function () {
  "use strict";

  var STAGE = { width: 1920, height: 1080 };
  var LEAST_CHART = 460; // px of the stage; the words beneath give way first
  var TITLES = [60, 56, 52, 48, 44, 40, 36, 32];
  var WORDS = [28, 26, 24, 22, 20, 18];
  var LISTS = [32, 30, 28, 26, 24, 22, 20, 18];
  var phone = window.matchMedia("(max-width: 700px)");
  var figures = {};
  var here = 1;
  var idle = 0;
  var awaited = 0; // a look for the chart library, should it be late

  function deck() { return document.getElementById("board"); }
  function frames() { return deck() ? Array.from(deck().querySelectorAll(".frame")) : []; }
  function frame(number) { return document.getElementById("slide-" + number); }

  // The address

  function fromAddress() {
    var given = parseInt(new URLSearchParams(location.search).get("slide"), 10);
    return Math.min(Math.max(given || 1, 1), Math.max(frames().length, 1));
  }

  function remember(number) {
    var query = new URLSearchParams(location.search);
    if (number > 1) query.set("slide", number); else query.delete("slide");
    var text = query.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : ""));
  }

  // Turning pages

  function turn(number, quietly) {
    var all = frames();
    if (!all.length) return;
    here = Math.min(Math.max(number, 1), all.length);
    all.forEach(function (each) {
      each.classList.toggle("current", Number(each.dataset.number) === here);
    });
    var now = frame(here);
    prepare(now);
    var live = deck().querySelector("[data-deck=live]");
    if (live) {
      live.hidden = !now.dataset.live;
      if (now.dataset.live) live.setAttribute("href", now.dataset.live);
    }
    if (quietly) return;
    remember(here);
    say("Slide " + here + " of " + all.length + ": " + now.dataset.title);
    if (phone.matches) now.scrollIntoView();
  }

  function say(words) {
    var place = document.getElementById("board-said");
    if (place) place.textContent = words;
  }

  // Fitting: nothing is cut; what is long is set smaller

  function scale() {
    var by = Math.min(window.innerWidth / STAGE.width, window.innerHeight / STAGE.height);
    if (deck()) deck().style.setProperty("--scale", by);
  }

  function fit(one) {
    var title = one.querySelector(".slide-title");
    TITLES.some(function (size) {
      title.style.fontSize = size + "px";
      var lines = Math.round(title.clientHeight / (size * 1.15));
      return lines <= (size >= 52 ? 1 : 2);
    });
    var words = one.querySelector(".slide-words");
    var chart = one.querySelector(".slide-chart");
    if (words && chart) {
      WORDS.some(function (size) {
        words.style.fontSize = size + "px";
        return chart.clientHeight >= LEAST_CHART;
      });
      return;
    }
    var body = one.querySelector(".slide-body");
    LISTS.some(function (size) {
      body.style.fontSize = size + "px";
      return body.scrollHeight <= body.clientHeight;
    });
  }

  function prepare(one) {
    var form = phone.matches ? "phone" : "stage";
    if (!one || one.dataset.form === form) return;
    if (form === "stage") fit(one);
    else one.querySelectorAll("[style]").forEach(function (each) { each.style.fontSize = ""; });
    if (toCome()) { waitForIt(); return; }
    draw(one, form);
    one.dataset.form = form;
  }

  // Charts

  function draw(one, form) {
    var place = one.querySelector("[data-chart]");
    var figure = place && figures[place.dataset.chart];
    if (!figure || !library()) return;
    var layout = JSON.parse(JSON.stringify(figure.layout));
    var data = figure.data;
    layout.width = place.clientWidth;
    layout.height = place.clientHeight;
    if (form === "phone") data = small(layout, data);
    window.Plotly.newPlot(place, data, layout, { staticPlot: true, displayModeBar: false });
  }

  function library() { return (window.Plotly || {}).newPlot; }

  // Where it will not, the page has heard so: see assets/early.js.
  function toCome() {
    return !library() && !document.documentElement.classList.contains("chartless");
  }

  function waitForIt() {
    clearTimeout(awaited);
    awaited = setTimeout(function () {
      if (toCome()) { waitForIt(); return; }
      prepare(frame(here));
      byAndBy();
    }, 100);
  }

  // On a phone the same chart with the type of a page, and with what is essential alone.
  function small(layout, data) {
    layout.margin = { l: 48, r: 12, t: 24, b: 44 };
    layout.font.size = 13;
    layout.xaxis.tickfont.size = 13;
    layout.yaxis.tickfont.size = 13;
    layout.yaxis.nticks = 5;
    layout.shapes = layout.shapes.filter(function (each) { return each.type !== "line"; });
    layout.annotations = layout.annotations.filter(function (each) {
      return each.name === "latest" || each.name === "end";
    });
    layout.annotations.forEach(function (each) {
      each.font.size = each.name === "latest" ? 15 : 13;
      if (each.name !== "end") {
        each.xshift /= 2;
        each.text = each.text.split("</b>")[0] + "</b>";
        return;
      }
      Object.assign(each, { xanchor: "right", yanchor: "bottom", xshift: 0, align: "right" });
      each.text = each.text.replace("<br>", " ");
    });
    return data.map(function (trace) {
      var line = Object.assign({}, trace.line, { width: trace.line.width / 2 });
      var marker = trace.marker && Object.assign({}, trace.marker, { size: trace.marker.size / 2 });
      return Object.assign({}, trace, { line: line }, marker ? { marker: marker } : {});
    });
  }

  // One after another, when the browser has nothing else to do.
  function byAndBy() {
    cancel();
    if (toCome()) { waitForIt(); return; }
    var next = frames().find(function (each) {
      return each.dataset.form !== (phone.matches ? "phone" : "stage");
    });
    if (!next) return;
    idle = later(function () { prepare(next); byAndBy(); });
  }

  function later(work) {
    return window.requestIdleCallback ? requestIdleCallback(work, { timeout: 500 })
      : setTimeout(work, 50);
  }

  function cancel() {
    if (window.cancelIdleCallback) window.cancelIdleCallback(idle); else clearTimeout(idle);
  }

  // What a reader does

  function leave() {
    var link = deck().querySelector("a[data-deck=leave]");
    if (link) link.click();
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) {
      document.documentElement.requestFullscreen();
    }
  }

  var DOES = {
    previous: function () { turn(here - 1); },
    next: function () { turn(here + 1); },
    full: full,
    print: function () { window.print(); },
  };
  var KEYS = {
    ArrowRight: DOES.next, ArrowDown: DOES.next, PageDown: DOES.next,
    ArrowLeft: DOES.previous, ArrowUp: DOES.previous, PageUp: DOES.previous,
    Home: function () { turn(1); },
    End: function () { turn(frames().length); },
    f: full, F: full, Escape: leave,
    p: live, P: live,
  };

  function live() {
    var link = deck().querySelector("a[data-deck=live]");
    if (link && !link.hidden) link.click();
  }

  document.addEventListener("keydown", function (event) {
    if (!frames().length || phone.matches) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    var target = event.target;
    if (target.closest("input, textarea, select")) return;
    if (event.key === " ") {
      if (target.closest("a, button, summary")) return;
      event.preventDefault();
      turn(here + (event.shiftKey ? -1 : 1));
      return;
    }
    if (event.key === "Escape" && document.fullscreenElement) return;
    if (event.key === "Escape" && close()) return;
    if (!KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  // Whatever is unfolded on the slide closes first.
  function close() {
    var open = deck().querySelector("details[open]");
    if (open) open.open = false;
    return Boolean(open);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-deck]");
    if (button && DOES[button.dataset.deck]) DOES[button.dataset.deck]();
    var link = event.target.closest("[data-goto]");
    if (!link) return;
    event.preventDefault();
    turn(Number(link.dataset.goto));
  });

  // The controls are there while the mouse moves.
  var hiding = 0;
  document.addEventListener("mousemove", function () {
    if (!frames().length) return;
    deck().classList.add("moved");
    clearTimeout(hiding);
    hiding = setTimeout(function () { if (deck()) deck().classList.remove("moved"); }, 2500);
  });

  // A tablet on the table: a stroke turns the page.
  var touched = null;
  document.addEventListener("touchstart", function (event) {
    touched = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", function (event) {
    if (!touched || !frames().length || phone.matches) return;
    var across = event.changedTouches[0].clientX - touched.clientX;
    var down = event.changedTouches[0].clientY - touched.clientY;
    touched = null;
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) {
      turn(here + (across < 0 ? 1 : -1));
    }
  });

  function fitAgain() {
    if (!frames().length) return;
    scale();
    prepare(frame(here));
    byAndBy();
  }

  window.addEventListener("resize", fitAgain);
  window.addEventListener("beforeprint", function () { frames().forEach(prepare); });

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.board = {
    show: function (given) {
      if (!given || !deck()) return window.dash_clientside.no_update;
      figures = given.figures || {};
      deck().innerHTML = given.markup || "";
      scale();
      turn(fromAddress(), true);
      byAndBy();
      return "deck";
    },
  };
})();
