"""Inputs → a folder with the dataset, the page, the report and the records."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import parallel
from kg._version import __version__
from kg.errors import InputError
from kg.folder import MARKER, replacing
from kg.gather import gathered
from kg.ingest import Failure, read
from kg.model import Document, Record
from kg.rdf.sorting import Sorter
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.rdf.write import Counts

QUARANTINE = "quarantine.jsonl"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: counts for the summary, and what could not be read."""

    out: Path
    documents: int
    entities: dict[str, int]
    claims: dict[str, int]
    events: int
    quotes: int
    quarantined: int
    central: list[tuple[str, str]]
    failures: list[Failure] = field(default_factory=list)

    @property
    def quarantine(self) -> Path:
        return self.out / QUARANTINE

    @property
    def page(self) -> Path:
        return self.out / "graph.html"


def folder(
    inputs: Iterable[str | Path | Document],
    out: Path,
    settings: Settings = Settings(),
    progress: Progress | None = None,
) -> Built:
    """Build the dataset of some inputs into a folder; a previous one stays whole until the new one is complete.

    Args:
        inputs: paths, folders, `-`, or `Document`s.
        out: the folder to write.
        settings: see `Settings`.
        progress: called with the id of each document that is done.

    Raises:
        InputError: no input gave a document.
        OutputError: the folder cannot be written.
    """
    from kg import analysis, view
    from kg.analysis import graph, markdown, written
    from kg.rdf import store, write
    from kg.view import report as page

    failures: list[Failure] = []
    with replacing(Path(out)) as temporary:
        found = read(inputs, settings, skip_repeated=False)
        documents = gathered(found, temporary / ".documents", failures)
        with Sorter(temporary) as quarantine:
            records = _recorded(documents, temporary / "records.jsonl", quarantine, settings, progress)
            counts = write.dataset(records, temporary, settings.base)
            (temporary / QUARANTINE).write_text("".join(f"{x}\n" for x in quarantine), "utf-8", newline="\n")
        if not counts.documents:
            raise failures[0].error if failures else InputError("nothing to read", "name a file or folder")
        projected = graph.project(store.Dataset(temporary, memory=True))
        title = settings.title or _title(projected)
        results = analysis.analyse(projected)
        written.folder(results, projected, temporary, settings.base)
        (temporary / "report.md").write_text(markdown.markdown(projected, results, title), "utf-8")
        (temporary / "report.html").write_text(page.html(projected, results, title), "utf-8", newline="\n")
        view.write(projected, temporary / "graph.html", title=title, results=results)
        _mark(temporary, counts, settings, title)
    return _built(Path(out), counts.documents, projected, results, failures)


def _mark(folder: Path, counts: Counts, settings: Settings, title: str) -> None:
    """Write what a folder holds into its marker."""
    marker = {
        "newskg": __version__,
        "documents": counts.documents,
        "quads": counts.quads,
        "facts": counts.facts,
        "base": settings.base,
        "title": title,
    } | ({"licence": settings.licence} if settings.licence else {})
    (folder / MARKER).write_text(json.dumps(marker, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def _recorded(
    documents: Iterable[Document], path: Path, quarantine: Sorter, settings: Settings, progress: Progress | None
) -> Iterator[Record]:
    """Records as they come, each written down before it is passed on; what breaks a shape is written down apart."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in parallel.annotate(documents, base=settings.base, processes=settings.processes):
            file.write(json.dumps(record.to_dict(ledger=True), ensure_ascii=False, separators=(",", ":")) + "\n")
            quarantine.add(_quarantined(record))
            if progress:
                progress(record.document.id)
            yield record


def _quarantined(record: Record) -> Iterator[str]:
    """What was read and breaks a shape, one JSON object a line: where, what, by which rule, and why not."""
    text = record.document.text
    for q in record.quarantine:
        line = {"document": record.document.id, "evidence": list(q.evidence), "sentence": text[slice(*q.evidence)]}
        line |= {
            "subject": text[slice(*q.subject_span)],
            "predicate": q.predicate,
            "object": text[slice(*q.object_span)],
        }
        line |= {"rule": q.rule, "why": q.why}
        yield json.dumps(line, ensure_ascii=False)


def _title(graph: Any) -> str:
    documents = list(graph.graph["documents"].values())
    return (documents[0]["title"] or documents[0]["id"]) if len(documents) == 1 else f"{len(documents)} articles"


def _built(out: Path, documents: int, graph: Any, results: dict[str, Any], failures: list[Failure]) -> Built:
    kinds = Counter(d["kind"] for _, d in graph.nodes(data=True) if d["kind"] != "Event")
    return Built(
        out,
        documents,
        dict(sorted(kinds.items(), key=lambda k: (-k[1], k[0]))),
        results["claims_by_status"],
        sum(d["kind"] == "Event" for _, d in graph.nodes(data=True)),
        len(graph.graph["quotes"]),
        len(graph.graph["quarantined"]),
        [(c["label"], c["type"]) for c in results["central"][:5]],
        failures,
    )
