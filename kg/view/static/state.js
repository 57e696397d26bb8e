"use strict";
/* What the reader sees, as data: one place, in the address, so that a link and the back button restore it.
   `app.go(changes)` is the only way to change it. */
(() => {
  const { data } = app;
  const VIEWS = ["graph", "table", "timeline", "sources"];
  const DATE = /^\d{4}(-\d\d){0,2}$/;
  const fresh = () => ({
    view: "graph",
    card: { is: "home" },          // home | node | claim | path | sentence | community | changes
    focus: null, depth: 1,         // ego network of a node
    hidden: { kinds: new Set(), statuses: new Set(["denied"]) },
    only: { relations: new Set(), speakers: new Set(), sources: new Set(), communities: new Set() },
    confidence: 0, from: "", to: "",
    shown: new Set(),              // drawn by need, beyond the first drawing
    folded: new Set(),             // nodes whose loose neighbours are tucked away
    table: "entities", article: null, colour: "kind",
    sentences: data.raw.documents.length === 1,       // on the timeline: sentences with a date that made no event
  });
  let state = fresh();
  const renderers = [];

  const node = n => data.N.iri[n], claim = c => data.C.iri[c];
  const cardText = card => ({
    home: () => "", node: () => node(card.node), claim: () => claim(card.claim),
    path: () => `path:${[card.from, card.to].map(n => encodeURIComponent(node(n))).join(":")}`,
    sentence: () => `sentence:${card.document}:${card.start}`, community: () => `community:${card.community}`, changes: () => `changes:${card.from}:${card.to}`,
  })[card.is]();

  /** The state as the part of the address behind #. */
  function write() {
    const p = new URLSearchParams();
    const put = (key, value) => { if (value !== "" && value != null) p.set(key, value); };
    put("view", state.view);
    put("card", cardText(state.card));
    if (state.focus != null) { put("focus", node(state.focus)); if (state.depth > 1) put("depth", state.depth); }
    put("hide", [...state.hidden.kinds, ...state.hidden.statuses].sort().join("~"));
    if (!state.hidden.kinds.size && !state.hidden.statuses.size) p.set("hide", "");
    put("relation", [...state.only.relations].map(r => data.raw.relations[r].name).sort().join("~"));
    put("speaker", [...state.only.speakers].map(n => n < 0 ? "-" : node(n)).sort().join("~"));
    put("source", [...state.only.sources].map(d => data.raw.documents[d].iri).sort().join("~"));
    put("community", [...state.only.communities].sort((a, b) => a - b).join("~"));
    if (state.confidence) put("confidence", state.confidence);
    put("from", state.from); put("to", state.to);
    put("shown", [...state.shown].sort((a, b) => a - b).map(node).join("~"));
    put("folded", [...state.folded].sort((a, b) => a - b).map(node).join("~"));
    if (state.table !== "entities") put("table", state.table);
    if (state.article != null && data.raw.documents.length > 1) put("article", data.raw.documents[state.article].iri);
    if (state.colour !== "kind") put("colour", state.colour);
    if (state.sentences !== fresh().sentences) put("sentences", state.sentences ? 1 : 0);
    return "#" + p;
  }

  function readCard(text) {
    if (!text) return { is: "home" };
    const [head, ...rest] = text.split(":");
    if (head === "path") {
      const [from, to] = rest.map(x => data.nodeByIri.get(decodeURIComponent(x)));
      return from == null || to == null ? { is: "home" } : { is: "path", from, to };
    }
    if (head === "sentence" && data.raw.documents[rest[0]]) return { is: "sentence", document: +rest[0], start: +rest[1] };
    if (head === "community" && data.raw.communities[rest[0]]) return { is: "community", community: +rest[0] };
    if (head === "changes") { const [from, to] = rest.map(x => DATE.test(x) ? x : ""); return { is: "changes", from, to: to ?? "" }; }
    if (data.nodeByIri.has(text)) return { is: "node", node: data.nodeByIri.get(text) };
    if (data.claimByIri.has(text)) return { is: "claim", claim: data.claimByIri.get(text) };
    return { is: "home" };
  }

  /** A state from an address; what it names and the page does not have is left out. */
  function read(hash) {
    const p = new URLSearchParams(hash.replace(/^#/, "")), made = fresh();
    const list = key => (p.get(key) || "").split("~").filter(Boolean);
    const nodes = key => new Set(list(key).map(x => data.nodeByIri.get(x)).filter(n => n != null));
    if (VIEWS.includes(p.get("view"))) made.view = p.get("view");
    made.card = readCard(p.get("card"));
    made.focus = data.nodeByIri.get(p.get("focus")) ?? null;
    made.depth = Math.min(Math.max(+p.get("depth") || 1, 1), 3);
    if (p.has("hide")) {
      made.hidden.kinds = new Set(list("hide").filter(x => data.raw.kinds.some(k => k.name === x)));
      made.hidden.statuses = new Set(list("hide").filter(x => data.statuses.includes(x)));
    }
    made.only.relations = new Set(list("relation").map(x => data.raw.relations.findIndex(r => r.name === x)).filter(i => i >= 0));
    made.only.speakers = new Set(list("speaker").map(x => x === "-" ? -1 : data.nodeByIri.get(x)).filter(n => n != null));
    made.only.sources = new Set(list("source").map(x => data.raw.documents.findIndex(d => d.iri === x)).filter(i => i >= 0));
    made.only.communities = new Set(list("community").map(Number).filter(i => data.raw.communities[i] != null));
    made.confidence = Math.min(Math.max(+p.get("confidence") || 0, 0), 100);
    for (const key of ["from", "to"]) if (DATE.test(p.get(key) || "")) made[key] = p.get(key);
    made.shown = nodes("shown"); made.folded = nodes("folded");
    if (["entities", "events", "claims"].includes(p.get("table"))) made.table = p.get("table");
    const article = data.raw.documents.findIndex(d => d.iri === p.get("article"));
    made.article = article >= 0 ? article : null;
    if (p.has("sentences")) made.sentences = p.get("sentences") === "1";
    if (p.get("colour") === "community") made.colour = "community";
    return made;
  }

  const FILTERS = ["hidden", "only", "confidence", "from", "to", "focus", "depth", "shown", "folded"];
  /** Change the state, draw what depends on it, remember it in the address. */
  function go(changes, { replace = false } = {}) {
    const before = state;
    state = { ...state, ...changes };
    draw(before, new Set(Object.keys(changes)));
    remember(write(), replace);
  }
  /* inside a notebook's sandboxed frame there is no history to write to: the page works without */
  let framed = false;
  function remember(hash, replace) {
    if (framed || hash === location.hash) return;
    try {
      history[replace ? "replaceState" : "pushState"](null, "", hash);
    } catch (error) {
      if (error.name !== "SecurityError") throw error;
      framed = true;
    }
  }
  function draw(before, changed) {
    if (FILTERS.some(key => changed.has(key))) app.selection.compute(state);
    for (const render of renderers) render(state, changed, before);
  }
  function restore() {
    const before = state;
    state = read(location.hash);
    draw(before, new Set([...Object.keys(state), "restored"]));
  }
  addEventListener("popstate", restore);

  /** A copy of a set with one member put in or taken out. */
  const toggled = (set, member) => { const made = new Set(set); if (!made.delete(member)) made.add(member); return made; };

  Object.defineProperty(app, "state", { get: () => state });
  Object.assign(app, {
    go, restore, DATE, toggled, VIEWS,
    onChange: (render, first = false) => first ? renderers.unshift(render) : renderers.push(render),
    clear: () => { const f = fresh(); go({ hidden: f.hidden, only: f.only, confidence: 0, from: "", to: "", focus: null, depth: 1, folded: new Set() }); },
    openNode: (n, more = {}) => go({ card: { is: "node", node: n }, ...more }),
    openClaim: (c, more = {}) => go({ card: { is: "claim", claim: c }, ...more }),
    openPath: (from, to) => go({ card: { is: "path", from, to } }),
    openSource: (d, start) => go({ view: "sources", article: d, card: { is: "sentence", document: d, start } }),
  });
})();
