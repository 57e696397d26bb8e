"""Projected graphs of any size, made of invented names: what the page must carry, without reading thousands of articles."""

import random

import networkx as nx

from kg import ontology

BASE = "https://example.org/id/"
_SYLLABLES = "ba ko ri mu ten sa lo vi gar den ul fo ze mi ra tor ne pal".split()


def graph(entities: int, events: int, claims: int, documents: int = 40, seed: int = 7) -> nx.MultiDiGraph:
    """A graph shaped like that of news: few hubs, many things named once, events with roles, a sentence a claim.

    Args:
        entities, events: how many nodes of either sort.
        claims: connections between entities; each event has two roles besides.
        documents: articles the sentences stand in.
        seed: of the random numbers.
    """
    chance = random.Random(seed)
    onto = ontology.load()
    relations = [p for p in onto.properties.values() if p.group not in ("role", "claim") and not p.datatype]
    roles = [p for p in onto.properties.values() if p.is_role and not p.datatype]
    kinds = [k for k in ontology.KINDS if k != "Event"]
    g = nx.MultiDiGraph()
    texts: list[list[str]] = [[] for _ in range(documents)]
    lengths, sentences, mentions = [0] * documents, [[] for _ in range(documents)], [[] for _ in range(documents)]

    def name() -> str:
        return " ".join(
            "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3))).title() for _ in range(2)
        )

    def node(i: int, kind: str, label: str) -> str:
        iri = f"{BASE}{kind.lower()}/{i}"
        g.add_node(
            iri, label=label, kind=kind, type=kind, type_label=onto.classes[kind].label, names=[], same_as=[], iso=None,
            named=True, is_event=kind == "Event", mentions=1, documents=[], literals=[], background=[], status="asserted",
            polarity="positive", certainty="certain", attributed_to=None, attributed_label=None, plain=True, time=None,
            colour=onto.classes[kind].colour, shape=onto.classes[kind].shape,
        )  # fmt: skip
        return iri

    things = [node(i, chance.choice(kinds), name()) for i in range(entities)]
    happenings = [node(i, "Event", f"{chance.choice(_SYLLABLES)} of {name()}") for i in range(events)]
    for iri in happenings:
        if chance.random() < 0.3:
            day = f"{chance.randint(1990, 2024)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
            g.nodes[iri]["time"] = {"edtf": day, "label": day, "earliest": day, "latest": day}

    def claim(i: int, a: str, b: str, p) -> None:
        d = chance.randrange(documents)
        label = {x: g.nodes[x]["label"] for x in (a, b)}
        sentence, start = f"{label[a]} {p.label} {label[b]}, it was reported.", lengths[d]
        subject = [start, start + len(label[a])]
        target = [start + len(label[a]) + len(p.label) + 2, start + len(label[a]) + len(p.label) + 2 + len(label[b])]
        texts[d].append(sentence)
        lengths[d] += len(sentence) + 1
        sentences[d].append((start, start + len(sentence)))
        mentions[d] += [(*subject, a), (*target, b)]
        document = f"{BASE}document/{d}"
        status = chance.choices(("asserted", "attributed", "planned", "denied"), (80, 14, 4, 2))[0]
        who = chance.choice(things) if status == "attributed" else None
        evidence = {
            "iri": f"{BASE}evidence/{i}", "document": document, "title": f"Article {d}", "sentence": sentence, "start": start,
            "end": start + len(sentence), "subject": subject, "object": target, "rule": "made", "reason": None, "confidence": 0.9,
        }  # fmt: skip
        g.add_edge(
            a, b, key=f"{BASE}claim/{i:016x}", claim=f"{BASE}claim/{i:016x}", predicate=p.name, label=p.label, is_role=p.is_role,
            polarity="positive", certainty="certain", status=status, plain=status == "asserted", attributed_to=who,
            attributed_label=g.nodes[who]["label"] if who else None, confidence=0.9, time=None, evidence=[evidence],
        )  # fmt: skip

    def hub() -> str:
        return (
            things[min(int(chance.paretovariate(0.6)) - 1, entities - 1)]
            if chance.random() < 0.5
            else chance.choice(things)
        )

    for i in range(claims):
        a, b = hub(), chance.choice(things)
        if a != b:
            claim(i, a, b, chance.choice(relations))
    for i, event in enumerate(happenings):
        for k in range(2):
            claim(claims + 2 * i + k, event, hub(), chance.choice(roles))
    for d in range(documents):
        for _, _, who in mentions[d]:
            g.nodes[who]["documents"] = sorted({*g.nodes[who]["documents"], f"{BASE}document/{d}"})
    g.graph.update(
        documents={
            f"{BASE}document/{d}": {
                "id": str(d), "title": f"Article {d}", "date": "2024-05-01", "url": None, "publisher": None,
                "text": " ".join(texts[d]), "sentences": sentences[d], "mentions": sorted(mentions[d]), "times": [],
            } for d in range(documents)
        },
        quotes=[], silent=[], quarantined=[],
    )  # fmt: skip
    return g
