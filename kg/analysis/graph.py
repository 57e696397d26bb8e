"""Dataset → networkx: entities and events as nodes, claims as edges, each edge with its evidence.

The graph is the border to view and export.  Node attributes: label, kind, type, type_label, names, same_as, iso, named,
is_event, mentions, documents, literals, background, status (events), time, colour, shape.  Edge key: the claim's IRI; edge
attributes: predicate, label, status, polarity, certainty, attributed_to, attributed_label, confidence, time, is_role,
plain, evidence.  `graph.graph` holds documents (with text, sentences, mentions), quotes and silent sentences.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg import ontology

if TYPE_CHECKING:
    import networkx as nx

    from kg.rdf.store import Dataset

_ENTITIES = """SELECT ?s ?type ?label WHERE { ?s a ?type ; rdfs:label ?label
  FILTER(STRSTARTS(STR(?type), STR(kg:)) && ?type NOT IN (kg:Time, kg:Document, kg:Claim, kg:Evidence, kg:Quotation)) }"""
_EXTRAS = """SELECT ?s ?p ?o WHERE { VALUES ?p { skos:altLabel owl:sameAs kg:isoCode } ?s ?p ?o }"""
_BACKGROUND = """SELECT ?s ?p ?o ?label WHERE { GRAPH ?g { ?s ?p ?o . ?o rdfs:label ?label } FILTER(STRENDS(STR(?g), "graph/reference")) }"""
_CLAIMS = """SELECT ?c ?s ?p ?o ?polarity ?certainty ?status ?who ?when ?approximate WHERE {
  ?c a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:polarity ?polarity ; kg:certainty ?certainty ; kg:status ?status
  OPTIONAL { ?c kg:attributedTo ?who } OPTIONAL { ?c kg:validTime ?when } OPTIONAL { ?c kg:approximate ?approximate } }"""
_EVIDENCE = """SELECT ?c ?e ?doc ?text ?begin ?end ?s0 ?s1 ?o0 ?o1 ?rule ?reason ?confidence WHERE {
  ?c kg:evidence ?e . ?e kg:sourceDocument ?doc ; nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end ;
    kg:subjectSpan ?ss ; kg:objectSpan ?os ; kg:rule ?rule ; kg:confidence ?confidence .
  ?ss nif:beginIndex ?s0 ; nif:endIndex ?s1 . ?os nif:beginIndex ?o0 ; nif:endIndex ?o1 OPTIONAL { ?e kg:reason ?reason } }"""
_TIMES = """SELECT ?t ?label ?edtf ?earliest ?latest WHERE { ?t a kg:Time ; rdfs:label ?label
  OPTIONAL { ?t kg:edtf ?edtf } OPTIONAL { ?t kg:earliest ?earliest } OPTIONAL { ?t kg:latest ?latest } }"""
_DOCUMENTS = """SELECT ?d ?id ?title ?date ?url ?publisher ?context ?text WHERE { ?d a kg:Document ; dcterms:identifier ?id ;
  kg:sourceDocument ?context . ?context nif:isString ?text OPTIONAL { ?d dcterms:title ?title } OPTIONAL { ?d dcterms:issued ?date }
  OPTIONAL { ?d schema:url ?url } OPTIONAL { ?d dcterms:publisher ?publisher } }"""
_SPANS = """SELECT ?context ?b ?e ?who ?why WHERE { ?x nif:referenceContext ?context ; nif:beginIndex ?b ; nif:endIndex ?e
  { ?x a nif:Sentence OPTIONAL { ?x kg:silentBecause ?why } } UNION { ?x itsrdf:taIdentRef ?who } }"""
_QUOTES = """SELECT ?q ?speaker ?text ?cue ?direct ?doc ?b ?e WHERE { ?q a kg:Quotation ; kg:quotedText ?text ; kg:direct ?direct ;
  kg:sourceDocument ?doc ; nif:beginIndex ?b ; nif:endIndex ?e OPTIONAL { ?q kg:speaker ?speaker } OPTIONAL { ?q kg:cueText ?cue } }"""


def project(dataset: Dataset) -> nx.MultiDiGraph:
    """The dataset as a graph; nodes, edges and lists in a fixed order.

    Args:
        dataset: an open dataset.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    times = {r["t"]: {k: r[k] for k in ("label", "edtf", "earliest", "latest")} for r in dataset.select(_TIMES)}
    _documents(dataset, graph)
    _nodes(dataset, graph)
    _claims(dataset, graph, times)
    _quotes(dataset, graph)
    for _, data in graph.nodes(data=True):
        data["documents"] = sorted(data["documents"])
    ordered = nx.MultiDiGraph()
    ordered.graph.update(graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda n: n[0]))
    ordered.add_edges_from(sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]))
    return ordered


def _documents(dataset: Dataset, graph: nx.MultiDiGraph) -> None:
    documents, contexts = {}, {}
    for r in sorted(dataset.select(_DOCUMENTS), key=lambda r: str(r["d"])):
        documents[r["d"]] = {k: r[k] for k in ("id", "title", "date", "url", "publisher", "text")} | {
            "sentences": [],
            "mentions": [],
        }
        contexts[r["context"]] = r["d"]
    silent = []
    for r in dataset.select(_SPANS):
        document = documents.get(contexts.get(r["context"]))
        if document is None:
            continue
        if r["who"]:
            document["mentions"].append((r["b"], r["e"], r["who"]))
        else:
            document["sentences"].append((r["b"], r["e"]))
            if r["why"]:
                silent.append({"document": contexts[r["context"]], "start": r["b"], "end": r["e"], "reason": r["why"]})
    for document in documents.values():
        document["sentences"] = sorted(set(document["sentences"]))
        document["mentions"] = sorted(set(document["mentions"]))
    graph.graph["documents"] = documents
    graph.graph["silent"] = sorted(silent, key=lambda s: (s["document"], s["start"]))


def _nodes(dataset: Dataset, graph: nx.MultiDiGraph) -> None:
    onto = ontology.load()
    types: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, set[str]] = defaultdict(set)
    for r in dataset.select(_ENTITIES):
        types[r["s"]].add(ontology.local(r["type"]))
        labels[r["s"]].add(r["label"])
    counts: dict[str, int] = defaultdict(int)
    where: dict[str, set[str]] = defaultdict(set)
    for iri, document in graph.graph["documents"].items():
        for _, _, who in document["mentions"]:
            counts[who] += 1
            where[who].add(iri)
    for node, classes in types.items():
        reported = "ReportedEvent" in classes
        if node not in counts and not reported:
            continue  # named only by a kept library
        known = sorted(
            (c for c in classes if c in onto.classes and c != "ReportedEvent"),
            key=lambda c: (-len(onto.ancestors(c)), c),
        )
        kinds = [k for c in known if (k := onto.kind_of(c))]
        kind = (
            "Event"
            if reported or not kinds
            else sorted(kinds, key=lambda k: (-kinds.count(k), ontology.KINDS.index(k)))[0]
        )
        specific = next((c for c in known if onto.kind_of(c) == kind), kind)
        graph.add_node(
            node,
            label=_best(labels[node]),
            kind=kind,
            type=specific,
            type_label=onto.classes[specific].label,
            names=sorted(labels[node] - {_best(labels[node])}),
            same_as=[],
            iso=None,
            named="~" not in node.rpartition("/")[2],
            is_event=kind == "Event",
            mentions=counts[node],
            documents=where[node],
            literals=[],
            background=[],
            status="asserted",
            polarity="positive",
            certainty="certain",
            attributed_to=None,
            attributed_label=None,
            plain=not reported,
            time=None,
            colour=onto.classes[kind].colour,
            shape=onto.classes[kind].shape,
        )
    for r in dataset.select(_EXTRAS):
        if r["s"] in graph:
            data, name = graph.nodes[r["s"]], ontology.local(r["p"])
            if name == "altLabel" and r["o"] != data["label"] and r["o"] not in data["names"]:
                data["names"].append(r["o"])
            elif name == "sameAs" and r["o"] not in data["same_as"]:
                data["same_as"].append(r["o"])
            elif name == "isoCode":
                data["iso"] = r["o"]
    for r in dataset.select(_BACKGROUND):
        if r["s"] in graph and (p := onto.properties.get(ontology.local(r["p"]))):
            graph.nodes[r["s"]]["background"].append(
                {"predicate": p.name, "label": p.label, "object": r["o"], "object_label": r["label"]}
            )
    for _, data in graph.nodes(data=True):
        data["names"].sort()
        data["same_as"].sort()


def _best(labels: set[str]) -> str:
    return max(sorted(labels), key=len)


def _claims(dataset: Dataset, graph: nx.MultiDiGraph, times: dict[Any, dict]) -> None:
    onto = ontology.load()
    evidence = _evidence(dataset, graph)
    for r in sorted(dataset.select(_CLAIMS), key=lambda r: str(r["c"])):
        name, subject = ontology.local(r["p"]), r["s"]
        if subject not in graph:
            continue
        state = {k: ontology.local(r[k]) for k in ("polarity", "certainty", "status")}
        plain = tuple(state.values()) == ("positive", "certain", "asserted")
        who = r["who"] if r["who"] in graph else None
        found = evidence.get(r["c"], [])
        common = {
            "claim": r["c"],
            "predicate": name,
            **state,
            "plain": plain,
            "attributed_to": who,
            "attributed_label": graph.nodes[who]["label"] if who else None,
            "confidence": max((e["confidence"] for e in found), default=0.0),
            "time": times.get(r["when"]),
            "evidence": found,
        }
        if name == "type":
            _event_claim(graph.nodes[subject], ontology.local(r["o"]), common)
        elif name == "time":
            graph.nodes[subject]["time"] = times.get(r["o"])
        elif name in ("sameAs", "isoCode"):
            continue
        elif (p := onto.properties.get(name)) is not None:
            if r["o"] in graph and p.datatype is None:
                graph.add_edge(subject, r["o"], key=r["c"], label=p.label, is_role=p.is_role, **common)
            elif p.datatype is not None:
                graph.nodes[subject]["literals"].append(
                    {"label": p.label, "value": r["o"], "approximate": bool(r["approximate"]), **common}
                )


def _event_claim(node: dict[str, Any], cls: str, claim: dict[str, Any]) -> None:
    onto = ontology.load()
    node.update(
        {k: claim[k] for k in ("status", "polarity", "certainty", "plain", "attributed_to", "attributed_label")}
    )
    if cls in onto.classes:
        node.update(type=cls, type_label=onto.classes[cls].label)
    node["evidence"] = claim["evidence"]


def _evidence(dataset: Dataset, graph: nx.MultiDiGraph) -> dict[Any, list[dict[str, Any]]]:
    out: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for r in dataset.select(_EVIDENCE):
        document = graph.graph["documents"].get(r["doc"], {})
        out[r["c"]].append(
            {
                "iri": r["e"],
                "document": r["doc"],
                "title": document.get("title") or document.get("id"),
                "sentence": r["text"],
                "start": r["begin"],
                "end": r["end"],
                "subject": [r["s0"], r["s1"]],
                "object": [r["o0"], r["o1"]],
                "rule": r["rule"],
                "reason": r["reason"],
                "confidence": float(r["confidence"]),
            }
        )
    for found in out.values():
        found.sort(key=lambda e: (e["document"], e["start"], e["iri"]))
    return out


def _quotes(dataset: Dataset, graph: nx.MultiDiGraph) -> None:
    quotes = []
    for r in dataset.select(_QUOTES):
        speaker = r["speaker"] if r["speaker"] in graph else None
        quotes.append(
            {
                "iri": r["q"],
                "speaker": speaker,
                "speaker_label": graph.nodes[speaker]["label"] if speaker else None,
                "text": r["text"],
                "cue": r["cue"],
                "direct": r["direct"],
                "document": r["doc"],
                "start": r["b"],
                "end": r["e"],
            }
        )
    graph.graph["quotes"] = sorted(quotes, key=lambda q: (q["document"], q["start"], q["iri"]))
