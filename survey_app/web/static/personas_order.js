"use strict";
// Cards can be drawn to their place; without this script the arrows do the same.
(() => {
  const list = document.querySelector("ul[data-order]");
  if (!list) return;
  const form = document.getElementById("order-form");
  let held = null;
  const cards = () => [...list.querySelectorAll("[data-persona]")];

  for (const card of cards()) {
    const grip = card.querySelector("[data-grip]");
    if (!grip) continue;
    grip.hidden = false;
    grip.addEventListener("pointerdown", () => {
      card.draggable = true;
    });
    card.addEventListener("dragstart", (event) => {
      held = card;
      card.classList.add("is-held");
      event.dataTransfer.effectAllowed = "move";
    });
    card.addEventListener("dragover", (event) => {
      if (!held || held === card) return;
      event.preventDefault();
      // Cards stand in rows of two: over a later one it goes behind, over an earlier one before.
      const later = held.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING;
      list.insertBefore(held, later ? card.nextSibling : card);
    });
    card.addEventListener("drop", (event) => event.preventDefault());
    card.addEventListener("dragend", () => {
      card.classList.remove("is-held");
      card.draggable = false;
      held = null;
      const before = form.dataset.order;
      const now = cards().map((one) => one.dataset.persona);
      if (now.join(" ") === before) return;
      for (const id of now) {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "persona";
        field.value = id;
        form.append(field);
      }
      form.submit();
    });
  }
})();
