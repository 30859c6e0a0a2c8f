// Notes and marks beneath a chart: the form is asked for when it is opened, what is typed is sent,
// and an answer stands where it belongs. Only the author's name is kept, in this browser.
(function () {
  "use strict";

  var NAME = "trajectory.author";
  var PATIENCE = 15000; // ms until a reader is told that no answer came
  var waiting = null;   // the form that was sent
  var timer = 0;

  function byId(id) { return document.getElementById(id); }

  function ask(what, given) {
    var asked = Object.assign({ do: what, at: Date.now() }, given);
    window.dash_clientside.set_props("mark-asked", { data: asked });
  }

  // With what has been written: see assets/writing.js.
  function redraw() {
    window.dash_clientside.set_props("redraw", { data: { at: Date.now() } });
  }

  function say(words) {
    if (byId("marks-said")) byId("marks-said").textContent = words;
  }

  // A site may refuse to keep anything in the browser.
  function remembered() {
    try { return localStorage.getItem(NAME) || ""; } catch (refused) { return ""; }
  }

  function remember(name) {
    try { localStorage.setItem(NAME, name); } catch (refused) { return; }
  }

  function offerName(place) {
    place.querySelectorAll("[name=author]").forEach(function (field) {
      if (!field.value) field.value = remembered();
    });
  }

  function current() {
    var list = byId("marks-list");
    return list && list.given ? list.given : { of: [], closed: true };
  }

  // Once for each opening, since what is suggested may change; what is half written stays.
  function turned(fold) {
    var place = byId("mark-form");
    var text = byId("mark-text");
    if (!fold.open) {
      if (!text || !text.value) place.innerHTML = "";
    } else if (!current().closed && !place.firstChild) {
      ask("form", { of: current().of });
    }
  }

  function release() {
    clearTimeout(timer);
    var form = waiting;
    waiting = null;
    if (form) form.querySelector("[type=submit]").removeAttribute("aria-disabled");
    return form;
  }

  function clearMistakes(form) {
    form.querySelectorAll(".mistake").forEach(function (place) { place.textContent = ""; });
    form.querySelectorAll("[aria-invalid]").forEach(function (field) {
      field.removeAttribute("aria-invalid");
    });
  }

  // Beside the field that it names; nothing typed is lost.
  function refuse(form, mistake) {
    var place = form.querySelector('.mistake[data-field="' + mistake.field + '"]');
    var field = form.elements[mistake.field];
    if (!place) { say(mistake.title + " " + mistake.text); return; }
    var title = document.createElement("strong");
    title.textContent = mistake.title;
    place.append(title, " " + mistake.text);
    if (field && field.focus) {
      field.setAttribute("aria-invalid", "true");
      field.focus();
    } else {
      say(mistake.title + " " + mistake.text);
    }
  }

  function done(form, words) {
    remember(form.elements.author.value.trim());
    say(words);
    if (form.dataset.mark === "new") {
      var suggested = form.querySelector(".mark-suggestion");
      if (suggested && form.elements.kind.value !== "note") suggested.remove();
      form.reset();
      offerName(form);
    }
    redraw();
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.marks = {
    // Another line closes what was open: a form that is half filled in is of the line before.
    // Whether the list is there.
    show: function (given) {
      var list = byId("marks-list");
      var same = list && list.given && String(list.given.of) === String(given.of);
      if (!list) return false;
      if (!same) {
        byId("marks-fold").open = false;
        byId("mark-form").innerHTML = "";
        say("");
      }
      if (!list.given || list.given.list !== given.list) {
        if (list.contains(document.activeElement)) byId("marks-title").focus();
        list.innerHTML = given.list;
        offerName(list);
      }
      list.given = given;
      byId("marks-title").textContent = given.title;
      return true;
    },

    answered: function (answer) {
      if (!answer) return;
      if (answer.form !== undefined && String(answer.of) === String(current().of)) {
        byId("mark-form").innerHTML = answer.form;
        offerName(byId("mark-form"));
      }
      if (!answer.done && !answer.mistake) return;
      var form = release();
      if (!form) return;
      if (answer.done) { done(form, answer.done); return; }
      refuse(form, answer.mistake);
      // Somebody else may have withdrawn it meanwhile.
      if (form.dataset.mark !== "new" && answer.mistake.field === "form") redraw();
    },
  };

  document.addEventListener("toggle", function (event) {
    if (event.target.id === "marks-fold") turned(event.target);
  }, true); // it does not bubble

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.dataset.mark) return;
    event.preventDefault();
    if (waiting) return;
    clearMistakes(form);
    say("");
    var fields = Object.fromEntries(new FormData(form));
    if (fields.kind && fields.kind !== "baseline") delete fields.until;
    waiting = form;
    form.querySelector("[type=submit]").setAttribute("aria-disabled", "true");
    timer = setTimeout(function () {
      release();
      say("No answer has come. What you typed is still here: try once more.");
    }, PATIENCE);
    if (form.dataset.mark === "new") ask("add", { fields: fields });
    else ask("withdraw", { mark: form.dataset.mark, fields: fields });
  });

  // What is suggested is filled in, never applied.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-use]");
    if (!button) return;
    var form = button.closest("form");
    byId("mark-kind-rebase").checked = true;
    form.elements.on.value = button.dataset.use;
    form.elements.text.focus();
  });
})();
