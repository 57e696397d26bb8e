"use strict";
/* The shape of each kind, as it is drawn in the graph: for the legend, the cards and the SVG picture. */
(() => {
  const { svg } = app.dom;
  const ring = (n, r, start, odd = r) => Array.from({ length: n }, (_, i) => {
    const a = start + i * 2 * Math.PI / n, radius = i % 2 ? odd : r;
    return [radius * Math.cos(a), radius * Math.sin(a)];
  });
  const UP = -Math.PI / 2;
  const POINTS = {
    square: r => [[-r, -r], [r, -r], [r, r], [-r, r]],
    triangle: r => ring(3, r * 1.15, UP).map(([x, y]) => [x, y + r * 0.275]),
    triangleDown: r => ring(3, r * 1.15, -UP).map(([x, y]) => [x, y - r * 0.275]),
    hexagon: r => ring(6, r, 0),
    pentagon: r => ring(5, r, UP),
    diamond: r => ring(4, r, UP),
    star: r => ring(10, r * 1.1, UP, r * 0.5),
  };
  /** An SVG element for a shape around (x, y). */
  const draw = (shape, x, y, r, props) => shape === "dot"
    ? svg("circle", { cx: x, cy: y, r, ...props })
    : svg("polygon", { points: POINTS[shape](r).map(([a, b]) => `${(x + a).toFixed(1)},${(y + b).toFixed(1)}`).join(" "), ...props });
  /** The same as a path on a canvas. */
  const path = (ctx, shape, x, y, r) => {
    ctx.beginPath();
    if (shape === "dot") { ctx.arc(x, y, r, 0, 2 * Math.PI); return; }
    for (const [a, b] of POINTS[shape](r)) ctx.lineTo(x + a, y + b);
    ctx.closePath();
  };
  const icon = (kind, colour = kind.colour) => svg("svg", { class: "icon", viewBox: "-10 -10 20 20", "aria-hidden": "true" }, draw(kind.shape, 0, 0, 8, { fill: colour }));
  /* communities: Okabe-Ito and Tol's muted scheme, then grey */
  const PALETTE = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#882255", "#999933", "#332288", "#44AA99", "#AA4499", "#DDCC77"];
  const community = i => i >= 0 && i < PALETTE.length ? PALETTE[i] : "#8a9099";
  app.shapes = { draw, path, icon, community };
})();
