// Board packs: a button asks for one, this page's address says of what; how far it is stands beside
// the buttons, and the file is fetched once it is there.
(function () {
  "use strict";

  var OFTEN = 300;       // ms between two looks
  var PATIENCE = 20;     // looks without an answer, one after another, until we say so
  var MIN_SAID = 900;    // ms between two sayings, or a screen reader never ends one
  var working = false;
  var saidAt = 0;

  // The heading may have been drawn anew since the button was pressed.
  function places() { return document.querySelectorAll(".packs-said"); }

  function say(words, now) {
    if (!now && Date.now() - saidAt < MIN_SAID) return;
    saidAt = Date.now();
    places().forEach(function (place) {
      if (place.textContent !== words) place.textContent = words;
    });
  }

  function busy(is) {
    working = is;
    document.querySelectorAll("[data-pack]").forEach(function (button) {
      if (is) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    });
  }

  function end(words) {
    busy(false);
    say(words, true);
  }

  function fetchFile(job) {
    var link = document.createElement("a");
    link.href = job.file;
    link.download = job.file_name;
    document.body.append(link);
    link.click();
    link.remove();
    end("Ready: " + job.file_name);
  }

  function answered(response) {
    return response.json().then(function (answer) {
      if (!response.ok) throw new Error(answer.error);
      return answer;
    });
  }

  function follow(job, missed) {
    if (job.state === "failed") { end(job.error); return; }
    if (job.state === "done") { fetchFile(job); return; }
    say(job.saying + "…");
    setTimeout(function () {
      fetch(job.address).then(answered).then(
        function (next) { follow(next, 0); },
        function (error) {
          // No answer at all is a TypeError; a refusal has words of its own.
          if (!(error instanceof TypeError)) end(error.message);
          else if (missed + 1 < PATIENCE) follow(job, missed + 1);
          else end("No answer has come. Ask for the pack once more.");
        }
      );
    }, OFTEN);
  }

  function start(kind) {
    busy(true);
    say("Asking for the pack…", true);
    fetch("/api/v1/packs", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ kind: kind, query: window.location.search }),
    }).then(answered).then(
      function (job) { follow(job, 0); },
      function (error) {
        var none = error instanceof TypeError;
        end(none ? "No answer has come. Ask for the pack once more." : error.message);
      }
    );
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-pack]");
    if (!button) return;
    event.preventDefault();
    if (!working) start(button.dataset.pack);
  });
})();
