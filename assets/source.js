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

  // A table of figures says of each row its period, and whose it is where there are several; of the
  // years beside one another a row is a month, and a column a year; of a ranking a row is somebody's.
  function tables() {
    document.querySelectorAll("table.figures").forEach(function (table) {
      // What is folded away is read by nobody yet.
      if (table.dataset.led || !table.closest("details[open]")) return;
      if (!table.closest("#trend-table, #localities-table, #compare-table")) return;
      table.dataset.led = "yes";
      var heads = Array.from(table.querySelectorAll("thead th"), function (head) {
        return head.textContent;
      });
      var when = heads.indexOf("Period"), what = heads.indexOf("Actual");
      var ranked = table.closest("#compare-table");
      table.querySelectorAll("tbody tr").forEach(function (row) {
        var cells = row.children;
        if (ranked) return place(cells, heads);
        if (what < 0) return years(cells, heads);
        var whose = heads[0] === "Where" ? cells[0].textContent : "";
        var period = cells[when].textContent;
        lead(cells[what], query({ period: period, of: whose, chart: "" }), ", " + period);
      });
    });
  }

  // Localities in one period, which the table of how each stands names.
  function localities() {
    var table = document.querySelector("#localities-standings table");
    if (!table) return;
    var period = table.dataset.period;
    document.querySelectorAll("#localities-standings tbody tr").forEach(function (row) {
      part(row.children[0], row.querySelector("td.value"), period);
    });
    document.querySelectorAll("#localities-waterfall-table tbody tr").forEach(function (row) {
      if (row.nextElementSibling) part(row.children[0], row.children[2], period); // not of the sum
    });
  }

  function part(name, figure, period) {
    if (!figure || !/\d/.test(figure.textContent)) return;
    var of = name.textContent;
    lead(figure, query({ period: period, of: of, locality: "", chart: "" }), ", " + of);
  }

  // Years beside one another

  var MONTHS = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"];

  // A day within the period of a place (`Jun`, `Q2`, `Week 12`) in a financial year (`2019/20`). A
  // week stands where that of so many times 52 weeks later stands in the first of the years.
  function dayOf(place, year, first) {
    var from = Number(year.slice(0, 4));
    var week = /^Week (\d+)$/.exec(place), quarter = /^Q([1-4])$/.exec(place);
    if (week) {
      var back = Number(first.slice(0, 4)) - from;
      var days = 7 * (Number(week[1]) - 1) - 364 * back;
      return new Date(Date.UTC(from + back, 3, 1 + days)).toISOString().slice(0, 10);
    }
    var month = quarter ? 3 * (Number(quarter[1]) - 1) : MONTHS.indexOf(place);
    return new Date(Date.UTC(from, 3 + month, 1)).toISOString().slice(0, 10);
  }

  function years(cells, heads) {
    heads.forEach(function (head, nth) {
      if (!/^\d{4}\/\d{2}$/.test(head) || !/\d/.test(cells[nth].textContent)) return;
      var place = cells[0].textContent, day = dayOf(place, head, heads[1]);
      lead(cells[nth], query({ period: day, chart: "" }), ", " + place + " " + head);
    });
  }

  // The ranking: of whom, and in the period that stands in its control

  function compared(code) {
    var shown = window.dash_component_api.getLayout("compare-shown").props.data;
    return query({
      organisation: code, indicator: shown.indicator, period: shown.period, view: shown.view,
      breakdown: "", locality: "", footprint: "", with: "", to: "", from: "", chart: "",
    });
  }

  function place(cells, heads) {
    var name = cells[1].textContent, code = /\(([^()]+)\)$/.exec(name);
    if (!code) return;
    ["Numerator", "Denominator", "Value"].forEach(function (head) {
      lead(cells[heads.indexOf(head)], compared(code[1]), ", " + name);
    });
  }

  function latest() {
    document.querySelectorAll("#trend-panel .fact.first .headline").forEach(function (figure) {
      if (!figure.querySelector("a")) lead(figure, query({ chart: "", period: "" }), "");
    });
  }

  // An exception's figure: where its own link leads.
  function exceptions() {
    document.querySelectorAll(".exception").forEach(function (block) {
      var way = block.querySelector(".exception-ways a[href^='/source']");
      if (way) lead(block.querySelector(".exception-value strong"), way.getAttribute("href"), "");
    });
  }

  function linkAll() {
    rows("#summary-table tbody tr", "td.value strong");
    rows("#matrix-table li", "strong");
    tables();
    exceptions();
    localities();
    latest();
  }

  // Charts. Where nothing hovers, a tap is how a figure is read.

  function hovers() { return !window.matchMedia("(hover: none)").matches; }

  function go(address) {
    history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
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

  // A point of the trend leads to its own figure; several lines are told apart by their names, and
  // years beside one another are lines named as years.
  function ofTrend(event) {
    var point = measured(event);
    if (!point) return "";
    var name = point.data.name, day = String(point.x).slice(0, 10);
    if (/^\d{4}\/\d{2}$/.test(name)) {
      return query({ period: dayOf(String(point.x), name, firstYear()), chart: "" });
    }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return "";
    var whose = document.querySelector("#trend-table thead th:first-child");
    var several = whose && whose.textContent === "Where";
    return query({ period: day, of: several ? name : "", chart: "" });
  }

  function firstYear() {
    var head = document.querySelector("#trend-table thead th:nth-child(2)");
    return head ? head.textContent : "";
  }

  // Each locality has a panel of its own, and its line its name.
  function ofLocality(event) {
    var point = event.points[0], day = String(point.x).slice(0, 10);
    if (!point.data.name || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return "";
    return query({ period: day, of: point.data.name, chart: "" });
  }

  // A bar or a point of a ranking says whose it is.
  function ofRanking(event) {
    var point = event.points.find(function (each) { return each.customdata; });
    return point ? compared(String(point.customdata)) : "";
  }

  function points(chart, address) {
    if (chart.leads || !chart.on) return;
    chart.leads = true;
    chart.on("plotly_click", function (event) {
      var to = hovers() && address(event);
      if (to) go(to);
    });
  }

  function charts() {
    document.querySelectorAll("#trend .js-plotly-plot").forEach(function (chart) {
      points(chart, ofTrend);
    });
    document.querySelectorAll("#localities .js-plotly-plot").forEach(function (chart) {
      points(chart, ofLocality);
    });
    document.querySelectorAll("#compare .js-plotly-plot, #compare-funnel .js-plotly-plot")
      .forEach(function (chart) { points(chart, ofRanking); });
  }

  // A slide's chart stands still, and is drawn to the scale of the stage: the nearest of its points,
  // or what stands beside them of the latest.
  function ofSlide(chart, event) {
    var axes = chart._fullLayout, box = chart.getBoundingClientRect();
    if (!axes || !axes.xaxis) return chart.dataset.source;
    var scale = box.width / chart.offsetWidth || 1;
    var at = (event.clientX - box.left) / scale - axes.xaxis._offset;
    var line = chart.data.find(function (each) { return /markers/.test(each.mode); });
    var near = null, least = 24;
    (line ? line.x : []).forEach(function (day, nth) {
      var away = Math.abs(axes.xaxis.d2p(day) - at);
      if (line.y[nth] === null || away >= least) return;
      least = away;
      near = String(day).slice(0, 10);
    });
    var dated = near && /^\d{4}-\d{2}-\d{2}$/.test(near);
    return chart.dataset.source + (dated ? "&period=" + near : "");
  }

  document.addEventListener("click", function (event) {
    var aimed = hovers() && event.target.closest("[data-source]");
    if (!aimed || event.defaultPrevented || event.target.closest("a, button")) return;
    go(aimed.dataset.chart ? ofSlide(aimed, event) : aimed.dataset.source);
  });

  var planned = false;
  function soon() {
    if (planned) return;
    planned = true;
    requestAnimationFrame(function () {
      planned = false;
      linkAll();
      charts();
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
