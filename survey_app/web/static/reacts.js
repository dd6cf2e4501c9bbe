// Shows and hides questions of the page as soon as an answer is saved; the server decides which.
// Without it the page comes once more, with its new questions, when it is sent.
"use strict";
(() => {
  const form = document.getElementById("answers");
  if (!form) return;

  const blocks = () => [...form.querySelectorAll("[data-entry]")];

  const made = (id, html) => {
    const block = document.createElement("div");
    block.className = "entry";
    block.dataset.entry = id;
    block.innerHTML = html; // the server's own, as on the page itself
    return block;
  };

  form.addEventListener("portrait:saved", (event) => {
    const entries = event.detail.entries || [];
    if (!entries.length) return;
    const old = new Map(blocks().map((block) => [block.dataset.entry, block]));
    const end = old.size ? [...old.values()].at(-1).nextSibling : form.querySelector("[data-saved]");
    const parent = end ? end.parentNode : form;
    const wanted = new Set(entries.map((entry) => entry.id));
    for (const [id, block] of old) if (!wanted.has(id)) block.remove();
    let before = parent.contains(end) ? end : null;
    for (const { id, html } of [...entries].reverse()) {
      let block = old.get(id);
      if (!block) {
        if (!html) continue;
        block = made(id, html);
        parent.insertBefore(block, before);
      } else if (html && !block.contains(document.activeElement)) {
        const fresh = made(id, html);
        block.replaceWith(fresh);
        block = fresh;
      }
      before = block;
    }
  });
})();
