"use strict";
/* The front card: what the graph holds, where to start, what the analyses found, how to read it. */
(() => {
  const { data } = app, { el, number, plural } = app.dom, { C, N, raw } = data, found = raw.insights;

  const counted = () => {
    const by = data.statuses.map((s, i) => [s, C.status.filter(x => x === i).length]).filter(x => x[1]);
    const events = N.kind.filter(k => k === data.EVENT).length;
    return `${plural(raw.documents.length, "article")}, ${plural(data.count - events, "entity", "entities")}, ${plural(events, "event")}, ${plural(data.total, "claim")} (parts in events among them): ${by.map(([s, n]) => `${number(n)} ${s}`).join(", ")}.`;
  };
  const thing = (n, tag) => () => el("div", { class: "fact" }, el("p", {}, app.cards.icon(n), app.cards.nodeLink(n), el("span", { class: "tag" }, tag)));
  const conflict = ([n, relation, values]) => () => el("div", { class: "fact" }, el("p", {}, app.cards.nodeLink(n), ` · ${relation}`),
    el("ul", {}, ...values.map(([value, says, about, iri]) => el("li", {}, app.dom.link(`${about ? "about " : ""}${number(value)}`, () => app.openClaim(data.claimByIri.get(iri))), " — ", says ? `according to ${says}` : "stated by an article"))));
  const whole = (...parts) => () => el("div", { class: "fact" }, el("p", {}, ...parts));
  const tie = ([from, to, against, favour, mentions, examples]) => whole(app.cards.nodeLink(from), " → ", app.cards.nodeLink(to),
    el("span", { class: "tag" }, [against && `against ${against}`, favour && `in favour ${favour}`, mentions && `mentions ${mentions}`].filter(Boolean).join(" · ")),
    ...examples.map(([what, d, start]) => el("span", { class: "event" }, app.dom.link(what, () => app.openSource(d, start), { title: "Read the sentence" }))));
  const period = ([when, articles, things, claims, names]) => whole(app.dom.link(app.dates.one(when), () => app.changes.show(when, when), { title: "All that was new then" }), el("span", { class: "tag" }, `${plural(articles, "article")} · ${plural(things, "new thing")} · ${plural(claims, "new claim")}`),
    el("span", { class: "event" }, ...names.flatMap((n, i) => [i ? ", " : "", app.cards.nodeLink(n)])));
  const pair = ([a, b, events]) => whole(app.cards.nodeLink(a), " and ", app.cards.nodeLink(b), el("span", { class: "tag" }, plural(events.length, "event")), ...events.filter((e, i) => events.findIndex(x => data.label(x) === data.label(e)) === i).slice(0, 3).map(e => el("span", { class: "event" }, app.cards.nodeLink(e))));
  const sole = iri => { const c = data.claimByIri.get(iri); return c == null ? null : whole(app.cards.nodeLink(C.subject[c]), " ", app.dom.link(data.word(c), () => app.openClaim(c)), ` ${data.object(c)}`); };
  /** A key fact: an event, or a claim, with its sentence. */
  const key = ([n, iri]) => {
    const c = n == null ? data.claimByIri.get(iri) : null, e = n == null ? C.evidence[c][0] : N.evidence[n][0], by = n == null ? data.claimBy(c) : data.nodeBy(n);
    const said = n == null ? data.claimStatus(c) !== "asserted" : data.nodeStatus[n] > 0;
    const name = n == null ? [app.cards.nodeLink(C.subject[c]), " ", app.dom.link(data.word(c), () => app.openClaim(c)), ` ${data.object(c)}`] : [app.cards.icon(n), app.cards.nodeLink(n)];
    return () => el("div", { class: "fact" + (said ? " attributed" : "") }, el("p", {}, name, said ? el("span", { class: "badge attributed" }, data.told("attributed", by)) : null),
      el("button", { class: "evidence", on: () => app.openSource(e[0], e[1]) }, [...app.cards.sentence(e, n != null).childNodes]));
  };
  const step = iri => { const c = data.claimByIri.get(iri); return [app.cards.nodeLink(C.subject[c]), " ", app.dom.link(data.word(c), () => app.openClaim(c)), " ", app.cards.nodeLink(C.object[c])]; };
  const steps = claims => el("span", { class: "event" }, ...claims.flatMap((iri, i) => [i ? "; " : "", ...step(iri)]));
  const way = ([from, to, shortest, strongest]) => whole(app.dom.link(`${data.label(from)} → ${data.label(to)}`, () => app.openPath(from, to), { title: "Draw the way and read the sentence for each step" }),
    el("span", { class: "tag" }, plural(shortest.length, "step")), steps(shortest), shortest.join() === strongest.join() ? null : [el("span", { class: "tag" }, "with more evidence:"), steps(strongest)]);
  const around = ([n, size, closed, names]) => whole(app.cards.icon(n), app.cards.nodeLink(n), el("span", { class: "tag" }, `${plural(size, "neighbour")} · ${closed} % of their pairs connected`),
    el("span", { class: "event" }, ...names.flatMap((o, i) => [i ? ", " : "", app.cards.nodeLink(o)]), size > names.length ? ", … " : " ", app.dom.link("draw", () => app.go({ focus: n, depth: 1, card: { is: "node", node: n }, view: "graph" }), { title: `Draw only ${data.label(n)} and its neighbours` })));
  /** A list of an analysis with what it means and when not to trust it; what found nothing is named at the end. */
  function finding(key, items, limit) {
    if (!items.length) return null;
    const made = app.cards.group(`i${key}`, found.about[key][0], items, limit);
    made.dataset.analysis = key;
    made.querySelector("h3").after(app.cards.meaning(key));
    return made;
  }
  /** What each period brought, and the question for two dates of the reader's own. */
  function changes() {
    const made = finding("changes", found.changes.map(period).reverse(), 4), { dates } = app.changes;
    made?.append(el("p", {}, app.dom.link("Compare two dates of your choice", () => app.changes.show(dates.at(-2), dates.at(-1)), { "data-act": "compare" })));
    return made;
  }
  const findings = () => ({
    central: finding("central", found.central.slice(0, 8).map(([n, connections]) => thing(n, `${data.type(n)} · ${plural(connections, "connection")}`)), 8),
    conflicts: finding("conflicts", found.conflicts.map(conflict), 4),
    voices: finding("voices", found.voices.map(tie), 5),
    timeline: finding("timeline", found.timeline[0] ? [whole(app.dom.link(`${number(found.timeline[0])} dated, ${number(found.timeline[1])} undated`, () => app.go({ view: "timeline" }), { title: "Open the timeline" }))] : [], 1),
    changes: changes(),
    communities: finding("communities", raw.communities.slice(0, 12).map((name, i) => whole(app.dom.link(name, () => app.go({ card: { is: "community", community: i } })))), 5),
    paths: finding("paths", found.paths.map(way), 3),
    neighbourhoods: finding("neighbourhoods", found.neighbourhoods.map(around), 3),
    brokers: finding("brokers", found.brokers.map(([n, pieces, lost]) => thing(n, `between ${pieces} parts, cuts off ${lost}`)), 4),
    bridges: finding("bridges", found.bridges.map(([a, relation, b, iri]) => whole(app.cards.nodeLink(a), " ", app.dom.link(relation, () => app.openClaim(data.claimByIri.get(iri))), " ", app.cards.nodeLink(b))), 4),
    cores: finding("cores", found.core[1].map(n => thing(n, `${data.type(n)} · ${found.core[0]}-core`)), 5),
    together: finding("together", found.together.map(pair), 4),
    single_source: finding("single_source", found.alone.map(sole).filter(Boolean), 4),
    quality: finding("quality", found.quality.map(line => () => el("p", { class: "soft" }, line)), 12),
  });
  function home() {
    const made = findings(), none = Object.keys(made).filter(key => !made[key]).map(key => found.about[key][0].toLowerCase());
    return [
      el("h2", {}, raw.title), el("p", {}, counted()),
      app.cards.group("facts", "Key facts", found.facts.map(key), 4),
      ...Object.values(made),
      none.length ? el("p", { class: "soft" }, `Looked for and not found: ${none.join("; ")}.`) : null,
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
