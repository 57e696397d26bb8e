"use strict";
/* What is seen, as PNG and as SVG; made here, sent nowhere. */
(() => {
  const { data } = app, { $, svg, download, fileName } = app.dom, { C } = data;
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const name = end => `${fileName(data.raw.title)}.${end}`;

  function png() {
    const canvas = $("canvas").querySelector("canvas"), made = document.createElement("canvas"), ctx = made.getContext("2d");
    made.width = canvas.width;
    made.height = canvas.height;
    ctx.fillStyle = css("--bg");
    ctx.fillRect(0, 0, made.width, made.height);
    ctx.drawImage(canvas, 0, 0);
    return new Promise(done => made.toBlob(done, "image/png"));
  }
  const DASH = ["", "8 5", "2 5", "2 5", "10 4 2 4", "2 5"];
  /** The visible part of the drawing as an SVG document. */
  function vector() {
    const network = app.graph.network, box = $("canvas").getBoundingClientRect(), scale = network.getScale(), width = Math.round(box.width), height = Math.round(box.height);
    const ids = app.graph.nodeIds(), where = network.getPositions(ids), spot = n => network.canvasToDOM(where[n]);
    const ink = css("--ink"), bg = css("--bg"), soft = css("--soft"), face = "system-ui, sans-serif";
    const inside = p => p.x > -200 && p.y > -60 && p.x < width + 200 && p.y < height + 60;
    const out = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": face });
    out.append(svg("title", {}, data.raw.title), svg("rect", { width, height, fill: bg }),
      svg("defs", {}, svg("marker", { id: "to", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" }, svg("path", { d: "M0 0L8 4L0 8z", fill: css("--edge") }))));
    const caption = p => svg("text", { x: p.x.toFixed(1), y: (p.y + p.px * 0.9).toFixed(1), "font-size": p.px, "text-anchor": "middle", fill: p.claim == null ? ink : soft, stroke: bg, "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round" }, ...p.lines.map((line, i) => svg("tspan", { x: p.x.toFixed(1), dy: i ? "1.16em" : 0 }, line)));
    for (const e of app.graph.edges()) {
      const a = spot(e.from), b = spot(e.to);
      if (!inside(a) && !inside(b)) continue;
      const dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1, bend = e.smooth?.roundness ? e.smooth.roundness * length * (e.smooth.type === "curvedCW" ? 1 : -1) : 0;
      const mid = { x: (a.x + b.x) / 2 + bend * dy / length, y: (a.y + b.y) / 2 - bend * dx / length };
      const r = (app.graph.size(e.to) + 3) * scale, tx = b.x - mid.x, ty = b.y - mid.y, t = Math.hypot(tx, ty) || 1, end = { x: b.x - tx / t * r, y: b.y - ty / t * r };
      out.append(svg("path", { d: `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${mid.x.toFixed(1)} ${mid.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`, fill: "none", stroke: C.status[e.id] === 4 ? css("--denied") : css("--edge"), "stroke-width": 1.3, "stroke-dasharray": DASH[C.status[e.id]] || null, "marker-end": "url(#to)" }));
    }
    for (const n of ids) {
      const p = spot(n), r = app.graph.size(n) * scale;
      if (!inside(p)) continue;
      const group = svg("g", {}, svg("title", {}, `${data.label(n)} (${data.type(n)})`), app.shapes.draw(data.kind(n).shape, p.x, p.y, r, { fill: app.graph.colour(n), stroke: css("--edge"), "stroke-dasharray": data.nodeStatus[n] ? "4 3" : null }));
      if (data.iso(n)) group.append(svg("text", { x: p.x, y: p.y + r * 0.32, "font-size": r * 0.85, "font-weight": 700, "text-anchor": "middle", fill: "#10202c" }, data.iso(n)));
      out.append(group);
    }
    out.append(...app.labels.placed.map(caption));
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(out) + "\n";
  }
  $("png").addEventListener("click", async () => download(name("png"), await png()));
  $("svg").addEventListener("click", () => download(name("svg"), vector(), "image/svg+xml"));
  app.picture = { png, vector };
})();
