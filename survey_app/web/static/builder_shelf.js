// The banks: found as one types, ticks stay, and the minutes grow with every tick. Without this
// script the button searches, and the minutes are told once the questions are in.
"use strict";
(() => {
  const search = document.querySelector("[data-shelf]");
  if (!search) return;
  const says = search.querySelector("[data-shelf-says]");
  const grown = document.querySelector("[data-shelf-minutes]");
  const [q, tag, audience] = ["q", "tag", "audience"].map((id) => document.getElementById(id));
  const offers = [...document.querySelectorAll("[data-offer]")];
  const banks = [...document.querySelectorAll("[data-bank]")];
  const wasOpen = new Map(banks.map((bank) => [bank, bank.open]));
  search.querySelector("button[value=search]").remove(); // Enter is for the main button

  const tell = (found) => {
    const ticked = offers.filter((one) => one.querySelector("input").checked);
    const seconds = ticked.reduce((sum, one) => sum + Number(one.dataset.seconds), Number(search.dataset.seconds));
    says.textContent = found === null ? "" : search.dataset.found.replace("{}", found);
    const parts = [];
    if (ticked.length) parts.push(search.dataset.ticked.replace("{}", ticked.length));
    if (ticked.length) parts.push(search.dataset.minutes.replace("{}", Math.max(2, Math.ceil(seconds / 60))));
    grown.textContent = parts.join(" · ");
  };
  const find = () => {
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const searching = words.length || tag.value || audience.value;
    let found = 0;
    for (const one of offers) {
      const fits = words.every((word) => one.dataset.offer.includes(word))
        && (!tag.value || one.dataset.tags.split(" ").includes(tag.value))
        && (!audience.value || one.dataset.audience.split(" ").includes(audience.value));
      one.hidden = !fits && !one.querySelector("input").checked;
      found += fits;
    }
    for (const part of document.querySelectorAll("[data-shelf-section]")) {
      part.hidden = !part.querySelector("[data-offer]:not([hidden])");
    }
    for (const bank of banks) {
      bank.hidden = !bank.querySelector("[data-offer]:not([hidden])");
      bank.open = searching ? !bank.hidden : wasOpen.get(bank);
    }
    tell(searching ? found : null);
  };
  for (const field of [q, tag, audience]) field.addEventListener("input", find);
  q.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  document.addEventListener("change", (event) => {
    if (event.target.name === "pick") tell(q.value || tag.value || audience.value ? offers.filter((one) => !one.hidden).length : null);
  });
  if (q.value || tag.value || audience.value) find();
  else tell(null);
})();
