// Saves what is typed while the respondent writes. Without it, each page saves when it is sent.
"use strict";
(() => {
  const form = document.getElementById("answers");
  if (!form || !window.fetch) return;
  const PAUSE_MS = 1200;
  const RETRY_MS = 8000;
  const place = form.querySelector("[data-saved]");
  const revision = form.elements._revision;
  const kept = "portrait:" + form.dataset.save;
  let timer = 0;
  let sending = false;
  let dirty = false;

  const values = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") data.append(name, value); // a file goes with the page
    }
    return data;
  };

  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };

  async function save() {
    if (sending) return later(PAUSE_MS);
    sending = true;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: values() });
      if (answer.ok) {
        const told = await answer.json();
        revision.value = told.revision;
        place.textContent = told.words;
        form.dispatchEvent(new CustomEvent("portrait:saved", { detail: told }));
        if (!dirty) sessionStorage.removeItem(kept);
      } else if (answer.status !== 409 && answer.status < 500) {
        return; // the page itself will say what is the matter when it is sent
      } else if (answer.status >= 500) {
        throw new Error("later");
      }
    } catch {
      place.textContent = form.dataset.failed;
      later(RETRY_MS);
    } finally {
      sending = false;
    }
  }

  form.addEventListener("input", () => {
    dirty = true;
    try {
      sessionStorage.setItem(kept, values().toString());
    } catch { /* a full or forbidden store: the server's copy remains */ }
    later(PAUSE_MS);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sessionStorage.removeItem(kept);
  });

  // Typed answers survive a lost network and a reloaded page until the server has them.
  const left = sessionStorage.getItem(kept);
  if (left) {
    const data = new URLSearchParams(left);
    for (const box of form.querySelectorAll("textarea, input.input")) {
      const typed = data.getAll(box.name);
      if (typed.length === 1 && !box.value) box.value = typed[0];
    }
    later(0);
  }
})();
