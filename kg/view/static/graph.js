"use strict";
/* The drawing: vis-network over positions computed beforehand.  What is drawn is the selection, as far as it has a place;
   the rest comes in by search and expansion. */
(() => {
  const { data } = app, { $, plural } = app.dom, { N, C, raw, drawing } = data;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const place = new Map((drawing.nodes.id || []).map((id, i) => [id, { x: drawing.nodes.x[i], y: drawing.nodes.y[i] }]));
  const DASHES = [false, [8, 5], [2, 5], [2, 5], [10, 4, 2, 4], [2, 5]];
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const degree = n => data.degree[n] + data.facts[n];
  const size = n => data.iso(n) ? Math.max(plainSize(n), 15) : plainSize(n);
  const plainSize = n => data.isEvent(n) ? 8 + Math.min(8, 1.5 * Math.sqrt(degree(n))) : 11 + Math.min(24, 4 * Math.sqrt(Math.max(degree(n) - 1, 0)));
  const extent = key => { let low = Infinity, high = -Infinity; for (const p of place.values()) { low = Math.min(low, p[key]); high = Math.max(high, p[key]); } return Math.max(high - low, 1); };
  const overview = Math.min(1, 700 / extent("x"), 700 / extent("y"));
  const colour = n => app.state.colour === "community" ? app.shapes.community(N.community[n]) : data.kind(n).colour;

  /* one renderer for all nodes: the shape of the kind, a country with its code; so a theme or a colouring needs no new options */
  let paint = {};
  const look = () => { paint = { edge: css("--edge"), accent: css("--accent"), denied: css("--denied"), bg: css("--bg"), ink: css("--ink"), soft: css("--soft") }; };
  const renderer = ({ ctx, id: n, x, y, state: { selected, hover }, style: { size: r } }) => ({
    drawNode() {
      app.shapes.path(ctx, data.kind(n).shape, x, y, r);
      ctx.fillStyle = colour(n); ctx.fill();
      ctx.lineWidth = selected ? 3 : hover ? 2 : 1; ctx.strokeStyle = selected || hover ? paint.accent : paint.edge;
      if (data.nodeStatus[n]) ctx.setLineDash([4, 3]);
      ctx.stroke();
      if (!data.iso(n)) return;
      ctx.fillStyle = "#10202c"; ctx.font = `700 ${r * 0.85}px system-ui, sans-serif`; ctx.textAlign = "center"; ctx.textBaseline = "middle";
      ctx.fillText(data.iso(n), x, y + r * 0.05);
    },
    nodeDimensions: { width: r * 2, height: r * (data.kind(n).shape === "hexagon" ? 1.8 : 2) },
  });
  const visNode = n => ({ id: n, size: size(n), ...place.get(n) });
  /* arrows end at a circle, not at the box around it */
  const round = ids => { for (const n of ids) if (data.kind(n).shape === "dot") network.body.nodes[n].shape.distanceToBorder = () => size(n) + 1; };

  /* parallel relations on lanes of their own */
  const laneOf = new Map(), lanes = new Map();
  for (let c = 0; c < data.total; c++) {
    const s = C.subject[c], o = C.object[c];
    if (o < 0) continue;
    const pair = Math.min(s, o) * data.count + Math.max(s, o), lane = (lanes.get(pair) ?? -1) + 1;
    lanes.set(pair, lane);
    if (lane) laneOf.set(c, lane);
  }
  const visEdge = c => {
    const s = C.subject[c], o = C.object[c], lane = laneOf.get(c) || 0;
    const made = { id: c, from: s, to: o, dashes: DASHES[C.status[c]] };
    if (lane) made.smooth = { enabled: true, type: (lane % 2 === 0) === (s < o) ? "curvedCW" : "curvedCCW", roundness: 0.12 + 0.1 * ((lane + 1) >> 1) };
    if (C.status[c] === 4) made.color = { color: paint.denied };
    return made;
  };
  const edgeDrawn = c => C.object[c] >= 0 && place.has(C.subject[c]) && place.has(C.object[c]);

  /* ---------------------------------------------------------------- what is on the canvas */
  let network = null, moved = false;
  const shown = { nodes: [], edges: [], set: new Set() };
  const tucked = new Set();       // hidden because their only neighbour is folded
  const pathParts = { nodes: null, claims: null };
  const nodeShown = n => pathParts.nodes ? pathParts.nodes.has(n) : app.selection.node[n] === 1 && !tucked.has(n);
  const edgeShown = c => shown.set.has(C.subject[c]) && shown.set.has(C.object[c]) && (pathParts.claims ? pathParts.claims.has(c) : app.selection.claim[c] === 1);
  /** Hide what is not selected.  Set on vis-network's own objects: its data views would make each of them anew. */
  function veil(draw) {
    const { nodes, edges } = network.body;
    shown.nodes = visNodes.getIds().filter(nodeShown);
    shown.set = new Set(shown.nodes);
    const drawnEdges = visEdges.getIds().filter(edgeShown), visible = new Set(drawnEdges);
    shown.edges = drawnEdges.map(id => ({ id }));
    for (const n of visNodes.getIds()) nodes[n].options.hidden = !shown.set.has(n);
    for (const c of visEdges.getIds()) edges[c].options.hidden = !visible.has(c);
    network._updateVisibleIndices();
    if (draw) network.redraw();
  }
  const visNodes = new vis.DataSet(), visEdges = new vis.DataSet();
  const options = () => ({
    physics: false, layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 1e6, keyboard: false, hideEdgesOnDrag: visEdges.length > 800, hideEdgesOnZoom: visEdges.length > 2000 },
    nodes: { shape: "custom", ctxRenderer: renderer, borderWidth: 1 },
    edges: {
      arrows: { to: { enabled: true, scaleFactor: 0.5 } }, width: 1.3, selectionWidth: 1.2, smooth: false,
      color: { color: paint.edge, highlight: paint.accent, hover: paint.accent },
    },
  });
  function start() {
    look();
    visNodes.add([...place.keys()].map(visNode));
    visEdges.add(Array.from({ length: data.total }, (_, c) => c).filter(edgeDrawn).map(visEdge));
    network = new vis.Network($("canvas"), { nodes: new vis.DataSet(), edges: new vis.DataSet() }, options());
    network.body.emitter.emit("_blockRedraw");       // until it is known what is shown and where: it would be drawn twice
    network.setData({ nodes: visNodes, edges: visEdges });
    round(place.keys());
    network.on("click", p => {
      if (p.nodes.length) app.openNode(p.nodes[0]);
      else if (p.edges.length) app.openClaim(p.edges[0]);
      else if (app.state.card.is !== "home") app.go({ card: { is: "home" } });
    });
    network.on("doubleClick", p => { if (p.nodes.length) expand(p.nodes[0]); });
    network.on("hoverNode", p => { hovered = p.node; network.redraw(); });
    network.on("blurNode", () => { hovered = null; network.redraw(); });
    network.on("afterDrawing", ctx => {
      const card = app.state.card, chosen = card.is === "node" ? [card.node] : card.is === "claim" ? [C.subject[card.claim], C.object[card.claim]] : [];
      const near = card.is === "node" ? neighbours(card.node) : [];
      app.labels.draw(ctx, network, {
        nodes: shown.nodes, edges: shown.edges, size, overview: moved ? network.getScale() : overview, paper: paint.bg, ink: paint.ink, soft: paint.soft,
        first: [...(hovered == null ? [] : [hovered]), ...chosen, ...near], chosen,
      });
      document.body.dataset.ready = "true";
    });
  }
  let hovered = null;

  /* ---------------------------------------------------------------- drawn by need */
  /** Give a place to nodes that have none, beside a neighbour that has one. */
  function bring(list) {
    const fresh = list.filter(n => !place.has(n));
    for (const [i, n] of fresh.entries()) {
      const near = data.around[n].map(c => C.object[c] === n ? C.subject[c] : C.object[c]).find(o => o >= 0 && place.has(o));
      const from = near != null ? place.get(near) : { x: 0, y: 0 };
      place.set(n, free(from, i));
    }
    if (!network) return fresh.length;
    const known = new Set(visEdges.getIds());
    visNodes.add(fresh.map(visNode));
    round(fresh);
    visEdges.add([...new Set(fresh.flatMap(n => data.around[n]))].filter(c => edgeDrawn(c) && !known.has(c)).map(visEdge));
    return fresh.length;
  }
  function free(from, i) {
    for (let ring = 1; ring < 12; ring++) for (let k = 0; k < 8 * ring; k++) {
      const a = (k + i) * 2 * Math.PI / (8 * ring), spot = { x: Math.round(from.x + ring * 150 * Math.cos(a)), y: Math.round(from.y + ring * 110 * Math.sin(a)) };
      let taken = false;
      for (const p of place.values()) if (Math.abs(p.x - spot.x) < 120 && Math.abs(p.y - spot.y) < 60) { taken = true; break; }
      if (!taken) return spot;
    }
    return { x: from.x + 60, y: from.y + 60 + i };
  }
  const neighbours = n => [...new Set(data.around[n].filter(c => C.object[c] >= 0).map(c => C.object[c] === n ? C.subject[c] : C.object[c]))].filter(o => o !== n);
  const loose = n => neighbours(n).filter(o => neighbours(o).every(x => x === n || data.isEvent(o) && neighbours(x).length === 1));
  const undrawn = n => neighbours(n).filter(o => !place.has(o) && app.selection.node[o]);
  const expand = n => {
    const shown = new Set([...app.state.shown, n, ...undrawn(n)]);
    app.go({ shown, folded: new Set([...app.state.folded].filter(x => x !== n)) });
  };
  const collapse = n => app.go({ folded: app.toggled(app.state.folded, n) });
  function fold(state) {
    tucked.clear();
    for (const n of state.folded) for (const o of loose(n)) if (!state.folded.has(o)) tucked.add(o);
  }

  /* ---------------------------------------------------------------- focus and path: places of their own */
  function arrange(state) {
    const path = pathParts.order, focus = state.focus;
    if (path) return move(new Map(path.map((n, i) => [n, { x: i * 230, y: (i % 2) * 90 }])));
    if (focus == null) { if (moved) move(place); moved = false; return; }
    const rings = [[focus]], seen = new Set(rings[0]);
    while (rings.at(-1).length) {
      const next = [];
      for (const n of rings.at(-1)) for (const o of neighbours(n)) if (app.selection.node[o] && !seen.has(o)) { seen.add(o); next.push(o); }
      rings.push(next);
    }
    const where = new Map([[focus, { x: 0, y: 0 }]]), box = $("canvas").getBoundingClientRect();
    const wide = Math.min(Math.max(Math.sqrt(box.width / box.height || 1), 0.8), 1.4);       // rings as wide as the canvas
    let radius = 0;
    for (const ring of rings.slice(1)) {
      const rows = Math.ceil(ring.length / 26);
      ring.sort((a, b) => N.kind[a] - N.kind[b] || data.label(a).localeCompare(data.label(b)));
      radius = Math.max(radius + 190, ring.length / rows * 150 / (2 * Math.PI));
      ring.forEach((n, i) => {
        const r = radius + (i % rows) * 120, a = -Math.PI / 2 + i * 2 * Math.PI / ring.length;
        where.set(n, { x: Math.round(1.08 * wide * r * Math.cos(a)), y: Math.round(r / wide * Math.sin(a)) });
      });
      radius += (rows - 1) * 120;
    }
    move(where);
  }
  function move(where) {
    moved = where !== place;
    bring([...where.keys()]);
    visNodes.update([...where].map(([id, p]) => ({ id, x: p.x, y: p.y })));
  }

  /** Draw only these, in this order (a path); null ends it. */
  const showPath = found => Object.assign(pathParts, found
    ? { nodes: new Set(found.nodes), claims: new Set(found.claims), order: found.nodes }
    : { nodes: null, claims: null, order: null });

  /* ---------------------------------------------------------------- keeping up with the state */
  function mark(state) {
    network.unselectAll();
    const card = state.card;
    if (card.is === "node" && shown.set.has(card.node)) network.setSelection({ nodes: [card.node], edges: network.getConnectedEdges(card.node) }, { highlightEdges: false });
    else if (card.is === "claim" && visEdges.get(card.claim)) network.setSelection({ nodes: [], edges: [card.claim] });
  }
  function see(n) {
    const box = $("canvas").getBoundingClientRect();
    if (!shown.set.has(n) || !box.width) return;
    const p = network.canvasToDOM(network.getPosition(n)), tiny = network.getScale() < 0.45;
    if (tiny || p.x < 40 || p.y < 40 || p.x > box.width - 40 || p.y > box.height - 60) network.focus(n, { scale: tiny ? 0.8 : network.getScale(), animation: false });
  }
  function fit() {
    network.fit({ animation: false, maxZoomLevel: 1.4 });
    const { width } = $("canvas").getBoundingClientRect();
    network.moveTo({ scale: network.getScale() * Math.min(Math.max((width - 110) / width, 0.65), 0.92), animation: false });   // names are wider than their nodes
  }
  let stale = false;
  const FILTERS = ["hidden", "only", "confidence", "from", "to", "focus", "depth", "shown", "folded"];
  app.onChange((state, changed, before) => {
    const needed = [...state.shown, ...(state.card.is === "node" ? [state.card.node] : []), ...(state.card.is === "claim" && C.object[state.card.claim] >= 0 ? [C.subject[state.card.claim], C.object[state.card.claim]] : [])];
    if (!network) { bring(needed); fold(state); start(); changed.add("first"); } else bring(needed);
    const path = changed.has("card") ? state.card.is === "path" || before.card.is === "path" : false;
    if (path || changed.has("first")) showPath(state.card.is === "path" ? app.paths.find(state.card.from, state.card.to) : null);
    const filtered = FILTERS.some(key => changed.has(key));
    stale = stale || filtered || path;
    const framed = changed.has("first") || path || changed.has("focus") || changed.has("restored");
    if (stale && (state.view === "graph" || changed.has("first"))) {      // hidden behind another view it can wait
      stale = false;
      fold(state);
      arrange(state);
      veil(!framed);
    }
    if (framed) fit();
    if (changed.has("first")) { network.body.emitter.emit("_allowRedraw"); network.redraw(); }
    else if (changed.has("colour")) network.redraw();
    if (changed.has("view") && state.view === "graph" && before.view !== "graph") { network.setSize("100%", "100%"); network.redraw(); fit(); }
    if (state.view === "graph" && !(changed.has("first") && state.card.is === "home") && (changed.has("card") || changed.has("view") || filtered && state.card.is !== "home")) mark(state);
    if (changed.has("card") && state.card.is === "node" && state.view === "graph" && !(changed.has("focus") && state.focus != null)) see(state.card.node);
    $("unfocus").hidden = state.focus == null && state.card.is !== "path";
    $("unfocus").textContent = state.card.is === "path" ? "Leave path" : "Leave focus";
    $("by-community").setAttribute("aria-pressed", String(state.colour === "community"));
    if (stale) return;
    const rest = app.selection.nodes - shown.nodes.length;
    $("drawn").textContent = `${plural(shown.nodes.length, "thing")}, ${plural(shown.edges.length, "connection")}` + (rest > 0 && !pathParts.nodes ? ` · ${plural(rest, "more thing")} by search, table or expanding` : "");
  });
  function theme() {
    look();
    network.setOptions(options());
    visEdges.update(visEdges.getIds().filter(c => C.status[c] === 4).map(c => ({ id: c, color: { color: paint.denied } })));
    network.redraw();
  }
  dark.addEventListener("change", theme);
  matchMedia("print").addEventListener("change", () => { if (app.state.view === "graph") { theme(); network.setSize("100%", "100%"); network.redraw(); fit(); } });

  /* ---------------------------------------------------------------- by keyboard: the nearest node in a direction */
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  $("canvas").addEventListener("keydown", e => {
    const card = app.state.card;
    if (e.key === "+" || e.key === "=" || e.key === "-") { network.moveTo({ scale: network.getScale() * (e.key === "-" ? 0.8 : 1.25) }); e.preventDefault(); return; }
    if (e.key === "Enter" && card.is === "node") { $("panel").focus(); e.preventDefault(); return; }
    const way = ARROWS[e.key];
    if (!way) return;
    e.preventDefault();
    const here = card.is === "node" ? network.getPosition(card.node) : null;
    let best = null, least = Infinity;
    for (const n of shown.nodes) {
      if (card.is === "node" && n === card.node) continue;
      if (!here) { const score = -data.degree[n]; if (score < least) { least = score; best = n; } continue; }
      const p = network.getPosition(n), dx = p.x - here.x, dy = p.y - here.y, along = dx * way[0] + dy * way[1], off = Math.abs(dx * way[1] + dy * way[0]);
      const score = along + 2.2 * off;
      if (along > 4 && score < least) { least = score; best = n; }
    }
    if (best != null) app.openNode(best);
  });

  $("fit").addEventListener("click", fit);
  $("unfocus").addEventListener("click", () => app.go({ focus: null, depth: 1, ...(app.state.card.is === "path" ? { card: { is: "home" } } : {}) }));
  $("by-community").addEventListener("click", () => app.go({ colour: app.state.colour === "community" ? "kind" : "community" }));

  app.graph = {
    expand, collapse, loose, undrawn, fit, theme, size, colour,
    has: n => place.has(n),
    get network() { return network; },
    get drawn() { return { nodes: shown.nodes.length, edges: shown.edges.length }; },
    nodeIds: () => shown.nodes, edges: () => visEdges.get(shown.edges.map(e => e.id)),
  };
})();
