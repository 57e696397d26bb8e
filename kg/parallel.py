"""The front half in several processes: documents out, records back, in the order of the input."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg import pipeline
from kg.model import Document, Record

if TYPE_CHECKING:
    from concurrent.futures import Future

_AHEAD = 4  # documents handed to each process before the first comes back
_COLLECT = 50_000  # new objects between two runs of the collector
_worker: dict[str, Any] = {}  # of a worker process: what is loaded once


def annotate(documents: Iterable[Document], *, base: str, processes: int = 1) -> Iterator[Record]:
    """Records of a stream of documents; the same, whatever the number of processes.

    Args:
        documents: read as they are needed.
        base: the IRI base of the entities.
        processes: 1 works in this process; each other loads the models for itself (some 700 MB, two seconds).
    """
    if processes <= 1:
        with _rare_collections():
            for n, record in enumerate(pipeline.annotate(documents, base=base)):
                if not n:
                    gc.freeze()  # what is loaded by now stays: the collector need not walk it at every article
                yield record
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # spawned, not forked: libraries with threads of their own do not survive a fork
    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[Record]] = deque()
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for document in documents:
            waiting.append(pool.submit(_one, document, base))
            if len(waiting) >= _AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let the collector run once an article or so, not at every few hundred tokens: each article is one heap of cycles."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _one(document: Document, base: str) -> Record:
    if not _worker:
        from kg.learned.models import Models
        from kg.nlp import pipeline as nlp

        _worker.update(nlp=nlp.load(), models=Models())
        gc.freeze()
        gc.set_threshold(_COLLECT)
    return pipeline.annotate_document(document, _worker["nlp"], _worker["models"], base=base)
