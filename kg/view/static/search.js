"use strict";
/* Search with completion over names and aliases: a combobox as the ARIA practices describe it.  Used at the top of the page and
   wherever a card asks for a second thing. */
(() => {
  const { data } = app, { $, el, fold } = app.dom, { raw } = data;
  const index = Array.from({ length: data.count }, (_, n) => ({ n, names: [data.label(n), ...data.names(n)].map(fold) }));

  /** The best matches for what was typed: whole names first, then beginnings of names and of words, then what stands inside. */
  function find(typed, limit = 12) {
    const q = fold(typed.trim());
    if (!q) return [];
    const found = [];
    for (const { n, names } of index) {
      let best = 0;
      for (const x of names) {
        const i = x.indexOf(q);
        if (i < 0) continue;
        best = Math.max(best, x === q ? 4 : i === 0 ? 3 : /[^\p{L}\p{N}]/u.test(x[i - 1]) ? 2 : 1);
      }
      if (best) found.push([best + (data.isEvent(n) ? 0 : 0.5), data.degree[n] + data.facts[n], n]);
    }
    return found.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]).slice(0, limit).map(f => f[2]);
  }
  const option = (n, id, on, pick, typed) => {
    const label = data.label(n), alias = fold(label).includes(fold(typed.trim())) ? null : data.names(n).find(x => fold(x).includes(fold(typed.trim())));
    return el("li", { role: "option", id, "aria-selected": String(on), onmousedown: e => { e.preventDefault(); pick(n); } },
      app.shapes.icon(data.kind(n)), el("span", {}, label, alias ? el("small", {}, ` (${alias})`) : null), el("small", {}, data.type(n), data.time(n) ? `, ${data.when(data.time(n))}` : ""));
  };
  /** Sentences that hold what was typed: for words that are nobody's name. */
  function sentences(typed, limit) {
    const q = fold(typed.trim()), out = [];
    if (q.length < 3) return out;
    for (const [d, doc] of raw.documents.entries()) {
      if (!fold(doc.text).includes(q)) continue;
      for (let i = 0; i < doc.sentences.length && out.length < limit; i += 2) {
        const text = data.text(d, doc.sentences[i], doc.sentences[i + 1]);
        if (fold(text).includes(q)) out.push({ sentence: [d, doc.sentences[i]], text });
      }
      if (out.length >= limit) break;
    }
    return out;
  }
  /** Make an input and a list into a combobox; `pick` gets a node, or a sentence where the box offers them. */
  function combobox(input, list, pick, offer = () => []) {
    let found = [], at = -1;
    const show = () => {
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      list.replaceChildren(...found.map((item, i) => typeof item === "number" ? option(item, `${list.id}-${i}`, i === at, choose, input.value)
        : el("li", { role: "option", id: `${list.id}-${i}`, class: "text", "aria-selected": String(i === at), onmousedown: e => { e.preventDefault(); choose(item); } }, el("span", {}, item.text))));
      if (at >= 0) { input.setAttribute("aria-activedescendant", `${list.id}-${at}`); list.children[at].scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
    };
    const close = () => { found = []; at = -1; show(); };
    const choose = item => { input.value = ""; close(); pick(item); };
    input.addEventListener("input", () => { found = find(input.value); found.push(...offer(input.value, Math.max(0, 6 - found.length))); at = found.length ? 0 : -1; show(); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", e => {
      if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); if (found.length) at = (at + (e.key === "ArrowDown" ? 1 : -1) + found.length) % found.length; show(); }
      else if (e.key === "Enter") { e.preventDefault(); if (found[at] != null) choose(found[at]); else if (input.value.trim()) app.dom.toast(`Nothing here is called “${input.value.trim()}”`); }
      else if (e.key === "Escape") { e.stopPropagation(); input.value = ""; close(); input.blur(); }
    });
  }
  combobox($("search"), $("hits"), n => {
    if (typeof n !== "number") { app.openSource(...n.sentence); $("panel").focus(); return; }
    const { state } = app, hidden = { ...state.hidden }, kind = data.kind(n).name, status = data.statuses[data.nodeStatus[n]];
    if (hidden.kinds.has(kind)) hidden.kinds = app.toggled(hidden.kinds, kind);
    if (data.isEvent(n) && hidden.statuses.has(status)) hidden.statuses = app.toggled(hidden.statuses, status);
    app.openNode(n, app.selection.node[n] ? {} : { hidden, focus: null });
    $("panel").focus();
  }, sentences);
  app.search = { find, combobox };
})();
