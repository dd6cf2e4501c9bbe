// Makes rankings movable and lets each why appear as the one before is written.
// Without it, places are chosen from lists and 'Next why' asks the server.
"use strict";
(() => {
  // --- rankings: buttons that move a choice up and down -------------------------------------------
  for (const list of document.querySelectorAll("[data-ranking]")) {
    const rows = [...list.children];
    const box = (row) => row.querySelector("select");
    const word = (row) => row.querySelector("label").textContent;
    let placed = rows.filter((row) => box(row).value).sort((a, b) => box(a).value - box(b).value);

    const told = document.createElement("p");
    told.className = "visually-hidden";
    told.setAttribute("role", "status");
    list.after(told);

    const draw = () => {
      for (const row of rows) {
        const place = placed.indexOf(row) + 1;
        box(row).value = place ? String(place) : "";
        row.classList.toggle("placed", place > 0);
      }
    };

    // A row moves in the page only when moved by its buttons, so that no list slips away in use.
    const settle = (moved, button) => {
      draw();
      for (const row of [...placed, ...rows.filter((row) => !placed.includes(row))]) list.append(row);
      button.focus();
      told.textContent = word(moved) + ": " + (box(moved).value || "–");
      list.dispatchEvent(new Event("input", { bubbles: true }));
    };

    const up = (row) => {
      const place = placed.indexOf(row);
      if (place < 0) placed.push(row);
      else if (place > 0) placed.splice(place - 1, 0, placed.splice(place, 1)[0]);
    };
    const down = (row) => {
      const place = placed.indexOf(row);
      if (place < 0) return;
      placed.splice(place, 1);
      if (place < placed.length) placed.splice(place + 1, 0, row);
    };

    for (const row of rows) {
      box(row).addEventListener("change", () => {
        const place = Number(box(row).value);
        placed = placed.filter((other) => other !== row);
        if (place) placed.splice(place - 1, 0, row);
        draw();
      });
      const moves = document.createElement("span");
      moves.className = "ranked-moves";
      for (const [sign, label, move] of [["↑", list.dataset.up, up], ["↓", list.dataset.down, down]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = sign;
        button.setAttribute("aria-label", label.replace("{what}", word(row)));
        button.addEventListener("click", () => { move(row); settle(row, button); });
        moves.append(button);
      }
      row.append(moves);
    }
    draw();
  }

  // --- whys: the next box opens under what is written ---------------------------------------------
  const MAX_QUOTE = 160;
  for (const chain of document.querySelectorAll("[data-whys]")) {
    const whys = [...chain.querySelectorAll(".why")];
    const more = chain.querySelector("[data-more]");
    const written = (why) => why.querySelector("textarea").value.trim().replace(/\s+/g, " ");
    const grow = () => {
      whys.forEach((why, place) => {
        if (!place) return;
        const before = written(whys[place - 1]);
        if (!before) return;
        const quoted = before.length > MAX_QUOTE ? before.slice(0, MAX_QUOTE - 1) + "…" : before;
        why.querySelector("label").textContent = chain.dataset.whys.split("{answer}").join(quoted);
        why.hidden = false;
      });
      more.hidden = true;
    };
    chain.addEventListener("input", grow);
    grow();
  }
})();
