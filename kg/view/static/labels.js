"use strict";
/* The names in the drawing, at a size that can be read at any zoom.  vis-network scales text with the picture and lets names
   run into each other; here the more important name wins, and what does not fit appears when there is room. */
(() => {
  const { data } = app, { N, C } = data;
  const FACE = "system-ui, sans-serif", GAP = 3, widths = new Map();
  let placed = [], order = null, ranked = null;

  /* names in lines of some twenty characters, two at most */
  const wrap = text => {
    const lines = [""];
    for (const w of text.split(/\s+/)) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + w.length + 1 > 21) { if (last === 1) { lines[1] += " …"; break; } lines.push(w); } else lines[last] = lines[last] ? `${lines[last]} ${w}` : w;
    }
    return lines.map(l => l.length > 30 ? l.slice(0, 29) + "…" : l);
  };
  const measure = (ctx, text, font) => {
    const key = font + text;
    if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
    return widths.get(key);
  };
  const weight = n => data.degree[n] + data.facts[n];
  /** All nodes by importance: entities before events, the connected before the rest. */
  const importance = ids => ids === ranked ? order : (ranked = ids, order = [...ids].sort((a, b) => data.isEvent(a) - data.isEvent(b) || weight(b) - weight(a) || a - b));

  /** Boxes that are taken, in cells, so that looking is quick. */
  function ground() {
    const cells = new Map(), SIZE = 90;
    const visit = (b, act) => { for (let x = Math.floor(b.x / SIZE); x <= Math.floor((b.x + b.w) / SIZE); x++) for (let y = Math.floor(b.y / SIZE); y <= Math.floor((b.y + b.h) / SIZE); y++) if (act(x * 4096 + y)) return true; return false; };
    return {
      take: b => visit(b, k => { (cells.get(k) || cells.set(k, []).get(k)).push(b); return false; }),
      free: b => !visit(b, k => (cells.get(k) || []).some(o => o.x < b.x + b.w && b.x < o.x + o.w && o.y < b.y + b.h && b.y < o.y + o.h)),
    };
  }
  function place(ctx, network, look) {
    const box = network.canvas.frame.canvas, width = box.clientWidth, height = box.clientHeight, scale = network.getScale();
    const nodes = network.body.nodes, spot = p => network.canvasToDOM(p), taken = ground(), shapes = ground(), out = [];
    const inside = p => p.x > -20 && p.y > -20 && p.x < width + 20 && p.y < height + 20;
    const first = look.first.filter(n => nodes[n]), ids = importance(look.nodes), shown = new Set(look.nodes);
    const allowed = Math.max(45, 45 * (scale / look.overview) ** 2);
    const drawnAt = new Map();
    for (const n of ids) { const p = spot(nodes[n]); if (inside(p)) { const r = look.size(n) * scale; drawnAt.set(n, { ...p, r }); } }
    for (const { x, y, r } of drawnAt.values()) if (r > 4) shapes.take({ x: x - r * 0.8, y: y - r * 0.8, w: r * 1.6, h: r * 1.6 });
    let count = 0;
    const name = (n, must, over) => {
      const at = drawnAt.get(n);
      if (!at || !shown.has(n)) return;
      const px = data.isEvent(n) ? 11.5 : 13, font = `${px}px ${FACE}`, lines = wrap(data.label(n)), w = Math.max(...lines.map(l => measure(ctx, l, font))), h = lines.length * px * 1.16;
      for (const y of [at.y + at.r + GAP, at.y - at.r - GAP - h]) {
        const b = { x: at.x - w / 2 - 1, y, w: w + 2, h };
        if (!must && (!taken.free(b) || !over && !shapes.free(b))) continue;
        taken.take(b);
        out.push({ node: n, lines, x: at.x, y, px, must });
        count++;
        return;
      }
    };
    if (look.chosen.length) name(look.chosen[0], true);
    const near = look.chosen.length ? look.edges.filter(e => look.chosen.includes(C.subject[e.id]) || look.chosen.includes(C.object[e.id])) : [];
    if (near.length <= 8) for (const e of near) relation(ctx, network, e, scale, taken, inside, out);      // what is open is told whole
    first.forEach((n, i) => { if (n !== look.chosen[0]) name(n, i === 0); });
    const MAIN = 12;          // the most important names may lie over a shape
    const done = new Set(first);
    for (const [i, n] of ids.entries()) { if (count >= allowed) break; if (!done.has(n)) name(n, false, i < MAIN); }
    if (look.edges.length * Math.min(1, (look.overview / scale) ** 2) < 260) for (const e of near.length <= 8 ? look.edges.filter(e => !near.includes(e)) : look.edges) relation(ctx, network, e, scale, { take: taken.take, free: b => taken.free(b) && shapes.free(b) }, inside, out);
    return out;
  }
  function relation(ctx, network, e, scale, taken, inside, out) {
    const edge = network.body.edges[e.id];
    if (!edge?.edgeType || !edge.connected) return;
    const length = Math.hypot(edge.to.x - edge.from.x, edge.to.y - edge.from.y) * scale;
    const px = 10.5, text = data.word(e.id), w = measure(ctx, text, `${px}px ${FACE}`);
    if (length < w + 36) return;
    for (const t of [0.5, 0.38, 0.62]) {
      const p = network.canvasToDOM(edge.edgeType.getPoint(t)), b = { x: p.x - w / 2 - 1, y: p.y - 7, w: w + 2, h: 13 };
      if (!inside(p) || !taken.free(b)) continue;
      taken.take(b);
      out.push({ claim: e.id, lines: [text], x: p.x, y: p.y - 6, px });
      return;
    }
  }
  /** Draw the names on vis-network's canvas, in screen pixels. */
  function draw(ctx, network, look) {
    placed = place(ctx, network, look);
    const ratio = network.canvas.pixelRatio || 1;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    ctx.strokeStyle = look.paper;
    for (const p of [...placed].reverse()) {
      ctx.font = `${p.must ? "600 " : ""}${p.px}px ${FACE}`;
      ctx.lineWidth = 3.5;
      ctx.fillStyle = p.claim == null ? look.ink : look.soft;
      p.lines.forEach((line, i) => { ctx.strokeText(line, p.x, p.y + i * p.px * 1.16); ctx.fillText(line, p.x, p.y + i * p.px * 1.16); });
    }
    ctx.restore();
  }
  app.labels = { draw, get placed() { return placed; } };
})();
