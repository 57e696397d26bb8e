"""N-Quads: everything, in canonical form (RDFC-1.0, sorted)."""

from __future__ import annotations

from kg.export.formats import DATASET, Files, Format
from kg.export.quads import by_line
from kg.export.rows import Rows


def files(rows: Rows) -> Files:
    """`dataset.nq`."""
    yield "dataset.nq", (f"{line}\n" for line in by_line(rows.dataset))


FORMAT = Format(
    "nquads",
    "any quad store",
    DATASET,
    {
        "dataset.nq": "Jena: tdb2.tdbloader --loc DB {path}; Oxigraph: oxigraph load --location DB --file {path}; "
        "GraphDB: importrdf load -i REPOSITORY {path}; Blazegraph and RDF4J: load as application/n-quads"
    },
    files,
    opened_by="rdflib, raptor, serd, Jena",
)
