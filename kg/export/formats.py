"""What a format is, and the list of them: the one place that knows all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.export.rows import Rows

Chunks = Iterable[str | bytes]
Files = Iterator[tuple[str, Chunks]]  # file name inside the format's folder → its text, piece by piece

# what a format holds: everything, all claims between nodes (and figures as attributes of nodes), or only what the
# articles state as fact
DATASET, CLAIMS, EDGES, FACTS = "dataset", "claims", "edges", "facts"


@dataclass(frozen=True, slots=True)
class Format:
    """A target format.

    Args:
        name: what it is called on the command line.
        tool: whose files these are.
        holds: one of `DATASET`, `CLAIMS`, `EDGES`, `FACTS`.
        files: each file with the command that imports it, in which `{path}` is the file and `{folder}` its folder.
        write: rows → the files, streamed; the files of one format are read in order, each to its end.
        note: what is replaced or left out, one line.
        extra: the extra of newskg that has to be installed.
        opened_by: what opens it in the tests; without, it is held to its documented format alone.
    """

    name: str
    tool: str
    holds: str
    files: dict[str, str]
    write: Callable[[Rows], Files]
    note: str = ""
    extra: str = ""
    opened_by: str = ""

    @property
    def single(self) -> str | None:
        """The name of the only file; None where the format is a folder."""
        return next(iter(self.files)) if len(self.files) == 1 and "*" not in self.files else None


_MODULES = (
    "gexf", "graphml", "neo4j", "memgraph", "cypher", "spreadsheet", "openrefine", "parquet", "followthemoney",
    "turtle", "trig", "nquads", "rdf12", "nanopub", "jsonld", "n10s", "void",
    "cx2", "cyjs", "kgx", "triples", "quickstatements", "dot", "obsidian", "timeline",
)  # fmt: skip


def all_formats() -> tuple[Format, ...]:
    """Every format, in the order of the list."""
    return tuple(import_module(f"kg.export.{name}").FORMAT for name in _MODULES)


def get(name: str) -> Format:
    """One format.

    Raises:
        UsageError: there is none of that name.
    """
    known = {f.name: f for f in all_formats()}
    if name not in known:
        raise UsageError(f"{name}: unknown format", f"there are {', '.join(known)} and all")
    return known[name]
