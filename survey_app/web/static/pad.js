// The call pad by keyboard: a line is a note, one key tags it, and nothing typed is ever lost.
// Without this script the pad is one form; here every line is sent by itself, once.
"use strict";
(() => {
  const form = document.getElementById("pad-form");
  if (!form || !window.fetch || !window.PadClock) return;
  const TYPING_MS = 1200;
  const words = form.dataset;
  const signs = new PadSigns(words.signs);
  const store = new PadStore(words.lines);
  const template = document.getElementById("line-template");
  const language = document.documentElement.lang;
  const all = (selector, root = form) => [...root.querySelectorAll(selector)];
  const blocks = all("[data-question]");
  let closing = false;

  // --- time and words ---------------------------------------------------------------------------
  const clockTime = (iso, seconds) => new Date(iso).toLocaleTimeString(language, {
    hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined, hourCycle: "h23",
  });
  const status = form.querySelector("[data-status]");
  const say = (text, state = "") => {
    // Read aloud is only what went wrong; 'saved' after each line would be chatter.
    status.setAttribute("aria-live", state === "waiting" || state === "refused" ? "polite" : "off");
    status.textContent = text;
    status.dataset.state = state;
  };
  const sayWaiting = () => {
    say(words.waiting.replace("{n}", Object.keys(store.lines).length || store.waiting), "waiting");
  };

  // --- what the server answers ------------------------------------------------------------------
  const sender = new PadSender({
    store,
    urls: words,
    token: form.elements.csrf_token.value,
    revision: form.elements._revision,
    onLine: lineTaken,
    onRefused: lineRefused,
    onFields: fieldsTaken,
    onSaved: (at) => say(words.saved.replace("{time}", clockTime(at, true)), "saved"),
    onWaiting: sayWaiting,
  });
  const later = (ms) => sender.later(ms);

  function lineTaken(ref, told) {
    const place = lineOf(ref);
    if (place) {
      place.classList.remove("wrong");
      if (told.line && !told.beside) place.dataset.was = told.line.was;
      if (told.beside) showBoth(place, told);
      if (!told.line) place.remove();
    }
    const box = boxOf(ref);
    if (box) box.dataset.was = told.line ? told.line.was : "";
  }

  function lineRefused(ref, message) {
    lineOf(ref)?.classList.add("wrong");
    say(words.refused.replace("{why}", message), "refused");
  }

  function fieldsTaken(names, told) {
    for (const place of all("[data-clash], [data-debrief-clash]")) {
      const key = place.closest("[data-tick]")?.dataset.tick || "debrief";
      const said = told.clashes[key];
      if (said) place.textContent = words.clash.replace("{words}", said);
      if (said || names.some((name) => name.split(".")[0] === key || name === "_" + key)) place.hidden = !said;
    }
    showRuled(new Set(told.shown));
  }

  // --- lines ------------------------------------------------------------------------------------
  const newRef = () => "c" + (window.crypto.randomUUID
    ? crypto.randomUUID()
    : Date.now().toString(36) + Math.random().toString(36).slice(2));
  const lineOf = (ref) => all("[data-line]").find((line) => refOf(line) === ref);
  const boxOf = (ref) => all("[data-new]").find((box) => box.dataset.ref === ref);
  const refOf = (line) => (line.dataset.client ? line.dataset.client : "id" + line.dataset.id);
  const tagsOf = (line) => all("input:checked", line).map((box) => box.value);
  const blockOf = (place) => place.closest("[data-question]");

  function keepLine(line, ms) {
    const known = line.dataset.id && !line.dataset.client;
    store.putLine({
      ref: refOf(line),
      ...(known ? { id: Number(line.dataset.id) } : { client_id: line.dataset.client }),
      question_key: blockOf(line).dataset.question || null,
      text: line.querySelector(".note-text").value,
      tags: tagsOf(line),
      was: line.dataset.was || null,
      noted_at: line.querySelector("time").dateTime || new Date().toISOString(),
    });
    say(words.saving);
    standing();
    later(ms);
  }

  function makeLine(block, { ref, id, text, tags, at, was }) {
    const line = template.content.firstElementChild.cloneNode(true);
    if (id) line.dataset.id = id;
    else line.dataset.client = ref;
    if (was) line.dataset.was = was;
    line.querySelector(".note-text").value = text;
    for (const box of all("input", line)) box.checked = tags.includes(box.value);
    const time = line.querySelector("time");
    time.dateTime = at;
    time.textContent = clockTime(at);
    block.querySelector(".note-lines").append(prepared(line));
    fit(line.querySelector(".note-text"));
    return line;
  }

  function prepared(line) {
    line.tabIndex = -1;
    for (const part of all("[name]", line)) part.removeAttribute("name");
    for (const hidden of all("input[type=hidden]", line)) hidden.remove();
    for (const box of all("input[type=checkbox]", line)) box.tabIndex = -1;
    return line;
  }

  // Two people changed one line: the stored one stays in place, ours stands below it.
  function showBoth(line, told) {
    line.querySelector(".note-text").value = told.line.text;
    line.dataset.was = told.line.was;
    const { id, text, tags, at, was } = told.beside;
    if (!lineOf("id" + id)) makeLine(blockOf(line), { id, text, tags, at, was });
  }

  function fit(box) {
    if (CSS.supports("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = box.scrollHeight + "px";
  }

  // --- the box under a question: what stands in it is saved while it is typed -------------------
  function keepBox(box, ms) {
    if (!box.dataset.ref && !box.value.trim()) return;
    box.dataset.ref = box.dataset.ref || newRef();
    box.dataset.at = box.dataset.at || new Date().toISOString();
    const { text, tags } = signs.read(box.value.trim());
    store.putLine({
      ref: box.dataset.ref,
      client_id: box.dataset.ref,
      question_key: blockOf(box).dataset.question || null,
      text,
      tags: [...boxTags(box), ...tags],
      was: box.dataset.was || null,
      noted_at: box.dataset.at,
    });
    say(words.saving);
    later(ms);
  }

  const boxTags = (box) => (box.dataset.tags || "").split(" ").filter(Boolean);

  function takeBox(box) {
    const { text, tags } = signs.read(box.value.trim());
    if (!text) return false;
    keepBox(box, 0);
    const { ref, at, was } = box.dataset;
    makeLine(blockOf(box), { ref, text, tags: [...boxTags(box), ...tags], at, was });
    for (const name of ["ref", "at", "was", "tags"]) delete box.dataset[name];
    box.value = "";
    box.removeAttribute("data-kind");
    standing();
    return true;
  }

  function tagBox(box, tag) {
    const tags = new Set(boxTags(box));
    if (!tags.delete(tag)) tags.add(tag);
    box.dataset.tags = [...tags].join(" ");
    if (tags.size) box.dataset.kind = [...tags][0];
    else box.removeAttribute("data-kind");
    if (box.value.trim()) keepBox(box, 0);
  }

  function tagLine(line, tag) {
    const box = line.querySelector(`input[value="${tag}"]`);
    box.checked = !box.checked;
    keepLine(line, 0);
  }

  // --- where the talk stands --------------------------------------------------------------------
  const scriptOf = (key) => all("[data-script]").find((li) => li.dataset.script === key);
  const blockFor = (li) => document.getElementById("n-" + li.dataset.script);
  let current = null;

  function standing() {
    for (const li of all("[data-script]")) {
      const block = blockFor(li);
      const noted = block.querySelector("[data-line]")
        || all("[data-tick] :is(:checked, input.input)", block).some((box) => box.value);
      const radios = all("input[type=radio]", li);
      if (noted && radios[1]) radios[1].checked = true;
      const state = noted ? "answered" : radios.find((radio) => radio.checked)?.value || "";
      const link = li.querySelector(".pad-question");
      link.classList.remove("answered", "asked", "skipped");
      if (state) link.classList.add(state);
      li.querySelector("[data-state]").textContent = state ? words[state] : "";
    }
  }

  function showRuled(shown) {
    for (const place of all("[data-ruled]")) place.hidden = !shown.has(place.dataset.ruled);
    standing();
  }

  function go(block) {
    if (!block) return;
    block.querySelector("[data-new]").focus();
    block.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const open = blocks.filter((block) => !block.hidden);
    const here = open.indexOf(current);
    go(open[Math.max(0, Math.min(open.length - 1, here + by))]);
  }

  function makeCurrent(block) {
    if (!block || block === current) return;
    current = block;
    for (const link of all(".pad-question[aria-current]")) link.removeAttribute("aria-current");
    const li = block.dataset.question && scriptOf(block.dataset.question);
    if (!li) return;
    li.querySelector(".pad-question").setAttribute("aria-current", "step");
    const nav = li.closest(".pad-script");
    const above = li.getBoundingClientRect().top - nav.getBoundingClientRect().top;
    if (nav.scrollHeight > nav.clientHeight) nav.scrollTop += above - nav.clientHeight / 4;
  }

  // --- fields: ticks, states, details -----------------------------------------------------------
  function keepField(name, ms) {
    const sent = new FormData(form);
    // A table or a ranking is one answer: its inputs go together.
    const whole = all("[data-whole]").find((tick) => all("[name]", tick).some((one) => one.name === name));
    for (const each of new Set(whole ? all("[name]", whole).map((one) => one.name) : [name])) {
      const values = sent.getAll(each);
      store.putField(each, values.length ? values : [""]);
    }
    say(words.saving);
    standing();
    later(ms);
  }

  function skip() {
    const li = current && scriptOf(current.dataset.question);
    const radios = li ? all("input[type=radio]", li) : [];
    if (!radios.length) return;
    radios[radios[2].checked ? 0 : 2].checked = true;
    keepField(radios[2].name, 0);
    step(1);
  }

  const clock = new PadClock(form.querySelector("[data-clock]"), store, () => later(0));

  // --- keys -------------------------------------------------------------------------------------
  function onAltKey(event) {
    const line = event.target.closest?.("[data-line]");
    const box = event.target.closest?.("[data-new]");
    const tag = PadSigns.KEYS[event.code];
    if (tag) {
      const last = current && all("[data-line]", current).pop();
      if (line) tagLine(line, tag);
      else if (box && (box.value.trim() || !last)) tagBox(box, tag);
      else if (last) tagLine(last, tag);
    } else if (event.code === "ArrowDown") step(1);
    else if (event.code === "ArrowUp") step(-1);
    else if (event.code === "KeyK") skip();
    else if (event.code === "KeyT") clock.toggle();
    else return;
    event.preventDefault();
  }

  function onLineKey(event, line) {
    const sign = signs.ofKey(event);
    const lines = all("[data-line]", blockOf(line));
    const here = lines.indexOf(line);
    if (event.key === "ArrowUp") (lines[here - 1] || line).focus();
    else if (event.key === "ArrowDown" && lines[here + 1]) lines[here + 1].focus();
    else if (event.key === "ArrowDown" || event.key === "Escape") go(blockOf(line));
    else if (event.key === "Enter") line.querySelector(".note-text").focus();
    else if (sign) tagLine(line, sign);
    else return;
    event.preventDefault();
  }

  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.getModifierState("AltGraph")) return;
    if (event.altKey && !event.ctrlKey && !event.metaKey) return onAltKey(event);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const line = event.target.closest("[data-line]");
    if (line && event.target === line) return onLineKey(event, line);
    const box = event.target.closest("[data-new]");
    if (event.key === "Escape" && (line || box)) {
      if (box) takeBox(box);
      const last = all("[data-line]", blockOf(event.target)).pop();
      (line || last)?.focus();
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey && (line || box)) {
      if (event.target.matches("input")) return;
      if (line) go(blockOf(line));
      else if (!takeBox(box)) step(1);
      event.preventDefault();
    }
  });

  form.addEventListener("input", (event) => {
    const place = event.target;
    if (place.matches(".note-text")) {
      fit(place);
      keepLine(place.closest("[data-line]"), TYPING_MS);
    } else if (place.matches("[data-new]")) keepBox(place, TYPING_MS);
    else if (place.closest("[data-line]")) keepLine(place.closest("[data-line]"), 0);
    else if (place.name && place.name !== "_minutes" && place.form === form) {
      keepField(place.name, TYPING_MS);
    }
  });

  // A ticked answer can be taken back by pressing it again.
  form.addEventListener("click", (event) => {
    const radio = event.target;
    if (radio.matches("[data-tick] input[type=radio]") && radio.dataset.was === "on") {
      radio.checked = false;
      keepField(radio.name, 0);
    }
    if (radio.type === "radio" && radio.closest("[data-tick]")) {
      for (const one of all("input[type=radio]", radio.closest("[data-tick]"))) {
        one.dataset.was = one.checked ? "on" : "";
      }
    }
    const link = event.target.closest(".pad-question");
    if (link) {
      event.preventDefault();
      go(blockFor(link.closest("[data-script]")));
    }
  });

  form.addEventListener("focusin", (event) => {
    makeCurrent(blockOf(event.target));
    const li = event.target.closest("[data-script]");
    if (li) makeCurrent(blockFor(li));
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.matches("[data-new]") && document.hasFocus()) takeBox(event.target);
    if (store.waiting) later(0);
  });
  window.addEventListener("online", () => sender.flush());
  window.addEventListener("offline", () => store.waiting && sayWaiting());
  window.addEventListener("pagehide", () => store.keep());

  form.addEventListener("submit", async (event) => {
    if (closing) return;
    event.preventDefault();
    all("[data-new]").forEach(takeBox);
    clock.pause();
    if (!(await sender.flush()) || store.waiting) return say(words.closing, "waiting");
    closing = true;
    // All of it is saved: what stands on this page may be older than what others saved since.
    for (const part of all("[data-tick] [name], .pad-script [name], .pad-person [name]")) {
      if (part.form === form && part.type !== "submit") part.removeAttribute("name");
    }
    // A form that is still telling of one submission ignores the next: let this event end first.
    setTimeout(() => form.requestSubmit(event.submitter));
  });

  // --- begin ------------------------------------------------------------------------------------
  form.classList.add("live");
  all("[data-line]").forEach(prepared);
  for (const box of all("[data-new]")) {
    box.removeAttribute("name");
    box.rows = 1;
  }
  for (const time of all(".note-line time[datetime]")) time.textContent = clockTime(time.dateTime);
  for (const radio of all("[data-tick] input[type=radio]:checked")) radio.dataset.was = "on";

  for (const line of Object.values(store.lines)) {
    const block = blocks.find((one) => one.dataset.question === (line.question_key || ""));
    let place = lineOf(line.ref);
    if (!place && line.text && block) place = makeLine(block, { ...line, at: line.noted_at });
    if (place) {
      place.querySelector(".note-text").value = line.text;
      for (const box of all("input", place)) box.checked = line.tags.includes(box.value);
    }
  }
  for (const [name, values] of Object.entries(store.fields)) {
    for (const place of all(`[name="${CSS.escape(name)}"]`)) {
      if (place.type === "radio" || place.type === "checkbox") place.checked = values.includes(place.value);
      else if (place.type !== "hidden") place.value = values[values.length - 1];
    }
  }
  all(".note-text").forEach(fit);
  standing();
  if (store.waiting) later(0);
  const open = blocks.find((block) => !block.hidden && !block.querySelector("[data-line]"));
  if (!form.querySelector(".error-summary") && !location.hash) {
    makeCurrent(open);
    open?.querySelector("[data-new]").focus({ preventScroll: true });
  }
})();
