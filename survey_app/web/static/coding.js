// Coding by keyboard, mouse or touch. Places are sent in code points, as the server counts them; a
// string of this language counts some signs twice. Without this script the forms do the same.
"use strict";
(() => {
  const desk = document.querySelector("[data-coding]");
  const form = document.getElementById("code-form");
  if (!desk || !form) return;
  const filter = form.querySelector("[data-filter]");
  const words = form.querySelector("[data-words]");
  const problem = document.querySelector("[data-problem]");
  const told = document.querySelector("[data-told]");
  const bar = document.querySelector("[data-bar]");
  const kind = form.querySelector("[name=kind]");
  let chosen = null; // { id, from, to } in this language's units
  let last = null; // the theme that was used last
  let busy = false;

  form.querySelectorAll("[data-plain]").forEach((one) => {
    one.hidden = true;
    one.querySelectorAll("textarea").forEach((text) => (text.disabled = true));
  });

  const passages = () => [...desk.querySelectorAll("[data-passage]")];
  const passageOf = (node) =>
    (node && (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-passage]")) || null;
  const textOf = (passage) => passage.querySelector(".code-text");
  const points = (text) => Array.from(text).length;
  const here = () => passageOf(document.activeElement) || desk.querySelector(".code-passage.here");

  const goTo = (passage) => {
    if (!passage) return;
    desk.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
    passage.classList.add("here");
    passage.focus({ preventScroll: true });
    passage.scrollIntoView({ block: "nearest" });
  };

  // From a place in the text to a node and back.
  const nodeAt = (element, place) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    let left = place;
    while (node) {
      const following = walker.nextNode();
      if (left <= node.length || !following) return [node, Math.min(left, node.length)];
      left -= node.length;
      node = following;
    }
    return [element, 0];
  };
  const placeOf = (element, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    range.setEnd(node, offset);
    return range.toString().length;
  };
  const select = (passage, from, to) => {
    const text = textOf(passage);
    getSelection().setBaseAndExtent(...nodeAt(text, from), ...nodeAt(text, to));
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const passage = passageOf(range.startContainer);
    if (!passage || passage !== passageOf(range.endContainer) || "asking" in passage.dataset) return null;
    const text = textOf(passage);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const from = placeOf(text, range.startContainer, range.startOffset);
    const to = placeOf(text, range.endContainer, range.endOffset);
    return to > from ? { passage, from, to } : null;
  };

  const segments = (passage, granularity) => {
    const text = textOf(passage);
    const language = text.lang || document.documentElement.lang;
    const found = [...new Intl.Segmenter(language, { granularity }).segment(text.textContent)];
    return found
      .filter((one) => (granularity === "word" ? one.isWordLike : one.segment.trim()))
      .map((one) => [one.index, one.index + one.segment.trimEnd().length]);
  };
  const sentence = (step) => {
    const passage = here();
    if (!passage) return;
    const found = segments(passage, "sentence");
    const now = selected();
    const at = now && now.passage === passage ? found.findIndex(([, end]) => end >= now.to) : step > 0 ? -1 : 1;
    const next = found[Math.max(0, Math.min(found.length - 1, at + step))];
    if (next) select(passage, ...next);
  };
  const word = (step) => {
    const now = selected();
    if (!now) return sentence(1);
    const ends = segments(now.passage, "word").map(([, end]) => end);
    const next = step > 0 ? ends.find((end) => end > now.to) : ends.filter((end) => end < now.to).pop();
    if (next !== undefined && next > now.from) select(now.passage, now.from, next);
  };

  // The codebook: typing narrows it, arrows choose, Enter puts the words there.
  const choices = () => [...form.querySelectorAll(".code-choice")];
  const shown = () => choices().filter((one) => !one.hidden);
  const narrow = () => {
    const sought = filter.value.trim().toLowerCase();
    choices().forEach((one) => {
      one.hidden = !one.textContent.toLowerCase().includes(sought);
      if (one.hidden) one.querySelector("input").checked = false;
    });
    form.querySelectorAll("fieldset").forEach((set) => {
      set.hidden = ![...set.querySelectorAll(".code-choice")].some((one) => !one.hidden);
    });
    const first = shown()[0];
    choices().forEach((one) => (one.querySelector("input").checked = sought !== "" && one === first));
  };
  const move = (step) => {
    const list = shown();
    const at = list.findIndex((one) => one.querySelector("input").checked);
    const next = list[Math.max(0, Math.min(list.length - 1, at + step))];
    if (!next) return;
    next.querySelector("input").checked = true;
    next.scrollIntoView({ block: "nearest" });
  };

  const aim = (passage, from, to) => {
    const text = textOf(passage).textContent;
    chosen = { id: passage.id, from, to };
    form.action = passage.dataset.action;
    form.querySelector("[data-start]").value = points(text.slice(0, from));
    form.querySelector("[data-end]").value = points(text.slice(0, to));
    words.textContent = text.slice(from, to);
    words.hidden = false;
  };
  const aimHere = () => {
    const now = selected();
    const passage = now ? now.passage : here();
    if (!passage || "asking" in passage.dataset) return false;
    aim(passage, now ? now.from : 0, now ? now.to : textOf(passage).textContent.length);
    return true;
  };
  const openChoice = () => {
    if (!aimHere()) return;
    bar.hidden = true;
    filter.value = "";
    narrow();
    filter.focus();
    if (filter.getBoundingClientRect().bottom > innerHeight) filter.scrollIntoView({ block: "center" });
  };

  const send = async (action, data) => {
    if (busy) return;
    busy = true;
    try {
      const answer = await fetch(action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = page.querySelector("[data-told]");
      if (!list) {
        location.reload();
        return;
      }
      problem.textContent = answer.ok ? "" : list.dataset.told;
      problem.hidden = answer.ok;
      told.textContent = list.dataset.told;
      const fresh = list.querySelector("[data-passage]");
      const old = document.getElementById(fresh.id);
      if (!old) {
        location.reload();
        return;
      }
      const question = old.querySelector(".code-question");
      if (question) fresh.prepend(question);
      old.replaceWith(fresh);
      const grown = page.getElementById("code-list");
      if (grown) form.querySelector("#code-list").replaceWith(grown);
      goTo(fresh);
    } catch {
      problem.textContent = form.dataset.offline || "";
      problem.hidden = !problem.textContent;
    } finally {
      busy = false;
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!chosen && !aimHere()) return;
    const data = new FormData(form);
    data.set("verb", "put");
    if (data.get("theme")) data.delete("name");
    else data.delete("theme");
    last = data.get("theme") || null;
    words.hidden = true;
    chosen = null;
    send(form.action, data);
  });
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target.id === "on-mark" && button) {
      event.preventDefault();
      const data = new FormData(event.target);
      data.set(button.name, button.value);
      send(button.formAction, data);
    } else if (event.target.id === "code-undo") {
      event.preventDefault();
      const passage = here() || passages()[0];
      if (passage) send(passage.dataset.action + "/undo", new FormData(event.target));
    }
  });

  filter.addEventListener("input", narrow);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") goTo(chosen && document.getElementById(chosen.id));
    else if (event.target === filter && event.key === "ArrowDown") move(1);
    else if (event.target === filter && event.key === "ArrowUp") move(-1);
    else return;
    event.preventDefault();
  });

  const marks = () => [...desk.querySelectorAll("[data-mark]")];
  const goToMark = (step) => {
    const all = marks();
    const active = document.activeElement.closest("[data-mark]");
    let at = all.indexOf(active);
    if (at < 0) {
      const passage = here();
      const after = passage
        ? all.findIndex((one) => passage.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
        : 0;
      at = (after < 0 ? all.length : after) - (step > 0 ? 1 : 0);
    }
    const mark = all[at + step];
    if (!mark) return;
    goTo(passageOf(mark));
    const text = textOf(passageOf(mark)).textContent;
    const units = (place) => Array.from(text).slice(0, place).join("").length;
    select(passageOf(mark), units(Number(mark.dataset.start)), units(Number(mark.dataset.end)));
    mark.focus();
  };
  const onMark = (key) => {
    const mark = document.activeElement.closest("[data-mark]");
    const button = mark && mark.querySelector(`[data-do="${key}"]`);
    if (button) button.click();
  };
  const again = () => {
    if (!last || !aimHere()) return;
    filter.value = "";
    narrow();
    const radio = form.querySelector(`[name=theme][value="${last}"]`);
    if (!radio) return;
    radio.checked = true;
    form.requestSubmit();
  };

  // A key is its letter; on a Cyrillic or Chinese keyboard it is the key in that place.
  const letter = (event) =>
    /^[a-z.]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").replace("Period", ".").toLowerCase();
  const step = (by) => {
    const all = passages();
    goTo(all[Math.max(0, Math.min(all.length - 1, all.indexOf(here()) + by))]);
    getSelection().removeAllRanges();
  };
  const verbs = {
    j: () => step(1),
    k: () => step(-1),
    c: openChoice,
    ".": again,
    n: () => goToMark(1),
    b: () => goToMark(-1),
    a: () => onMark("a"),
    x: () => onMark("x"),
    u: () => document.getElementById("code-undo").requestSubmit(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, textarea, select")) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      (event.shiftKey ? word : sentence)(event.key === "ArrowRight" ? 1 : -1);
    } else {
      const verb = verbs[letter(event)];
      if (!verb) return;
      verb();
    }
    event.preventDefault();
  });

  desk.addEventListener("click", (event) => {
    const link = event.target.closest("[data-code]");
    if (link) {
      event.preventDefault();
      const passage = passageOf(link);
      const now = selected();
      if (!now || now.passage !== passage) getSelection().removeAllRanges();
      goTo(passage);
      openChoice();
    } else if (passageOf(event.target)) {
      desk.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
      passageOf(event.target).classList.add("here");
    }
  });
  document.addEventListener("selectionchange", () => (bar.hidden = !selected() || document.activeElement === filter));
  bar.querySelector("button").addEventListener("pointerdown", (event) => {
    event.preventDefault(); // keeps the words marked
    openChoice();
  });
  bar.querySelector("button").addEventListener("click", openChoice);

  const target = location.hash && document.getElementById(location.hash.slice(1));
  goTo((target && target.matches("[data-passage]") && target) || passages()[0]);
})();
