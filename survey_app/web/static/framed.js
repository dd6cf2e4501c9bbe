// A survey within another site's page tells that page how high it is, so that the frame can fit.
// It is told to the sites that the link names and to no others; who does not listen loses nothing.
const sites = (document.currentScript.dataset.sites || "").split(" ").filter(Boolean);
const within = window.location.ancestorOrigins?.[0];
const listeners = within ? sites.filter((site) => site === within) : sites;
let told = 0;

function tell() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height === told) return;
  for (const site of listeners) {
    window.parent.postMessage({ portrait: { height, fresh: told === 0 } }, site);
  }
  told = height;
}

if (window.parent !== window && listeners.length) {
  document.body.style.minHeight = "0"; // else the page is never lower than its frame
  new ResizeObserver(tell).observe(document.body);
}
