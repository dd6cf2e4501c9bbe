// The forms of the builder: rules follow their menus, rows are added and moved in place, the
// preview follows what is typed. Without this script every press is a round trip instead.
"use strict";
(() => {
  // Rules: the comparison and the value fit the question; the text follows.
  const rule = document.querySelector("[data-rule]");
  const text = document.getElementById("show_if");
  const rows = () => [...(rule?.querySelectorAll("[data-rule-row]") || [])];
  const WITHOUT_VALUE = ["yes", "no", "given"];
  const questions = rule ? JSON.parse(rule.dataset.questions) : {};
  const fitting = rule ? JSON.parse(rule.dataset.fitting) : {};
  const fit = (row) => {
    const asked = questions[row.querySelector("[name=rule_key]").value];
    const comparison = row.querySelector("[name=rule_comparison]");
    const fits = asked ? fitting[asked.kind] || [] : Object.values(fitting).flat();
    for (const option of comparison.options) option.hidden = option.disabled = !fits.includes(option.value);
    if (asked && comparison.selectedOptions[0]?.disabled !== false) comparison.value = fits[0];
    const old = row.querySelector("[name=rule_value]");
    const codes = asked ? Object.entries(asked.choices) : [];
    const menu = codes.length > 0;
    let value = old;
    if (menu !== (old.tagName === "SELECT") || menu) {
      value = document.createElement(menu ? "select" : "input");
      value.className = "input";
      value.name = "rule_value";
      value.setAttribute("aria-label", old.getAttribute("aria-label"));
      for (const [code, words] of codes) value.add(new Option(words, code));
      if (!menu || codes.some(([code]) => code === old.value)) value.value = old.value;
      old.replaceWith(value);
    }
    value.hidden = !asked || WITHOUT_VALUE.includes(comparison.value);
  };
  const written = (row) => {
    const key = row.querySelector("[name=rule_key]").value;
    const comparison = row.querySelector("[name=rule_comparison]").value;
    const value = row.querySelector("[name=rule_value]").value.trim().replaceAll('"', "'");
    if (!key) return "";
    if (comparison === "yes") return `${key} == true`;
    if (comparison === "no") return `${key} == false`;
    if (comparison === "given") return `${key} != ""`;
    if (comparison === "has") return `"${value}" in ${key}`;
    if (comparison === "lacks") return `not ("${value}" in ${key})`;
    const kind = questions[key]?.kind;
    if (kind === "number") return `${key} ${comparison} ${value.replace(",", ".") || "0"}`;
    return `${key} ${comparison} ${kind === "date" ? "d" : ""}"${value}"`;
  };
  const follow = () => {
    const join = rule.querySelector("[name=rule_join]")?.value || "and";
    text.value = rows().map(written).filter(Boolean).join(` ${join} `);
  };
  if (rule && rows().length) {
    rows().forEach(fit);
    rule.addEventListener("change", (event) => {
      if (event.target === text) return;
      const row = event.target.closest("[data-rule-row]");
      if (row) fit(row);
      follow();
    });
    rule.addEventListener("input", (event) => {
      if (event.target.name === "rule_value") follow();
    });
    rule.querySelector("[data-rule-add]")?.addEventListener("click", (event) => {
      event.preventDefault();
      const all = rows();
      const copy = all.at(-1).cloneNode(true);
      for (const field of copy.querySelectorAll("select:not([name=rule_join]), input")) {
        field.value = field.name === "rule_comparison" ? "==" : "";
        const label = field.getAttribute("aria-label") || "";
        field.setAttribute("aria-label", label.replace(/\d+/, all.length + 1));
      }
      if (all.length === 1) {
        rule.querySelector("input[name=rule_join]")?.remove();
        const join = document.createElement("select");
        join.name = "rule_join";
        join.className = "input";
        join.setAttribute("aria-label", rule.dataset.join);
        join.add(new Option(rule.dataset.and, "and"));
        join.add(new Option(rule.dataset.or, "or"));
        copy.prepend(join);
      } else copy.querySelector("[name=rule_join]")?.remove();
      all.at(-1).after(copy);
      fit(copy);
      copy.querySelector("[name=rule_key]").focus();
    });
  }

  // Rows of choices, matrix rows and checks.
  let fresh = 100;
  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-row]");
    const button = event.target.closest("[data-raise], [data-lower], [data-drop-row]");
    if (!add && !button) return;
    event.preventDefault();
    const box = event.target.closest("[data-rows]");
    const all = [...box.querySelectorAll("[data-row]")];
    if (add) {
      const copy = all.at(-1).cloneNode(true);
      const id = copy.querySelector("input[type=hidden]").value;
      const name = box.dataset.rows;
      const other = name === "check" ? String(fresh++) : `new${fresh++}`;
      for (const field of copy.querySelectorAll("input, select")) {
        if (field.name === name) field.value = other;
        else if (field.type === "checkbox") field.checked = false;
        else field.value = "";
        field.name = field.name.replace(`${name}:${id}:`, `${name}:${other}:`);
      }
      all.at(-1).after(copy);
      copy.querySelector(".choice-words input").focus();
    } else {
      const row = button.closest("[data-row]");
      if (button.matches("[data-raise]")) row.previousElementSibling?.matches("[data-row]") && row.previousElementSibling.before(row);
      else if (button.matches("[data-lower]")) row.nextElementSibling?.matches("[data-row]") && row.nextElementSibling.after(row);
      else if (all.length > 1) {
        (row.nextElementSibling?.querySelector("input:not([type=hidden])") || box).focus?.();
        row.remove();
      }
      if (document.contains(button)) button.focus();
    }
    const now = [...box.querySelectorAll("[data-row]")];
    now.forEach((row, at) => {
      const [up, down] = [row.querySelector("[data-raise]"), row.querySelector("[data-lower]")];
      up.disabled = at === 0;
      down.disabled = at === now.length - 1;
      for (const field of row.querySelectorAll("[aria-label]")) {
        field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+/, at + 1));
      }
    });
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // '{{key|fallback}}' goes where the cursor was last.
  const tool = document.querySelector("[data-pipe-tool]");
  if (tool) {
    tool.hidden = false;
    let last = document.getElementById("question-form").querySelector("[name^='text:']");
    document.addEventListener("focusin", (event) => {
      if (event.target.matches("[data-wording] input, [data-wording] textarea")) last = event.target;
    });
    tool.querySelector("[data-pipe-put]").addEventListener("click", () => {
      const key = document.getElementById("pipe-key").value;
      const fallback = document.getElementById("pipe-fallback").value.trim() || "…";
      last.setRangeText(`{{${key}|${fallback}}}`, last.selectionStart, last.selectionEnd, "end");
      last.focus();
      last.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // The preview follows, a moment after the last key.
  const form = document.querySelector("[data-question-form]");
  const frame = document.getElementById("preview");
  const typed = document.querySelector("[data-preview-typed]");
  if (form && frame && typed) {
    typed.hidden = true;
    let timer = 0;
    let asked = 0;
    const show = async () => {
      const turn = ++asked;
      const answer = await fetch(typed.formAction, { method: "POST", body: new FormData(form) });
      if (!answer.ok || turn !== asked) return;
      const top = frame.contentWindow?.scrollY || 0;
      frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
      frame.srcdoc = await answer.text();
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(show, 500);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
  }

  // Translations: on to the next empty one.
  document.querySelector("[data-next-missing]")?.addEventListener("click", (event) => {
    const empty = [...document.querySelectorAll("[data-missing]")].filter((one) => !one.value.trim());
    if (!empty.length) return;
    event.preventDefault();
    const after = document.activeElement;
    const next = empty.find((one) => after.compareDocumentPosition(one) & 4 && after.matches("textarea"));
    (next || empty[0]).focus();
    (next || empty[0]).scrollIntoView({ block: "center" });
  });
})();
