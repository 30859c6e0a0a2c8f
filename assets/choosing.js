// What a reader chooses, by a control or by an address, is one question; its answer sets controls,
// address and page together.
(function () {
  "use strict";

  var dash = window.dash_clientside = window.dash_clientside || {};
  var asked = { number: 0 }; // the latest question
  var standing = null; // address and controls as last asked about, or as answered since
  var drawn = null; // the path of the page that is there
  var before = null; // what the controls say of an address that is left, until the next answers
  var missed = false; // an answer came after a choice that has not been asked about yet
  var offered = {}; // options by control
  var waiting = {}; // the same of a frame that came with no more than what is chosen

  dash.choosing = {
    // What an answer has written comes by here too, and is not asked about again. Dash drops what
    // a callback returns when it is called again at once, so that the question is set, not returned.
    ask: function () {
      var now = gathered(arguments, 0, dash.callback_context.inputs_list);
      if (!now.path) return;
      if (!standing) begin(now);
      if (same(now, standing) && !missed) return;
      var moved = !standing || now.path !== standing.path || now.search !== standing.search;
      if (moved) before = now.controls;
      standing = now;
      missed = false;
      ask(moved ? null : before ? turned(now.controls) : now.controls);
    },

    spread: function (answer) {
      var now = gathered(arguments, 1, dash.callback_context.states_list);
      if (!answer) return;
      var brought = answer.drawn === null;
      // Its page is in place even where a later question has overtaken the rest of it.
      if (brought) {
        drawn = answer.address.pathname;
        dash.trajectory.write(answer.places);
      }
      if (answer.number !== asked.number) return;
      offerAll();
      // The reader has gone on, and that is asked about next.
      if (!same(now, standing)) { missed = true; return; }
      // Another page was put in place meanwhile.
      if (!brought && answer.drawn !== drawn) {
        ask(asked.controls);
        return;
      }
      take(answer, now);
      setControls(answer.controls, now.controls);
      dash.trajectory.show(answer.places);
    },
  };

  // The frame may have come with the page of the address, and with what the controls say of it.
  function begin(now) {
    var answer = window.dash_component_api.getLayout("answer").props.data;
    if (!answer) return;
    take(answer, now);
    dash.trajectory.show(answer.places);
    now.path = standing.path;
    now.search = standing.search;
    waiting = answer.offered;
    (window.requestIdleCallback || window.setTimeout)(offerAll);
  }

  function offerAll() {
    var controls = waiting;
    waiting = {};
    Object.keys(controls).forEach(function (id) {
      dash.set_props(id, { options: controls[id] });
    });
  }

  // Whoever reaches for a control before the browser has had the time.
  ["pointerdown", "focusin"].forEach(function (reached) {
    document.addEventListener(reached, function (event) {
      if (event.target.closest && event.target.closest(".control")) offerAll();
    }, true);
  });

  function take(answer, there) {
    before = null;
    drawn = answer.address.pathname;
    standing = said(answer, there);
    setAddress(answer.address, there);
    document.body.className = "at-" + answer.page;
    document.body.dataset.answered = "";
    window.dispatchEvent(new Event("answered"));
  }

  function ask(controls) {
    asked = {
      number: asked.number + 1, path: standing.path, search: standing.search, controls: controls,
      drawn: drawn,
    };
    dash.set_props("asked", { data: asked });
  }

  function gathered(values, first, list) {
    var there = { path: values[first] || "", search: values[first + 1] || "", controls: {} };
    list.slice(2).forEach(function (each, place) {
      there.controls[each.id] = held(values[first + 2 + place]);
    });
    return there;
  }

  // A dropdown may say nothing in several ways.
  function held(value) {
    return value === undefined || value === "" || (Array.isArray(value) && !value.length)
      ? null : value;
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  function turned(controls) {
    var found = {};
    Object.keys(controls).forEach(function (id) {
      if (!same(controls[id], before[id])) found[id] = controls[id];
    });
    return found;
  }

  function said(answer, there) {
    var controls = {};
    Object.keys(there.controls).forEach(function (id) {
      controls[id] = held(answer.controls[id].value);
    });
    return { path: answer.address.pathname, search: answer.address.search, controls: controls };
  }

  // Value and options together: a dropdown clears a value that it does not offer.
  function setControls(controls, there) {
    Object.keys(controls).forEach(function (id) {
      var given = controls[id];
      var props = {};
      var options = given.options && JSON.stringify(given.options);
      if (options && options !== offered[id]) {
        offered[id] = options;
        props.options = given.options;
      }
      if (given.more && !(offered[id] || []).includes(given.more.value)) {
        offered[id] = (offered[id] || []).concat(given.more.value);
        props.options = new dash.Patch().append([], given.more).build();
      }
      if (props.options || !same(held(given.value), there[id])) {
        props.value = given.value;
        dash.set_props(id, props);
      }
    });
  }

  function setAddress(address, there) {
    var props = {};
    if (address.pathname !== there.path) props.pathname = address.pathname;
    if (address.search !== there.search) props.search = address.search;
    if (Object.keys(props).length) dash.set_props("url", props);
  }
})();
