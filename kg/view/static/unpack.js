"use strict";
/* Reads what kg/view/packed.py wrote small, back into columns. */
(() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  /** Rare values by row number. */
  const sparse = ([gaps, values]) => { const out = {}; let at = 0; gaps.forEach((gap, i) => { at += gap; out[at] = values[i]; }); return out; };
  const byPrefix = runs => runs.flatMap(([prefix, rest]) => rest.split(" ").map(x => prefix + x));
  function spans(packed) {
    const out = new Array(packed.length);
    let at = 0;
    for (let i = 0; i < packed.length; i += 2) { out[i] = at += packed[i]; out[i + 1] = at += packed[i + 1]; }
    return out;
  }
  function mentions(packed) {
    const out = [];
    let at = 0;
    for (let i = 0; i < packed.length; i += 3) { at += packed[i]; out.push([at, at + packed[i + 1], packed[i + 2]]); }
    return out;
  }

  const raw = read("data"), { nodes: N, claims: C, strings } = raw;
  for (const table of [N, C]) for (const key of table.sparse) table[key] = sparse(table[key]);
  N.iri = byPrefix(N.iri);
  C.iri = byPrefix(C.iri);
  N.kind = N.type.map(t => raw.types[t][2]);
  for (const d of raw.documents) { d.sentences = spans(d.sentences); d.mentions = mentions(d.mentions); d.times = mentions(d.times); d.more = spans(d.more); }
  const why = raw.reasons.map(parts => parts.map(p => strings[p]).join("; "));
  /** Document, sentence, subject, object as offsets; who read it and why. */
  function evidence(packed) {
    const out = [];
    for (let i = 0; i < packed.length; i += 8) {
      const [d, s, s1, s2, o1, o2, rule, reason] = packed.slice(i, i + 8), { sentences, more } = raw.documents[d];
      const n = 2 * s, [a, b] = n < sentences.length ? [sentences[n], sentences[n + 1]] : [more[n - sentences.length], more[n - sentences.length + 1]];
      out.push([d, a, b, a + s1, a + s1 + s2, a + o1, a + o1 + o2, strings[rule], why[reason]]);
    }
    return out;
  }
  C.evidence = C.evidence.map(evidence);
  for (const n of Object.keys(N.evidence)) N.evidence[n] = evidence(N.evidence[n]);
  raw.communities = raw.communities.map(members => members.map(n => N.label[n]).join(", "));
  app.unpacked = { raw, drawing: read("drawing") };
})();
