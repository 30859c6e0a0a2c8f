// Actions beside a chart: what is sent when one is ticked, and forms put in place when a reader opens
// them, so that a page with forty actions carries each key and each form once.
//
//   <li data-action="w7"><button data-status="done">  posted to the action's own address
//   <details data-form="status-form">  gets the <template> of that id; a hidden field is filled with
//     what the fold's data says under its name
(function () {
  "use strict";

  function statusOf(inside) {
    return "/api/v1/actions/" + inside.closest("[data-action]").dataset.action + "/status";
  }

  // Before assets/writing.js sends it.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-action] button[data-status]");
    if (!button) return;
    button.dataset.post = statusOf(button);
    button.dataset.body = JSON.stringify({ status: button.dataset.status });
    button.dataset.done = button.dataset.status === "done" ? "It is done." : "It is open again.";
  }, true);

  function putForm(fold) {
    if (!fold.dataset || !fold.dataset.form || fold.querySelector("form")) return;
    var template = document.getElementById(fold.dataset.form);
    if (!template) return;
    fold.append(template.content.cloneNode(true));
    var form = fold.querySelector("form");
    if (fold.closest("[data-action]")) form.dataset.post = statusOf(fold);
    form.querySelectorAll("input[type=hidden]").forEach(function (field) {
      field.defaultValue = fold.dataset[field.name];
    });
  }

  // A fold says that it is open only a while after it is: whoever opens it and goes on with Tab at
  // once would pass the form by.
  document.addEventListener("click", function (event) {
    var summary = event.target.closest("summary");
    if (summary) putForm(summary.parentNode);
  });

  // Opened by another way, such as a search in the page.
  document.addEventListener("toggle", function (event) {
    if (event.target.open) putForm(event.target);
  }, true); // it does not bubble
})();
