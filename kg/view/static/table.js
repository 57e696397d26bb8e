"use strict";
/* The selection as tables: entities, events, claims; sorted by any column, filtered by words, copied or saved as CSV. */
(() => {
  const { data } = app, { $, el, link, fold, copy, download, fileName } = app.dom, { C } = data;
  const PAGE = 200, sorting = {}, typed = {}, pages = {};
  const span = list => app.selection[list].reduce((out, on, i) => { if (on) out.push(i); return out; }, []);
  const when = time => time ? { text: data.when(time), key: time[2] || time[0] || "" } : { text: "", key: "" };
  const cell = (text, extra = {}) => ({ text: text == null ? "" : String(text), ...extra });
  const count = n => ({ text: n.toLocaleString("en"), key: n });
  const thing = n => n == null ? cell("") : cell(data.label(n), { open: () => app.openNode(n) });
  const sentence = c => C.evidence[c].length ? data.text(...C.evidence[c][0].slice(0, 3)) : "";

  const SHEETS = {
    entities: {
      title: "Entities", heads: ["Name", "Kind", "Type", "Connections", "Mentions", "Wikidata", "Also called"],
      rows: () => span("node").filter(n => !data.isEvent(n)).map(n => [thing(n), cell(data.kind(n).label), cell(data.type(n)), count(data.degree[n]), count((data.mentionsOf.get(n) || []).length),
        cell((data.N.same[n] || []).map(s => s.split("/").pop()).join(" ")), cell(data.names(n).join("; "))]),
      sort: [3, false],
    },
    events: {
      title: "Events", heads: ["Event", "Type", "When", "Told as", "Who says so", "Connections"],
      rows: () => span("node").filter(data.isEvent).map(n => [thing(n), cell(data.type(n)), cell(0, when(data.time(n))), cell(data.statuses[data.nodeStatus[n]]), thing(data.nodeBy(n)), count(data.degree[n])]),
      sort: [2, true],
    },
    claims: {
      title: "Claims", heads: ["Subject", "Relation", "Object", "Told as", "Who says so", "First sentence", "When", "Sentences", "Confidence"],
      rows: () => span("claim").map(c => [thing(C.subject[c]), cell(data.relation(c).label, { open: () => app.openClaim(c) }), C.object[c] >= 0 ? thing(C.object[c]) : cell(data.value(c)),
        cell(data.claimStatus(c)), thing(data.claimBy(c)), cell(sentence(c), { long: true }), cell(0, when(data.claimTime(c))), count(C.evidence[c].length), { text: `${C.confidence[c]} %`, key: C.confidence[c] }]),
      sort: [0, true],
    },
  };
  function rows(key) {
    const sheet = SHEETS[key], words = fold(typed[key] || "").split(/\s+/).filter(Boolean);
    const [by, up] = sorting[key] || sheet.sort, value = r => r[by].key ?? r[by].text;
    const collator = new Intl.Collator("en", { numeric: true });
    let found = sheet.rows();
    if (words.length) found = found.filter(r => { const text = fold(r.map(c => c.text).join(" ")); return words.every(w => text.includes(w)); });
    const empty = v => v === "";
    return found.sort((a, b) => {
      const x = value(a), y = value(b);
      if (empty(x) !== empty(y)) return empty(x) ? 1 : -1;       // what has no value comes last either way
      return (up ? 1 : -1) * (typeof x === "number" ? x - y : collator.compare(x, y));
    });
  }
  /* a cell that a spreadsheet would read as a formula gets an apostrophe, as OWASP advises */
  const guard = text => /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  const csv = key => [SHEETS[key].heads, ...rows(key).map(r => r.map(c => c.text))].map(r => r.map(t => `"${guard(t).replaceAll('"', '""')}"`).join(",")).join("\r\n") + "\r\n";
  const tsv = key => [SHEETS[key].heads, ...rows(key).map(r => r.map(c => c.text))].map(r => r.map(t => guard(t.replace(/\s+/g, " "))).join("\t")).join("\n");

  function head(key) {
    const sheet = SHEETS[key], [by, up] = sorting[key] || sheet.sort;
    return el("tr", {}, ...sheet.heads.map((h, i) => el("th", { scope: "col", "aria-sort": by === i ? (up ? "ascending" : "descending") : "none" },
      el("button", { on: () => { sorting[key] = [i, by === i ? !up : true]; draw(app.state, i); }, "data-sort": i }, h, el("span", { "aria-hidden": "true" }, by === i ? (up ? " ▲" : " ▼") : "")))));
  }
  const body = c => c.open ? link(c.text, c.open) : c.long ? el("span", { title: c.text }, c.text) : c.text;
  function draw(state, focused) {
    const key = state.table, sheet = SHEETS[key], found = rows(key), limit = pages[key] || PAGE;
    const typing = document.activeElement?.id === "table-filter", caret = typing ? document.activeElement.selectionStart : 0;
    const tabs = el("div", { class: "subtabs", role: "group", "aria-label": "Which table" }, ...Object.keys(SHEETS).map(k => el("button", {
      "aria-pressed": String(k === key), "data-table": k, on: () => { app.go({ table: k }); $("view-table").querySelector(`[data-table="${k}"]`).focus(); },
    }, SHEETS[k].title)));
    const filter = el("input", { id: "table-filter", type: "search", placeholder: "Only rows with…", "aria-label": `Filter ${sheet.title}`, value: typed[key] || "", oninput: e => { typed[key] = e.target.value; draw(state); } });
    const buttons = el("div", { class: "buttons" }, el("button", { id: "table-copy", on: () => copy(tsv(key), `${found.length} rows copied`) }, "Copy"),
      el("button", { id: "table-csv", on: () => download(`${fileName(data.raw.title)}-${key}.csv`, "\ufeff" + csv(key), "text/csv;charset=utf-8") }, "CSV"));
    const table = el("table", {}, el("caption", {}, `${sheet.title} (${found.length.toLocaleString("en")})`), el("thead", {}, head(key)),
      el("tbody", {}, ...found.slice(0, limit).map(r => el("tr", {}, ...r.map((c, i) => i ? el("td", c.long ? { class: "long" } : {}, body(c)) : el("th", { scope: "row" }, body(c)))))));
    $("view-table").replaceChildren(el("div", { class: "bar" }, tabs, filter, buttons), el("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": sheet.title }, table),
      found.length > limit ? el("button", { on: () => { pages[key] = limit + 5 * PAGE; draw(state); } }, `Show more (${(found.length - limit).toLocaleString("en")} left)`) : "");
    if (typing) { $("table-filter").focus(); $("table-filter").setSelectionRange(caret, caret); }
    else if (focused != null) $("view-table").querySelector(`[data-sort="${focused}"]`)?.focus();
  }
  const MINE = ["view", "hidden", "only", "confidence", "from", "to", "focus", "depth", "table"];
  let stale = true;
  app.onChange((state, changed) => {
    if (MINE.some(key => changed.has(key))) stale = stale || MINE.slice(1).some(key => changed.has(key));
    if (state.view === "table" && stale) { draw(state); stale = false; }
  });
  app.table = { csv, tsv, rows };
})();
