"use strict";
/* The dataset as the page has it: columns (see kg/view/model.py, unpack.js) and the look-ups that every view needs. */
(() => {
  const { raw, drawing } = app.unpacked;
  const { nodes: N, claims: C, strings } = raw;
  const count = N.iri.length, total = C.iri.length;
  const statuses = raw.statuses.map(s => s.name), EVENT = raw.kinds.findIndex(k => k.name === "Event");
  const statusNumber = new Map(statuses.map((s, i) => [s, i]));
  const at = (sparse, i) => sparse[i];

  const unnamed = new Set(N.unnamed), approximate = new Set(C.approximate), negative = new Set(C.polarity), doubtful = new Set(C.doubtful), decimal = new Set(C.decimal);
  const nodeStatus = new Uint8Array(count);
  for (const [i, s] of Object.entries(N.status)) nodeStatus[i] = statusNumber.get(s);

  /* claims around each node, as subject, object, figure or by its word */
  const around = Array.from({ length: count }, () => []), said = Array.from({ length: count }, () => []);
  const degree = new Uint32Array(count), facts = new Uint32Array(count);
  for (let c = 0; c < total; c++) {
    const s = C.subject[c], o = C.object[c];
    around[s].push(c);
    if (o >= 0) {
      degree[s]++;
      degree[o]++;
      if (o !== s) around[o].push(c);
    } else facts[s]++;
  }
  for (const [c, who] of Object.entries(C.by)) said[who].push(+c);

  /* the documents a node is mentioned in, and where */
  const mentionsOf = new Map();
  raw.documents.forEach((d, i) => {
    for (const [start, end, node] of d.mentions) {
      if (!mentionsOf.has(node)) mentionsOf.set(node, []);
      mentionsOf.get(node).push([i, start, end]);
    }
  });
  const claimDocuments = C.evidence.map(list => [...new Set(list.map(e => e[0]))]);
  const quotesOf = new Map();
  raw.quotes.forEach((q, i) => { if (q[3] >= 0) (quotesOf.get(q[3]) || quotesOf.set(q[3], []).get(q[3])).push(i); });

  const iri = short => /^[a-z][a-z0-9+.-]*:/i.test(short) ? short : raw.base + short;
  const nodeByIri = new Map(N.iri.map((x, i) => [x, i])), claimByIri = new Map(C.iri.map((x, i) => [x, i]));
  const relation = c => raw.relations[C.relation[c]];
  /** A relation as a reader is told it: of an arrest, whom it happens to is *arrested*. */
  const word = c => { const r = relation(c); return r.worded && raw.past[raw.types[N.type[C.subject[c]]][0]] || r.label; };
  const timeOf = t => t == null ? null : raw.times[t];
  /** A figure that is itself a date (born, founded), as a time. */
  const dateValue = c => {
    const v = String(at(C.value, c) ?? ""), type = relation(c).datatype || "";
    if (!/^\d{4}(-\d\d){0,2}$/.test(v) || /(string|integer|decimal)$/.test(type)) return null;
    const [y, m, d] = v.split("-"), last = m ? String(new Date(Date.UTC(y, m, 0)).getUTCDate()).padStart(2, "0") : "";
    return [v, v, `${y}-${m || "01"}-${d || "01"}`, `${y}-${m || "12"}-${d || (m ? last : "31")}`];
  };
  const claimTime = c => timeOf(at(C.time, c)) || dateValue(c) || (N.kind[C.subject[c]] === EVENT ? timeOf(at(N.time, C.subject[c])) : null);
  const text = (d, a, b) => raw.documents[d].text.slice(a, b);

  /** A figure or description as a reader wants it. */
  const value = c => {
    const v = at(C.value, c), r = relation(c);
    if (dateValue(c)) return app.dates.one(String(v));
    const shown = decimal.has(c) ? Number(v).toLocaleString("en") : typeof v === "number" && !/year/i.test(r.datatype || "") ? v.toLocaleString("en") : String(v);
    return (approximate.has(c) ? "about " : "") + shown;
  };
  const object = c => C.object[c] >= 0 ? N.label[C.object[c]] : value(c);

  /** How something is told, in words; nothing for what is simply stated. */
  const told = (status, by, certainty) => [
    status === "asserted" || status === "attributed" && by != null ? "" : status === "attributed" ? "reported, no source named" : status,
    certainty && certainty !== "certain" && status !== certainty ? certainty : "", by != null ? `according to ${N.label[by]}` : "",
  ].filter(Boolean).join(" · ");

  app.data = {
    raw, drawing, N, C, count, total, statuses, EVENT, strings, around, said, degree, facts, mentionsOf, quotesOf,
    dateValue, claimDocuments, nodeStatus, nodeByIri, claimByIri, iri, relation, word, claimTime, text, value, object, told,
    label: n => N.label[n],
    kind: n => raw.kinds[N.kind[n]],
    type: n => raw.types[N.type[n]][1],
    isEvent: n => N.kind[n] === EVENT,
    isNamed: n => !unnamed.has(n),
    isApproximate: c => approximate.has(c),
    isNegative: c => negative.has(c),
    isDoubtful: c => doubtful.has(c),
    isDecimal: c => decimal.has(c),
    names: n => at(N.names, n) || [],
    iso: n => at(N.iso, n) || "",
    time: n => timeOf(at(N.time, n)),
    nodeBy: n => at(N.by, n) ?? null,
    claimBy: c => at(C.by, c) ?? null,
    claimStatus: c => statuses[C.status[c]],
    when: time => time ? app.dates.label(time) : "",
    /** Day of publication and publisher, as far as they are known. */
    published: doc => [doc.date ? app.dates.one(doc.date) : "", doc.publisher].filter(Boolean),
  };
})();

/* Dates as they are told: EDTF in, words out; never more precise than the text. */
(() => {
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of" };

  const one = text => {
    const m = /^(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?([?~%]?)$/.exec(text);
    if (!m) return text;
    const [, y, mo, d, mark] = m, about = mark === "~" || mark === "%" ? "about " : "", open = mark === "?" ? " (uncertain)" : "";
    let year = y;
    if (/^\d{3}X$/.test(y)) year = `${y.slice(0, 3)}0s`;
    else if (/^\d{2}XX$/.test(y)) year = `${+y.slice(0, 2) + 1}th century`;
    else if (y === "XXXX") year = "";
    if (!mo) return about + (year || "some year") + open;
    if (SEASONS[mo]) return `${about}${SEASONS[mo]} ${year}`.trim() + open;
    const month = MONTHS[+mo - 1] || "";
    const day = d && d !== "XX" ? `${+d} ` : "";
    return `${about}${day}${month} ${year}`.trim() + (year ? "" : ", year unknown") + open;
  };
  const label = ([edtf, name]) => {
    const text = edtf || name || "";
    if (!text.includes("/")) return one(text);
    const [a, b] = text.split("/");
    if (!a || a === "..") return `until ${one(b)}`;
    if (!b || b === "..") return `since ${one(a)}`;
    return `${one(a)} – ${one(b)}`;
  };
  app.dates = { label, one };
})();
