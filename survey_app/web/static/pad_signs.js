// The keys and signs that tag a line: 'p ' at its beginning, or one key while it is chosen.
"use strict";
window.PadSigns = class PadSigns {
  // By the key's place, so that Alt with a Russian or French layout is the same.
  static KEYS = { KeyP: "pain", KeyG: "goal", KeyO: "objection", KeyA: "praise", KeyQ: "quote" };
  static SIGN = /^([pgoqPGOQ+])(?::\s*|\s+)(?=\S)/;

  // `table` is 'p:pain g:goal …', as the page says it.
  constructor(table) {
    this.tags = Object.fromEntries(table.trim().split(/\s+/).map((pair) => pair.split(":")));
  }

  read(text) {
    const tags = [];
    for (let match; (match = PadSigns.SIGN.exec(text)); text = text.slice(match[0].length)) {
      tags.push(this.tags[match[1].toLowerCase()]);
    }
    return { text, tags };
  }

  ofKey(event) {
    return this.tags[event.key.toLowerCase()] || PadSigns.KEYS[event.code];
  }
};
