"""Dataset → networkx: entities and events as nodes, claims as edges, each edge with its evidence.

The graph is the border to view and export.  Node attributes: label, kind, type, type_label, names, same_as, iso, named,
is_event, mentions, documents, literals, background, status (events), time, colour, shape.  Edge key: the claim's IRI; edge
attributes: predicate, label, status, polarity, certainty, attributed_to, attributed_label, confidence, time, is_role,
plain, doubtful, evidence.  `graph.graph` holds documents (with text, sentences, mentions, times), quotes, silent sentences
and what was quarantined.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg import ontology

if TYPE_CHECKING:
    import networkx as nx

    from kg.rdf.store import Dataset

_NOT_ENTITIES = frozenset({"Time", "Document", "Claim", "Evidence", "Quotation"})


def project(dataset: Dataset) -> nx.MultiDiGraph:
    """The dataset as a graph; nodes, edges and lists in a fixed order.

    Args:
        dataset: an open dataset.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    times = _times(dataset)
    _documents(dataset, graph, times)
    _nodes(dataset, graph)
    _claims(dataset, graph, times)
    _quotes(dataset, graph)
    for _, data in graph.nodes(data=True):
        data["documents"] = sorted(data["documents"])
    onto = ontology.load()
    for subject, _, data in graph.edges(data=True):
        data["label"] = onto.wording(data["predicate"], graph.nodes[subject]["type"])
    ordered = nx.MultiDiGraph()
    ordered.graph.update(graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda n: n[0]))
    ordered.add_edges_from(sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]))
    return ordered


def _times(dataset: Dataset) -> dict[str, dict[str, Any]]:
    labels, parts = dataset.single("rdfs:label"), {k: dataset.single(f"kg:{k}") for k in ("edtf", "earliest", "latest")}
    times = (s for s, types in dataset.column("rdf:type").items() if ontology.expand("kg:Time") in types)
    return {t: {"label": labels.get(t), **{k: column.get(t) for k, column in parts.items()}} for t in times}


def _documents(dataset: Dataset, graph: nx.MultiDiGraph, times: dict[str, dict[str, Any]]) -> None:
    columns = {
        "id": "dcterms:identifier", "title": "dcterms:title", "date": "dcterms:issued", "url": "schema:url",
        "publisher": "dcterms:publisher",
    }  # fmt: skip
    known = {k: dataset.single(p) for k, p in columns.items()}
    text, source = dataset.single("nif:isString"), dataset.column("kg:sourceDocument")
    documents, of_context = {}, {}
    for iri in sorted(known["id"]):
        context = next(c for c in source[iri] if c in text)
        of_context[context] = iri
        documents[iri] = {k: column.get(iri) for k, column in known.items()} | {
            "text": text[context],
            "sentences": [],
            "mentions": [],
            "times": [],
        }
    context_of = dataset.single("nif:referenceContext")
    begin, end = dataset.single("nif:beginIndex"), dataset.single("nif:endIndex")
    for node, who in dataset.column("itsrdf:taIdentRef").items():
        document = documents[of_context[context_of[node]]]
        document["mentions"] += [(begin[node], end[node], w) for w in who if w not in times]
        document["times"] += [(begin[node], end[node], times[w]) for w in who if w in times]
    sentence = ontology.expand("nif:Sentence")
    for node, types in dataset.column("rdf:type").items():
        if sentence in types:
            documents[of_context[context_of[node]]]["sentences"].append((begin[node], end[node]))
    detail = dataset.single("kg:silentDetail")
    silent = [
        {
            "document": of_context[context_of[n]],
            "start": begin[n],
            "end": end[n],
            "reason": why,
            "detail": detail.get(n, ""),
        }
        for n, why in dataset.single("kg:silentBecause").items()
    ]
    for document in documents.values():
        document["sentences"] = sorted(set(document["sentences"]))
        document["mentions"] = sorted(set(document["mentions"]))
        document["times"].sort(key=lambda t: (t[0], t[1], t[2]["label"] or ""))
    graph.graph["documents"] = documents
    graph.graph["quarantined"] = sorted(what for found in dataset.column("kg:quarantined").values() for what in found)
    graph.graph["silent"] = sorted(silent, key=lambda s: (s["document"], s["start"]))


def _nodes(dataset: Dataset, graph: nx.MultiDiGraph) -> None:
    onto = ontology.load()
    counts: dict[str, int] = defaultdict(int)
    where: dict[str, set[str]] = defaultdict(set)
    for iri, document in graph.graph["documents"].items():
        for _, _, who in document["mentions"]:
            counts[who] += 1
            where[who].add(iri)
    labels = dataset.column("rdfs:label")
    for node, types in sorted(dataset.column("rdf:type").items()):
        classes = {ontology.local(t) for t in types if t.startswith(ontology.KG)} - _NOT_ENTITIES
        if classes and node in labels and (node in counts or "ReportedEvent" in classes):
            graph.add_node(node, **_node(classes, set(labels[node]), counts[node], where[node], node, onto))
    for node, names in dataset.column("skos:altLabel").items():
        if node in graph:
            d = graph.nodes[node]
            d["names"] = sorted({*d["names"], *names} - {d["label"]})
    for node, same in dataset.column("owl:sameAs").items():
        if node in graph:
            graph.nodes[node]["same_as"] = same
    for node, iso in dataset.single("kg:isoCode").items():
        if node in graph:
            graph.nodes[node]["iso"] = iso
    _background(dataset, graph, onto, labels)


def _node(classes: set[str], labels: set[str], count: int, where: set[str], node: str, onto: Any) -> dict[str, Any]:
    reported = "ReportedEvent" in classes
    kind, specific = onto.typed(classes)
    label = _best(labels)
    return {
        "label": label, "kind": kind, "type": specific, "type_label": onto.classes[specific].label,
        "names": sorted(labels - {label}), "same_as": [], "iso": None, "named": "~" not in node.rpartition("/")[2],
        "is_event": kind == "Event", "mentions": count, "documents": where, "literals": [], "background": [],
        "status": "asserted", "polarity": "positive", "certainty": "certain", "attributed_to": None,
        "attributed_label": None, "plain": not reported, "time": None, "colour": onto.classes[kind].colour,
        "shape": onto.classes[kind].shape,
    }  # fmt: skip


def _background(dataset: Dataset, graph: nx.MultiDiGraph, onto: Any, labels: dict[str, list]) -> None:
    """What kept libraries know: relations in the reference graph alone."""
    import pyoxigraph as ox

    reference = ox.NamedNode(f"{dataset.base}graph/reference")
    for quad in dataset.index.quads_for_pattern(None, None, None, reference):
        p = onto.properties.get(ontology.local(quad.predicate.value))
        if p is not None and quad.subject.value in graph and quad.object.value in labels:
            graph.nodes[quad.subject.value]["background"].append(
                {
                    "predicate": p.name,
                    "label": p.label,
                    "object": quad.object.value,
                    "object_label": labels[quad.object.value][0],
                }
            )


def _best(labels: set[str]) -> str:
    return max(sorted(labels), key=len)


def _claims(dataset: Dataset, graph: nx.MultiDiGraph, times: dict[Any, dict]) -> None:
    onto = ontology.load()
    evidence = _evidence(dataset, graph)
    for r in _claim_rows(dataset):
        name, subject = ontology.local(r["p"]), r["s"]
        if subject not in graph:
            continue
        state = {k: ontology.local(r[k]) for k in ("polarity", "certainty", "status")}
        doubtful = bool(r["doubtful"])
        plain = not doubtful and tuple(state.values()) == ("positive", "certain", "asserted")
        who = r["who"] if r["who"] in graph else None
        found = evidence.get(r["c"], [])
        common = {
            "claim": r["c"],
            "predicate": name,
            **state,
            "plain": plain,
            "doubtful": doubtful,
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


def _claim_rows(dataset: Dataset) -> list[dict[str, Any]]:
    """One row a claim, by IRI."""
    columns = {
        "s": "rdf:subject", "p": "rdf:predicate", "o": "rdf:object", "polarity": "kg:polarity", "certainty": "kg:certainty",
        "status": "kg:status", "who": "kg:attributedTo", "when": "kg:validTime", "approximate": "kg:approximate",
        "doubtful": "kg:doubtful",
    }  # fmt: skip
    found = {k: dataset.single(p) for k, p in columns.items()}
    return [{"c": c, **{k: column.get(c) for k, column in found.items()}} for c in sorted(found["polarity"])]


def _evidence(dataset: Dataset, graph: nx.MultiDiGraph) -> dict[Any, list[dict[str, Any]]]:
    source, text = dataset.single("kg:sourceDocument"), dataset.single("nif:anchorOf")
    begin, end = dataset.single("nif:beginIndex"), dataset.single("nif:endIndex")
    subject, target = dataset.single("kg:subjectSpan"), dataset.single("kg:objectSpan")
    rule, reason, confidence = dataset.single("kg:rule"), dataset.single("kg:reason"), dataset.single("kg:confidence")
    out: dict[Any, list[dict[str, Any]]] = {}
    for claim, pieces in dataset.column("kg:evidence").items():
        out[claim] = sorted((
            {
                "iri": e, "document": source[e], "title": _title(graph, source[e]), "sentence": text[e],
                "start": begin[e], "end": end[e], "subject": [begin[subject[e]], end[subject[e]]],
                "object": [begin[target[e]], end[target[e]]], "rule": rule[e], "reason": reason.get(e),
                "confidence": float(confidence[e]),
            } for e in pieces
        ), key=lambda e: (e["document"], e["start"], e["iri"]))  # fmt: skip
    return out


def _title(graph: nx.MultiDiGraph, document: str) -> str:
    found = graph.graph["documents"].get(document, {})
    return found.get("title") or found.get("id") or document


def _quotes(dataset: Dataset, graph: nx.MultiDiGraph) -> None:
    columns = {
        "text": "kg:quotedText", "cue": "kg:cueText", "direct": "kg:direct", "document": "kg:sourceDocument",
        "start": "nif:beginIndex", "end": "nif:endIndex", "speaker": "kg:speaker",
    }  # fmt: skip
    found = {k: dataset.single(p) for k, p in columns.items()}
    quotes = []
    for iri in found["text"]:
        quote = {"iri": iri, **{k: column.get(iri) for k, column in found.items()}}
        quote["speaker"] = quote["speaker"] if quote["speaker"] in graph else None
        quote["speaker_label"] = graph.nodes[quote["speaker"]]["label"] if quote["speaker"] else None
        quotes.append(quote)
    graph.graph["quotes"] = sorted(quotes, key=lambda q: (q["document"], q["start"], q["iri"]))
