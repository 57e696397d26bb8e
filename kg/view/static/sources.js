"use strict";
/* The articles' texts, with mentions, claims and quotations marked, linked both ways with everything else. */
(() => {
  const { data } = app, { $, el, link, fold, plural } = app.dom, { C, raw } = data;
  let typed = "";

  /* which claims, events and quotations rest on which sentence */
  const bySentence = raw.documents.map(() => new Map());
  const put = (d, start, key, value) => {
    const at = bySentence[d];
    if (!at.has(start)) at.set(start, { claims: [], events: [], quotes: [], silent: null });
    if (key === "silent") at.get(start).silent = value; else if (!at.get(start)[key].includes(value)) at.get(start)[key].push(value);
  };
  C.evidence.forEach((list, c) => { for (const e of list) put(e[0], e[1], "claims", c); });
  for (const [n, list] of Object.entries(data.N.evidence)) for (const e of list) put(e[0], e[1], "events", +n);
  const sentenceAt = (d, offset) => {
    const s = raw.documents[d].sentences;
    for (let i = 0; i < s.length; i += 2) if (offset >= s[i] && offset < s[i + 1]) return s[i];
    return offset;
  };
  raw.quotes.forEach((q, i) => put(q[0], sentenceAt(q[0], q[1]), "quotes", i));
  for (const [d, start, , why] of raw.silent) put(d, start, "silent", data.strings[why]);

  const counts = raw.documents.map((_, d) => [...bySentence[d].values()].reduce((sum, s) => sum + s.claims.length, 0));
  const selected = d => !app.state.only.sources.size || app.state.only.sources.has(d);

  function list(state) {
    const words = fold(typed);
    const found = raw.documents.map((_, i) => i).filter(i => selected(i) && fold(raw.documents[i].title || raw.documents[i].id).includes(words))
      .sort((a, b) => (raw.documents[b].date || "").localeCompare(raw.documents[a].date || "") || a - b);
    const typing = document.activeElement?.id === "source-filter";
    $("view-sources").replaceChildren(el("div", { class: "bar" }, el("h2", {}, plural(found.length, "article")),
      el("input", { id: "source-filter", type: "search", placeholder: "Only titles with…", "aria-label": "Filter articles", value: typed, oninput: e => { typed = e.target.value; list(state); } })),
    el("ul", { class: "articles" }, ...found.slice(0, 400).map(i => el("li", {}, link(raw.documents[i].title || raw.documents[i].id, () => app.go({ article: i })),
      el("span", { class: "tag" }, [...data.published(raw.documents[i]), plural(counts[i], "claim")].filter(Boolean).join(" · "))))));
    if (typing) { $("source-filter").focus(); $("source-filter").setSelectionRange(typed.length, typed.length); }
  }

  const safe = url => /^https?:\/\//i.test(url || "") ? url : null;
  function article(d, state) {
    const doc = raw.documents[d], url = safe(doc.url), out = el("article", { lang: "en" });
    const quotes = raw.quotes.filter(q => q[0] === d), card = state.card;
    const here = card.is === "sentence" && card.document === d ? card.start : null;
    const chosen = card.is === "node" ? card.node : null;
    const evidence = card.is === "claim" ? new Set(C.evidence[card.claim].filter(e => e[0] === d).map(e => e[1])) : new Set();
    const sentences = doc.sentences.length ? doc.sentences : [0, doc.text.length];
    let at = 0;
    for (let i = 0; i < sentences.length; i += 2) {
      const [a, b] = [sentences[i], sentences[i + 1]], known = bySentence[d].get(a);
      if (a > at) out.append(doc.text.slice(at, a).replace(/\n\s*\n\s*/, "\n\n"));
      const marked = a === here || evidence.has(a), line = el("span", { class: "sentence" + (marked ? " here" : "") + (known?.silent ? " silent" : "") });
      line.append(...pieces(doc, d, a, b, quotes, chosen));
      if (known && (known.claims.length || known.events.length || known.quotes.length || known.silent)) line.append(margin(d, a, known));
      out.append(line);
      at = b;
    }
    out.append(doc.text.slice(at));
    const head = el("header", { class: "article-head" }, raw.documents.length > 1 ? el("button", { on: () => app.go({ article: null, ...(card.is === "sentence" ? { card: { is: "home" } } : {}) }) }, "← All articles") : null,
      el("h2", {}, doc.title || doc.id), el("p", { class: "soft" }, [doc.date && `published ${app.dates.one(doc.date)}`, doc.publisher, plural(counts[d], "claim")].filter(Boolean).join(" · "), url ? " · " : "", url ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "original") : ""),
      el("p", { class: "soft key" }, el("span", { class: "ent" }, "name or description"), " ", el("span", { class: "quoted" }, "quotation"), " ", el("time", { title: "as it is read" }, "date"), " ", el("span", { class: "note" }, "3"), " claims, events and quotations read from the sentence ", el("span", { class: "note silent" }, "?"), " names two things, yielded nothing"));
    $("view-sources").replaceChildren(head, out);
    ($("view-sources").querySelector(".sentence.here") || $("view-sources").querySelector(".ent.chosen"))?.scrollIntoView({ block: "center" });
  }
  /** A sentence in pieces: mentions as buttons, quotations behind them. */
  function pieces(doc, d, a, b, quotes, chosen) {
    const edges = new Set([a, b]), inside = doc.mentions.filter(m => m[0] >= a && m[1] <= b), mentions = [];
    for (const m of inside) if (!mentions.length || m[0] >= mentions.at(-1)[1]) mentions.push(m);
    const said = quotes.filter(q => q[1] < b && q[2] > a);
    for (const m of mentions) { edges.add(m[0]); edges.add(m[1]); }
    const dates = doc.times.filter(t => t[0] >= a && t[1] <= b);
    for (const t of dates) { edges.add(t[0]); edges.add(t[1]); }
    for (const q of said) { edges.add(Math.max(q[1], a)); edges.add(Math.min(q[2], b)); }
    const cuts = [...edges].sort((x, y) => x - y), out = [];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [x, y] = [cuts[i], cuts[i + 1]], mention = mentions.find(m => m[0] <= x && m[1] >= y), quote = said.find(q => q[1] <= x && q[2] >= y);
      const text = doc.text.slice(x, y);
      let piece = text;
      if (mention) piece = link(text, () => app.openNode(mention[2]), { class: "ent" + (mention[2] === chosen ? " chosen" : ""), title: `${data.label(mention[2])} (${data.type(mention[2])})`, style: { borderBottomColor: data.kind(mention[2]).colour } });
      const date = dates.find(t => t[0] <= x && t[1] >= y);
      if (date) piece = el("time", { title: data.when(raw.times[date[2]]) }, piece);
      if (quote) piece = el("span", { class: "quoted", title: quote[3] >= 0 ? `${data.label(quote[3])} ${quote[4] ? "(verbatim)" : "(reported)"}` : "a quotation without a known speaker" }, piece);
      out.push(piece);
    }
    return out;
  }
  function margin(d, start, known) {
    const n = known.claims.length + known.quotes.length + known.events.length;
    const text = n ? plural(n, "claim, event or quotation", "claims, events and quotations") + " read from this sentence" : `nothing read: ${known.silent}`;
    return el("button", { class: "note" + (n ? "" : " silent"), "data-sentence": start, title: text, "aria-label": text, on: () => app.go({ card: { is: "sentence", document: d, start } }) }, n ? String(n) : "?");
  }
  const MINE = ["view", "only", "article", "card"];
  app.onChange((state, changed) => {
    if (state.view !== "sources" || !MINE.some(key => changed.has(key))) return;
    const single = raw.documents.length === 1 ? 0 : state.article;
    const held = document.activeElement?.dataset?.sentence;
    if (single == null) list(state); else article(single, state);
    if (held) $("view-sources").querySelector(`[data-sentence="${held}"]`)?.focus({ preventScroll: true });
  });
  app.sources = { at: (d, start) => bySentence[d].get(start), sentenceAt };
})();
