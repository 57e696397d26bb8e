"use strict";
/* What a card shows, as SPARQL to ask the dataset with and as Turtle to paste elsewhere. */
(() => {
  const { data } = app, { C, N, raw } = data;
  const XSD = "http://www.w3.org/2001/XMLSchema#", KG = raw.ontology;
  const PREFIXES = { kg: KG, rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#", owl: "http://www.w3.org/2002/07/owl#", skos: "http://www.w3.org/2004/02/skos/core#", xsd: XSD, nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#" };
  const head = Object.entries(PREFIXES);
  const iri = short => `<${data.iri(short)}>`, node = n => iri(N.iri[n]), claim = c => iri(C.iri[c]);
  const quoted = text => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ch => "\\u" + ch.charCodeAt(0).toString(16).padStart(4, "0"))}"`;
  const literal = c => {
    const r = data.relation(c), value = String(C.value[c]);
    if (typeof C.value[c] === "number") return `${quoted(value)}^^<${XSD}integer>`;
    if (data.isDecimal(c)) return `${quoted(value)}^^<${XSD}decimal>`;
    return !r.datatype || r.datatype === XSD + "string" || r.datatype.endsWith("#Literal") ? quoted(value) : `${quoted(value)}^^<${r.datatype}>`;
  };
  const object = c => C.object[c] >= 0 ? node(C.object[c]) : literal(c);
  const said = c => C.said[c] || data.claimStatus(c);

  /** One claim as the dataset describes it. */
  const claimTurtle = c => [
    `${claim(c)} a kg:Claim`, `rdf:subject ${node(C.subject[c])}`, `rdf:predicate kg:${data.relation(c).name}`, `rdf:object ${object(c)}`,
    `kg:polarity kg:${data.isNegative(c) ? "negative" : "positive"}`, `kg:certainty kg:${C.certainty[c] || "certain"}`, `kg:status kg:${said(c)}`,
    ...(data.isDoubtful(c) ? ["kg:doubtful true"] : []),
    ...(data.claimBy(c) != null ? [`kg:attributedTo ${node(data.claimBy(c))}`] : []),
  ].join(" ;\n    ") + " .";
  const plain = c => C.status[c] === 0;
  /** A thing with its facts as triples, and what is not stated as fact as claims. */
  function nodeTurtle(n) {
    const mine = data.around[n], out = [
      `${node(n)} a kg:${raw.types[N.type[n]][0]}`, `rdfs:label ${quoted(data.label(n))}`,
      ...data.names(n).map(x => `skos:altLabel ${quoted(x)}`), ...(N.same[n] || []).map(s => `owl:sameAs <${encodeURI(decodeURI(s))}>`), ...(data.iso(n) ? [`kg:isoCode ${quoted(data.iso(n))}`] : []),
      ...(data.nodeStatus[n] === 0 && data.time(n)?.[0] ? [`kg:time <${raw.base}time/${encodeURIComponent(data.time(n)[0])}>`] : []),
      ...mine.filter(c => plain(c) && C.subject[c] === n).map(c => `kg:${data.relation(c).name} ${object(c)}`),
    ];
    return [out.join(" ;\n    ") + " .", ...mine.filter(c => plain(c) && C.subject[c] !== n).map(c => `${node(C.subject[c])} kg:${data.relation(c).name} ${node(n)} .`), ...mine.filter(c => !plain(c)).map(claimTurtle)].join("\n");
  }
  const used = text => head.filter(([p]) => text.includes(p + ":")).map(([p, n]) => [p, n]);
  const turtle = body => used(body).map(([p, n]) => `@prefix ${p}: <${n}> .`).join("\n") + "\n\n" + body + "\n";
  const sparql = body => used(body).map(([p, n]) => `PREFIX ${p}: <${n}>`).join("\n") + "\n" + body + "\n";

  const SHOWN = `  ?claim rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; kg:status ?status ; kg:evidence ?e .
  ?e nif:anchorOf ?sentence .
  OPTIONAL { ?claim kg:attributedTo ?says }`;
  const query = values => sparql(`SELECT ?claim ?subject ?relation ?object ?status ?says ?sentence WHERE {\n${values}\n${SHOWN}\n}`);
  app.rdf = {
    node: n => ({ sparql: query(`  # a row a claim and sentence; what it is and which Wikidata item${data.isEvent(n) ? ", and when," : ""} are claims too\n  { ?claim rdf:subject ${node(n)} } UNION { ?claim rdf:object ${node(n)} }`), turtle: turtle(nodeTurtle(n)) }),
    claims: list => ({
      sparql: query(`  VALUES ?claim { ${list.map(claim).join(" ")} }`),
      turtle: turtle(list.map(c => (plain(c) ? `${node(C.subject[c])} kg:${data.relation(c).name} ${object(c)} .\n` : "") + claimTurtle(c)).join("\n")),
    }),
  };
})();
