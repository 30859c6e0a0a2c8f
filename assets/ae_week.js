// The week page's own choices: a change of one is a change of the address, and the page follows it.
(function () {
  "use strict";

  document.addEventListener("change", function (event) {
    var choice = event.target.closest("select[data-query]");
    if (!choice) return;
    var query = new URLSearchParams(location.search);
    if (choice.value && choice.value !== "all") query.set(choice.dataset.query, choice.value);
    else query.delete(choice.dataset.query);
    var search = query.toString();
    history.pushState({}, "", location.pathname + (search ? "?" + search : ""));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  });
})();
