"""The articles of a build, whatever the order they are given in: read first, told apart, then handed on.

An article given twice is built once, and two articles never share an id; which one keeps it depends on what they say, not
on which came first.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg import ids
from kg.errors import InputError
from kg.ingest import Failure
from kg.model import Document


@dataclass(frozen=True, slots=True)
class _Entry:
    place: int  # in the file
    id: str
    text: str  # a hash of the text alone
    whole: str  # a hash of all of it


def gathered(found: Iterable[Document | Failure], file: Path, failures: list[Failure]) -> Iterator[Document]:
    """Documents in the order of the input, each text once, each id once.

    Args:
        found: what was read.
        file: where documents wait on disk until all are known; deleted at the end.
        failures: takes what could not be read, and what is given twice.
    """
    entries: list[_Entry] = []
    with file.open("w+b") as spool:
        for item in found:
            if isinstance(item, Failure):
                failures.append(item)
                continue
            entries.append(_entry(spool.tell(), item))
            pickle.dump(item, spool)
        names = _names(_once(entries, failures))
        for entry in entries:
            if entry.place in names:
                spool.seek(entry.place)
                document = pickle.load(spool)
                yield document if names[entry.place] == entry.id else replace(document, id=names[entry.place])
    file.unlink()


def _entry(place: int, document: Document) -> _Entry:
    text = ids.digest(" ".join(document.text.casefold().split()), size=32)
    about = (document.title, document.date, document.url, document.author, document.publisher, document.language)
    return _Entry(place, document.id, text, ids.digest(document.text, *about, size=32))


def _once(entries: list[_Entry], failures: list[Failure]) -> list[_Entry]:
    """Of the same text, the one whose id comes first."""
    same: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        same[entry.text].append(entry)
    kept = []
    for found in same.values():
        first, *rest = sorted(found, key=lambda e: (e.id, e.whole, e.place))
        kept.append(first)
        for other in rest:
            error = InputError(f"{other.id}: the same article as {first.id}", "it is built once")
            failures.append(Failure(other.id, error))
    return kept


def _names(entries: list[_Entry]) -> dict[int, str]:
    """An id for each place: a number is added where several have the same."""
    taken = {e.id for e in entries}
    out: dict[int, str] = {}
    last = None
    for entry in sorted(entries, key=lambda e: (e.id, e.whole)):
        name, number = entry.id, 1
        while entry.id == last and name in taken:
            number += 1
            name = f"{entry.id}-{number}"
        taken.add(name)
        out[entry.place], last = name, entry.id
    return out
