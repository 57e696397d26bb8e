"use strict";
/* The card beside the views: an entity or event, a claim, a path, a sentence.  Everything the drawing shows can be read here. */
(() => {
  const { data } = app, { $, el, link, copy, plural } = app.dom, { C, N, raw } = data;
  const FEW = 6, opened = new Set();

  /* ---------------------------------------------------------------- pieces */
  const nodeLink = n => link(data.label(n), () => app.openNode(n), { "data-node": n });
  const icon = n => app.shapes.icon(data.kind(n));
  const { told } = data;
  const badge = (status, by, certainty) => { const text = told(status, by, certainty); return text ? el("span", { class: "badge " + status }, text) : null; };
  const claimBadge = c => badge(data.claimStatus(c), data.claimBy(c), C.certainty[c]);

  /** The sentence of a piece of evidence with its arguments marked. */
  function sentence(e, single) {
    const [d, a, b, s1, s2, o1, o2] = e, out = el("blockquote", {});
    const marks = (single ? [[o1, o2, "o"]] : [[s1, s2, "s"], [o1, o2, "o"]]).filter(m => m[0] >= a && m[1] <= b && m[1] > m[0]).sort((x, y) => x[0] - y[0]);
    let at = a;
    for (const [x, y, kind] of marks) {
      if (x < at) continue;
      out.append(data.text(d, at, x), el("mark", { class: kind }, data.text(d, x, y)));
      at = y;
    }
    out.append(data.text(d, at, b));
    return out;
  }
  const source = e => {
    const doc = raw.documents[e[0]];
    return el("p", { class: "source" }, link(doc.title || doc.id, () => app.openSource(e[0], e[1]), { "data-source": `${e[0]}:${e[1]}`, title: "Read it in the article" }), data.published(doc).map(x => `, ${x}`).join(""));
  };
  const evidence = (list, single) => list.flatMap(e => [sentence(e, single), source(e)]);
  /** A heading with its items; long lists open on demand. */
  function group(key, title, items, limit = FEW) {
    if (!items.length) return null;
    const all = opened.has(key) || items.length <= limit + 1;
    return el("section", {}, el("h3", {}, title, items.length > 1 ? el("span", { class: "count" }, String(items.length)) : null), ...(all ? items : items.slice(0, limit)).map(make => make()),
      all ? null : el("button", { class: "more", on: () => { opened.add(key); draw(app.state); } }, `${items.length - limit} more`));
  }
  /** What an analysis means for a reader and when not to trust it, folded. */
  const meaning = key => { const [, means, caution] = raw.insights.about[key]; return el("details", { class: "about" }, el("summary", {}, "what this means"), el("p", { class: "soft" }, means), el("p", { class: "soft" }, `When not to trust it: ${caution}`)); };
  const actions = (...buttons) => el("div", { class: "actions", role: "group", "aria-label": "Actions" }, ...buttons);
  const copies = made => [
    el("button", { "data-copy": "sparql", on: () => copy(made().sparql, "Copied as SPARQL") }, "Copy as SPARQL"),
    el("button", { "data-copy": "turtle", on: () => copy(made().turtle, "Copied as Turtle") }, "Copy as Turtle"),
  ];

  /* ---------------------------------------------------------------- a fact, an event, a quotation */
  const fact = (c, from, before = "") => () => {
    const o = C.object[c], other = o === from ? C.subject[c] : o, first = C.evidence[c][0];
    return el("div", { class: "fact " + data.claimStatus(c), "data-claim": c },
      el("p", {}, before, o < 0 ? link(data.value(c), () => app.openClaim(c)) : [icon(other), nodeLink(other)], data.claimTime(c) && !data.isEvent(from) && !data.dateValue(c) ? el("span", { class: "tag" }, data.when(data.claimTime(c))) : null, claimBadge(c)),
      first ? el("button", { class: "evidence", on: () => app.openClaim(c) }, [...sentence(first).childNodes]) : null,
      C.evidence[c].length > 1 ? link(`and ${plural(C.evidence[c].length - 1, "more sentence")}`, () => app.openClaim(c)) : null);
  };
  /** A claim where its subject is not the card's own thing. */
  const whole = c => fact(c, C.subject[c], el("span", {}, nodeLink(C.subject[c]), ` ${data.word(c)} `));
  /** A part in an event, told of the one who has it: arrested; who does it; where it happens; nothing where the event's name tells. */
  const takesPart = c => { const r = data.relation(c), told = data.word(c); return told !== r.label ? told : r.worded ? "" : r.means.replace(/[.:].*$/, "").toLowerCase(); };
  const happening = (c, other) => () => el("div", { class: "fact event " + data.statuses[data.nodeStatus[other]] },
    el("p", {}, icon(other), nodeLink(other), el("span", { class: "tag" }, [data.when(data.time(other)), takesPart(c)].filter(Boolean).join(" · ")), badge(data.statuses[data.nodeStatus[other]], data.nodeBy(other))));
  const quotation = i => () => {
    const [d, a, b, , direct, cue] = raw.quotes[i];
    return el("div", { class: "fact quote" }, el("button", { class: "evidence", on: () => app.openSource(d, app.sources.sentenceAt(d, a)) }, data.text(d, a, b)),
      el("p", { class: "source" }, [direct ? "verbatim" : "reported", data.strings[cue] ? `“${data.strings[cue]}”` : "", raw.documents.length > 1 ? raw.documents[d].title || raw.documents[d].id : ""].filter(Boolean).join(" · ")));
  };

  /* ---------------------------------------------------------------- the card of a thing */
  function kindLine(n) {
    const time = data.when(data.time(n)), mentions = data.mentionsOf.get(n) || [];
    return el("p", { class: "kind" }, icon(n), [data.type(n), data.iso(n), time].filter(Boolean).join(" · "), badge(data.statuses[data.nodeStatus[n]], data.nodeBy(n)),
      mentions.length ? [" · ", link(`${plural(mentions.length, "mention")}${raw.documents.length > 1 ? ` in ${plural(new Set(mentions.map(m => m[0])).size, "article")}` : ""}`, () => app.go({ view: "sources", article: mentions[0][0] }), { "data-mentions": "" })] : null);
  }
  function away(n) {
    const out = (N.same[n] || []).filter(s => /^https?:/.test(s)).map(s => el("a", { href: s.replace("http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/"), rel: "noopener noreferrer", target: "_blank" }, `Wikidata ${s.split("/").pop()}`));
    if (/^[A-Z]{2}$/.test(data.iso(n))) out.push(el("a", { href: `https://www.iso.org/obp/ui/#iso:code:3166:${data.iso(n)}`, rel: "noopener noreferrer", target: "_blank" }, `ISO 3166 ${data.iso(n)}`));
    return out.length ? el("p", { class: "away" }, ...out.flatMap((a, i) => i ? [" · ", a] : [a])) : null;
  }
  /** The heading of a relation read from its object. */
  const back = r => r.role ? (r.worded ? "happens to this" : `${r.label} this`) : r.inverse || r.back || `${r.label} this`;
  function sections(n) {
    const groups = new Map(), roles = [], events = [], put = (key, make) => { if (!groups.has(key)) groups.set(key, []); groups.get(key).push(make); };
    for (const c of [...data.around[n]].sort((a, b) => C.status[a] - C.status[b] || C.evidence[b].length - C.evidence[a].length)) {
      const r = data.relation(c), o = C.object[c], other = o === n ? C.subject[c] : o;
      if (data.isEvent(n)) { if (C.subject[c] === n) roles.push(fact(c, n, el("span", { class: "role", title: r.means }, data.word(c)))); else put(back(r), fact(c, n)); }
      else if (o >= 0 && data.isEvent(other) && r.role) events.push([other, c]);
      else if (C.subject[c] === n) put(r.label, fact(c, n)); else put(back(r), fact(c, n));
    }
    const seen = new Set(), dated = e => data.time(e[0])?.[2] || "9999";
    const happenings = events.sort((a, b) => dated(a) < dated(b) ? -1 : dated(a) > dated(b) ? 1 : a[0] - b[0]).filter(e => !seen.has(e[0]) && seen.add(e[0])).map(([other, c]) => happening(c, other));
    const others = data.around[n].filter(c => data.claimBy(c) != null && data.claimBy(c) !== n && !data.relation(c).role);
    const word = data.said[n].filter(c => C.subject[c] !== n && C.object[c] !== n && !data.relation(c).role);
    return [
      data.isEvent(n) && N.evidence[n] ? el("section", {}, el("h3", {}, "Read from"), ...evidence(N.evidence[n].slice(0, 4), true)) : null,
      group(`${n}r`, "Who, where, when", roles, 12),
      ...[...groups].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0])).map(([k, v]) => group(`${n}${k}`, k, v)),
      group(`${n}e`, "Events", happenings, 10), group(`${n}q`, "Says", (data.quotesOf.get(n) || []).map(quotation), 5),
      group(`${n}m`, "Sentences that name it", data.isEvent(n) ? [] : naming(n), data.around[n].length > 4 ? 2 : 5),
      group(`${n}o`, "What others say about it", others.map(whole)), group(`${n}w`, "By its word", word.map(whole)),
    ];
  }
  /** Every sentence that mentions a thing, those that name it first: what was not made a claim can still be read. */
  function naming(n) {
    const known = new Set([data.label(n), ...data.names(n)]), seen = new Set(), found = [];
    for (const [d, a, b] of data.mentionsOf.get(n) || []) {
      const start = app.sources.sentenceAt(d, a), s = raw.documents[d].sentences, end = s[s.lastIndexOf(start) + 1] ?? b;
      if (seen.has(`${d} ${start}`) || end < b) continue;
      seen.add(`${d} ${start}`);
      found.push({ d, a, b, start, end, named: known.has(data.text(d, a, b)) });
    }
    return found.sort((x, y) => y.named - x.named).map(({ d, a, b, start, end }) => () => el("div", { class: "fact" },
      el("button", { class: "evidence", on: () => app.openSource(d, start) }, data.text(d, start, a), el("mark", { class: "s" }, data.text(d, a, b)), data.text(d, b, end))));
  }
  function pathBox(n) {
    const input = el("input", { id: "path-to", type: "search", placeholder: "to whom or what?", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": "path-hits", "aria-autocomplete": "list", "aria-label": `Find the path from ${data.label(n)} to` });
    const list = el("ul", { id: "path-hits", role: "listbox", "aria-label": "Matches", hidden: true, class: "hits" });
    app.search.combobox(input, list, to => { app.openPath(n, to); $("panel").focus(); });
    return el("div", { class: "search path" }, el("label", { htmlFor: "path-to" }, "Path"), input, list);
  }
  function nodeCard(n) {
    const { state } = app, more = app.graph.undrawn(n).length, loose = app.graph.loose(n).length, folded = state.folded.has(n), focused = state.focus === n;
    const names = data.names(n), community = N.community[n];
    return [
      el("h2", {}, data.label(n)), kindLine(n),
      names.length ? el("p", { class: "soft" }, "Also: " + names.slice(0, 12).join(", ") + (names.length > 12 ? ", …" : "")) : null,
      ...(N.background[n] || []).map(([label, object, other]) => el("p", { class: "soft" }, `${label} `, other >= 0 ? nodeLink(other) : object, " (general knowledge, not from the articles)")),
      away(n),
      actions(
        el("button", { "data-act": "focus", "aria-pressed": String(focused), title: "Only this and what it is connected to (f)", on: () => app.go({ focus: focused ? null : n, depth: 1, view: state.view === "sources" ? "graph" : state.view }) }, focused ? "Leave focus" : "Focus"),
        focused ? el("button", { "data-act": "deeper", on: () => app.go({ depth: state.depth % 3 + 1 }) }, `${plural(state.depth, "step")}`) : null,
        more ? el("button", { "data-act": "expand", title: "Draw its neighbours that are not drawn yet (e)", on: () => app.graph.expand(n) }, `Expand (${more})`) : null,
        loose || folded ? el("button", { "data-act": "collapse", "aria-pressed": String(folded), title: "Tuck away neighbours connected with nothing else (c)", on: () => app.graph.collapse(n) }, folded ? "Unfold" : `Collapse (${loose})`) : null,
        ...copies(() => app.rdf.node(n)), el("button", { "data-copy": "iri", on: () => copy(data.iri(N.iri[n]), "IRI copied") }, "Copy IRI")),
      focused ? meaning("neighbourhoods") : null,
      pathBox(n),
      ...sections(n),
      community >= 0 ? el("p", { class: "soft" }, "Belongs with: ", link(raw.communities[community], () => app.go({ card: { is: "community", community } }))) : null,
    ];
  }

  /* ---------------------------------------------------------------- a claim, a path, a sentence, a community */
  function claimCard(c) {
    const r = data.relation(c), o = C.object[c], status = data.claimStatus(c), by = data.claimBy(c), time = data.claimTime(c);
    const how = status === "asserted" ? "The article states this as fact." : status === "doubtful" ? "The article states this, but it may have been misread: see the reason below." : `Not stated as fact: ${told(status, by, C.certainty[c])}.`;
    return [
      el("h2", {}, nodeLink(C.subject[c]), ` ${data.word(c)} `, o >= 0 ? nodeLink(o) : data.value(c)),
      el("p", { class: "kind" }, el("span", { class: "line " + status, "aria-hidden": "true" }), how, time ? ` When: ${data.when(time)}.` : ""),
      actions(...copies(() => app.rdf.claims([c])), el("button", { "data-copy": "iri", on: () => copy(data.iri(C.iri[c]), "IRI copied") }, "Copy IRI")),
      el("section", {}, el("h3", {}, C.evidence[c].length === 1 ? "The sentence" : `${C.evidence[c].length} sentences`), ...C.evidence[c].flatMap(e => [sentence(e), source(e),
        el("p", { class: "why" }, `read by ${e[7]}`, e[8] ? `: ${e[8]}` : "")])),
      el("dl", {}, el("dt", {}, "relation"), el("dd", {}, `${r.label}: ${r.means}`), el("dt", {}, "confidence"), el("dd", {}, `${C.confidence[c]} %`),
        el("dt", {}, "rests on"), el("dd", {}, plural(data.claimDocuments[c].length, "article"))),
    ];
  }
  function pathCard(from, to) {
    const found = app.paths.find(from, to);
    const title = el("h2", {}, nodeLink(from), " → ", nodeLink(to));
    if (!found) return [title, el("p", {}, "Nothing in these articles connects the two, not even by somebody's word.")];
    return [
      title, el("p", { class: "kind" }, `${plural(found.claims.length, "step")}. `, found.stated ? "Every step is stated as fact." : "No way leads over stated facts alone: some steps are somebody's word, planned or possible."),
      actions(el("button", { on: () => app.openPath(to, from) }, "Other way round"), ...copies(() => app.rdf.claims(found.claims))),
      el("ol", { class: "steps" }, ...found.claims.map(c => el("li", { "data-claim": c }, el("p", {}, nodeLink(C.subject[c]), " ", link(data.word(c), () => app.openClaim(c)), " ", nodeLink(C.object[c]), claimBadge(c)), ...evidence(C.evidence[c].slice(0, 1))))),
      meaning("paths"),
    ];
  }
  function sentenceCard(d, start) {
    const known = app.sources.at(d, start), doc = raw.documents[d], s = doc.sentences, i = s.indexOf(start);
    const end = i >= 0 ? s[i + 1] : start, told = [...new Set(doc.times.filter(t => t[0] >= start && t[1] <= end).map(([a, b, t]) => { const words = data.text(d, a, b), when = data.when(raw.times[t]); return words === when ? when : `“${words}” is ${when}`; }))];
    const when = told.length ? el("p", { class: "kind" }, `When: ${told.join("; ")}.`) : null;
    if (!known) return [el("h2", {}, "One sentence"), el("blockquote", {}, doc.text.slice(start, end)), el("p", { class: "source" }, [doc.title || doc.id, ...data.published(doc)].join(", ")), when, el("p", { class: "soft" }, "Nothing was read from this sentence.")];
    const bare = c => () => el("div", { class: "fact " + data.claimStatus(c) }, el("p", {}, nodeLink(C.subject[c]), " ", link(data.word(c), () => app.openClaim(c)), " ", C.object[c] >= 0 ? nodeLink(C.object[c]) : data.value(c), claimBadge(c)));
    const quote = q => () => el("div", { class: "fact quote" }, el("p", {}, raw.quotes[q][3] >= 0 ? nodeLink(raw.quotes[q][3]) : "somebody", `: ${data.text(raw.quotes[q][0], raw.quotes[q][1], raw.quotes[q][2])}`));
    const within = c => data.relation(c).role && known.events.includes(C.subject[c]), roles = known.claims.filter(c => data.relation(c).role && !within(c));
    const parts = n => known.claims.filter(c => within(c) && C.subject[c] === n).map(c => el("p", { class: "part" }, link(data.word(c), () => app.openClaim(c)), " ", nodeLink(C.object[c]), data.claimStatus(c) === data.statuses[data.nodeStatus[n]] ? null : claimBadge(c)));
    return [
      el("h2", {}, "One sentence"), el("blockquote", {}, doc.text.slice(start, end)), el("p", { class: "source" }, [doc.title || doc.id, ...data.published(doc)].join(", ")), when,
      known.silent ? el("p", { class: "soft" }, `It names two or more things; nothing was read: ${known.silent}.`) : null,
      group(`s${d}${start}c`, "Claims", known.claims.filter(c => !data.relation(c).role).map(bare), 30),
      group(`s${d}${start}e`, "Events", known.events.map(n => () => el("div", { class: "fact event" }, el("p", {}, icon(n), nodeLink(n), badge(data.statuses[data.nodeStatus[n]], data.nodeBy(n))), ...parts(n))), 30),
      group(`s${d}${start}r`, "Roles", roles.map(bare), 30), group(`s${d}${start}q`, "Quotations", known.quotes.map(quote), 30),
      known.claims.length ? actions(...copies(() => app.rdf.claims(known.claims))) : null,
    ];
  }
  function communityCard(i) {
    const members = Array.from({ length: data.count }, (_, n) => n).filter(n => N.community[n] === i).sort((a, b) => data.isEvent(a) - data.isEvent(b) || data.degree[b] - data.degree[a]);
    return [
      el("h2", {}, raw.communities[i]), el("p", { class: "kind" }, `A group of ${plural(members.length, "thing")} more connected inside than out (Louvain). It says who is told of together, not who belongs together in the world.`),
      actions(el("button", { on: () => app.go({ only: { ...app.state.only, communities: new Set([i]) } }) }, "Only this community")),
      group(`c${i}`, "Members", members.map(n => () => el("div", { class: "fact" }, el("p", {}, icon(n), nodeLink(n), el("span", { class: "tag" }, data.type(n))))), 40),
    ];
  }

  /* ---------------------------------------------------------------- */
  function content(card) {
    if (card.is === "node") return nodeCard(card.node);
    if (card.is === "claim") return claimCard(card.claim);
    if (card.is === "path") return pathCard(card.from, card.to);
    if (card.is === "sentence") return sentenceCard(card.document, card.start);
    if (card.is === "community") return communityCard(card.community);
    if (card.is === "changes") return app.changes.card(card);
    return app.insights.home();
  }
  function draw(state) {
    const held = $("panel").contains(document.activeElement) ? document.activeElement.dataset.act : null;
    $("panel").replaceChildren(...content(state.card).filter(Boolean));
    if (held) ($("panel").querySelector(`[data-act="${held}"]`) || $("panel")).focus();
  }
  app.onChange((state, changed, before) => {
    if (!["card", "focus", "depth", "folded", "shown"].some(key => changed.has(key))) return;
    const held = $("panel").contains(document.activeElement) || document.activeElement === $("panel");
    draw(state);
    if (!changed.has("card")) return;
    $("panel").scrollTop = 0;
    if (held && !$("panel").contains(document.activeElement)) $("panel").focus({ preventScroll: true });
    if (innerWidth <= 760 && state.card.is !== "home" && !changed.has("restored") && state.view !== "sources") $("panel").scrollIntoView({ block: "start" });
  });
  app.cards = { group, meaning, nodeLink, icon, link, fact, whole, copies, sentence, source };
})();
