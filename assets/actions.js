// Forms that are put in place when a reader opens them: a page with forty actions carries two forms.
//
//   <details data-form="status-form" data-post="/api/v1/...">  the <template> of that id, posted
//     there; a hidden field is filled with what the fold's data says under its name
(function () {
  "use strict";

  document.addEventListener("toggle", function (event) {
    var fold = event.target;
    if (!fold.open || !fold.dataset || !fold.dataset.form || fold.querySelector("form")) return;
    var template = document.getElementById(fold.dataset.form);
    if (!template) return;
    fold.append(template.content.cloneNode(true));
    var form = fold.querySelector("form");
    if (fold.dataset.post) form.dataset.post = fold.dataset.post;
    form.querySelectorAll("input[type=hidden]").forEach(function (field) {
      field.defaultValue = fold.dataset[field.name];
    });
  }, true); // it does not bubble
})();
