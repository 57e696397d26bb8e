"use strict";
/* Small helpers for the page.  All text reaches the page through textContent; nothing here makes a request. */
const app = {};
(() => {
  const $ = id => document.getElementById(id);

  /** An element with properties, a click handler under `on`, and children; null children are left out. */
  const el = (tag, props = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(props)) {
      if (value == null || value === false) continue;
      if (key === "class") made.className = value;
      else if (key === "on") made.addEventListener("click", value);
      else if (key === "style") Object.assign(made.style, value);
      else if (key in made && key !== "role" && key !== "list") made[key] = value;
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat().filter(c => c != null && c !== false));
    return made;
  };

  /** A link inside the page: an anchor, because a button's text does not break over lines. */
  const link = (text, on, props = {}) => el("a", { class: "link", role: "button", tabIndex: 0, on, ...props }, text);
  document.addEventListener("keydown", e => {
    if ((e.key === "Enter" || e.key === " ") && e.target.matches("a[role=button]")) { e.preventDefault(); e.target.click(); }
  });

  /** A text field that tells of its new text once the focus stands where the Tab key sends it: what is drawn anew then keeps it there. */
  const field = (props, changed) => el("input", { type: "text", ...props, onchange: e => { const typed = e.target.value.trim(); setTimeout(() => changed(typed)); } });

  const SVG = "http://www.w3.org/2000/svg";
  const svg = (tag, props = {}, ...children) => {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(props)) if (value != null) made.setAttribute(key, value);
    made.append(...children.flat().filter(c => c != null));
    return made;
  };

  let toastTimer = 0;
  const toast = text => {
    $("toast").textContent = text;
    $("toast").dataset.shown = "true";
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => delete $("toast").dataset.shown, 2500);
  };

  /** Text to the clipboard, also where the browser has no clipboard interface for local files. */
  const copy = async (text, what = "Copied") => {
    app.copied = text;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = el("textarea", { value: text, class: "hidden" }), held = document.activeElement;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      held?.focus();
    }
    toast(what);
  };

  /** A file of the user's own making; the browser writes it, nothing is sent anywhere. */
  const download = (name, content, type) => {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    el("a", { download: name, href: url }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const number = value => typeof value === "number" ? value.toLocaleString("en") : String(value);
  const collate = new Intl.Collator("en", { numeric: true }).compare;
  const plural = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
  const fileName = text => fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph";

  app.dom = { $, el, field, link, svg, toast, copy, download, fold, collate, number, plural, fileName };
})();
