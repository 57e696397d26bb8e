"use strict";
/* What the articles published between two dates brought that earlier ones had not: `kg.analysis.quality.between`, for any two
   dates a reader asks for.  Articles without a date count as earlier. */
(() => {
  const { data } = app, { el, link, plural } = app.dom, { N, C, raw } = data;
  const dates = [...new Set(raw.documents.map(d => d.date).filter(Boolean))].sort();

  /** Whether a set of documents holds one from between the dates and none from before. */
  function news(from, to) {
    const inside = d => Boolean(d.date) && (!from || from <= d.date.slice(0, from.length)) && (!to || d.date <= to + "~");
    const when = raw.documents.map(d => inside(d) ? 1 : !d.date || d.date < from ? -1 : 0);
    return { when, fresh: list => list.some(d => when[d] === 1) && !list.some(d => when[d] === -1) };
  }
  /** Numbers of documents, things, claims (no parts in events) and events dated then; the same order as `kg analyze --between`. */
  function between(from, to) {
    const { when, fresh } = news(from, to), documentsOf = n => [...new Set((data.mentionsOf.get(n) || []).map(m => m[0]))];
    const things = Array.from({ length: data.count }, (_, n) => n).filter(n => fresh(documentsOf(n)));
    things.sort((a, b) => data.isNamed(b) - data.isNamed(a) || data.isEvent(a) - data.isEvent(b) || data.degree[b] - data.degree[a] || a - b);
    const claims = Array.from({ length: data.total }, (_, c) => c).filter(c => !data.relation(c).role && fresh(data.claimDocuments[c]));
    claims.sort((a, b) => C.status[a] - C.status[b] || data.degree[C.subject[b]] - data.degree[C.subject[a]] || a - b);
    const happened = Array.from({ length: data.count }, (_, n) => n).filter(n => {
      const time = data.isEvent(n) && data.time(n);
      return time && time[2] && (!from || from <= time[3]) && (!to || time[2] <= to + "~");
    }).sort((a, b) => data.time(a)[2] < data.time(b)[2] ? -1 : data.time(a)[2] > data.time(b)[2] ? 1 : a - b);
    return { documents: raw.documents.map((_, d) => d).filter(d => when[d] === 1), things, claims, happened };
  }

  const show = (from, to) => app.go({ card: { is: "changes", from, to } });
  function field(key, text, card) {
    const props = { inputMode: "numeric", placeholder: "YYYY-MM-DD", size: 10, value: card[key], "data-act": `changes-${key}`, list: "publication-dates" };
    return el("label", {}, text, app.dom.field(props, typed => !typed || app.DATE.test(typed) ? show(...["from", "to"].map(k => k === key ? typed : card[k])) : app.dom.toast("A date is a year, a month or a day: 2019, 2019-10, 2019-10-15")));
  }
  const said = (from, to) => from === to && from ? `in articles of ${app.dates.one(from)}` : `in articles ${from ? `from ${app.dates.one(from)}` : "from the first"} ${to ? `to ${app.dates.one(to)}` : "to the last"}`;
  function card({ from, to }) {
    const found = between(from, to), { group, icon, nodeLink } = app.cards;
    const thing = n => () => el("div", { class: "fact" }, el("p", {}, icon(n), nodeLink(n), el("span", { class: "tag" }, data.type(n))));
    const happening = n => () => el("div", { class: "fact event" }, el("p", {}, icon(n), nodeLink(n), el("span", { class: "tag" }, data.when(data.time(n)))));
    const article = d => () => el("p", {}, link(raw.documents[d].title || raw.documents[d].id, () => app.openSource(d, raw.documents[d].sentences[0] ?? 0)), el("span", { class: "tag" }, data.published(raw.documents[d]).join(", ")));
    const key = `t${from}${to}`;
    return [
      el("h2", {}, `New ${said(from, to)}`),
      el("div", { class: "pair dates" }, field("from", "published from", { from, to }), field("to", "to", { from, to }), el("datalist", { id: "publication-dates" }, ...dates.map(value => el("option", { value })))),
      el("p", { class: "kind" }, `${plural(found.documents.length, "article")}, ${plural(found.things.length, "new thing")}, ${plural(found.claims.length, "new claim")}. The articles are dated ${dates.length > 1 ? `${app.dates.one(dates[0])} – ${app.dates.one(dates.at(-1))}` : app.dates.one(dates[0] || "")}.`),
      app.cards.meaning("changes"),
      found.documents.length ? el("div", { class: "actions", role: "group", "aria-label": "Actions" },
        el("button", { "data-act": "only", on: () => app.go({ only: { ...app.state.only, sources: new Set(found.documents) } }) }, "Only these articles"),
        ...(found.claims.length ? app.cards.copies(() => app.rdf.claims(found.claims)) : [])) : null,
      group(`${key}n`, "New things", found.things.map(thing), 12), group(`${key}c`, "New claims", found.claims.map(app.cards.whole), 8),
      group(`${key}h`, "Events dated then", found.happened.map(happening), 8), group(`${key}a`, "Articles", found.documents.map(article), 8),
    ];
  }
  app.changes = { between, card, show, dates };
})();
