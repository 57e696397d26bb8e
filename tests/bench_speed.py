"""Speed and memory of the whole chain beside the bare spaCy pipeline's, in one run: `python -m tests.bench speed`."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.shared import ROOT, SHARED

if TYPE_CHECKING:
    from kg.model import Document

_BARE = "import spacy, sys; nlp = spacy.load(sys.argv[1]); nlp(open(sys.argv[2], encoding='utf-8').read())"


def main() -> None:
    """Print one Markdown table; ratios, since absolute times say little of another machine."""
    import spacy

    from kg import parallel, pipeline
    from kg.ids import BASE
    from kg.ingest import read
    from kg.nlp import pipeline as nlp_pipeline

    warnings.simplefilter("ignore")
    documents = list(read([SHARED / "bench" / "data" / "wikinews-2019.input.jsonl"]))
    bare, plain, tokens = spacy.load(nlp_pipeline.model_path()), 0.0, 0
    list(pipeline.annotate(documents[:3]))  # what is read once a process is read

    def in_turn() -> Iterator[Document]:  # so that drift hits both
        nonlocal plain, tokens
        for d in documents:
            start = time.perf_counter()
            tokens += len(bare(d.text))
            plain += time.perf_counter() - start
            yield d

    start = time.perf_counter()
    for _ in parallel.annotate(in_turn(), base=BASE):  # one stream, as `kg build` reads a folder
        pass
    chain = time.perf_counter() - start - plain
    article = next((ROOT / "seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as scratch:
        cold_bare = _wall([sys.executable, "-c", _BARE, nlp_pipeline.model_path(), article])
        cold = _wall([sys.executable, "-m", "kg", "build", article, "-o", Path(scratch, "out")])
    print("\n| speed, in one run | value |\n|---|--:|")
    print(f"| articles / tokens | {len(documents)} / {tokens:,} |")
    print(f"| bare spaCy, per article | {1000 * plain / len(documents):.0f} ms |")
    print(f"| whole chain, per article | {1000 * chain / len(documents):.0f} ms |")
    print(f"| throughput, chain to bare spaCy | {plain / chain:.2f} |")
    print(f"| cold start of `kg build` on one article, to a bare spaCy script | {cold / cold_bare:.2f} |")
    print(f"| peak memory | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB |")
    print(f"| `kg --help` answers in | {_wall([sys.executable, '-m', 'kg', '--help']):.2f} s |")


def _wall(command: list, runs: int = 3) -> float:
    """The median wall time of a command, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return sorted(times)[runs // 2]
