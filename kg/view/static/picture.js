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
  const DASH = ["", "8 5", "2 5", "2 5", "10 4 2 4"];
  /** The visible part of the drawing as an SVG document. */
  function vector() {
    const network = app.graph.network, box = $("canvas").getBoundingClientRect(), scale = network.getScale(), width = Math.round(box.width), height = Math.round(box.height);
    const ids = app.graph.nodeIds(), where = network.getPositions(ids), spot = n => network.canvasToDOM(where[n]);
    const ink = css("--ink"), bg = css("--bg"), soft = css("--soft"), face = "system-ui, sans-serif";
    const inside = p => p.x > -200 && p.y > -60 && p.x < width + 200 && p.y < height + 60;
    const out = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": face });
    out.append(svg("title", {}, data.raw.title), svg("rect", { width, height, fill: bg }),
      svg("defs", {}, svg("marker", { id: "to", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" }, svg("path", { d: "M0 0L8 4L0 8z", fill: css("--edge") }))));
    const caption = (x, y, size, text, fill) => svg("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": size.toFixed(1), "text-anchor": "middle", fill, stroke: bg, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, ...text.split("\n").map((line, i) => svg("tspan", { x: x.toFixed(1), dy: i ? "1.15em" : 0 }, line)));
    const labels = [];
    for (const e of app.graph.edges()) {
      const a = spot(e.from), b = spot(e.to);
      if (!inside(a) && !inside(b)) continue;
      const dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1, bend = e.smooth?.roundness ? e.smooth.roundness * length * (e.smooth.type === "curvedCW" ? 1 : -1) : 0;
      const mid = { x: (a.x + b.x) / 2 + bend * dy / length, y: (a.y + b.y) / 2 - bend * dx / length };
      const r = (app.graph.size(e.to) + 3) * scale, tx = b.x - mid.x, ty = b.y - mid.y, t = Math.hypot(tx, ty) || 1, end = { x: b.x - tx / t * r, y: b.y - ty / t * r };
      out.append(svg("path", { d: `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${mid.x.toFixed(1)} ${mid.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`, fill: "none", stroke: C.status[e.id] === 4 ? css("--denied") : css("--edge"), "stroke-width": 1.3, "stroke-dasharray": DASH[C.status[e.id]] || null, "marker-end": "url(#to)" }));
      if (e.font.size * scale >= 6) labels.push(caption((a.x + mid.x * 2 + b.x) / 4, (a.y + mid.y * 2 + b.y) / 4 + 3, e.font.size * scale, e.label, soft));
    }
    out.append(...labels);
    for (const n of ids) {
      const p = spot(n), r = app.graph.size(n) * scale, size = app.graph.font(n) * scale;
      if (!inside(p)) continue;
      const group = svg("g", {}, svg("title", {}, `${data.label(n)} (${data.type(n)})`), app.shapes.draw(data.kind(n).shape, p.x, p.y, r, { fill: app.graph.colour(n), stroke: css("--edge"), "stroke-dasharray": data.nodeStatus[n] ? "4 3" : null }));
      if (size >= 5) group.append(caption(p.x, p.y + r + size * 1.05, size, app.graph.wrap(data.label(n)) + (data.iso(n) ? ` [${data.iso(n)}]` : ""), ink));
      out.append(group);
    }
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(out) + "\n";
  }
  $("png").addEventListener("click", async () => download(name("png"), await png()));
  $("svg").addEventListener("click", () => download(name("svg"), vector(), "image/svg+xml"));
  app.picture = { png, vector };
})();
