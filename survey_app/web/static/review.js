// The review by keyboard: move in the list, decide, and find the list where it was. Every action
// is a link, a button or a details element of the page, which works without this script too.
"use strict";
(() => {
  const desk = document.querySelector("[data-review]");
  if (!desk) return;
  const side = desk.querySelector(".review-side");
  const rows = [...desk.querySelectorAll("[data-list] a")];
  const current = Math.max(0, rows.findIndex((row) => row.hasAttribute("aria-current")));
  const KEPT = "portrait-review:" + location.pathname.replace(/themes\/.*/, "themes");
  let leaving = false;

  // What must survive a decision: where the list and the page stood, and whether keys are used.
  const keep = (byKey) => {
    const place = { top: side.scrollTop, page: scrollY, here: location.pathname, byKey };
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(place));
    } catch { /* then the page begins at its top */ }
  };
  const find = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT) || "null");
    } catch {
      return null;
    }
  };

  const row = rows[current];
  const kept = find();
  if (kept) {
    side.scrollTop = kept.top;
    sessionStorage.removeItem(KEPT);
  }
  if (row && side.scrollHeight > side.clientHeight) {
    const above = row.getBoundingClientRect().top - side.getBoundingClientRect().top;
    if (above < 0 || above + row.offsetHeight > side.clientHeight) {
      side.scrollTop += above - side.clientHeight / 3;
    }
  }
  // Not before the browser has gone to the address's anchor: that takes the focus away again.
  if (kept && !desk.querySelector("[autofocus]")) {
    addEventListener("load", () => requestAnimationFrame(() => {
      if (kept.here === location.pathname) scrollTo({ top: kept.page, behavior: "instant" });
      if (row && kept.byKey && document.activeElement === document.body) {
        row.focus({ preventScroll: true });
      }
    }));
  }

  const go = (step) => {
    const next = rows[current + step];
    if (!next || leaving) return;
    leaving = true;
    keep(true);
    location.assign(next.href);
  };

  const open = (act) => {
    act.open = !act.open;
    if (act.open) {
      const first = act.querySelector("[data-first]");
      first.focus();
      if (first.select) first.select();
    } else if (row) {
      row.focus({ preventScroll: true });
    }
  };

  const press = (key) => {
    const target = desk.querySelector(`[data-key="${key}"]`);
    if (!target || leaving) return false;
    if (target.matches("details")) open(target);
    else {
      if (target.matches("a")) keep(true);
      target.click();
    }
    return true;
  };

  // Quotes by keyboard: go from one to the next, then tick, mark, move or remark on it.
  const quotes = [...desk.querySelectorAll(".excerpt")];
  const quoteHere = () => document.activeElement.closest(".excerpt");
  const goToQuote = (step) => {
    const at = quotes.indexOf(quoteHere());
    const next = quotes[at < 0 ? 0 : at + step];
    if (next) next.focus();
  };
  const onQuote = (key) => {
    const quote = quoteHere();
    const tool = quote && quote.querySelector(
      { t: "[name=excerpt]", b: "button[name=do][aria-pressed]", v: "[data-tick]", c: "[data-comment]" }[key]
    );
    if (tool) tool.click();
    return Boolean(tool);
  };

  // A key is its letter; on a Cyrillic or Chinese keyboard it is the key in that place.
  const letter = (event) =>
    /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const act = event.target.closest("details.act, details.new-theme");
    if (event.key === "Escape" && act) {
      open(act);
      return;
    }
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "/") {
      document.getElementById("search").focus();
      event.preventDefault();
      return;
    }
    const inList = event.target.closest("[data-list]");
    const key = letter(event);
    if (key === "j" || (inList && event.key === "ArrowDown")) go(1);
    else if (key === "k" || (inList && event.key === "ArrowUp")) go(-1);
    else if (key === "l") goToQuote(1);
    else if (key === "h") goToQuote(-1);
    else if (key.length !== 1) return;
    else if ("tbvc".includes(key) && onQuote(key)) { /* done */ }
    else if (!"armxsudpconw".includes(key) || !press(key)) return;
    event.preventDefault();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.closest("[data-review]")) return;
    if (leaving) {
      event.preventDefault();
      return;
    }
    leaving = true;
    keep(true);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
  });
  rows.forEach((one) => one.addEventListener("click", () => keep(false)));

  // Ticking shows how many; 'Move…' ticks its quote and opens the choice.
  const boxes = [...desk.querySelectorAll("[form=ticked][type=checkbox]")];
  const place = desk.querySelector("[data-ticked]");
  const tell = () => {
    const number = boxes.filter((box) => box.checked).length;
    if (place) place.textContent = number ? String(number) : "";
  };
  boxes.forEach((box) => box.addEventListener("change", tell));
  tell();
  desk.querySelectorAll("[data-comment]").forEach((link) =>
    link.addEventListener("click", (event) => {
      const act = desk.querySelector('details[data-key="c"]');
      if (!act) return;
      event.preventDefault();
      act.querySelector("[data-quote]").value = link.dataset.comment;
      act.open = true;
      act.querySelector("textarea").focus();
    })
  );
  desk.querySelectorAll("[data-tick]").forEach((link) =>
    link.addEventListener("click", (event) => {
      const box = boxes.find((one) => one.value === link.dataset.tick);
      const act = desk.querySelector('details[data-key="s"]');
      if (!box || !act) return;
      event.preventDefault();
      box.checked = true;
      tell();
      act.open = true;
      act.querySelector("select").focus();
    })
  );
})();
