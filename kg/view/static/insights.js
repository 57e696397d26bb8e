"use strict";
/* The front card: what the graph holds, where to start, what the analyses found, how to read it. */
(() => {
  const { data } = app, { el, number, plural } = app.dom, { C, N, raw } = data, found = raw.insights;

  const counted = () => {
    const by = data.statuses.map((s, i) => [s, C.status.filter(x => x === i).length]).filter(x => x[1]);
    const events = N.kind.filter(k => k === data.EVENT).length;
    return `${plural(raw.documents.length, "article")}, ${plural(data.count - events, "entity", "entities")}, ${plural(events, "event")}, ${plural(data.total, "claim")}: ${by.map(([s, n]) => `${number(n)} ${s}`).join(", ")}.`;
  };
  const thing = (n, tag) => () => el("div", { class: "fact" }, el("p", {}, app.cards.icon(n), app.cards.nodeLink(n), el("span", { class: "tag" }, tag)));
  const conflict = ([n, relation, values]) => () => el("div", { class: "fact" }, el("p", {}, app.cards.nodeLink(n), ` · ${relation}`),
    el("ul", {}, ...values.map(([value, says, about]) => el("li", {}, `${about ? "about " : ""}${number(value)} — `, says ? `${says} says so` : "stated by an article"))));
  const broker = ([n, why]) => thing(n, why);
  function home() {
    const { group } = app.cards;
    return [
      el("h2", {}, raw.title), el("p", {}, counted()),
      group("home", "Start here", found.central.slice(0, 8).map(([n]) => thing(n, `${data.type(n)} · ${plural(data.degree[n], "connection")}`)), 8),
      group("conflicts", "Figures in conflict", found.conflicts.map(conflict), 4),
      group("brokers", "Bridges: without them the graph falls apart", (found.brokers || []).map(broker), 5),
      group("communities", "Told of together", raw.communities.slice(0, 12).map((name, i) => () => el("div", { class: "fact" }, el("p", {}, app.dom.link(name, () => app.go({ card: { is: "community", community: i } }))))), 6),
      group("quality", "How far to trust it", (found.quality || []).map(line => () => el("p", { class: "soft" }, line)), 12),
      el("section", {}, el("h3", {}, "How to read it"), ...reading()),
    ];
  }
  const reading = () => raw.statuses.map(s => el("p", { class: "reading" }, el("span", { class: "line " + s.name, "aria-hidden": "true" }), el("b", {}, s.name), ` ${s.means}`)).concat(
    el("p", { class: "soft" }, "Denied statements are hidden until you switch them on under “How it is told”. Click a line in the drawing, or a sentence on a card, to read where it comes from."));
  const KEYS = [["/", "search"], ["1 – 4", "graph, table, timeline, sources"], ["arrows", "walk through the drawing (when it has the focus)"], ["Enter", "open the card"], ["f", "focus on what is open, and leave it"], ["e, c", "expand, collapse its neighbours"],
    ["p", "path to another thing"], ["0", "fit the drawing"], ["Esc", "back to the front card"], ["Alt ←, Alt →", "back, forward"], ["?", "this help"]];
  function help() {
    const box = app.dom.$("help-box");
    box.replaceChildren(el("h2", { id: "help-title" }, "Keys"), el("dl", { class: "keys" }, ...KEYS.flatMap(([k, what]) => [el("dt", {}, el("kbd", {}, k)), el("dd", {}, what)])),
      el("h2", {}, "Reading"), ...reading(), el("button", { on: () => box.close() }, "Close"));
    box.showModal();
  }
  app.insights = { home, help };
})();
