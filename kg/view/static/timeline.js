"use strict";
/* Events and dated claims in order, and sentences with a date from which neither was read.  A date is drawn as wide as it is
   imprecise; what has no date is counted and listed. */
(() => {
  const { data } = app, { $, el, link, svg, collate } = app.dom, { N, C, raw } = data;
  const PAGE = 300;
  let pages = PAGE;
  const days = text => { const [y, m, d] = text.split("-").map(Number); return (Date.UTC(2000, (m || 1) - 1, d || 1) - Date.UTC(2000, 0, 1)) / 864e5 + (y - 2000) * 365.2425; };

  /* sentences that hold a date and made no dated event or claim, once */
  let spoken = null;
  function sentences() {
    if (spoken) return spoken;
    const known = new Set(), read = list => { for (const e of list || []) known.add(`${e[0]} ${e[1]}`); };
    for (let n = 0; n < data.count; n++) if (data.time(n)) read(N.evidence[n]);
    for (let c = 0; c < data.total; c++) if (data.claimTime(c)) read(C.evidence[c]);
    spoken = [];
    raw.documents.forEach((doc, d) => {
      for (const [a, b, t] of doc.times) {
        const start = app.sources.sentenceAt(d, a), end = doc.sentences[doc.sentences.lastIndexOf(start) + 1] ?? b, time = raw.times[t], key = `${d} ${start}`;
        if (raw.quotes.some(q => q[0] === d && q[4] && q[1] <= a && b <= q[2])) continue;      // somebody's today
        if (known.has(key) || !time[2] || end - start < b - a + 25) continue;       // a date line is no news
        known.add(key);
        spoken.push({ label: data.text(d, start, end).replace(/\s+/g, " "), sentence: [d, start], time, from: days(time[2]), to: days(time[3] || time[2]) + 1, status: "asserted" });
      }
    });
    return spoken;
  }
  function collect(state) {
    const dated = [], undated = [], more = sentences().filter(s => app.selection.timely(s.time, s.sentence[0], state));
    if (state.sentences) dated.push(...more);
    const put = (time, item) => (time && time[2] ? dated.push({ ...item, time, from: days(time[2]), to: days(time[3] || time[2]) + 1 }) : undated.push(item));
    for (let n = 0; n < data.count; n++) if (app.selection.node[n] && data.isEvent(n)) put(data.time(n), { label: undatedName(n), node: n, status: data.statuses[data.nodeStatus[n]], by: data.nodeBy(n), kind: data.kind(n) });
    const told = new Set(dated.filter(item => item.node != null).flatMap(item => (N.evidence[item.node] || []).map(e => `${e[0]} ${e[1]} ${item.time[2]}`)));
    for (let c = 0; c < data.total; c++) {
      if (!app.selection.claim[c] || data.isEvent(C.subject[c]) || C.time[c] == null && !data.dateValue(c)) continue;
      if (C.evidence[c].some(e => told.has(`${e[0]} ${e[1]} ${data.claimTime(c)?.[2]}`))) continue;       // its event stands there already
      put(data.claimTime(c), { label: `${data.label(C.subject[c])} ${data.word(c)} ${data.object(c)}`, claim: c, status: data.claimStatus(c), by: data.claimBy(c), kind: data.kind(C.subject[c]) });
    }
    dated.sort((a, b) => a.from - b.from || a.to - b.to || collate(a.label, b.label));
    undated.sort((a, b) => data.degree[b.node] - data.degree[a.node] || collate(a.label, b.label));
    return { dated, undated, more: more.length };
  }
  /** The date stands beside it: not once more in the name. */
  const undatedName = n => { const date = `, ${data.when(data.time(n))}`; return data.label(n).endsWith(date) ? data.label(n).slice(0, -date.length) : data.label(n); };
  const open = item => item.sentence ? app.openSource(...item.sentence) : item.node != null ? app.openNode(item.node) : app.openClaim(item.claim);
  const chosen = (item, card) => card.is === "node" && item.node === card.node || card.is === "claim" && item.claim === card.claim
    || card.is === "sentence" && item.sentence?.[0] === card.document && item.sentence[1] === card.start;

  /* the axis: most of the dates evenly, a few far away at the edge */
  function scale(dated) {
    const cut = (key, p) => { const all = dated.map(d => d[key]).sort((a, b) => a - b); return all[Math.min(all.length - 1, Math.floor(p * all.length))]; };
    const low = cut("from", 0.04), high = Math.max(cut("to", 0.96), low + 30), pad = (high - low) * 0.04, a = low - pad, b = high + pad;
    return { a, b, at: x => Math.min(Math.max((x - a) / (b - a), 0), 1) * 100 };
  }
  const year = item => +item.time[2].slice(0, item.time[2].startsWith("-") ? 5 : 4);
  function track(item, s) {
    const left = s.at(item.from), right = s.at(item.to), wide = right - left;
    const early = item.to < s.a, late = item.from > s.b, point = wide < 1.1 && !early && !late;
    const shape = early || late ? svg("text", { x: early ? "0%" : "100%", y: 13, "text-anchor": early ? "start" : "end", class: "far" }, early ? "◂" : "▸")
      : point ? svg("circle", { cx: `${(left + right) / 2}%`, cy: 9, r: 5 })
        : svg("rect", { x: `${left}%`, width: `${Math.max(wide, 1.1)}%`, y: 5, height: 8, rx: 4 });
    return svg("svg", { class: `track ${item.status}${/[~?%]/.test(item.time[0] || "") ? " about" : ""}`, height: 18, "aria-hidden": "true" }, svg("line", { x1: "0%", x2: "100%", y1: 9, y2: 9 }), shape);
  }
  const told = item => data.told(item.status, item.by);
  const row = (item, s, card) => el("li", { class: "when" + (item.sentence ? " spoken" : "") + (chosen(item, card) ? " chosen" : "") },
    el("time", {}, item.time ? data.when(item.time) : ""), s ? track(item, s) : null,
    link([item.kind ? app.shapes.icon(item.kind) : "", item.label], () => open(item)), el("span", { class: "tag" }, told(item)));

  /* how many each year (or month): a click narrows the time */
  function histogram(dated) {
    const years = new Set(dated.map(year)), byMonth = years.size <= 2;
    const key = d => byMonth ? d.time[2].slice(0, 7) : String(year(d)), counts = new Map();
    for (const d of dated) if (!byMonth || d.to - d.from < 32) counts.set(key(d), (counts.get(key(d)) || 0) + 1);
    if (counts.size < 2) return "";
    const top = Math.max(1, ...counts.values());
    return el("div", { class: "histogram", role: "group", "aria-label": byMonth ? "How many each month" : "How many each year" }, ...[...counts].sort((a, b) => a[0] < b[0] ? -1 : 1).slice(-60).map(([k, n]) => {
      const bar = el("span", { class: "fill", style: { height: `${6 + 44 * n / top}px` } }), on = app.state.from === k && app.state.to === k;
      return el("button", { "aria-pressed": String(on), "aria-label": `${app.dates.one(k)}: ${n}`, title: `${app.dates.one(k)}: ${n}`, on: () => app.go(on ? { from: "", to: "" } : { from: k, to: k }) }, bar, el("span", {}, byMonth ? app.dates.one(k).replace(/^(\p{L}{3})\p{L}*/u, "$1") : k));
    }));
  }
  function draw(state) {
    const { dated, undated, more } = collect(state), s = dated.length ? scale(dated) : null, out = [];
    let last = null, list = null;
    for (const item of dated.slice(0, pages)) {
      const y = year(item);
      if (y !== last) { list = el("ol", {}); out.push(el("h3", {}, String(y)), list); last = y; }
      list.append(row(item, s, state.card));
    }
    $("view-timeline").replaceChildren(el("h2", {}, "Timeline"),
      el("p", { class: "soft" }, `${dated.length.toLocaleString("en")} dated, ${undated.length.toLocaleString("en")} undated. A date is drawn as wide as the text leaves it open; these are dates of events, not of publication.`),
      more ? el("button", { id: "spoken", "aria-pressed": String(state.sentences), title: "Sentences of the articles that hold a date and from which no dated event or claim was read", on: () => { app.go({ sentences: !state.sentences }); $("spoken").focus(); } }, `Other sentences with a date (${more.toLocaleString("en")})`) : "",
      dated.length ? histogram(dated) : "", ...out,
      dated.length > pages ? el("button", { on: () => { pages += PAGE; draw(state); } }, `Show more (${dated.length - pages} left)`) : "",
      undated.length ? el("h3", {}, `Without a date (${undated.length.toLocaleString("en")}), in no order of time`) : "", undated.length ? el("ol", { class: "undated" }, ...undated.slice(0, pages).map(item => row(item, null, state.card))) : "");
    const bars = $("view-timeline").querySelector(".histogram");
    if (bars) bars.scrollLeft = bars.scrollWidth;         // the latest first: that is what the articles are about
    bars?.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "center" });
    $("view-timeline").querySelector(".chosen")?.scrollIntoView({ block: "center" });
  }
  const MINE = ["hidden", "only", "confidence", "from", "to", "focus", "depth", "card", "sentences"];
  let stale = true;
  app.onChange((state, changed) => {
    stale = stale || MINE.some(key => changed.has(key));
    if (state.view === "timeline" && stale) { draw(state); stale = false; }
  });
})();
