// Saved views: a name for the address that is open, shared with everybody. The list is asked for
// when the menu is opened; what people typed is only ever put in place as text.
(function () {
  "use strict";

  function make(name, text, attributes) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    return element;
  }

  function here() { return location.pathname + location.search; }

  function field(name, label, id) {
    var place = make("p", "", { class: "views-field" });
    place.append(make("label", label, { for: id }), make("input", "", {
      name: name, id: id, maxlength: "80", autocomplete: "off", required: "required",
    }), make("span", "", { class: "mistake", "data-field": name, role: "alert" }));
    return place;
  }

  function form() {
    var made = make("form", "", {
      "data-post": "/api/v1/views", "data-done": "The view is saved.", novalidate: "novalidate",
      "aria-label": "Save this view", class: "views-form",
    });
    made.append(field("name", "Save what is shown as", "view-name"),
      field("author", "Your name", "view-author"),
      make("input", "", { type: "hidden", name: "address", value: here() }),
      make("button", "Save", { type: "submit", class: "mark-button" }));
    return made;
  }

  function inWords(day) {
    var parts = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return new Date(day).toLocaleDateString("en-GB", parts);
  }

  function entry(view) {
    var line = make("li", "");
    var link = make("a", view.name, { href: view.address, "data-page": "view" });
    var remove = make("button", "Remove", {
      type: "button", class: "link", "data-post": "/api/v1/views/" + view.view + "/remove",
      "data-body": "{}", "data-done": "The view is removed.", "aria-label": "Remove " + view.name,
    });
    var whose = view.author + ", " + inWords(view.made_on);
    line.append(link, make("span", whose, { class: "note" }), remove);
    return line;
  }

  function fill(menu) {
    var place = menu.querySelector(".views-list");
    fetch("/api/v1/views").then(function (answer) { return answer.json(); }).then(function (views) {
      var list = make("ul", "");
      views.forEach(function (view) { list.append(entry(view)); });
      place.replaceChildren(views.length ? list : make("p", "None is saved yet.", { class: "note" }),
        form());
    }).catch(function () {
      place.replaceChildren(make("p", "The saved views cannot be read just now.", { role: "alert" }));
    });
  }

  document.addEventListener("toggle", function (event) {
    var menu = event.target;
    if (!menu.matches || !menu.matches("details.views")) return;
    // As it closes, too: who opens it again and is quick would write into the form of the last time,
    // which is about to go.
    menu.querySelector(".views-list").replaceChildren();
    if (menu.open) fill(menu);
  }, true); // it does not bubble

  // What was written in the menu is shown in it; whoever follows a link has done with it.
  document.addEventListener("written", function (event) {
    var menu = event.target.closest && event.target.closest("details.views");
    if (menu) fill(menu);
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.views[open]").forEach(function (menu) {
      if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.views[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
