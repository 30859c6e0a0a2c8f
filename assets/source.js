// From every figure one click leads to where it came from: tables and tiles are given their links
// once they are drawn, so that no answer grows by an address for each of its figures.
(function () {
  "use strict";

  function query(changes, from) {
    var chosen = new URLSearchParams(from || location.search);
    Object.keys(changes).forEach(function (name) {
      if (changes[name]) chosen.set(name, changes[name]);
      else chosen.delete(name);
    });
    return "/source?" + chosen.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
  }

  // The text stays as it is, and becomes a link.
  function lead(element, address, what) {
    if (!element || !element.textContent.trim() || element.querySelector("a")) return;
    var link = document.createElement("a");
    link.className = "from-here";
    link.href = address;
    link.dataset.page = "source";
    link.title = "Where this number came from";
    link.setAttribute("aria-label", element.textContent.trim() + what + ", where it came from");
    while (element.firstChild) link.append(element.firstChild);
    element.append(link);
  }

  function search(link) { return link.getAttribute("href").replace(/^[^?]*/, ""); }

  // A row's own link says what is chosen and of which indicator it is.
  function rows(selector, figure) {
    document.querySelectorAll(selector).forEach(function (row) {
      var link = row.querySelector("a[href^='/trend']");
      if (link) lead(row.querySelector(figure), query({ chart: "" }, search(link)), "");
    });
  }

  // A table of figures says of each row its period, and whose it is where there are several.
  function tables() {
    document.querySelectorAll("table.figures").forEach(function (table) {
      // What is folded away is read by nobody yet.
      if (table.dataset.led || !table.closest("details[open]")) return;
      if (!table.closest("#trend-table, #localities-table")) return;
      table.dataset.led = "yes";
      var heads = Array.from(table.querySelectorAll("thead th"), function (head) {
        return head.textContent;
      });
      var when = heads.indexOf("Period"), what = heads.indexOf("Actual");
      if (when < 0 || what < 0) return;
      table.querySelectorAll("tbody tr").forEach(function (row) {
        var cells = row.children;
        var whose = heads[0] === "Where" ? cells[0].textContent : "";
        var period = cells[when].textContent;
        lead(cells[what], query({ period: period, of: whose, chart: "" }), ", " + period);
      });
    });
  }

  // A department's percentages: its week, the one before, and the same a year before.
  function departments() {
    document.querySelectorAll(".week-table tr[data-provider]").forEach(function (row) {
      row.dataset.weeks.split(",").forEach(function (sunday, nth) {
        var cell = row.children[3 + nth];
        if (!/%$/.test(cell.textContent)) return;
        lead(cell, query({
          organisation: row.dataset.provider, indicator: "ae_4hour", view: "week", period: sunday,
          breakdown: row.dataset.type ? "ae_type:" + row.dataset.type : "", board: "", week: "",
          type: "",
        }), ", week to " + sunday);
      });
    });
  }

  function latest() {
    document.querySelectorAll("#trend-panel .fact.first .headline").forEach(function (figure) {
      if (!figure.querySelector("a")) lead(figure, query({ chart: "", period: "" }), "");
    });
  }

  function linkAll() {
    rows("#summary-table tbody tr", "td.value strong");
    rows("#matrix-table li", "strong");
    tables();
    departments();
    latest();
  }

  // Of all that stands at a day, what was measured; of several lines the one that was aimed at.
  function measured(event) {
    var there = event.points.filter(function (point) {
      var line = point.data;
      return line.name && /markers/.test(line.mode) && line.cliponaxis !== false;
    });
    function away(point) {
      var axis = point.yaxis, top = point.fullData && axis._offset || 0;
      var plot = event.event.target.closest(".js-plotly-plot").getBoundingClientRect().top;
      return Math.abs(plot + top + axis.d2p(point.y) - event.event.clientY);
    }
    if (there.length > 1) there.sort(function (one, other) { return away(one) - away(other); });
    return there[0];
  }

  // A point of the trend leads to its own figure; several lines are told apart by their names.
  function points(chart) {
    if (chart.leads || !chart.on) return;
    chart.leads = true;
    chart.on("plotly_click", function (event) {
      // Where nothing hovers, a tap is how a figure is read.
      if (window.matchMedia("(hover: none)").matches) return;
      var point = measured(event);
      var day = point && String(point.x).slice(0, 10);
      if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return;
      var whose = document.querySelector("#trend-table thead th:first-child");
      var several = whose && whose.textContent === "Where";
      var of = several ? point.data.name : "";
      history.pushState({}, "", query({ period: day, of: of, chart: "" }));
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      window.scrollTo(0, 0);
    });
  }

  var planned = false;
  function soon() {
    if (planned) return;
    planned = true;
    requestAnimationFrame(function () {
      planned = false;
      linkAll();
      document.querySelectorAll("#trend .js-plotly-plot").forEach(points);
    });
  }

  document.addEventListener("toggle", soon, true); // a fold that is opened; it does not bubble
  function watch() {
    var main = document.querySelector(".main");
    if (!main) { setTimeout(watch, 50); return; }
    new MutationObserver(soon).observe(main, { subtree: true, childList: true });
    soon();
  }
  watch();
})();
