// Saves what is typed while the respondent writes, and keeps it on the device until the server has
// it. Without this script each page saves when it is sent.
"use strict";
(() => {
  const PAUSE_MS = 1200;
  const REACT_MS = 150; // where an answer may bring up the next question
  const RETRY_MS = 8000;
  const PREFIX = "portrait:";
  const SENT = "portrait-sent";

  // A full or forbidden store only means that nothing is kept here: the server's copy remains.
  const careful = (action) => { try { return action(); } catch { return null; } };

  const forget = (response) => careful(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX + response + ":")) localStorage.removeItem(key);
    }
  });

  // A page that the server has drawn after a page was sent: it has what was sent.
  const reached = document.querySelector("[data-forget]");
  if (reached) {
    careful(() => {
      const sent = sessionStorage.getItem(SENT);
      if (sent) localStorage.removeItem(sent);
      sessionStorage.removeItem(SENT);
    });
    if (reached.matches("form")) reached.addEventListener("submit", () => forget(reached.dataset.forget));
    else forget(reached.dataset.forget);
  }

  const form = document.getElementById("answers");
  if (!form || !window.fetch) return;
  const place = form.querySelector("[data-saved]");
  const banner = form.querySelector("[data-offline]");
  const revision = form.elements._revision;
  const kiosk = "kiosk" in form.dataset;
  let key = PREFIX + form.dataset.response + ":" + location.pathname;
  let timer = 0;
  let sending = false;
  let dirty = false;
  let waiting = null; // the button that was pressed while there was no network

  const values = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") data.append(name, value); // a file goes with the page
    }
    return data;
  };

  const keep = () => {
    if (kiosk) return; // the next person uses the same device
    careful(() => localStorage.setItem(
      key, JSON.stringify({ revision: revision.value, data: values().toString() })));
  };
  const let_go = () => careful(() => localStorage.removeItem(key));

  const offline = (is_so) => {
    banner.hidden = !is_so;
    if (is_so) place.textContent = form.dataset.failed;
  };

  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };

  // The first save of a page that stands on the landing page opens the response.
  const moved = (told) => {
    if (!told.save) return;
    let_go();
    form.action = told.page;
    form.dataset.save = told.save;
    key = PREFIX + told.response + ":" + told.page;
  };

  async function save() {
    if (sending) return later(PAUSE_MS);
    sending = true;
    dirty = false;
    const data = values();
    data.append("_go", "save");
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: data, keepalive: true });
      offline(false);
      if (answer.ok) {
        const told = await answer.json();
        moved(told);
        revision.value = told.revision;
        place.textContent = told.words;
        form.dispatchEvent(new CustomEvent("portrait:saved", { detail: told }));
        if (dirty) keep(); else let_go();
      } else if (answer.status >= 500 || answer.status === 429) {
        throw new Error("later");
      } // else the page itself will say what is the matter when it is sent
    } catch {
      offline(true);
      later(RETRY_MS);
    } finally {
      sending = false;
    }
  }

  form.addEventListener("input", (event) => {
    dirty = true;
    keep();
    const picks = "reacts" in form.dataset && event.target.matches("select, [type=radio], [type=checkbox]");
    later(picks ? REACT_MS : PAUSE_MS);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty) later(0);
  });

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (navigator.onLine === false) {
      event.preventDefault();
      keep();
      offline(true);
      waiting = event.submitter;
      return;
    }
    dirty = false;
    if (!kiosk) careful(() => sessionStorage.setItem(SENT, key));
  });
  window.addEventListener("online", () => {
    if (waiting) form.requestSubmit(waiting); else later(0);
  });
  window.addEventListener("offline", () => { if (dirty) offline(true); });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !banner.hidden) event.preventDefault();
  });

  // What is kept was written after the server's last word, unless the page knows a later one.
  const restore = (data) => {
    for (const box of form.elements) {
      if (!box.name || box.type === "hidden" || box.type === "submit" || box.type === "file") continue;
      const typed = data.getAll(box.name);
      if (box.type === "radio" || box.type === "checkbox") box.checked = typed.includes(box.value);
      else {
        const same = [...form.querySelectorAll(`[name="${CSS.escape(box.name)}"]`)];
        box.value = typed[same.indexOf(box)] ?? "";
      }
    }
  };
  const left = careful(() => JSON.parse(localStorage.getItem(key)));
  if (left && Number(left.revision) >= Number(revision.value)) {
    restore(new URLSearchParams(left.data));
    dirty = true;
    later(0);
  } else if (left) {
    let_go();
  }
})();
