// What the server has not taken yet, kept on this device: it survives a lost network, a reload
// and a closed window. Each window has a shelf of its own; shelves that nobody tends are adopted.
"use strict";
window.PadStore = class PadStore {
  static STALE_MS = 10000;

  constructor(name) {
    this.prefix = "portrait:pad:" + name + ":";
    this.key = this.prefix + Math.random().toString(36).slice(2, 10);
    this.lines = {};
    this.fields = {};
    this.clock = null;
    this.adopt(sessionStorage.getItem("portrait:shelf:" + name));
    try {
      sessionStorage.setItem("portrait:shelf:" + name, this.key);
    } catch { /* only a reload in this window is slower to find its shelf */ }
    setInterval(() => this.waiting && this.keep(), PadStore.STALE_MS / 3);
  }

  get waiting() {
    return Object.keys(this.lines).length + Object.keys(this.fields).length;
  }

  adopt(own) {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
    for (const key of keys) {
      let shelf = null;
      try {
        shelf = JSON.parse(localStorage.getItem(key));
      } catch { /* not ours, or half written: nothing to take over */ }
      if (!shelf || (key !== own && Date.now() - shelf.at < PadStore.STALE_MS)) continue;
      this.lines = { ...shelf.lines, ...this.lines };
      this.fields = { ...shelf.fields, ...this.fields };
      this.clock = this.clock || shelf.clock;
      localStorage.removeItem(key);
    }
    this.keep();
  }

  keep() {
    const { lines, fields, clock } = this;
    try {
      if (!this.waiting && !clock) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify({ lines, fields, clock, at: Date.now() }));
    } catch { /* a full or forbidden store: what is on the page is still sent */ }
  }

  putLine(line) {
    this.lines[line.ref] = line;
    this.keep();
  }

  dropLine(ref) {
    delete this.lines[ref];
    this.keep();
  }

  putField(name, values) {
    this.fields[name] = values;
    this.keep();
  }

  // Only what has not been changed again while it was under way.
  dropFields(sent) {
    for (const [name, values] of Object.entries(sent)) {
      if (this.fields[name] === values) delete this.fields[name];
    }
    this.keep();
  }
};
