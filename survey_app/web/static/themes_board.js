// The board by keyboard and by dragging. Every move is a button of the card's form, so that the
// page works without this script too.
"use strict";
(() => {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const columns = [...board.querySelectorAll("[data-verb]")];
  const cardsOf = (column) => [...column.querySelectorAll(".board-card")];
  let leaving = false;
  let dragged = null;

  const move = (card, verb) => {
    const button = card && card.querySelector(`button[value="${verb}"]`);
    if (!button || leaving) return false;
    leaving = true;
    button.click();
    return true;
  };

  const walk = (card, key) => {
    const at = columns.indexOf(card.closest("[data-verb]"));
    const cards = cardsOf(columns[at]);
    const place = cards.indexOf(card);
    if (key === "ArrowDown" || key === "ArrowUp") return cards[place + (key === "ArrowDown" ? 1 : -1)];
    const step = key === "ArrowRight" ? 1 : -1;
    for (let next = at + step; columns[next]; next += step) {
      const beside = cardsOf(columns[next]);
      if (beside.length) return beside[Math.min(place, beside.length - 1)];
    }
    return null;
  };

  const verbs = { a: "accept", x: "reject", o: "reopen" };
  const letter = (event) =>
    /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, textarea, select")) return;
    const card = event.target.closest(".board-card");
    if (event.key.startsWith("Arrow")) {
      const next = card ? walk(card, event.key) : board.querySelector(".board-card");
      if (!next) return;
      next.querySelector("a").focus();
    } else if (letter(event) === "u") {
      const undo = document.querySelector('[data-key="u"]');
      if (!undo || leaving) return;
      leaving = true;
      undo.click();
    } else if (!card || !move(card, verbs[letter(event)])) return;
    event.preventDefault();
  });

  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".board-card");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  columns.forEach((column) => {
    const may = () => dragged && dragged.querySelector(`button[value="${column.dataset.verb}"]`);
    column.addEventListener("dragover", (event) => {
      if (!may()) return;
      event.preventDefault();
      column.classList.add("over");
    });
    column.addEventListener("dragleave", () => column.classList.remove("over"));
    column.addEventListener("drop", (event) => {
      column.classList.remove("over");
      if (!may()) return;
      event.preventDefault();
      move(dragged, column.dataset.verb);
    });
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
  });
  // After a move the card has the focus again, wherever it is now.
  const moved = location.hash.startsWith("#t") && document.getElementById(location.hash.slice(1));
  if (moved) moved.querySelector("a").focus();
})();
