"""Named queries: `ontologies/queries/*.rq`, with a title, a description and parameters in their head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import ontology
from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library; parameters are variables bound before it runs."""

    name: str
    description: str
    parameters: dict[str, str]  # name → what it is
    text: str

    def prepare(self, given: list[str]) -> str:
        """The query with its parameters set from `NAME=VALUE` words, as literals written by the RDF library.

        Raises:
            UsageError: a parameter is missing, unknown or not of that form.
        """
        import pyoxigraph as ox

        values: dict[str, str] = {}
        for word in given:
            key, sep, value = word.partition("=")
            if not sep or key not in self.parameters:
                raise UsageError(
                    f"{word}: no parameter of “{self.name}”",
                    f"it takes {', '.join(self.parameters) or 'none'}, written NAME=VALUE",
                )
            values[key] = value
        if missing := [p for p in self.parameters if p not in values]:
            raise UsageError(f"“{self.name}” needs {', '.join(missing)}", f"--param {missing[0]}=…")
        text = self.text
        for key, value in values.items():
            text = re.sub(rf"\?{key}\b", lambda _, value=value: str(ox.Literal(value)), text)
        return text


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
    head = dict(re.findall(r"^#\s*(description):\s*(.*)$", text, re.MULTILINE))
    parameters = dict(re.findall(r"^#\s*param\s+(\w+):\s*(.*)$", text, re.MULTILINE))
    return NamedQuery(name, head.get("description", ""), parameters, text)
