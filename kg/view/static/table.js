"use strict";
/* The selection as tables: entities, events, claims; sorted by any column, filtered by words, copied or saved as CSV. */
(() => {
  const { data } = app, { $, el, link, fold, copy, collate, download, fileName } = app.dom, { C } = data;
  const PAGE = 200, sorting = {}, typed = {}, pages = {}, orders = new Map();
  const all = n => Array.from({ length: n }, (_, i) => i);
  const sentence = c => C.evidence[c].length ? data.text(...C.evidence[c][0].slice(0, 3)) : "";
  const mentions = n => (data.mentionsOf.get(n) || []).length;

  /* a column: its head, the text of a row, perhaps a key to sort by and a thing to open */
  const text = (head, text, more = {}) => ({ head, text, key: text, ...more });
  const count = (head, key) => ({ head, key, text: i => key(i).toLocaleString("en") });
  const thing = (head, node) => ({ head, text: i => { const n = node(i); return n == null ? "" : data.label(n); }, key: i => { const n = node(i); return n == null ? "" : data.label(n); }, open: i => { const n = node(i); return n == null ? null : () => app.openNode(n); } });
  const when = (head, time) => ({ head, text: i => data.when(time(i)), key: i => { const t = time(i); return t ? t[2] || t[0] || "" : ""; } });

  const entities = all(data.count).filter(n => !data.isEvent(n)), events = all(data.count).filter(data.isEvent);
  const SHEETS = {
    entities: {
      title: "Entities", ids: entities, selected: n => app.selection.node[n], sort: [3, false],
      columns: [thing("Name", n => n), text("Kind", n => data.kind(n).label), text("Type", n => data.type(n)), count("Connections", n => data.degree[n]), count("Mentions", mentions),
        text("Wikidata", n => (data.N.same[n] || []).map(s => s.split("/").pop()).join(" ")), text("Also called", n => data.names(n).join("; "))],
    },
    events: {
      title: "Events", ids: events, selected: n => app.selection.node[n], sort: [2, true],
      columns: [thing("Event", n => n), text("Type", n => data.type(n)), when("When", n => data.time(n)), text("Told as", n => data.statuses[data.nodeStatus[n]]), thing("Who says so", n => data.nodeBy(n)), count("Connections", n => data.degree[n])],
    },
    claims: {
      title: "Claims", ids: all(data.total), selected: c => app.selection.claim[c], sort: [0, true],
      columns: [thing("Subject", c => C.subject[c]), text("Relation", c => data.word(c), { open: c => () => app.openClaim(c) }), text("Object", c => data.object(c), { open: c => C.object[c] >= 0 ? () => app.openNode(C.object[c]) : null }),
        text("Told as", c => data.claimStatus(c)), thing("Who says so", c => data.claimBy(c)), text("First sentence", sentence, { long: true }), when("When", c => data.claimTime(c)), count("Sentences", c => C.evidence[c].length), { head: "Confidence", key: c => C.confidence[c], text: c => `${C.confidence[c]} %` }],
    },
  };
  /** All rows of a sheet sorted by a column, once; what has no value comes last either way. */
  function order(key, by, up) {
    const name = `${key} ${by} ${up}`, { columns, ids } = SHEETS[key];
    if (orders.has(name)) return orders.get(name);
    const keys = new Map(ids.map(i => [i, columns[by].key(i)])), full = ids.filter(i => keys.get(i) !== ""), empty = ids.filter(i => keys.get(i) === "");
    const compare = typeof keys.get(full[0]) === "number" ? (a, b) => keys.get(a) - keys.get(b) : (a, b) => collate(keys.get(a), keys.get(b));
    full.sort((a, b) => (up ? 1 : -1) * compare(a, b) || a - b);
    return orders.set(name, [...full, ...empty]).get(name);
  }
  /** The rows shown, by number. */
  function rows(key) {
    const { columns, selected, sort } = SHEETS[key], words = fold(typed[key] || "").split(/\s+/).filter(Boolean);
    let found = order(key, ...(sorting[key] || sort)).filter(selected);
    if (words.length) found = found.filter(i => { const line = fold(columns.map(c => c.text(i)).join(" ")); return words.every(w => line.includes(w)); });
    return found;
  }
  const texts = (key, i) => SHEETS[key].columns.map(c => c.text(i)), heads = key => SHEETS[key].columns.map(c => c.head);
  /* a cell that a spreadsheet would read as a formula gets an apostrophe, as OWASP advises */
  const guard = text => /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  const csv = key => [heads(key), ...rows(key).map(i => texts(key, i))].map(r => r.map(t => `"${guard(t).replaceAll('"', '""')}"`).join(",")).join("\r\n") + "\r\n";
  const tsv = key => [heads(key), ...rows(key).map(i => texts(key, i))].map(r => r.map(t => guard(t.replace(/\s+/g, " "))).join("\t")).join("\n");

  function head(key) {
    const sheet = SHEETS[key], [by, up] = sorting[key] || sheet.sort;
    return el("tr", {}, ...heads(key).map((h, i) => el("th", { scope: "col", "aria-sort": by === i ? (up ? "ascending" : "descending") : "none" },
      el("button", { on: () => { sorting[key] = [i, by === i ? !up : true]; draw(app.state, i); }, "data-sort": i }, h, el("span", { "aria-hidden": "true" }, by === i ? (up ? " ▲" : " ▼") : "")))));
  }
  function cell(column, i, first) {
    const shown = column.text(i), open = column.open?.(i);
    return el(first ? "th" : "td", first ? { scope: "row" } : column.long ? { class: "long" } : {}, open ? link(shown, open) : column.long ? el("span", { title: shown }, shown) : shown);
  }
  function draw(state, focused) {
    const key = state.table, sheet = SHEETS[key], found = rows(key), limit = pages[key] || PAGE;
    const typing = document.activeElement?.id === "table-filter", caret = typing ? document.activeElement.selectionStart : 0;
    const tabs = el("div", { class: "subtabs", role: "group", "aria-label": "Which table" }, ...Object.keys(SHEETS).map(k => el("button", {
      "aria-pressed": String(k === key), "data-table": k, on: () => { app.go({ table: k }); $("view-table").querySelector(`[data-table="${k}"]`).focus(); },
    }, SHEETS[k].title)));
    const filter = el("input", { id: "table-filter", type: "search", placeholder: "Only rows with…", "aria-label": `Filter ${sheet.title}`, value: typed[key] || "", oninput: e => { typed[key] = e.target.value; draw(state); } });
    const buttons = el("div", { class: "buttons" }, el("button", { id: "table-copy", on: () => copy(tsv(key), `${found.length} rows copied`) }, "Copy rows"),
      el("button", { id: "table-csv", on: () => download(`${fileName(data.raw.title)}-${key}.csv`, "\ufeff" + csv(key), "text/csv;charset=utf-8") }, "Save CSV"));
    const table = el("table", {}, el("caption", {}, `${sheet.title} (${found.length.toLocaleString("en")})`), el("thead", {}, head(key)),
      el("tbody", {}, ...found.slice(0, limit).map(i => el("tr", {}, ...sheet.columns.map((c, k) => cell(c, i, k === 0))))));
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
