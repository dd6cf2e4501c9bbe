/* A wave that still has no time zone of its own begins with the one of this device. */
(() => {
  "use strict";
  const field = document.querySelector("[data-own-zone]");
  if (!field || field.value !== "UTC") return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...document.querySelectorAll("#zones option")].some((one) => one.value === zone);
  if (known) field.value = zone;
})();
