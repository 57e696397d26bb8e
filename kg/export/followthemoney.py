"""FollowTheMoney entities, one JSON object a line, for Aleph and OpenAleph.

Claims stated as fact become the schema that fits their relation (`Ownership`, `Family`, …) where both ends are of the kind
it wants; all others, and whatever is denied, planned or somebody's word, become `UnknownLink` with its standing in `role`
and `status`.  Every link has the sentence as its summary and the article as its proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export.formats import EDGES, Files, Format
from kg.export.mappings import load, nearest
from kg.export.rows import Claim, Document, Node, Rows
from kg.export.text import compact, one_line, said, shown
from kg.export.tokens import token
from kg.export.when import interval

_URL = ("http://", "https://")


def files(rows: Rows) -> Files:
    """`entities.ftm.json`."""
    yield "entities.ftm.json", text(rows)


def text(rows: Rows) -> Iterator[str]:
    """Articles, then nodes, then claims."""
    writer = _Writer(rows)
    for document in rows.documents():
        yield writer.line(document.iri, "Article", writer.article(document))
    for node in rows.nodes():
        yield writer.line(node.iri, writer.schema(node), writer.node(node))
    for claim in rows.edges():
        yield writer.line(claim.iri, *writer.link(claim))


class _Writer:
    def __init__(self, rows: Rows) -> None:
        self.rows, self.base, self.map = rows, rows.dataset.base, load("followthemoney")
        self.schemata = {n.iri: self.schema(n) for n in rows.nodes()}

    def schema(self, node: Node) -> str:
        return nearest(node.type, self.map["classes"]) or "LegalEntity"

    def line(self, iri: str, schema: str, properties: dict[str, list[str]]) -> str:
        kept = {
            k: sorted({one_line(v) for v in values if v}) for k, values in sorted(properties.items()) if any(values)
        }
        made = {"id": token(iri, self.base), "schema": schema, "properties": kept, "datasets": ["newskg"]}
        return compact(made) + "\n"

    def article(self, d: Document) -> dict[str, list[str]]:
        return {
            "title": [d.title],
            "name": [d.title],
            "bodyText": [d.text],
            "publishedAt": [d.date or ""],
            "date": [d.date or ""],
            "author": [d.author or ""],
            "publisher": [d.publisher or ""],
            "sourceUrl": [d.url or ""] if (d.url or "").startswith(_URL) else [],
        }

    def node(self, node: Node) -> dict[str, list[str]]:
        schema = self.schema(node)
        above = [schema, *self.map["extends"].get(schema, ())]
        made: dict[str, list[str]] = {
            "name": [node.label],
            "alias": list(node.names),
            "wikidataId": [s.rpartition("/")[2] for s in node.same_as if "wikidata.org/entity/Q" in s],
            "country": [node.iso.lower()] if node.iso else [],
            "keywords": [self.rows.onto.classes[node.type].label if node.type in self.rows.onto.classes else node.type],
        }
        if schema == "Address":
            made["full"] = [node.label]
        for kind in above:
            for claim in node.facts:
                name = self.map["properties"].get(kind, {}).get(claim.predicate)
                if name and claim.plain and claim.value:
                    made.setdefault(name, []).append(said(self.rows, claim))
            made |= self._codes(node, self.map["codes"].get(kind, {}))
        made["notes"] = [
            f"{shown(c)}: {said(self.rows, c)}" + (f" — {self.rows.name(c.speaker)}" if c.speaker else "")
            for c in node.facts
            if c.datatype
        ]
        if schema == "Event":
            made |= self._event(node)
        return made

    def _codes(self, node: Node, wanted: dict[str, str]) -> dict[str, list[str]]:
        made: dict[str, list[str]] = {}
        for claim in self.rows.claims_of(node.iri) if wanted else ():
            if claim.plain and claim.predicate in wanted and claim.object in self.rows.labels:
                iso = self.rows.node(claim.object or "").iso
                made.setdefault(wanted[claim.predicate], []).append(iso.lower() if iso else "")
        return made

    def _event(self, node: Node) -> dict[str, list[str]]:
        made: dict[str, list[str]] = {"date": self._date(node.time), "involved": [], "location": [], "summary": []}
        made["startDate"], made["endDate"] = ([d] if d else [] for d in interval(node.time))
        made["summary"] = [e.sentence for e in node.evidence]
        made["proof"] = [token(d, self.base) for d in node.documents]
        for claim in self.rows.claims_of(node.iri):
            schema = self.schemata.get(claim.object or "", "")
            if claim.plain and "LegalEntity" in (schema, *self.map["extends"].get(schema, ())):
                made["involved"].append(token(claim.object or "", self.base))
            elif claim.plain and schema == "Address":
                made["location"].append(self.rows.name(claim.object))
        return made

    def _date(self, time: Any) -> list[str]:
        """The date, where it is one day, month or year and no interval."""
        text = time.edtf if time else ""
        return [text] if text.replace("-", "").isdigit() and len(text) in (4, 7, 10) else []

    def link(self, claim: Claim) -> tuple[str, dict[str, list[str]]]:
        schema, source, target = self._relation(claim)
        start, end = interval(claim.time)
        return schema, {
            source: [token(claim.subject, self.base)],
            target: [token(claim.object or "", self.base)],
            **({named: [shown(claim)]} if (named := self.map["named"].get(schema)) else self._interest(claim)),
            "summary": [e.sentence for e in claim.evidence],
            "description": [f"according to {self.rows.name(claim.speaker)}"] if claim.speaker else [],
            "proof": [token(e.document, self.base) for e in claim.evidence],
            "date": self._date(claim.time),
            "startDate": [start or ""],
            "endDate": [end or ""],
            "recordId": [claim.iri],
        }

    @staticmethod
    def _interest(claim: Claim) -> dict[str, list[str]]:
        return {"role": [shown(claim)], "status": [claim.standing]}

    def _relation(self, claim: Claim) -> tuple[str, str, str]:
        """Schema and the properties the ends fill; `UnknownLink` where the ends are of another kind."""
        found = self.map["relations"].get(claim.predicate) if claim.plain else None
        if found:
            schema, source, target = found
            wanted = self.map["schemata"][schema]
            if self._is(claim.subject, wanted[source]) and self._is(claim.object or "", wanted[target]):
                return schema, source, target
        return "UnknownLink", "subject", "object"

    def _is(self, iri: str, wanted: str) -> bool:
        schema = self.schemata[iri]
        return wanted in (schema, *self.map["extends"].get(schema, ()))


FORMAT = Format(
    "followthemoney",
    "Aleph, OpenAleph",
    EDGES,
    {
        "entities.ftm.json": "alephclient write-entities -i {path} -f newskg   (or: openaleph-client write-entities -i {path} -f newskg)"
    },
    files,
    "ids are the tails of the IRIs; line breaks and control characters become spaces or U+FFFD",
    opened_by="followthemoney",
)
