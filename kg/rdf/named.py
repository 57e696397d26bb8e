"""Named queries: `ontologies/queries/*.rq`, each with a description and its parameters in its head.

    # description: Events in a place between two dates
    # param place (text): a part of the place's name
    # param from (first day) = 0001: a year, month or day

A parameter is a variable of the query that is given a value before it runs: `text`, `first day` and `last day` (of a
year, month or day), `relation` and `class` (names of the ontology).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg import ontology
from kg.errors import UsageError

_HEAD = re.compile(r"^#\s*param\s+(\w+)\s*\(([a-z ]+)\)\s*(?:=\s*([^:]*?)\s*)?:\s*(.*)$", re.MULTILINE)
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; without a default it must be given."""

    name: str
    kind: str
    default: str | None
    about: str

    def term(self, value: str) -> str:
        """A value as a SPARQL term, written by the RDF library where it is free text.

        Raises:
            UsageError: the value is none of the parameter's kind.
        """
        import pyoxigraph as ox

        if self.kind == "text":
            return str(ox.Literal(value))
        if self.kind in ("first day", "last day"):
            return str(ox.Literal(self._day(value), datatype=ox.NamedNode(ontology.expand("xsd:date"))))
        names = ontology.load().properties if self.kind == "relation" else ontology.load().classes
        name = value.removeprefix("kg:")
        if name not in names:
            near = [n for n in names if name.lower() in n.lower()][:8]
            hint = f"did you mean {', '.join(near)}?" if near else "“kg ontology” lists them"
            raise UsageError(f"{self.name}={value}: no {self.kind} of the ontology", hint)
        return str(ox.NamedNode(ontology.KG + name))

    def _day(self, value: str) -> str:
        found = _DAY.fullmatch(value)
        if not found:
            raise UsageError(f"{self.name}={value}: not a date", "write 2019-04-15, 2019-04 or 2019")
        year, month, day = (int(x) if x else 0 for x in found.groups())
        first = self.kind == "first day"
        month = month or (1 if first else 12)
        # the calendar module knows no year 0 and no year after 9999, which has no successor
        last = calendar.monthrange(min(max(year, 1), 9998), month)[1]
        if day > last:
            raise UsageError(f"{self.name}={value}: no such day", f"that month has {last} days")
        return f"{year:04}-{month:02}-{day or (1 if first else last):02}"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library; its parameters are variables bound before it runs."""

    name: str
    description: str
    parameters: dict[str, Parameter]
    text: str

    def prepare(self, given: Iterable[str] = ()) -> str:
        """The query with its parameters set from `NAME=VALUE` words.

        Raises:
            UsageError: a parameter is missing, unknown or not of its kind.
        """
        values: dict[str, str] = {}
        for word in given:
            key, sep, value = word.partition("=")
            if not sep or key not in self.parameters:
                raise UsageError(
                    f"{word}: no parameter of “{self.name}”",
                    f"it takes {', '.join(self.parameters) or 'none'}, written NAME=VALUE",
                )
            values[key] = value
        return self.bind(values)

    def bind(self, values: dict[str, str]) -> str:
        """The query with its parameters set.

        Raises:
            UsageError: a parameter is missing, or not of its kind.
        """
        terms = {}
        for key, parameter in self.parameters.items():
            value = values.get(key, parameter.default)
            if value is None:
                raise UsageError(f"“{self.name}” needs {key}: {parameter.about}", f"--param {key}=…")
            terms[key] = parameter.term(value)
        if not terms:
            return self.text
        variable = re.compile(rf"\?({'|'.join(terms)})\b")  # one pass: no value is looked into
        return variable.sub(lambda found: terms[found[1]], self.text)


@cache
def all_queries() -> tuple[NamedQuery, ...]:
    """All named queries, by name."""
    return tuple(_parse(p.stem, p.read_text("utf-8")) for p in sorted((ontology.folder() / "queries").glob("*.rq")))


def get(name: str) -> NamedQuery:
    """One named query.

    Raises:
        UsageError: there is none of that name.
    """
    for query in all_queries():
        if query.name == name:
            return query
    raise UsageError(f"no query is named “{name}”", f"there are {', '.join(q.name for q in all_queries())}")


def _parse(name: str, text: str) -> NamedQuery:
    head = re.search(r"^#\s*description:\s*(.*)$", text, re.MULTILINE)
    parameters = {p[0]: Parameter(p[0], p[1], p[2] or None, p[3]) for p in _HEAD.findall(text)}
    return NamedQuery(name, head[1] if head else "", parameters, text)
