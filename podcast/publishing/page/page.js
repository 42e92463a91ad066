"use strict";
(() => {
  const SPEEDS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
  const SIZES = [100, 115, 130, 150, 175, 200];
  const SAVE_EVERY = 5000; // milliseconds
  const $ = (id) => document.getElementById(id);
  const words = JSON.parse($("words").textContent);
  const root = document.documentElement;
  const fill = (text, ...values) => values.reduce((t, value) => t.replace("{}", value), text);

  // Private windows and strict settings refuse storage: then nothing is remembered.
  const memory = {
    get(name) { try { return localStorage.getItem("debate-podcast:" + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("debate-podcast:" + name, value); } catch { /* not kept */ } },
  };

  const clock = (ms) => {
    const seconds = Math.floor(ms / 1000), two = (n) => String(n).padStart(2, "0");
    const minutes = Math.floor(seconds / 60) % 60, hours = Math.floor(seconds / 3600);
    return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  };

  /** The last entry that starts at or before `time`, or -1; entries begin with their start. */
  const at = (entries, time) => {
    let low = 0, high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle][0] <= time) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  let following = false;
  let shortcuts = true;

  class Player {
    constructor(section) {
      this.section = section;
      this.number = section.dataset.episode;
      this.data = JSON.parse(section.querySelector(".data").textContent);
      this.key = [this.data.album, this.data.audio, this.data.length].join("/");
      this.audio = section.querySelector("audio");
      this.now = section.querySelector(".now");
      this.marked = this.turn = this.chapter = -1;
      this.saved = 0;
      this.wireAudio();
      this.wireButtons();
      this.wireText();
    }

    get time() { return this.audio.currentTime * 1000; }

    element(sentence) { return $(`s${this.number}-${sentence}`); }

    seek(ms, play) {
      // A hair late: no rounding in the browser may land in the sentence before.
      this.audio.currentTime = Math.max(0, ms + 1) / 1000;
      this.resumed = true;
      this.mark();
      if (play) this.play();
    }

    play() {
      this.audio.play().catch(() => this.mourn());
    }

    mourn() {
      if (this.audio.error) this.now.textContent = fill(words.no_audio, this.audio.getAttribute("src"));
    }

    toggle() { if (this.audio.paused) this.play(); else this.audio.pause(); }

    /** To the turn before or after, and say which. */
    toTurn(step) {
      const { turns } = this.data;
      let index = Math.max(0, at(turns, this.time));
      // Back goes to the start of the turn under way first, as every player does.
      if (step < 0 && turns[index] && this.time - turns[index][0] > 3000) index += 1;
      index = Math.min(turns.length - 1, Math.max(0, index + step));
      if (!turns[index]) return;
      this.seek(turns[index][0], false);
      this.now.textContent = [turns[index][2], clock(turns[index][0])].filter(Boolean).join(", ");
    }

    speed(step) {
      const place = SPEEDS.findIndex((speed) => speed >= this.audio.playbackRate - 0.001);
      this.setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, place + step))]);
      memory.set("speed", this.audio.playbackRate);
    }

    setSpeed(value) {
      this.audio.defaultPlaybackRate = this.audio.playbackRate = value;
    }

    wireAudio() {
      const { audio } = this;
      const button = this.section.querySelector("[data-do=play]");
      const frame = () => { this.mark(); if (!audio.paused) requestAnimationFrame(frame); };
      audio.addEventListener("play", () => {
        active = this;
        for (const other of players) if (other !== this) other.audio.pause();
        button.textContent = words.pause;
        this.announce();
        frame();
      });
      audio.addEventListener("pause", () => { button.textContent = words.play; this.save(); });
      audio.addEventListener("seeked", () => this.mark());
      audio.addEventListener("error", () => this.mourn());
      audio.addEventListener("timeupdate", () => {
        this.mark();
        if (Math.abs(this.time - this.saved) > SAVE_EVERY) this.save();
      });
      audio.addEventListener("ratechange", () => {
        const shown = String(Math.round(audio.playbackRate * 100) / 100);
        this.section.querySelector(".speed").textContent =
          (root.lang === "fr" ? shown.replace(".", ",") : shown) + " ×";
      });
    }

    wireButtons() {
      const actions = {
        play: () => this.toggle(),
        previous: () => this.toTurn(-1),
        following: () => this.toTurn(1),
        slower: () => this.speed(-1),
        faster: () => this.speed(1),
        share: () => this.share(),
      };
      for (const [name, step] of [["back30", -30], ["back10", -10], ["forward10", 10], ["forward30", 30]]) {
        actions[name] = () => this.seek(this.time + step * 1000, false);
      }
      this.actions = actions;
      for (const button of this.section.querySelectorAll("[data-do]")) {
        button.addEventListener("click", () => { active = this; actions[button.dataset.do](); });
      }
    }

    /** The address of the moment that is heard: handed to the system, or copied, or shown. */
    async share() {
      const place = this === players[0] ? "" : this.section.id + "&";
      const address = location.href.split("#")[0] + "#" + place + "t=" + Math.round(this.time) / 1000;
      try {
        if (navigator.share && matchMedia("(pointer: coarse)").matches) {
          await navigator.share({ title: this.data.title, url: address });
        } else {
          await navigator.clipboard.writeText(address);
          this.now.textContent = fill(words.share_copied, address);
        }
      } catch (error) {
        if (error.name !== "AbortError") this.now.textContent = fill(words.share_text, address);
      }
    }

    wireText() {
      // Without this script a time is a link into the audio; with it, a button that plays here.
      for (const link of this.section.querySelectorAll("a.time")) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "time";
        button.textContent = link.textContent;
        button.setAttribute("aria-label", link.getAttribute("aria-label"));
        button.addEventListener("click", () => this.seek(Number(link.dataset.start), true));
        link.replaceWith(button);
      }
      for (const link of this.section.querySelectorAll(".side a[data-start]")) {
        link.addEventListener("click", () => this.seek(Number(link.dataset.start), true));
      }
      this.stop(0);
      this.section.addEventListener("click", (event) => {
        const sentence = event.target.closest(".s");
        if (sentence && getSelection().isCollapsed) this.playFrom(sentence);
      });
      this.section.addEventListener("keydown", (event) => {
        const sentence = event.target.closest(".s");
        if (!sentence || event.ctrlKey || event.metaKey || event.altKey) return;
        const number = this.numberOf(sentence);
        if (event.key === "Enter" || event.key === " ") this.playFrom(sentence);
        else if (event.key === "ArrowDown") this.focus(number + 1);
        else if (event.key === "ArrowUp") this.focus(number - 1);
        else return;
        event.preventDefault();
      });
    }

    numberOf(sentence) { return Number(sentence.id.split("-")[1]); }

    playFrom(sentence) {
      const number = this.numberOf(sentence);
      this.stop(number);
      this.seek(this.data.sentences[number][0], true);
    }

    /** Make `number` the one sentence that Tab stops at. */
    stop(number) {
      const element = this.element(number);
      if (!element) return false;
      if (this.stopped && this.stopped !== element) {
        this.stopped.removeAttribute("tabindex");
        this.stopped.removeAttribute("role");
      }
      element.tabIndex = 0;
      element.setAttribute("role", "button");
      this.stopped = element;
      return true;
    }

    focus(number) {
      if (!this.stop(number)) return;
      this.stopped.focus({ preventScroll: true });
      this.stopped.scrollIntoView({ block: "nearest" });
    }

    /** Mark the sentence, the turn and the chapter that are heard now. */
    mark() {
      const time = this.time;
      const { sentences, turns, chapters } = this.data;
      // The marked sentence stays so through the silence after it.
      const sentence = at(sentences, time);
      if (sentence !== this.marked) {
        const old = this.element(this.marked), fresh = this.element(sentence);
        if (old) { old.classList.remove("current"); old.removeAttribute("aria-current"); }
        if (fresh) { fresh.classList.add("current"); fresh.setAttribute("aria-current", "true"); }
        this.marked = sentence;
        // Tab goes to what is heard, unless it stands on a sentence already.
        if (fresh && document.activeElement !== this.stopped) this.stop(sentence);
        if (fresh && following && !this.audio.paused) this.show(fresh);
      }
      const turn = at(turns, time);
      if (turn !== this.turn) {
        for (const [index, on] of [[this.turn, false], [turn, true]]) {
          if (turns[index] && turns[index][1]) $(turns[index][1]).classList.toggle("current", on);
        }
        this.turn = turn;
      }
      const chapter = at(chapters, time);
      if (chapter !== this.chapter) {
        const links = this.section.querySelectorAll(".contents nav a");
        if (links[this.chapter]) links[this.chapter].removeAttribute("aria-current");
        if (links[chapter]) links[chapter].setAttribute("aria-current", "true");
        this.chapter = chapter;
      }
    }

    show(element) {
      const typing = document.activeElement && document.activeElement.matches("input, select");
      if (typing || !getSelection().isCollapsed) return;
      const box = element.getBoundingClientRect();
      const top = parseFloat(getComputedStyle(root).getPropertyValue("--covered")) || 0;
      if (box.top < top || box.bottom > innerHeight - 40) element.scrollIntoView({ block: "center" });
    }

    save() {
      this.saved = this.time;
      memory.set(this.key, Math.round(this.time));
    }

    /** To where one stopped; once, when the episode is first shown. */
    resume() {
      if (this.resumed) return;
      this.resumed = true;
      const time = Number(memory.get(this.key));
      const last = this.data.sentences.length ? this.data.sentences[this.data.sentences.length - 1][1] : 0;
      if (!(time > 5000 && time < last)) return;
      this.seek(time, false);
      this.now.textContent = fill(words.resumed, clock(time));
    }

    /** Tell the system what plays: keys on keyboards and headphones then work too. */
    announce() {
      if (!("mediaSession" in navigator)) return;
      navigator.mediaSession.metadata = new MediaMetadata({ title: this.data.title, album: this.data.album });
      const on = (name, action) => { try { navigator.mediaSession.setActionHandler(name, action); } catch { /* unknown to it */ } };
      on("previoustrack", this.actions.previous);
      on("nexttrack", this.actions.following);
      on("seekbackward", this.actions.back10);
      on("seekforward", this.actions.forward10);
    }
  }

  for (const element of document.querySelectorAll(".js")) element.hidden = false;
  root.classList.add("js-on");
  const players = [];
  let active = null;
  for (const section of document.querySelectorAll(".episode")) players.push(new Player(section));
  active = players[0];

  /** Of several episodes one is shown: the whole of a debate and its parts are the same text twice,
   * in which nobody finds their way by ear. What is not shown is neither heard nor printed. */
  const choose = (player) => {
    if (active !== player) {
      active.audio.pause();
      memory.set(player.data.album + "/episode", player.data.audio);
    }
    active = player;
    for (const one of players) one.section.hidden = one !== player;
    player.audio.preload = "metadata";
    document.title = player.data.title;
    document.querySelectorAll(".episodes a").forEach((link, n) => {
      if (players[n] === player) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    for (const link of document.querySelectorAll(".skip a")) {
      link.setAttribute("href", link.getAttribute("href").replace(/\d+$/, player.number));
    }
  };
  const remembered = players.find((one) => one.data.audio === memory.get(active.data.album + "/episode"));
  choose(remembered || active);
  document.querySelectorAll(".episodes a").forEach((link, n) => {
    link.addEventListener("click", () => choose(players[n]));
  });

  // Choices
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const checkbox = (id, standard, change) => {
    const box = $(id), kept = memory.get(id);
    box.checked = kept === null ? standard : kept === "true";
    change(box.checked);
    box.addEventListener("change", () => { memory.set(id, box.checked); change(box.checked); });
  };
  checkbox("follow", !still, (on) => { following = on; });
  checkbox("keys", true, (on) => { shortcuts = on; });
  const colours = $("colours");
  const paint = () => {
    if (colours.value) root.dataset.colours = colours.value; else delete root.dataset.colours;
  };
  colours.value = memory.get("colours") || "";
  if (colours.selectedIndex < 0) colours.value = "";
  paint();
  colours.addEventListener("change", () => { memory.set("colours", colours.value); paint(); });
  const resize = (size) => {
    root.style.fontSize = size === 100 ? "" : size + "%";
    $("size").textContent = size + " %";
    return size;
  };
  let size = resize(SIZES.includes(Number(memory.get("size"))) ? Number(memory.get("size")) : 100);
  for (const [id, step] of [["smaller", -1], ["larger", 1]]) {
    $(id).addEventListener("click", () => {
      size = resize(SIZES[Math.min(SIZES.length - 1, Math.max(0, SIZES.indexOf(size) + step))]);
      memory.set("size", size);
    });
  }
  const speed = Number(memory.get("speed"));
  if (SPEEDS.includes(speed)) for (const player of players) player.setSpeed(speed);

  // Lists take the whole screen of a telephone: closed there, but only if one can open them here.
  if (matchMedia("(max-width: 59.99rem)").matches) {
    for (const panel of document.querySelectorAll(".panel")) panel.open = false;
  }
  document.querySelectorAll(".skip a").forEach((link) => link.addEventListener("click", () => {
    const panel = document.querySelector(link.getAttribute("href") + " > .panel");
    if (panel) panel.open = true;
  }));

  // What the player covers at the top, or its buttons at the bottom: nothing may be focused there.
  const cover = () => {
    const player = active.section.querySelector(".player"), bar = player.querySelector(".bar");
    const sticks = getComputedStyle(player).position === "sticky";
    const fixed = getComputedStyle(bar).position === "fixed";
    root.style.setProperty("--covered", sticks ? player.offsetHeight + 12 + "px" : "1rem");
    root.style.setProperty("--below", fixed ? bar.offsetHeight + 12 + "px" : "1rem");
  };
  cover();
  addEventListener("resize", cover);
  const watch = new ResizeObserver(cover);
  for (const player of players) {
    watch.observe(player.section.querySelector(".player"));
    watch.observe(player.section.querySelector(".bar"));
  }

  // Search: accents, capitals and the kind of apostrophe do not matter.
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’ʼ]/g, "'").replace(/\s+/g, " ").trim();
  /** Where `wanted` (plain, not empty) stands in `text`: pairs of places, from and to. */
  const placesOf = (wanted, text) => {
    let folded = "";
    const origin = []; // of each character of `folded`, its place in `text`
    for (let place = 0; place < text.length; place += 1) {
      // A space is one wherever it stands; plain() would cut it off.
      const piece = /\s/.test(text[place]) ? (folded.endsWith(" ") ? "" : " ") : plain(text[place]);
      for (const character of piece) { folded += character; origin.push(place); }
    }
    origin.push(text.length);
    const places = [];
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      let end = origin[at + wanted.length - 1] + 1;
      while (end < text.length && /[\u0300-\u036f]/.test(text[end])) end += 1; // its accents
      places.push([origin[at], end]);
    }
    return places;
  };
  /** `text` with `wanted` marked in it, as nodes. */
  const marked = (wanted, text) => {
    const nodes = [];
    let done = 0;
    for (const [from, to] of placesOf(wanted, text)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      nodes.push(text.slice(done, from), mark);
      done = to;
    }
    return [...nodes, text.slice(done)];
  };
  /** The ranges of `wanted` in the element of a sentence, over its passages. */
  const rangesOf = (wanted, element) => {
    const texts = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    const place = (range, end, offset) => {
      for (const node of texts) {
        if (offset <= node.length) return end ? range.setEnd(node, offset) : range.setStart(node, offset);
        offset -= node.length;
      }
      return undefined;
    };
    return placesOf(wanted, element.textContent).map(([from, to]) => {
      const range = new Range();
      place(range, false, from);
      place(range, true, to);
      return range;
    });
  };
  const MOST = 100;
  /** Who says a sentence: within a turn, whoever was named last. */
  const saidBy = (element, turn) => {
    if (element.closest(".narration")) return words.narrator;
    for (let p = element.closest("p"); p; p = p.previousElementSibling) {
      const by = p.querySelector(".by bdi");
      if (by) return by.textContent;
    }
    return turn ? turn[2] : "";
  };
  let index = null;
  const search = () => {
    index = index || new Map(players.map((player) => [player, Array.from(
      player.section.querySelectorAll(".s"), (element) => [element, plain(element.textContent)])]));
    // First what is shown; of the other episodes, what has not been found already.
    const order = [active, ...players.filter((one) => one !== active)];
    const wanted = plain($("query").value), seen = new Map(), hits = [];
    for (const player of order) for (const [element, text] of index.get(player)) {
      const found = wanted.length > 1 && text.includes(wanted);
      element.classList.toggle("found", found);
      if (!found || (seen.get(text) || player) !== player) continue;
      seen.set(text, player);
      hits.push([player, element]);
    }
    // What people say, before what the narrator says of it.
    const told = ([, element]) => element.closest(".narration") !== null;
    const count = hits.length, list = [...hits.filter((hit) => !told(hit)), ...hits.filter(told)].slice(0, MOST);
    $("results").querySelector("ol").replaceChildren(...list.map(([player, element]) => {
      const number = player.numberOf(element), start = player.data.sentences[number][0];
      const turn = player.data.turns[at(player.data.turns, start)];
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = "#" + element.id;
      const where = player === active ? "" : player.data.title;
      link.textContent = [where, clock(start), saidBy(element, turn)].filter(Boolean).join(", ");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        choose(player);
        player.seek(start, false);
        player.focus(number);
      });
      item.append(link, " ", ...marked(wanted, element.textContent));
      return item;
    }));
    // In the text the words are painted, where the browser can: no element comes into a sentence.
    if (CSS.highlights) {
      CSS.highlights.set("words", new Highlight(...hits.flatMap(([, element]) => rangesOf(wanted, element))));
    }
    $("results").hidden = !count;
    $("found").textContent = wanted.length < 2 ? "" : !count ? words.found_none
      : count === 1 ? words.found_one
        : count > MOST ? fill(words.first_found, count, MOST) : fill(words.found, count);
    return count;
  };
  let waiting = 0;
  $("query").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 250); });
  document.querySelector(".search").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    if (search()) $("results").querySelector("a").focus();
  });

  // Keys
  document.addEventListener("keydown", (event) => {
    if (!shortcuts || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    const keys = {
      k: active.actions.play, n: active.actions.following, p: active.actions.previous,
      j: active.actions.back10, l: active.actions.forward10,
      "-": active.actions.slower, "+": active.actions.faster,
      s: () => active.focus(Math.max(0, active.marked)),
      f: () => $("follow").click(),
      "/": () => { document.querySelector(".finder").open = true; $("query").focus(); },
    };
    const action = keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // Addresses: #t=90, #episode/speakers/ada&t=90, #turn-12, #chapter-3, #s1-40
  const visit = () => {
    // Our addresses are plain ASCII: nothing to decode, and nothing that decoding can fail on.
    const [first, ...rest] = location.hash.slice(1).split("&");
    const target = first.startsWith("t=") ? null : $(first);
    // A time alone is of the first episode; what names no episode leaves the one that is shown.
    const player = players.find((one) => target && one.section.contains(target))
      || (first.startsWith("t=") ? players[0] : active);
    const told = [first, ...rest].find((part) => /^t=\d+(\.\d+)?$/.test(part));
    const known = [...player.data.turns, ...player.data.chapters]
      .find((entry) => first && entry[1] === first);
    const sentence = target && target.matches(".s") ? player.numberOf(target) : -1;
    const time = told ? Number(told.slice(2)) * 1000
      : known ? known[0] : sentence >= 0 ? player.data.sentences[sentence][0] : null;
    const fresh = player !== active;
    choose(player);
    // The browser could not go to what was hidden.
    if (fresh && target) target.scrollIntoView();
    if (target && target === player.section) {
      const head = $("episode-head-" + player.number);
      if (head) head.focus({ preventScroll: true });
    }
    if (time === null) { player.resume(); player.mark(); return false; }
    if (player.audio.paused || Math.abs(player.time - time) > 1000) player.seek(time, false);
    const marked = player.element(player.marked);
    if (told && marked) marked.scrollIntoView({ block: "center" });
    return true;
  };
  addEventListener("hashchange", visit);
  addEventListener("pagehide", () => { for (const player of players) if (player.time) player.save(); });
  visit();
  active.mark();
})();
