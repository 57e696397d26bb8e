"""Plain triples of the stated facts between nodes, for PyKEEN (labels and a split) and PyTorch Geometric (numbers).

The split is by the hash of the triple, so that adding an article moves no triple from one part to another; a triple whose
head, tail or relation stands in no training triple is put into training, as both tools ask.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator

from kg.export.formats import FACTS, Files, Format
from kg.export.rows import Rows
from kg.export.text import tsv

Triple = tuple[str, str, str]
PARTS = ("train", "valid", "test")


def files(rows: Rows) -> Files:
    """`train.tsv`, `valid.tsv`, `test.tsv` (head, relation, tail), and the same as numbers for PyG, with their names."""
    parts = split(sorted({(c.subject, c.predicate, c.object or "") for c in rows.facts()}))
    for part in PARTS:
        yield f"{part}.tsv", tsv(parts[part])
    nodes = {iri: n for n, iri in enumerate(rows.labels)}
    relations = {p: n for n, p in enumerate(sorted({p for part in parts.values() for _, p, _ in part}))}
    yield "entities.tsv", tsv((n, iri, label) for n, (iri, label) in enumerate(rows.labels.items()))
    yield "relations.tsv", tsv((n, p) for p, n in relations.items())
    for part in PARTS:
        yield f"{part}.ids.tsv", tsv((nodes[s], relations[p], nodes[o]) for s, p, o in parts[part])
    yield "sizes.json", [_sizes(len(nodes), len(relations), parts)]


def _sizes(nodes: int, relations: int, parts: dict[str, list[Triple]]) -> str:
    made = {"num_nodes": nodes, "num_relations": relations, **{part: len(found) for part, found in parts.items()}}
    return json.dumps(made, indent=1) + "\n"


def split(triples: list[Triple]) -> dict[str, list[Triple]]:
    """80, 10 and 10 % by hash; what training would not know goes into training."""
    chosen = {t: _part(t) for t in triples}
    known: Counter[str] = Counter(x for t, part in chosen.items() if part == "train" for x in _names(t))
    for triple in triples:
        if chosen[triple] != "train" and not all(known[x] for x in _names(triple)):
            chosen[triple] = "train"
            known.update(_names(triple))
    return {part: [t for t in triples if chosen[t] == part] for part in PARTS}


def _names(triple: Triple) -> Iterator[str]:
    yield triple[0]
    yield triple[2]
    yield f" {triple[1]}"  # a relation is no node: no IRI begins with a space


def _part(triple: Triple) -> str:
    place = hashlib.sha256("\t".join(triple).encode("utf-8", "replace")).digest()[0] % 10
    return "train" if place < 8 else PARTS[place - 7]


_PYKEEN = (
    "pykeen.triples.TriplesFactory.from_path('{folder}/train.tsv'), then valid.tsv and test.tsv with "
    "entity_to_id and relation_to_id of it"
)
_PYG = (
    "numpy.loadtxt('{path}', dtype=int, ndmin=2): columns 0 and 2 transposed are edge_index, column 1 is edge_type, "
    "num_nodes and num_relations stand in sizes.json"
)
FORMAT = Format(
    "triples",
    "PyKEEN, PyTorch Geometric",
    FACTS,
    {f"{p}.tsv": _PYKEEN for p in PARTS}
    | dict.fromkeys(
        ("entities.tsv", "relations.tsv"),
        "pandas.read_csv('{path}', sep='\\t', header=None, quoting=3): the numbers' names",
    )
    | {f"{p}.ids.tsv": _PYG for p in PARTS}
    | {"sizes.json": "json.load(open('{path}'))"},
    files,
    "stated facts between nodes only, each once",
)
