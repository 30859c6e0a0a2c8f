// What people write on any page: a form or a button with data-post="/api/v1/..." is sent as JSON to
// this site, a mistake is said beside its field, and the page is drawn anew with what was written.
// Only the author's name is kept, in this browser.
//
//   <form data-post="/api/v1/actions" data-done="Saved.">  one field a name; .mistake[data-field]
//   <button data-post="/api/v1/..." data-body='{"status": "done"}'>  asks for a name where none is
//     kept and the body has no author
(function () {
  "use strict";

  var NAME = "trajectory.author";
  var waiting = new WeakSet();

  // A site may refuse to keep anything in the browser.
  function remembered() {
    try { return localStorage.getItem(NAME) || ""; } catch (refused) { return ""; }
  }

  function remember(name) {
    try { if (name) localStorage.setItem(NAME, name); } catch (refused) { return; }
  }

  function said(near) {
    var place = near.querySelector(".said") || near.parentNode.querySelector(":scope > .said");
    if (place) return place;
    place = document.createElement("p");
    place.className = "said";
    place.setAttribute("role", "status");
    if (near.matches("form")) near.append(place); else near.after(place);
    return place;
  }

  function refuse(near, answer) {
    var field = answer.field && near.elements ? near.elements[answer.field] : null;
    var beside = answer.field && near.querySelector('.mistake[data-field="' + answer.field + '"]');
    (beside || said(near)).textContent = answer.error;
    if (field && field.focus) {
      if (beside) describe(field, beside);
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
  }

  // Whoever comes back to the field hears what is wrong with it.
  function describe(field, beside) {
    if (field.hasAttribute("aria-describedby")) return;
    if (!beside.id) beside.id = (field.id || field.name) + "-mistake";
    field.setAttribute("aria-describedby", beside.id);
  }

  function clear(near) {
    near.querySelectorAll(".mistake, .said").forEach(function (place) { place.textContent = ""; });
    near.querySelectorAll("[aria-invalid]").forEach(function (field) {
      field.removeAttribute("aria-invalid");
    });
  }

  // A field named body-field[] gathers several; an empty field is left out.
  function bodyOf(form) {
    var body = {};
    new FormData(form).forEach(function (value, name) { if (value !== "") body[name] = value; });
    form.querySelectorAll("input[type=checkbox][name]").forEach(function (box) {
      body[box.name] = box.checked ? "yes" : "no";
    });
    return body;
  }

  function redraw() {
    window.dash_clientside.set_props("redraw", { data: { at: Date.now() } });
  }

  function send(near, address, body) {
    if (waiting.has(near)) return;
    waiting.add(near);
    near.setAttribute("aria-busy", "true");
    fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }).then(function (response) {
      return response.json().then(function (answer) {
        if (!response.ok) { refuse(near, answer); return; }
        remember(body.author);
        if (near.matches("form")) near.reset();
        say(near.dataset.done || "Saved.");
        near.dispatchEvent(new CustomEvent("written", { bubbles: true, detail: answer }));
        if (near.dataset.then) window.location.assign(near.dataset.then);
        else redraw();
      });
    }).catch(function () {
      refuse(near, { error: "No answer has come. What you typed is still here: try once more." });
    }).finally(function () {
      waiting.delete(near);
      near.removeAttribute("aria-busy");
    });
  }

  // What was done outlives the form, which may be drawn anew.
  function say(words) {
    var status = document.getElementById("status");
    if (status) status.textContent = words;
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.dataset.post) return;
    event.preventDefault();
    clear(form);
    send(form, form.dataset.post, bodyOf(form));
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-post]");
    if (!button) return;
    event.preventDefault();
    var body = JSON.parse(button.dataset.body || "{}");
    if (!body.author) body.author = remembered() || window.prompt("Your name") || "";
    if (body.author) send(button, button.dataset.post, body);
  });

  // A name that was typed once stands in every form that is opened.
  document.addEventListener("toggle", function (event) {
    if (event.target.open && event.target.querySelectorAll) offer(event.target);
  }, true); // it does not bubble

  document.addEventListener("focusin", function (event) {
    var form = event.target.closest && event.target.closest("form[data-post]");
    if (form) offer(form);
  });

  function offer(place) {
    place.querySelectorAll("form[data-post] [name=author], [data-post] > [name=author]").forEach(fill);
    if (place.matches("form")) place.querySelectorAll("[name=author]").forEach(fill);
  }

  function fill(field) {
    if (!field.value) field.value = remembered();
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.writing = {
    redrawn: function (answer, search) {
      if (!answer) return;
      // The reader may have gone on: then it is of another address, and asked for again.
      if (answer.search !== (search || "")) redraw();
      else window.dash_clientside.trajectory.show(answer.drawing);
    },
  };
})();
