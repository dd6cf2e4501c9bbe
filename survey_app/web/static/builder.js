// The outline of a draft: drag a question, or lift it with Space and move it with the arrow keys;
// single keys for what the buttons do. Every action is a button or link of the page, too.
"use strict";
(() => {
  const live = () => document.querySelector("[data-live]");
  const bar = () => document.querySelector("[data-editor]");
  const say = (words) => {
    if (live()) live().textContent = words;
  };
  const ready = () => {
    for (const handle of document.querySelectorAll("[data-handle]")) handle.hidden = false;
  };
  ready();

  // Where a question stands: its list's section and its place among the questions there.
  const place = (item) => {
    const list = item.parentElement;
    return { section: list.dataset.drop, position: [...list.children].indexOf(item) };
  };
  let focusAfter = "";
  const send = (item, from) => {
    const to = place(item);
    if (to.section === from.section && to.position === from.position) return;
    focusAfter = "handle-" + item.dataset.question;
    say(bar().dataset.setDown.replace("{}", to.position + 1));
    window.htmx.ajax("POST", bar().dataset.do, {
      source: bar(),
      target: "#content",
      select: "#content",
      swap: "outerHTML show:none",
      values: { verb: "place", key: item.dataset.question, revision: bar().dataset.revision, ...to },
    });
  };
  const putBack = (item, next, list) => list.insertBefore(item, next);

  // By pointer: the question follows it through the lists.
  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button) return;
    event.preventDefault();
    const item = handle.closest("[data-question]");
    const from = place(item);
    const [list, next] = [item.parentElement, item.nextElementSibling];
    item.dataset.liftedNow = "";
    const move = (at) => {
      if (at.clientY < 70) scrollBy(0, -14);
      else if (at.clientY > innerHeight - 70) scrollBy(0, 14);
      const lists = [...document.querySelectorAll("[data-drop]")];
      const over = lists.find((one) => at.clientY < one.getBoundingClientRect().bottom + 12)
        || lists.at(-1);
      const after = [...over.children].find((one) => {
        if (one === item) return false;
        const box = one.getBoundingClientRect();
        return at.clientY < box.top + box.height / 2;
      });
      if (after !== item.nextElementSibling || over !== item.parentElement) {
        over.insertBefore(item, after || null);
      }
    };
    const end = (how) => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", cancel);
      delete item.dataset.liftedNow;
      if (how === "up") send(item, from);
      else putBack(item, next, list);
    };
    const up = () => end("up");
    const cancel = () => end("cancel");
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", cancel);
    handle.focus({ preventScroll: true });
  });

  // By keyboard: Space lifts, arrows move, Space sets down, Escape leaves it where it was.
  let lifted = null;
  const setDown = (how) => {
    const { item, from, list, next, handle } = lifted;
    lifted = null;
    delete item.dataset.liftedNow;
    handle.removeAttribute("aria-pressed");
    if (how === "send") send(item, from);
    else {
      putBack(item, next, list);
      handle.focus();
      say(bar().dataset.letGo);
    }
  };
  const step = (item, way) => {
    const list = item.parentElement;
    const sibling = way < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (sibling) list.insertBefore(item, way < 0 ? sibling : sibling.nextElementSibling);
    else {
      const lists = [...document.querySelectorAll("[data-drop]")];
      const other = lists[lists.indexOf(list) + way];
      if (other) other.insertBefore(item, way < 0 ? null : other.firstElementChild);
    }
  };
  document.addEventListener("keydown", (event) => {
    const handle = event.target.closest?.("[data-handle]");
    if (!handle || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = handle.closest("[data-question]");
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (lifted) return setDown("send");
      lifted = {
        item, handle, from: place(item), list: item.parentElement, next: item.nextElementSibling,
      };
      item.dataset.liftedNow = "";
      handle.setAttribute("aria-pressed", "true");
      say(bar().dataset.lifted.replace("{}", item.dataset.words));
    } else if (lifted && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      step(item, event.key === "ArrowUp" ? -1 : 1);
      handle.focus();
    } else if (lifted && (event.key === "Escape" || event.key === "Tab")) {
      if (event.key === "Escape") event.preventDefault();
      setDown("leave");
    }
  });

  // Single keys, outside of fields.
  const items = () => [...document.querySelectorAll("[data-question]")];
  const current = () => document.activeElement.closest?.("[data-question]");
  const press = (id) => {
    const button = document.getElementById(id);
    if (button && !button.disabled) button.click();
  };
  document.addEventListener("keydown", (event) => {
    if (!bar() || lifted || event.ctrlKey || event.metaKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const item = current();
    const key = item?.dataset.question;
    if (event.altKey) {
      if (!item || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      event.preventDefault();
      return press((event.key === "ArrowUp" ? "up-" : "down-") + key);
    }
    const letter = event.key.toLowerCase();
    if (letter === "j" || letter === "k") {
      const all = items();
      const at = all.indexOf(item) + (letter === "j" ? 1 : -1);
      const next = all[Math.min(Math.max(at, 0), all.length - 1)];
      document.getElementById("edit-" + next?.dataset.question)?.focus();
    } else if (letter === "e" && key) press("edit-" + key);
    else if (letter === "c" && key) press("copy-" + key);
    else if (letter === "x" && key) press("remove-" + key);
    else if (letter === "u") press("undo");
    else if (letter === "r") press("redo");
    else document.querySelector(`[data-key="${CSS.escape(letter)}"]`)?.click();
  });

  // After an exchange: the handles again, and the focus where it was.
  document.addEventListener("htmx:beforeRequest", (event) => {
    focusAfter = focusAfter || event.target.closest?.("form")?.querySelector("button")?.id || "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    ready();
    const wanted = focusAfter && document.getElementById(focusAfter);
    const key = focusAfter.replace(/^(handle|up|down|copy|remove)-/, "");
    focusAfter = "";
    if (wanted && !wanted.disabled) wanted.focus({ preventScroll: true });
    else document.getElementById("edit-" + key)?.focus({ preventScroll: true });
  });
})();
