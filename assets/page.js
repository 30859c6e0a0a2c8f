// What the browser does by itself: copy the link, print, say when busy, fit charts to the width.
(function () {
  "use strict";

  // Tables come as markup, escaped on the server: a table of components is slow to draw.
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.trajectory = {
    show: function (drawing) {
      var ids = Object.keys(drawing || {});
      var heading = ids.find(function (id) { return /-heading$/.test(id); });
      // Who went on meanwhile has another page in place, which is drawn by an answer of its own.
      if (heading && !document.getElementById(heading)) return;
      window.dash_clientside.trajectory.write(drawing);
      ids.forEach(function (id) {
        if (!writer(id) && changed(id, drawing[id])) window.dash_clientside.set_props(id, drawing[id]);
      });
    },
    // What of a drawing is no component of Dash.
    write: function (drawing) {
      waiting = {};
      Object.keys(drawing || {}).filter(writer).forEach(function (id) {
        waiting[id] = drawing[id].data;
      });
      putWaiting();
    },
    // The compare page's own controls: only what differs from what is shown is a reader's choice.
    compare: function (group, list, period, shown, search) {
      var query = new URLSearchParams(search || "");
      var listed = (list || []).join(",");
      if (!shown) return window.dash_clientside.no_update;
      if (listed !== shown.list.join(",")) query.set("with", listed);
      else if (group && group !== shown.group) query.set("with", group);
      else if (period && period !== shown.period) query.set("to", period);
      else return window.dash_clientside.no_update;
      if (!query.get("with")) query.delete("with");
      return "?" + query.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
    },
  };

  // What is no component of Dash: by name, until its place is there.
  var waiting = {};

  function writer(id) {
    if (id === "marks") return function (given) { return window.dash_clientside.marks.show(given); };
    var place = id.match(/^(.+)-markup$/);
    return place && function (markup) { return put(document.getElementById(place[1]), markup); };
  }

  function putWaiting() {
    document.querySelectorAll("[data-markup]").forEach(function (place) {
      put(place, place.dataset.markup);
      place.removeAttribute("data-markup");
    });
    Object.keys(waiting).forEach(function (id) {
      if (writer(id)(waiting[id])) delete waiting[id];
    });
  }

  // Whether the place is there.
  function put(place, markup) {
    if (!place) return false;
    if (markup && markup.cells) markup = figures(markup);
    // What has not changed stays as it is, with all that a reader has unfolded in it.
    if (place.drawn === markup) return true;
    place.drawn = markup;
    var open = place.querySelectorAll("details[open]:not([data-form])");
    var named = Array.from(open, function (fold) { return fold.id; }).filter(Boolean);
    var halfWritten = Array.from(place.querySelectorAll("details[data-form]")).filter(typedIn);
    var focused = place.contains(document.activeElement) ? document.activeElement.id : "";
    place.innerHTML = markup || "";
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
    named.forEach(function (id) {
      if (document.getElementById(id)) document.getElementById(id).open = true;
    });
    var first = place.querySelector("details:not([data-form])");
    if (open.length && !named.length && first) first.open = true;
    halfWritten.forEach(function (fold) {
      var same = place.querySelector('details[data-form][data-of="' + fold.dataset.of + '"]');
      if (same) same.replaceWith(fold);
    });
    return true;
  }

  // To set what stands there already has all of it looked at again.
  function changed(id, properties) {
    var there = window.dash_component_api.getLayout(id);
    return !there || Object.keys(properties).some(function (name) {
      return JSON.stringify(there.props[name]) !== JSON.stringify(properties[name]);
    });
  }

  // Words in a form that a reader has opened; a name is filled in by itself.
  function typedIn(fold) {
    var fields = Array.from(fold.querySelectorAll("textarea, input:not([type=hidden])"));
    return fold.open && fields.some(function (field) {
      return field.name !== "author" && field.value !== "";
    });
  }

  // The figures of a chart come by column, and are text: written out in a region that scrolls by
  // itself and by keyboard.
  function figures(table) {
    var kinds = table.columns.map(function (column) { return column[1] ? ' class="number"' : ""; });
    var head = table.columns.map(function (column, place) {
      return '<th scope="col"' + kinds[place] + ">" + escaped(column[0]) + "</th>";
    });
    var rows = (table.cells[0] || []).map(function (first, row) {
      var cells = table.cells.slice(1).map(function (cells, place) {
        return "<td" + kinds[place + 1] + ">" + escaped(cells[row]) + "</td>";
      });
      return '<tr><th scope="row">' + escaped(first) + "</th>" + cells.join("") + "</tr>";
    });
    var many = rows.length === 1 ? "1 row" : rows.length + " rows";
    var caption = escaped(table.caption);
    return '<details class="fold"><summary>Show the figures (' + many + ")</summary>"
      + '<div class="scroll" role="region" tabindex="0" aria-label="' + caption + '">'
      + '<table class="figures"><caption>' + caption + "</caption>"
      + "<thead><tr>" + head.join("") + "</tr></thead><tbody>" + rows.join("") + "</tbody></table>"
      + "</div></details>";
  }

  var SAFE = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

  function escaped(text) {
    return text.replace(/[&<>"']/g, function (letter) { return SAFE[letter]; });
  }

  // Links in such markup change the page as dcc.Link does, without loading everything anew.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-page]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey
        || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, "", link.getAttribute("href"));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    if (link.dataset.page !== "stay") window.scrollTo(0, 0);
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (!button) return;
    if (button.dataset.do === "print") window.print();
    if (button.dataset.do === "copy-link") copyLink(button);
  });

  function copyLink(button) {
    var said = button.textContent;
    function done(text) {
      button.textContent = text;
      setTimeout(function () { button.textContent = said; }, 2000);
    }
    // The clipboard needs a secure origin; elsewhere the link is offered for copying by hand.
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(location.href).then(
        function () { done("Link copied"); },
        function () { window.prompt("Copy this link", location.href); }
      );
    } else {
      window.prompt("Copy this link", location.href);
    }
  }

  // An icon's words, for whoever points at it: sent once for both kinds of readers.
  document.addEventListener("mouseover", function (event) {
    var icon = event.target;
    if (icon.matches && icon.matches("img.icon[alt]:not([title])")) icon.title = icon.alt;
  });

  // A chart carries the changes that fit it to a narrow and to a wide place.
  function fit(chart) {
    var meta = chart.layout && chart.layout.meta;
    if (!meta || !meta.narrow || !window.Plotly) return;
    var form = (chart.wide || chart.clientWidth) < 600 ? "narrow" : "wide";
    if (chart.dataset.form === form && chart.fitted === meta) return;
    var fresh = chart.fitted !== meta;
    chart.fitted = meta;
    chart.dataset.form = form;
    // Charts arrive in their wide form.
    if (fresh && form === "wide") return;
    window.Plotly.relayout(chart, meta[form]);
  }

  // To ask a chart for its width while the page is being written would lay all of it out anew.
  var widths = new ResizeObserver(function (sizes) {
    sizes.forEach(function (size) {
      size.target.wide = size.contentRect.width;
      fit(size.target);
    });
  });

  function set(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  // Dash names a dropdown's button by its value alone and puts a hidden field in the tab order
  // before it; here the button carries label and value, and takes the focus itself.
  function nameControls() {
    document.querySelectorAll(".control .dash-dropdown").forEach(function (button) {
      set(button, "aria-labelledby", button.id + "-label " + button.id + "-value");
      set(button, "aria-haspopup", "dialog");
      set(button, "tabindex", "0");
      var hidden = button.parentNode.querySelector(".dash-dropdown-focus-target");
      if (hidden) set(hidden, "tabindex", "-1");
    });
    document.querySelectorAll(".dash-dropdown-content").forEach(nameList);
  }

  // Dash calls its choices options of a list, yet each holds a radio button or a tick box that
  // takes the focus. Those say by themselves what they are; the roles around them go.
  function nameList(list) {
    var button = document.querySelector('.dash-dropdown[aria-expanded="true"]');
    var label = button ? button.id + "-label" : "";
    if (!list.hasAttribute("aria-labelledby")) setTimeout(function () { enter(list, button); }, 100);
    set(list, "aria-labelledby", label);
    list.querySelectorAll(".dash-options-list").forEach(function (choices) {
      set(choices, "role", "group");
      set(choices, "aria-labelledby", label);
    });
    list.querySelectorAll(".dash-dropdown-option").forEach(function (choice) {
      choice.removeAttribute("role");
      choice.removeAttribute("aria-selected");
    });
    list.querySelectorAll(".dash-dropdown-search").forEach(function (field) {
      set(field, "aria-label", "Search by name or code");
    });
  }

  // On a busy machine Dash may move the focus into a list before the list is there, and lose it.
  function enter(list, button) {
    if (!button || document.activeElement !== button) return;
    var choice = list.querySelector("input:checked") || list.querySelector("input");
    if (choice) choice.focus();
  }

  // Whoever opens a list and types means to search it.
  document.addEventListener("keydown", function (event) {
    var list = event.target.closest && event.target.closest(".dash-dropdown-content");
    if (!list || event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey) return;
    var search = list.querySelector(".dash-dropdown-search");
    if (search && event.target !== search) search.focus();
  }, true);

  function watch() {
    new MutationObserver(look).observe(document.body, {
      subtree: true, childList: true, attributes: true,
      // Dash sets the latter two anew when a list closes and when a choice is made.
      attributeFilter: ["data-dash-is-loading", "tabindex", "aria-selected"],
    });
    // Of a page that comes with its frame nothing else may tell that it is there.
    window.addEventListener("answered", look);
    look();
  }

  function look() {
    var main = document.querySelector(".main");
    if (!main) return;
    putWaiting();
    if (!main.watched) {
      main.watched = true;
      new MutationObserver(markCurrent).observe(document.querySelector("#navigation"), {
        subtree: true, childList: true, attributes: true, attributeFilter: ["class"],
      });
      markCurrent();
      foldFilters();
    }
    var answered = document.querySelector("body[data-answered], .refusals > *") !== null;
    var busy = !answered || document.querySelector("[data-dash-is-loading]") !== null;
    set(main, "aria-busy", String(busy));
    document.querySelectorAll(".js-plotly-plot").forEach(function (chart) {
      if (!chart.watched && chart.on) {
        chart.watched = true;
        chart.on("plotly_afterplot", function () { fit(chart); });
        widths.observe(chart);
      }
    });
    nameControls();
  }

  function markCurrent() {
    document.querySelectorAll("a.nav-link").forEach(function (link) {
      if (link.classList.contains("active")) set(link, "aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  }

  // On a phone the filters begin folded away.
  function foldFilters() {
    if (!window.matchMedia("(max-width: 700px)").matches) return;
    document.querySelector("details.filters").open = false;
  }

  watch();
})();
