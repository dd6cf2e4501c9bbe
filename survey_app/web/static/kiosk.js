// Whoever walks away from a kiosk half-way leaves a clean device behind, and no answers to read.
"use strict";
(() => {
  const IDLE_MS = 120000;
  let idle = 0;

  const start_clean = () => {
    const leave = document.getElementById("leave");
    if (leave) {
      leave.requestSubmit();
      return;
    }
    for (const form of document.forms) form.reset();
    location.replace(location.pathname);
  };
  const awake = () => {
    clearTimeout(idle);
    idle = setTimeout(start_clean, IDLE_MS);
  };
  for (const sign of ["input", "pointerdown", "keydown", "scroll"]) {
    document.addEventListener(sign, awake, { passive: true });
  }
  awake();
})();
