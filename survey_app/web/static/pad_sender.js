// Sends what the shelf holds, one thing at a time, until the server has taken it.
"use strict";
window.PadSender = class PadSender {
  static RETRY_MS = 5000;

  // `store` is a PadStore; `revision` the input that holds the last seen one. The rest are called:
  // onLine(ref, told), onRefused(ref, message), onFields(names, told), onSaved(at), onWaiting().
  constructor(parts) {
    Object.assign(this, parts);
    this.timer = 0;
    this.sending = null;
  }

  later(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), ms);
  }

  // True when nothing is left to send.
  flush() {
    clearTimeout(this.timer);
    this.sending = this.sending || this.sendAll().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  async sendAll() {
    let at = null;
    try {
      while (this.store.waiting) {
        const [line] = Object.values(this.store.lines);
        at = (await (line ? this.sendLine(line) : this.sendFields())) || at;
      }
      if (at) this.onSaved(at);
      return true;
    } catch {
      this.onWaiting();
      this.later(PadSender.RETRY_MS);
      return false;
    }
  }

  async post(url, body, type) {
    const headers = { "X-CSRFToken": this.token };
    if (type) headers["Content-Type"] = type;
    // A redirect means signed out: what is typed stays here until somebody signs in again.
    const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
    const known = answer.ok || answer.status === 409 || answer.status === 422;
    if (!known || !(answer.headers.get("Content-Type") || "").includes("json")) {
      throw new Error("later");
    }
    return { status: answer.status, told: await answer.json() };
  }

  async sendLine(line) {
    const { ref } = line;
    const { status, told } = await this.post(
      this.urls.lines, JSON.stringify(line), "application/json",
    );
    const newer = this.store.lines[ref];
    if (newer === line) this.store.dropLine(ref);
    if (status === 422) {
      this.onRefused(ref, told.message);
      return null;
    }
    // Typed on meanwhile: what is sent next was made from what is stored now.
    if (newer && newer !== line && told.line) newer.was = told.line.was;
    this.onLine(ref, told);
    return told.at;
  }

  async sendFields() {
    const sent = { ...this.store.fields };
    const body = new URLSearchParams({ _revision: this.revision.value });
    for (const [name, values] of Object.entries(sent)) values.forEach((v) => body.append(name, v));
    const { told } = await this.post(this.urls.save, body);
    this.store.dropFields(sent);
    this.revision.value = told.revision;
    this.onFields(Object.keys(sent), told);
    return told.at;
  }
};
