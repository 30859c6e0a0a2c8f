// In the page itself, before all else: what Dash asks for once its scripts are there is on its way by
// then. The layout is asked for with the address, and comes with the page in it.
(function () {
  "use strict";

  var base = document.currentScript.dataset.base;
  var charts = document.currentScript.dataset.charts;
  var opened = new URLSearchParams({ path: location.pathname, search: location.search });
  var ask = window.fetch;
  var given = {};
  given[base + "_dash-layout"] = ask(base + "_dash-layout?" + opened, { credentials: "same-origin" });
  given[base + "_dash-dependencies"] = ask(base + "_dash-dependencies", { credentials: "same-origin" });

  window.fetch = function (address) {
    var answer = given[address];
    delete given[address];
    return answer || ask.apply(window, arguments);
  };

  // Dash waits for a promise where the chart library stands; where nothing does, it fetches the
  // library itself, a second time and, by the name it knows, the whole of it, four times as large.
  if (charts) window.Plotly = fetched(charts);

  function fetched(address) {
    var there = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.fetchPriority = "low";
      script.onload = function () { resolve(); };
      script.onerror = function () {
        document.documentElement.classList.add("chartless");
        reject(new Error("The chart library did not load."));
      };
      document.head.appendChild(script);
    });
    there.catch(function () {}); // said where a chart stands; a page may have none
    return there;
  }
})();
