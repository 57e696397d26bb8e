"use strict";
/* The explorer.  All text reaches the page through textContent; nothing here makes a request. */
(() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const data = read("data"), drawing = read("drawing");
  const $ = id => document.getElementById(id);
  const nodes = new Map(data.nodes.map(n => [n.id, n])), colour = new Map(data.kinds.map(k => [k.name, k.colour]));
  const claims = data.claims, edges = new Map(data.edges.map(e => [e.id, e]));
  const around = new Map(data.nodes.map(n => [n.id, []]));
  for (const e of data.edges) { around.get(e.from).push(e); if (e.to !== e.from) around.get(e.to).push(e); }
  const state = { view: "graph", node: null, claim: null, focus: null, off: new Set(["denied"]) };
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const el = (tag, props = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [k, v] of Object.entries(props)) {
      if (v == null || v === false) continue;
      if (k === "class") made.className = v;
      else if (k === "on") made.addEventListener("click", v);
      else if (k in made && k !== "role") made[k] = v;
      else made.setAttribute(k, v);
    }
    made.append(...children.filter(c => c != null && c !== false));
    return made;
  };
  const name = id => id == null ? "" : nodes.get(id).label;
  const when = t => t ? (t.edtf || t.label) : "";

  /* ---------------------------------------------------------------- what is shown */
  const shownNode = n => !state.off.has(n.kind) && !(state.off.has(n.status) && n.status !== "asserted") &&
    (state.focus == null || n.id === state.focus || around.get(state.focus).some(e => e.from === n.id || e.to === n.id));
  const shownClaim = c => !state.off.has(c.status) && !state.off.has("relation:" + c.label);
  const shownEdge = e => shownClaim(claims[e.id]) && shownNode(nodes.get(e.from)) && shownNode(nodes.get(e.to));

  const visNodes = new vis.DataSet(drawing.nodes), visEdges = new vis.DataSet(drawing.edges);
  const viewNodes = new vis.DataView(visNodes, { filter: v => shownNode(nodes.get(v.id)) });
  const viewEdges = new vis.DataView(visEdges, { filter: v => shownEdge(edges.get(v.id)) });
  const ink = () => getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
  const back = () => getComputedStyle(document.documentElement).getPropertyValue("--bg").trim();
  const options = () => ({
    physics: false, layout: { improvedLayout: false }, interaction: { hover: true, tooltipDelay: 1e6, keyboard: false, hideEdgesOnDrag: drawing.edges.length > 800 },
    nodes: { borderWidth: 1, font: { size: 15, color: ink(), strokeWidth: 4, strokeColor: back(), face: "system-ui, sans-serif" } },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, width: 1.3, selectionWidth: 2, color: { color: dark.matches ? "#7c8590" : "#9aa1ab", highlight: dark.matches ? "#7ab8f5" : "#0b5cab", hover: "#7a8290" },
      font: { size: 11, color: dark.matches ? "#b6bcc6" : "#545a63", strokeWidth: 3, strokeColor: back(), align: "horizontal", face: "system-ui, sans-serif" } },
  });
  const network = new vis.Network($("canvas"), { nodes: viewNodes, edges: viewEdges }, options());
  dark.addEventListener("change", () => network.setOptions(options()));
  network.on("click", p => {
    if (p.nodes.length) openNode(p.nodes[0]);
    else if (p.edges.length) openClaim(p.edges[0]);
    else home();
  });
  const ensureDrawn = id => {           // what was too much to draw at first appears beside its neighbours
    if (visNodes.get(id)) return;
    const n = nodes.get(id), near = around.get(id).map(e => e.from === id ? e.to : e.from).filter(o => visNodes.get(o));
    const at = near.length ? network.getPosition(near[0]) : { x: 0, y: 0 }, kind = data.kinds.find(k => k.name === n.kind);
    visNodes.add({ id, label: n.label.slice(0, 34), x: at.x + 120, y: at.y + 90, shape: kind.shape, color: kind.colour, size: 14, physics: false });
    for (const e of around.get(id)) if (visNodes.get(e.from) && visNodes.get(e.to) && !visEdges.get(e.id)) visEdges.add({ id: e.id, from: e.from, to: e.to, label: claims[e.id].label });
  };
  const refresh = () => {
    viewNodes.refresh(); viewEdges.refresh(); filters();
    $("drawn").textContent = `${viewNodes.length} of ${data.nodes.length} things, ${viewEdges.length} of ${data.edges.length} connections drawn`;
    if (state.view === "table") table(); if (state.view === "timeline") timeline();
    $("focus").disabled = state.node == null && state.focus == null; $("focus").textContent = state.focus == null ? "Focus" : "Show all";
  };

  /* ---------------------------------------------------------------- filters */
  const count = (list, key) => list.reduce((m, x) => m.set(key(x), (m.get(key(x)) || 0) + 1), new Map());
  const toggle = key => { state.off.has(key) ? state.off.delete(key) : state.off.add(key); refresh(); remember(); };
  function filters() {
    const kinds = count(data.nodes, n => n.kind), statuses = count(claims, c => c.status);
    const chip = (key, text, n, sign) => el("button", { class: "chip", "aria-pressed": String(!state.off.has(key)), "data-filter": key, on: () => toggle(key) }, sign, text, el("b", {}, String(n)));
    const held = document.activeElement?.dataset?.filter;
    $("filters").replaceChildren(
      ...data.kinds.filter(k => kinds.get(k.name)).map(k => { const d = el("span", { class: "dot" }); d.style.background = k.colour; return chip(k.name, k.name, kinds.get(k.name), d); }),
      el("span", { class: "sep" }),
      ...data.statuses.filter(s => statuses.get(s)).map(s => chip(s, s, statuses.get(s), el("span", { class: "line " + s }))));
    if (held) document.querySelector(`[data-filter="${CSS.escape(held)}"]`)?.focus();
  }

  /* ---------------------------------------------------------------- sentences */
  function sentence(e, both = true) {
    const text = Array.from(data.documents[e.document].text), out = el("blockquote");
    const marks = (both ? [[...e.subject, "s"], [...e.object, "o"]] : [[...e.subject, "o"]]).filter(m => m[0] >= e.start && m[1] <= e.end).sort((a, b) => a[0] - b[0]);
    let at = e.start;
    for (const [a, b, kind] of marks) {
      if (a < at) continue;
      out.append(text.slice(at, a).join(""), el("mark", { class: kind, title: kind === "s" ? "subject" : "object" }, text.slice(a, b).join("")));
      at = b;
    }
    out.append(text.slice(at, e.end).join(""));
    return out;
  }
  const source = e => {
    const d = data.documents[e.document];
    return el("p", { class: "soft" }, el("button", { class: "link", on: () => openSource(e.document, e.start, e.end) }, d.title || d.id), d.date ? `, ${d.date}` : "", d.publisher ? `, ${d.publisher}` : "");
  };
  const says = c => (c.status === "asserted" ? "" : c.status) + (c.by != null ? ` — ${name(c.by)} says so` : "");

  /* ---------------------------------------------------------------- cards */
  const panel = (...children) => { $("panel").replaceChildren(...children.filter(Boolean)); $("panel").scrollTop = 0; };
  const fact = (c, id, text) => el("button", { class: "fact " + c.status, on: () => openClaim(id) }, text, " ", el("em", {}, [says(c), when(c.time)].filter(Boolean).join(" · ")));
  const group = (title, items) => items.length ? [el("h3", {}, title), ...items] : [];

  function openNode(id, quiet) {
    state.node = id; state.claim = null; ensureDrawn(id);
    const n = nodes.get(id), mine = around.get(id), events = [], roles = [], relations = new Map();
    for (const e of mine) {
      const c = claims[e.id], other = e.from === id ? e.to : e.from;
      if (nodes.get(other).kind === "Event" && n.kind !== "Event") events.push(el("button", { class: "fact " + c.status, on: () => openNode(other) }, name(other), " ", el("em", {}, [`${c.label}`, when(nodes.get(other).time), says(c)].filter(Boolean).join(" · "))));
      else if (n.kind === "Event") roles.push(fact(c, e.id, `${c.label}: ${name(other)}`));
      else { const key = e.from === id ? c.label : `${c.label} (of this)`; if (!relations.has(key)) relations.set(key, []); relations.get(key).push(fact(c, e.id, e.from === id ? name(other) : `${name(other)} ${c.label} ${n.label}`)); }
    }
    const figures = n.facts.map(i => fact(claims[i], i, `${claims[i].label}: ${claims[i].approximate ? "about " : ""}${/^\d{4,}$/.test(claims[i].value) && !/date|on$/.test(claims[i].label) ? Number(claims[i].value).toLocaleString("en") : claims[i].value}`));
    const quotes = data.quotes.filter(q => q.speaker === id).map(q => el("button", { class: "fact", on: () => openSource(q.document, q.start, q.end) }, q.text, " ", el("em", {}, q.direct ? "verbatim" : "reported")));
    const others = claims.map((c, i) => [c, i]).filter(([c, i]) => c.by != null && c.by !== id && edges.has(i) && (edges.get(i).from === id || edges.get(i).to === id)).map(([c, i]) => fact(c, i, `${name(edges.get(i).from)} ${c.label} ${name(edges.get(i).to)}`));
    const dot = el("span", { class: "dot" }); dot.style.background = colour.get(n.kind);
    panel(el("h2", {}, n.label), el("p", { class: "kind" }, dot, n.type, n.iso ? ` · ${n.iso}` : "", n.time ? ` · ${when(n.time)}` : "", n.status !== "asserted" ? ` · ${n.status}${n.by != null ? " — " + name(n.by) + " says so" : ""}` : "", n.mentions ? ` · ${n.mentions} mentions` : ""),
      n.names.length ? el("p", { class: "soft" }, "Also: " + n.names.join(", ")) : null,
      ...n.background.map(b => el("p", { class: "soft" }, `${b.label} ${b.object} (general knowledge, not from the article)`)),
      ...n.same.map(s => el("p", {}, el("a", { href: /^https?:/.test(s) ? s : "#", rel: "noopener noreferrer", target: "_blank" }, "Wikidata " + s.split("/").pop()))),
      ...(n.evidence || []).flatMap(e => [sentence(e, false), source(e)]),
      ...group("Who and where", roles), ...group("What is said of it", figures), ...[...relations].sort().flatMap(([k, v]) => group(k, v)),
      ...group("Events", events), ...group("Quotations", quotes), ...group("What others say about it", others),
      el("div", { class: "copy" }, el("button", { on: () => copy(`SELECT ?p ?o WHERE { <${n.iri}> ?p ?o }`) }, "Copy as SPARQL"), el("button", { on: () => copy(n.iri) }, "Copy IRI"), el("button", { on: () => setFocus(state.focus === id ? null : id) }, "Focus")));
    if (!quiet) { if (state.view === "graph" && visNodes.get(id) && shownNode(n)) { network.selectNodes([id]); network.focus(id, { scale: Math.max(network.getScale(), 0.75), animation: false }); } remember(); }
    refresh();
  }
  function openClaim(id, quiet) {
    const c = claims[id], e = edges.get(id), owner = e ? null : data.nodes.find(n => n.facts.includes(id));
    state.claim = id; state.node = null;
    panel(el("h2", {}, e ? el("button", { class: "link", on: () => openNode(e.from) }, name(e.from)) : el("button", { class: "link", on: () => openNode(owner.id) }, owner.label), ` ${c.label} `, e ? el("button", { class: "link", on: () => openNode(e.to) }, name(e.to)) : (c.approximate ? "about " : "") + c.value),
      el("p", { class: "kind" }, c.status === "asserted" ? "The article states this as fact." : `Not stated as fact: ${c.status}${c.certainty !== "certain" ? ", " + c.certainty : ""}${c.by != null ? `; ${name(c.by)} says so` : ""}.`, c.time ? ` When: ${when(c.time)}.` : ""),
      ...c.evidence.flatMap(v => [sentence(v), source(v), el("dl", {}, el("dt", {}, "read by"), el("dd", {}, v.rule), v.reason ? el("dt", {}, "because") : null, v.reason ? el("dd", {}, v.reason) : null)]),
      el("dl", {}, el("dt", {}, "confidence"), el("dd", {}, c.confidence.toFixed(2)), el("dt", {}, "claim"), el("dd", {}, c.iri)),
      el("div", { class: "copy" }, el("button", { on: () => copy(`SELECT ?p ?o WHERE { <${c.iri}> ?p ?o }`) }, "Copy as SPARQL")));
    if (e && state.view === "graph" && visEdges.get(id)) network.setSelection({ nodes: [], edges: [id] });
    if (!quiet) remember();
    refresh();
  }
  const copy = text => navigator.clipboard?.writeText(text).catch(() => {});
  function home() {
    state.node = state.claim = null; network.unselectAll();
    const top = [...data.nodes].filter(n => n.kind !== "Event").sort((a, b) => b.degree - a.degree || b.mentions - a.mentions).slice(0, 8), statuses = count(claims, c => c.status);
    panel(el("h2", {}, data.title), el("p", {}, `${data.documents.length} article${data.documents.length === 1 ? "" : "s"}, ${data.nodes.filter(n => n.kind !== "Event").length} entities, ${data.nodes.filter(n => n.kind === "Event").length} events, ${claims.length} claims: ` + [...statuses].map(([s, n]) => `${n} ${s}`).join(", ") + "."),
      ...group("Start here", top.map(n => { const d = el("span", { class: "dot" }); d.style.background = colour.get(n.kind); return el("button", { class: "fact", on: () => openNode(n.id) }, d, n.label, " ", el("em", {}, `${n.type} · ${n.degree} connections`)); })),
      el("h3", {}, "How to read it"), el("p", { class: "soft" }, "A solid line is what an article states as fact. Dashed: somebody says so. Dotted: planned or hypothetical. Denied statements are hidden until you switch them on above. Click any line to read the sentence it comes from."),
      data.silent.length ? el("p", { class: "soft" }, `${data.silent.length} sentences name two or more things and yielded no connection; Sources marks them.`) : null);
    refresh(); remember();
  }
  const setFocus = id => { state.focus = id; refresh(); network.fit({ animation: false }); remember(); };

  /* ---------------------------------------------------------------- table, timeline, sources */
  const sorted = {};
  function sheet(key, caption, heads, rows, open) {
    const s = sorted[key] || (sorted[key] = { by: 0, up: true });
    rows.sort((a, b) => (s.up ? 1 : -1) * (typeof a[s.by] === "number" ? a[s.by] - b[s.by] : String(a[s.by]).localeCompare(String(b[s.by]))));
    const limit = 500;
    return el("table", {}, el("caption", {}, `${caption} (${rows.length})`), el("thead", {}, el("tr", {}, ...heads.map((h, i) => el("th", { scope: "col", "aria-sort": s.by === i ? (s.up ? "ascending" : "descending") : "none" }, el("button", { on: () => { s.up = s.by === i ? !s.up : true; s.by = i; table(); } }, h))))),
      el("tbody", {}, ...rows.slice(0, limit).map(r => el("tr", {}, ...heads.map((_, i) => el("td", {}, i === 0 ? el("button", { class: "link", on: () => open(r[heads.length]) }, String(r[0])) : String(r[i])))))));
  }
  function table() {
    const mine = data.nodes.filter(shownNode);
    $("view-table").replaceChildren(
      sheet("entities", "Entities", ["Name", "Type", "Connections", "Mentions"], mine.filter(n => n.kind !== "Event").map(n => [n.label, n.type, n.degree, n.mentions, n.id]), openNode),
      sheet("events", "Events", ["Event", "Type", "When", "Status"], mine.filter(n => n.kind === "Event").map(n => [n.label, n.type, when(n.time), n.status, n.id]), openNode),
      sheet("claims", "Claims", ["Subject", "Relation", "Object", "Status", "Who says so"], claims.map((c, i) => [c, i]).filter(([c]) => shownClaim(c)).map(([c, i]) => { const e = edges.get(i), owner = e ? e.from : data.nodes.find(n => n.facts.includes(i)).id; return [name(owner), c.label, e ? name(e.to) : c.value, c.status, name(c.by), i]; }), openClaim));
  }
  function timeline() {
    const dated = [], undated = [];
    for (const n of data.nodes) if (n.kind === "Event" && shownNode(n)) (n.time?.earliest ? dated : undated).push([n.time, n.label, n.status, () => openNode(n.id)]);
    claims.forEach((c, i) => { const e = edges.get(i); if (c.time?.earliest && e && shownEdge(e) && nodes.get(e.from).kind !== "Event") dated.push([c.time, `${name(e.from)} ${c.label} ${name(e.to)}`, c.status, () => openClaim(i)]); });
    dated.sort((a, b) => a[0].earliest.localeCompare(b[0].earliest) || a[1].localeCompare(b[1]));
    const row = ([t, text, status, open]) => el("div", { class: "when" }, el("time", {}, when(t) || "—"), el("span", {}, el("button", { class: "link", on: open }, text), " ", el("span", { class: "tag" }, status === "asserted" ? "" : status)));
    $("view-timeline").replaceChildren(el("h2", {}, "Timeline"), el("p", { class: "soft" }, `${dated.length} dated, ${undated.length} undated. Dates are as precise as the text.`), ...dated.map(row), undated.length ? el("h3", {}, "Undated, in no order") : "", ...undated.map(row));
  }
  function sources(which, a, b) {
    const list = which == null ? data.documents.map((_, i) => i).slice(0, 20) : [which];
    $("view-sources").replaceChildren(...(data.documents.length > 1 && which != null ? [el("button", { on: () => { sources(); } }, "All sources")] : []), ...list.map(i => article(i, a, b)));
    document.querySelector("#view-sources .here")?.scrollIntoView({ block: "center" });
  }
  function article(i, a, b) {
    const d = data.documents[i], text = Array.from(d.text), out = el("article", {}, el("header", {}, d.title || d.id, d.date ? ` · ${d.date}` : ""));
    const spans = d.mentions.filter((m, k, all) => k === 0 || m[0] >= all[k - 1][1]);
    let at = 0;
    const plain = (from, to) => { if (to <= from) return; if (a != null && from < b && to > a) { const x = Math.max(from, a), y = Math.min(to, b); if (x > from) out.append(text.slice(from, x).join("")); out.append(el("mark", { class: "here" }, text.slice(x, y).join(""))); if (to > y) out.append(text.slice(y, to).join("")); } else out.append(text.slice(from, to).join("")); };
    for (const [s, e, id] of spans) {
      if (s < at) continue;
      plain(at, s);
      const m = el("mark", { class: "ent" + (a != null && s < b && e > a ? " here" : ""), title: `${nodes.get(id).label} (${nodes.get(id).type})`, on: () => openNode(id) }, text.slice(s, e).join(""));
      m.style.borderColor = colour.get(nodes.get(id).kind); out.append(m); at = e;
    }
    plain(at, text.length);
    return out;
  }
  const openSource = (i, a, b) => { show("sources"); sources(i, a, b); };

  /* ---------------------------------------------------------------- views, search, keys, address */
  function show(view) {
    state.view = view;
    for (const t of document.querySelectorAll("#tabs button")) { const on = t.dataset.view === view; t.setAttribute("aria-selected", String(on)); t.tabIndex = on ? 0 : -1; $("view-" + t.dataset.view).hidden = !on; }
    if (view === "table") table(); else if (view === "timeline") timeline(); else if (view === "sources") sources();
    remember();
  }
  for (const t of document.querySelectorAll("#tabs button")) t.addEventListener("click", () => show(t.dataset.view));
  $("tabs").addEventListener("keydown", e => { const all = [...document.querySelectorAll("#tabs button")], i = all.findIndex(t => t.dataset.view === state.view), step = { ArrowRight: 1, ArrowLeft: -1 }[e.key]; if (step) { const next = all[(i + step + all.length) % all.length]; show(next.dataset.view); next.focus(); } });

  const fold = s => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const index = data.nodes.map(n => [[n.label, ...n.names].map(fold), n]);
  let found = [], at = -1;
  function search() {
    const q = fold($("search").value.trim());
    found = q ? index.filter(([names]) => names.some(x => x.includes(q))).sort((a, b) => Number(b[0].some(x => x.startsWith(q))) - Number(a[0].some(x => x.startsWith(q))) || b[1].degree - a[1].degree).slice(0, 12).map(x => x[1]) : [];
    at = found.length ? 0 : -1; hits();
  }
  function hits() {
    $("hits").hidden = !found.length; $("search").setAttribute("aria-expanded", String(!!found.length));
    $("hits").replaceChildren(...found.map((n, i) => { const d = el("span", { class: "dot" }); d.style.background = colour.get(n.kind); return el("li", { role: "option", id: "hit" + i, "aria-selected": String(i === at), on: () => pick(i) }, d, n.label, el("small", {}, n.type)); }));
    at >= 0 ? $("search").setAttribute("aria-activedescendant", "hit" + at) : $("search").removeAttribute("aria-activedescendant");
  }
  const pick = i => { const n = found[i]; if (!n) return; found = []; hits(); $("search").value = ""; state.off.delete(n.kind); openNode(n.id); $("panel").focus(); };
  $("search").addEventListener("input", search);
  $("search").addEventListener("keydown", e => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); at = found.length ? (at + (e.key === "ArrowDown" ? 1 : -1) + found.length) % found.length : -1; hits(); }
    else if (e.key === "Enter") pick(at); else if (e.key === "Escape") { found = []; $("search").value = ""; hits(); $("search").blur(); }
  });
  document.addEventListener("keydown", e => {
    if (e.target.matches("input")) return;
    if (e.key === "/") { e.preventDefault(); $("search").focus(); }
    else if (e.key === "Escape") { state.focus = null; home(); }
    else if (e.key === "0") network.fit(); else if (e.key === "f" && state.node != null) setFocus(state.focus === state.node ? null : state.node);
  });
  $("fit").addEventListener("click", () => network.fit());
  $("focus").addEventListener("click", () => setFocus(state.focus == null ? state.node : null));
  $("png").addEventListener("click", () => { const a = el("a", { download: "graph.png", href: $("canvas").querySelector("canvas").toDataURL("image/png") }); a.click(); });

  let restoring = false;
  function remember() {
    if (restoring) return;
    const p = new URLSearchParams({ view: state.view });
    if (state.node != null) p.set("node", nodes.get(state.node).iri);
    if (state.claim != null) p.set("claim", claims[state.claim].iri);
    if (state.focus != null) p.set("focus", nodes.get(state.focus).iri);
    p.set("off", [...state.off].sort().join(","));
    const hash = "#" + p;
    if (location.hash !== hash) history.pushState(null, "", hash);
  }
  function restore() {
    restoring = true;
    const p = new URLSearchParams(location.hash.slice(1)), by = iri => data.nodes.find(n => n.iri === iri)?.id ?? null;
    if (p.has("off")) state.off = new Set(p.get("off").split(",").filter(Boolean));
    state.focus = by(p.get("focus")); show(["graph", "table", "timeline", "sources"].includes(p.get("view")) ? p.get("view") : "graph");
    const node = by(p.get("node")), claim = claims.findIndex(c => c.iri === p.get("claim"));
    if (node != null) openNode(node); else if (claim >= 0) openClaim(claim); else home();
    restoring = false;
  }
  addEventListener("popstate", restore);
  restore();
  network.once("afterDrawing", () => { if (state.node == null) network.fit(); document.body.dataset.ready = "true"; });
  network.redraw();
  window.explorer = { get drawn() { return { nodes: viewNodes.length, edges: viewEdges.length }; }, openNode, openClaim, network };
})();
