"use strict";
// The studio works as plain pages and forms; this adds what they cannot: sending files, hearing,
// progress, and saying that a file was changed meanwhile.
(() => {
  const one = (selector) => document.querySelector(selector);

  // --- colours ---------------------------------------------------------------------------------
  const colours = one("#colours");
  const paint = (value) => {
    if (value) document.documentElement.dataset.colours = value;
    else delete document.documentElement.dataset.colours;
  };
  try { colours.value = localStorage.getItem("podcast-studio:colours") || ""; } catch { /* not kept */ }
  paint(colours.value);
  colours.addEventListener("change", () => {
    paint(colours.value);
    try { localStorage.setItem("podcast-studio:colours", colours.value); } catch { /* not kept */ }
  });

  // --- what was done is told, and the place is where it was --------------------------------------
  const said = one("#said");
  if (said.textContent) {
    const text = said.textContent;
    said.textContent = "";
    setTimeout(() => { said.textContent = text; }, 150); // a screen reader tells what changes
    const address = new URL(location);
    address.searchParams.delete("said");
    history.replaceState(null, "", address);
  }
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) target.focus();

  // --- hearing -----------------------------------------------------------------------------------
  const audio = new Audio();
  let pressed = null;
  const release = () => { if (pressed) pressed.removeAttribute("aria-busy"); pressed = null; };
  audio.addEventListener("playing", release);
  audio.addEventListener("error", release);
  const hear = (button, address) => {
    release();
    pressed = button;
    button.setAttribute("aria-busy", "true");
    audio.src = address;
    audio.play().catch(release);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-hear]");
    if (button) hear(button, button.dataset.hear);
    const mend = event.target.closest("[data-mend]");
    if (mend) {
      one("#written").value = mend.dataset.mend;
      one("#say").focus();
    }
  });
  const word = one("[data-word]");
  if (word) {
    const address = (after) => {
      const asked = new URLSearchParams({ written: one("#written").value });
      if (after && one("#spell").checked) asked.set("spell", "yes");
      else if (after) asked.set("say", one("#say").value);
      return `${word.dataset.word}?${asked}`;
    };
    one("#before").addEventListener("click", (event) => hear(event.target, address(false)));
    one("#after").addEventListener("click", (event) => hear(event.target, address(true)));
  }

  // --- sending a file ----------------------------------------------------------------------------
  const file = one("#file");
  if (file) {
    const sent = one("#sent");
    const send = async (chosen) => {
      if (chosen.size > Number(file.dataset.most)) { // the server would refuse it, unread
        sent.textContent = file.dataset.large;
        return;
      }
      sent.textContent = file.dataset.sending;
      try {
        const address = `${file.dataset.upload}?${new URLSearchParams({ name: chosen.name })}`;
        const answer = await fetch(address, { method: "POST", body: chosen });
        const told = await answer.json();
        if (told.location) location.href = told.location;
        else sent.textContent = told.error;
      } catch {
        sent.textContent = file.dataset.lost;
      }
    };
    file.addEventListener("change", () => { if (file.files[0]) send(file.files[0]); });
    const drop = one("#drop");
    document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    document.addEventListener("dragleave", () => drop.classList.remove("over"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      const dropped = event.dataTransfer.files[0];
      const text = event.dataTransfer.getData("text/plain");
      if (dropped) send(dropped);
      else if (text) { one("#text").value = text; one("#text").focus(); }
    });
  }

  // --- what goes on meanwhile --------------------------------------------------------------------
  const changed = one("#changed");
  const own = document.body.dataset.state;
  const progress = one("#progress");
  let tenth = -1;
  const show = (build) => {
    if (!progress || !build) return;
    const phases = JSON.parse(progress.dataset.phases);
    const over = ["done", "stopped", "failed"].includes(build.phase);
    const open = progress.dataset.open === "yes" || build.number > Number(progress.dataset.number);
    if (!open) return;
    if (over) { // the page shows what was made
      location.replace(`${location.pathname}?said=${build.phase}#progress`);
      progress.dataset.open = "no";
      return;
    }
    progress.dataset.open = "yes";
    one("#bar").hidden = false;
    one("#phase").textContent = phases[build.phase];
    one("#share").value = build.share;
    const minutes = build.left === null ? "" : `${Math.floor(build.left / 60)} min ${build.left % 60} s`;
    const text = `${Math.round(100 * build.share)} %` + (minutes && `, ${progress.dataset.left} ${minutes}`);
    one("#left").textContent = text;
    if (Math.floor(10 * build.share) > tenth) {
      tenth = Math.floor(10 * build.share);
      one("#tenths").textContent = text;
    }
  };
  const events = new EventSource(document.body.dataset.events);
  events.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (own && told.state && location.pathname.includes("/debate/")) {
      const differs = told.state !== own;
      if (differs && !changed.textContent) {
        changed.textContent = `${changed.dataset.text} `;
        const again = document.createElement("a");
        again.href = location.pathname;
        again.textContent = changed.dataset.again;
        changed.append(again);
      } else if (!differs) changed.textContent = "";
    }
    show(told.build);
  });
  addEventListener("pagehide", () => events.close());
})();
