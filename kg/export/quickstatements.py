"""QuickStatements for Wikidata and Wikibases with its properties: stated facts whose relation has a property there.

Items that have a Wikidata id get their statements; others are created first.  A statement between two items of which one
is still to be created waits in `waiting.csv`, for QuickStatements can name only the last created item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import ontology
from kg.export.formats import FACTS, Files, Format
from kg.export.mappings import aligned
from kg.export.rows import Claim, Document, Node, Rows
from kg.export.text import guard, one_line, table

_DIRECT = "http://www.wikidata.org/prop/direct/"
_PRECISION = {4: 9, 7: 10, 10: 11}  # characters of a date → Wikibase's precision


def files(rows: Rows) -> Files:
    """`statements.qs` for items there are, `create.qs` for new ones, `waiting.csv`."""
    writer = _Writer(rows)
    yield "statements.qs", writer.known()
    yield "create.qs", writer.new()
    yield (
        "waiting.csv",
        table(["subject", "subject label", "property", "object", "object label", "claim"], writer.waiting()),
    )


class _Writer:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.exact = aligned("skos:exactMatch", _DIRECT)
        self.close = aligned("skos:closeMatch", _DIRECT)
        self.items = {n.iri: q for n in rows.nodes() if (q := _qid(n))}
        self.documents: dict[str, Document] = {d.iri: d for d in rows.documents()}

    def statement(self, claim: Claim) -> tuple[str, str, str] | None:
        """Subject IRI, property, and object IRI or value; nothing for what Wikidata has no property for."""
        prop = self.rows.onto.properties.get(claim.predicate)
        if prop is None or not claim.plain:
            return None
        if claim.value is not None:
            pid, value = self.exact.get(prop.name) or self.close.get(prop.name), _value(claim)
            return (claim.subject, _tail(pid), value) if pid and value else None
        if not self.rows.is_edge(claim):
            return None
        if pid := self.exact.get(prop.name):
            return claim.subject, _tail(pid), claim.object or ""
        if prop.inverse and (pid := self.exact.get(prop.inverse)):
            return claim.object or "", _tail(pid), claim.subject
        return None

    def lines(self, subject: str, item: str, claims: list[Claim]) -> Iterator[str]:
        for claim in claims:
            found = self.statement(claim)
            if found is None or found[0] != subject:
                continue
            _, pid, value = found
            if claim.value is None:
                if value not in self.items:
                    continue
                value = self.items[value]
            yield "\t".join([item, pid, value, *self.source(claim)]) + "\n"

    def source(self, claim: Claim) -> list[str]:
        """The reference: address, title and date of the article."""
        document = self.documents.get(claim.evidence[0].document) if claim.evidence else None
        if document is None or not (document.url or "").startswith(("http://", "https://")):
            return []
        out = ["S854", _text(document.url or ""), "S1476", f"{document.language or 'en'}:{_text(document.title)}"]
        date = _date(document.date or "")
        return [*out, "S577", date] if date else out

    def claims_about(self, iri: str) -> list[Claim]:
        """Claims in which a node may be the subject of a statement: also those told the other way round."""
        return [*self.rows.claims_of(iri), *self.rows.claims_on(iri)]

    def known(self) -> Iterator[str]:
        for iri, item in self.items.items():
            yield from self.lines(iri, item, self.claims_about(iri))

    def new(self) -> Iterator[str]:
        classes = aligned("skos:closeMatch", ontology.PREFIXES["wd"])
        for node in self.rows.nodes():
            if node.iri in self.items or node.kind == "Event" or node.standing != "asserted" or "~" in node.iri:
                continue  # events of the day and unnamed things are no items
            yield "CREATE\n"
            yield f"LAST\tLen\t{_text(node.label)}\n"
            what = self.rows.onto.classes[node.type].label
            yield f"LAST\tDen\t{_text(_described(node) or what)}\n"
            for name in node.names:
                yield f"LAST\tAen\t{_text(name)}\n"
            for cls in dict.fromkeys((node.type, node.kind)):
                if cls in classes:
                    yield f"LAST\tP31\t{_tail(classes[cls])}\n"
                    break
            yield from self.lines(node.iri, "LAST", self.claims_about(node.iri))

    def waiting(self) -> Iterator[list[str]]:
        for claim in self.rows.claims():
            found = self.statement(claim)
            if found and claim.value is None and found[2] not in self.items:
                subject, pid, target = found
                yield [guard(x) for x in (
                    subject, self.rows.name(subject), pid, target, self.rows.name(target), claim.iri,
                )]  # fmt: skip


def _qid(node: Node) -> str | None:
    return next((s.rpartition("/")[2] for s in node.same_as if re.search(r"wikidata\.org/entity/Q\d+$", s)), None)


def _described(node: Node) -> str:
    found = [c.value or "" for c in node.facts if c.plain and c.datatype == "xsd:string"]
    return one_line(found[0])[:250] if found else ""


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]


def _text(text: str) -> str:
    return f'"{one_line(text)[:1500]}"'


def _date(text: str) -> str | None:
    if len(text) not in _PRECISION or not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return None
    return f"+{text}{'-00' * ((10 - len(text)) // 3)}T00:00:00Z/{_PRECISION[len(text)]}"


def _value(claim: Claim) -> str | None:
    text = claim.value or ""
    if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) and claim.datatype in ("xsd:integer", "xsd:decimal"):
        return text
    return _date(text)


_COMMAND = "QuickStatements: New batch > Import V1 commands > paste {path}"
FORMAT = Format(
    "quickstatements",
    "Wikidata, Wikibase",
    FACTS,
    {
        "statements.qs": _COMMAND,
        "create.qs": _COMMAND,
        "waiting.csv": "after create.qs: OpenRefine: Create project > {path}, reconcile both labels, then Wikidata schema",
    },
    files,
    "stated facts with a Wikidata property only; check them by hand before you upload",
)
