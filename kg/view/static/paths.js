"use strict";
/* The shortest way between two things, a sentence for each step: over stated facts first, else over all but what is denied. */
(() => {
  const { data } = app, { C } = data;
  const DENIED = data.statuses.indexOf("denied");
  const weight = c => Math.max(C.evidence[c].length, 1);

  function search(from, to, allowed) {
    const best = new Map([[from, { cost: 0, strength: 0, via: null }]]);
    let edge = [from];
    while (edge.length && !best.has(to)) {
      const found = new Map();
      for (const n of edge) for (const c of data.around[n]) {
        const o = C.object[c] === n ? C.subject[c] : C.object[c];
        if (o < 0 || o === n || best.has(o) || !allowed(c)) continue;
        const strength = best.get(n).strength + weight(c), known = found.get(o);
        if (!known || strength > known.strength || strength === known.strength && c < known.via) found.set(o, { strength, via: c, from: n });
      }
      for (const [o, f] of found) best.set(o, f);
      edge = [...found.keys()];
    }
    if (!best.has(to)) return null;
    const nodes = [to], claims = [];
    for (let n = to; n !== from; n = best.get(n).from) { claims.unshift(best.get(n).via); nodes.unshift(best.get(n).from); }
    return { nodes, claims };
  }
  /** Nodes and claims from one thing to another, or null; `stated` says whether all steps are stated as fact. */
  function find(from, to) {
    if (from === to) return { nodes: [from], claims: [], stated: true };
    const stated = search(from, to, c => C.status[c] === 0);
    if (stated) return { ...stated, stated: true };
    const told = search(from, to, c => C.status[c] !== DENIED);
    return told ? { ...told, stated: false } : null;
  }
  app.paths = { find };
})();
