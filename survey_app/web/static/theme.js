// Light or dark by choice: read before the first paint, so that the page never flashes.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("portrait-theme");
  } catch {
    // Storage may be forbidden; the system's setting then decides.
  }
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  document.addEventListener("DOMContentLoaded", () => {
    // On a phone the study's menu scrolls sideways: bring the current item into sight.
    const menu = document.querySelector(".study-nav");
    const here = menu?.querySelector("[aria-current]");
    if (here) menu.scrollLeft = here.offsetLeft - menu.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;

    const button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = root.dataset.theme ??
        (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
      root.dataset.theme = shown === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("portrait-theme", root.dataset.theme);
      } catch {
        // Then the choice holds for this page only.
      }
    });
  });
})();
