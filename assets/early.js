// In the page itself, before all else: what Dash asks for once its scripts are there is on its way by
// then. The layout is asked for with the address, and comes with the page in it.
(function () {
  "use strict";

  var base = document.currentScript.dataset.base;
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
})();
