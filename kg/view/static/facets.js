"use strict";
/* The one selection that all views show, and the facets that narrow it.  Each facet has a bit; a thing that fails no facet is
   selected; a value's count is what would be there if its own facet were open. */
(() => {
  const { data } = app, { $, el, plural, fold, collate } = app.dom, { N, C, count, total, raw } = data;
  const KIND = 1, STATUS = 2, RELATION = 4, SPEAKER = 8, SOURCE = 16, CONFIDENCE = 32, TIME = 64, COMMUNITY = 128, NODE = KIND | COMMUNITY, ENDS = NODE | STATUS | TIME; // ENDS: what a claim takes over from its two ends
  const nodeDocuments = Array.from({ length: count }, (_, n) => new Set((data.mentionsOf.get(n) || []).map(m => m[0])));
  const selection = { node: new Uint8Array(count), claim: new Uint8Array(total), counts: {}, nodes: 0, claims: 0, active: 0 };

  const day = (text, end) => !text ? "" : text.length === 4 ? text + (end ? "-12-31" : "-01-01") : text.length === 7 ? text + (end ? "-31" : "-01") : text;
  const SURE = [95, 90, 80, 70, 50];
  /* the years that dates of a year or less begin in: those that a reader can choose */
  const yearOf = day => day.slice(0, day.startsWith("-") ? 5 : 4);
  const years = new Set(raw.times.filter(t => t[2] && yearOf(t[2]) === yearOf(t[3] || t[2])).map(t => yearOf(t[2])));
  const inTime = (t, from, to) => t != null && t[2] != null && (!to || t[2] <= to) && (!from || (t[3] || t[2]) >= from);
  const endIn = (n, year) => n < 0 || N.kind[n] !== data.EVENT || inTime(data.time(n), day(String(year), false), day(String(year), true));

  function compute(state) {
    const { hidden, only } = state, from = day(state.from, false), to = day(state.to, true), timed = Boolean(from || to);
    const kindOff = raw.kinds.map(k => hidden.kinds.has(k.name)), statusOff = raw.statuses.map(s => hidden.statuses.has(s.name));
    const counts = { kinds: new Map(), statuses: new Map(), relations: new Map(), speakers: new Map(), sources: new Map(), communities: new Map(), times: new Map(), confidence: new Map() };
    const add = (key, value) => counts[key].set(value, (counts[key].get(value) || 0) + 1);
    const nodeMask = new Uint8Array(count), claimMask = new Uint8Array(total);
    for (let n = 0; n < count; n++) {
      let m = kindOff[N.kind[n]] ? KIND : 0;
      if (only.communities.size && !only.communities.has(N.community[n])) m |= COMMUNITY;
      if (N.kind[n] === data.EVENT) {
        if (statusOff[data.nodeStatus[n]]) m |= STATUS;
        if (timed && !inTime(data.time(n), from, to)) m |= TIME;
      }
      if (only.sources.size && ![...nodeDocuments[n]].some(d => only.sources.has(d))) m |= SOURCE;
      nodeMask[n] = m;
    }
    for (let c = 0; c < total; c++) {
      let m = statusOff[C.status[c]] ? STATUS : 0;
      if (only.relations.size && !only.relations.has(C.relation[c])) m |= RELATION;
      if (only.speakers.size && !only.speakers.has(data.claimBy(c) ?? -1)) m |= SPEAKER;
      if (only.sources.size && !data.claimDocuments[c].some(d => only.sources.has(d))) m |= SOURCE;
      if (C.confidence[c] < state.confidence) m |= CONFIDENCE;
      if (timed && !inTime(data.claimTime(c), from, to)) m |= TIME;
      claimMask[c] = m | (nodeMask[C.subject[c]] & ENDS) | (C.object[c] >= 0 ? nodeMask[C.object[c]] & ENDS : 0);
    }
    /* a claim filter leaves only things that take part in a claim that is left */
    const strict = Boolean(only.relations.size || only.speakers.size || state.confidence || timed);
    const has = new Uint8Array(count);
    for (let c = 0; c < total; c++) {
      const m = claimMask[c];
      if (!(m & ~NODE)) { has[C.subject[c]] = 1; if (C.object[c] >= 0) has[C.object[c]] = 1; }
      if (!(m & ~STATUS)) add("statuses", C.status[c]);
      if (!(m & ~RELATION)) add("relations", C.relation[c]);
      if (!(m & ~SPEAKER)) add("speakers", data.claimBy(c) ?? -1);
      if (!(m & ~SOURCE)) for (const d of data.claimDocuments[c]) add("sources", d);
      if (!(m & ~CONFIDENCE)) for (const least of SURE) if (C.confidence[c] >= least) add("confidence", least);
      const t = m & ~TIME ? null : data.claimTime(c);
      if (t?.[2]) for (let y = +yearOf(t[2]), last = +yearOf(t[3] || t[2]); y <= last; y++) if (years.has(String(y)) && endIn(C.subject[c], y) && endIn(C.object[c], y)) add("times", String(y));
    }
    const ego = state.focus == null ? null : around(state.focus, state.depth, claimMask);
    selection.nodes = selection.claims = 0;
    for (let n = 0; n < count; n++) {
      const out = strict && !has[n] && !(N.kind[n] === data.EVENT && !nodeMask[n] && !only.relations.size && !only.speakers.size && !state.confidence);
      if (!out && !(nodeMask[n] & ~KIND)) add("kinds", N.kind[n]);
      if (!out && !(nodeMask[n] & ~COMMUNITY) && N.community[n] >= 0) add("communities", N.community[n]);
      selection.node[n] = !nodeMask[n] && !out && (!ego || ego.has(n)) ? 1 : 0;
      selection.nodes += selection.node[n];
    }
    for (let c = 0; c < total; c++) {
      const o = C.object[c];
      selection.claim[c] = !claimMask[c] && selection.node[C.subject[c]] && (o < 0 || selection.node[o]) ? 1 : 0;
      selection.claims += selection.claim[c];
    }
    selection.counts = counts;
    selection.active = hidden.kinds.size + Object.values(only).reduce((sum, s) => sum + s.size, 0) + (state.confidence ? 1 : 0) + (timed ? 1 : 0);
  }
  function around(start, depth, mask) {
    let edge = [start];
    const seen = new Set(edge);
    for (let d = 0; d < depth; d++) {
      const next = [];
      for (const n of edge) for (const c of data.around[n]) {
        const o = C.object[c] === n ? C.subject[c] : C.object[c];
        if (!mask[c] && o >= 0 && !seen.has(o)) { seen.add(o); next.push(o); }
      }
      edge = next;
    }
    return seen;
  }
  /** Whether a time that belongs to no claim lies in the selection; nothing does while claims of one sort are looked for. */
  const timely = (t, d, { only, from, to, focus, confidence }) => focus == null && !confidence && !only.relations.size && !only.speakers.size && !only.communities.size
    && (!only.sources.size || only.sources.has(d)) && (!from && !to || inTime(t, day(from, false), day(to, true)));
  app.selection = Object.assign(selection, { compute, timely });

  /* ---------------------------------------------------------------- the side bar */
  const LIMIT = 8, open = new Set(["kinds", "statuses", "relations", "speakers"]), more = new Set(), typed = {};
  const relationName = r => { const { role, means, label } = raw.relations[r]; return role ? means.replace(/[.:].*$/, "") : label; };
  const SHARED = {
    relations: { title: "Relation", name: relationName, part: r => !raw.relations[r].role },
    roles: { title: "Part in an event", name: relationName, part: r => raw.relations[r].role, set: "relations" },
    speakers: { title: "Who says so", name: n => n < 0 ? "the article itself" : data.label(n) },
    sources: { title: "Source", name: d => raw.documents[d].title || raw.documents[d].id },
    communities: { title: "Community", name: i => raw.communities[i] },
  };
  const section = (key, title, ...children) => el("details", {
    class: "facet", "data-facet": key, open: open.has(key),
    ontoggle: e => { e.target.open ? open.add(key) : open.delete(key); },
  }, el("summary", {}, title), ...children);
  const row = (key, value, props, sign, name, n) => el("button", {
    class: "choice", "data-filter": `${key}:${value}`, title: name, ...props,
  }, sign, el("span", { class: "name" }, name), el("b", {}, n.toLocaleString("en")));

  function switches(state) {
    const flip = (key, name) => app.go({ hidden: { ...state.hidden, [key]: app.toggled(state.hidden[key], name) } });
    const kinds = raw.kinds.map((k, i) => ({ ...k, i })).filter(k => N.kind.includes(k.i));
    const statuses = raw.statuses.map((s, i) => ({ ...s, i })).filter(s => C.status.includes(s.i));
    return [
      section("kinds", "Kind", ...kinds.map(k => row("kind", k.name, { "aria-pressed": String(!state.hidden.kinds.has(k.name)), on: () => flip("kinds", k.name) },
        app.shapes.icon(k), k.label, selection.counts.kinds.get(k.i) || 0))),
      section("statuses", "How it is told", ...statuses.map(s => row("status", s.name, { "aria-pressed": String(!state.hidden.statuses.has(s.name)), on: () => flip("statuses", s.name), title: s.means },
        el("span", { class: "line " + s.name, "aria-hidden": "true" }), s.name, selection.counts.statuses.get(s.i) || 0))),
    ];
  }
  function choices(key, state) {
    const { title, name, part = () => true, set = key } = SHARED[key], chosen = state.only[set], found = selection.counts[set];
    let rows = [...new Set([...found.keys(), ...chosen])].filter(part).map(v => [v, found.get(v) || 0, name(v)]);
    if (rows.length < 2 && !rows.some(r => chosen.has(r[0]))) return null;
    const all = rows.length, wanted = fold(typed[key] || "");
    if (wanted) rows = rows.filter(r => fold(r[2]).includes(wanted));
    rows.sort((a, b) => chosen.has(b[0]) - chosen.has(a[0]) || b[1] - a[1] || collate(a[2], b[2]));
    const kept = more.has(key) ? rows.slice(0, 200) : rows.slice(0, LIMIT);
    const box = all > LIMIT && el("input", {
      type: "search", placeholder: `Find among ${all}`, "aria-label": `Find in ${title}`, value: typed[key] || "", "data-find": key,
      oninput: e => { typed[key] = e.target.value; redraw(app.state); },
    });
    const sign = v => key === "communities" ? app.shapes.icon({ shape: chosen.has(v) ? "square" : "dot", colour: app.shapes.community(v) }) : el("span", { class: "box", "aria-hidden": "true" });
    return section(key, title, box, ...kept.map(([v, n, text]) => row(key, v, {
      "aria-pressed": String(chosen.has(v)), on: () => app.go({ only: { ...state.only, [set]: app.toggled(chosen, v) } }),
    }, sign(v), text, n)),
    rows.length > LIMIT && el("button", { class: "link", on: () => { more.has(key) ? more.delete(key) : more.add(key); redraw(app.state); } }, more.has(key) ? "Fewer" : `${Math.min(rows.length, 200) - LIMIT} more`));
  }
  function ranges(state) {
    const field = (key, text) => el("label", {}, text, app.dom.field({ inputMode: "numeric", placeholder: "YYYY-MM-DD", value: state[key], size: 10, "data-filter": key },
      typed => app.go({ [key]: app.DATE.test(typed) ? typed : "" })));
    const { times, confidence } = selection.counts, year = state.from === state.to ? state.from : "";
    const found = [...new Set([...times.keys(), ...(years.has(year) ? [year] : [])])].sort((a, b) => b - a), shown = more.has("time") ? found : found.slice(0, 4);
    const choice = y => row("times", y, { "aria-pressed": String(y === year), on: () => app.go(y === year ? { from: "", to: "" } : { from: y, to: y }) }, el("span", { class: "box", "aria-hidden": "true" }), y, times.get(y) || 0);
    return [
      section("time", "Time", el("div", { class: "pair" }, field("from", "from"), field("to", "to")), ...shown.map(choice),
        found.length > 4 && el("button", { class: "link", on: () => { more.has("time") ? more.delete("time") : more.add("time"); redraw(app.state); } }, more.has("time") ? "Fewer" : `${found.length - 4} more`)),
      section("confidence", "Confidence", ...SURE.map(least => row("sure", least, { "aria-pressed": String(state.confidence === least), on: () => app.go({ confidence: state.confidence === least ? 0 : least }) }, el("span", { class: "box", "aria-hidden": "true" }), `at least ${least} %`, confidence.get(least) || 0)), el("label", { class: "slide" }, el("span", {}, `at least ${state.confidence} %`),
        el("input", { type: "range", min: 0, max: 100, step: 5, value: state.confidence, "data-filter": "confidence", onchange: e => app.go({ confidence: +e.target.value }) }))),
    ];
  }
  function redraw(state) {
    const held = document.activeElement?.dataset || {}, filter = held.filter, find = held.find;
    const coloured = state.colour === "community", groups = choices("communities", state);
    if (coloured && groups) groups.open = true;
    $("facets-body").replaceChildren(...[...(coloured ? [groups] : []), ...switches(state), choices("relations", state), choices("speakers", state), choices("sources", state), ...ranges(state), ...(coloured ? [] : [groups]), choices("roles", state)].filter(Boolean));
    const again = filter ? `[data-filter="${CSS.escape(filter)}"]` : find ? `[data-find="${CSS.escape(find)}"]` : null;
    const back = again && $("facets-body").querySelector(again);
    if (back) { back.focus(); if (find) back.setSelectionRange(back.value.length, back.value.length); }
    active(state);
  }
  function active(state) {
    const chip = (text, undo) => el("button", { class: "chip", "aria-label": `Remove filter: ${text}`, on: undo }, text, el("span", { "aria-hidden": "true" }, "✕"));
    const chips = [];
    if (state.focus != null) chips.push(chip(`around ${data.label(state.focus)}`, () => app.go({ focus: null })));
    for (const k of state.hidden.kinds) chips.push(chip(`no ${k}`, () => app.go({ hidden: { ...state.hidden, kinds: app.toggled(state.hidden.kinds, k) } })));
    for (const key of Object.keys(state.only)) for (const v of state.only[key]) chips.push(chip(SHARED[key].name(v), () => app.go({ only: { ...state.only, [key]: app.toggled(state.only[key], v) } })));
    if (state.from || state.to) chips.push(chip(`time ${state.from || "…"} – ${state.to || "…"}`, () => app.go({ from: "", to: "" })));
    if (state.confidence) chips.push(chip(`confidence ≥ ${state.confidence} %`, () => app.go({ confidence: 0 })));
    $("active").hidden = !chips.length;
    $("active").replaceChildren(...chips, chips.length ? el("button", { class: "link", on: app.clear }, "Clear all") : "",
      el("span", { class: "soft" }, `${plural(selection.nodes, "thing")}, ${plural(selection.claims, "claim")}`));
    $("facets-toggle").textContent = selection.active ? `Filters (${selection.active})` : "Filters";
  }
  $("facets-toggle").addEventListener("click", () => {
    const shown = $("facets").classList.toggle("open");
    $("facets-toggle").setAttribute("aria-expanded", String(shown));
  });
  const MINE = ["hidden", "only", "confidence", "from", "to", "focus", "depth", "colour"];
  app.onChange((state, changed) => { if (MINE.some(key => changed.has(key))) redraw(state); });
})();
