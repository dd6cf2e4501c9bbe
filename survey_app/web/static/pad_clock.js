// The talking time: counts while it runs, survives a reload, and is saved now and then.
"use strict";
window.PadClock = class PadClock {
  static SAVE_MS = 15000;

  // `place` holds the dial, the button and the box of minutes that this replaces.
  constructor(place, store, onChange) {
    this.dial = place.querySelector("[data-timer]");
    this.button = place.querySelector("[data-timer-button]");
    this.store = store;
    this.onChange = onChange;
    const { seconds, since } = store.clock || { seconds: Number(place.dataset.seconds) };
    this.seconds = seconds;
    this.since = since;
    place.querySelector("[data-minutes]").remove();
    this.dial.hidden = this.button.hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    this.draw();
    setInterval(() => this.draw(), 1000);
    setInterval(() => this.since && this.keep(), PadClock.SAVE_MS);
  }

  get talked() {
    return Math.round(this.seconds + (this.since ? (Date.now() - this.since) / 1000 : 0));
  }

  draw() {
    const seconds = this.talked;
    this.dial.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    this.button.textContent = this.since ? this.button.dataset.pause : this.button.dataset.start;
  }

  keep() {
    this.store.clock = this.since ? { seconds: this.seconds, since: this.since } : null;
    this.store.putField("_seconds", [String(this.talked)]);
    this.onChange();
  }

  pause() {
    if (this.since) this.toggle();
  }

  toggle() {
    this.seconds = this.talked;
    this.since = this.since ? 0 : Date.now();
    this.draw();
    this.keep();
  }
};
