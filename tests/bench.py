"""`make bench`: accuracy on the development sets and speed, as one Markdown table on standard output.

    python -m tests.bench [accuracy|speed]      # both when none is named

Accuracy is scored by the evaluation's own `score.py` on the records `kg annotate` writes.  The coreference ranker was
trained on MEANTIME and on GUM without its news: its figure on MEANTIME is no test.  Rules were written looking at some of
these documents; no part of them is held back yet.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.shared import ROOT, SHARED

SETS = {"meantime-dev": ".jsonl", "gum-news-dev": ".jsonl", "knowledgenet-dev": ".jsonl.gz"}
GOLD = {"meantime-dev": ".gold.jsonl", "gum-news-dev": ".gold.jsonl", "knowledgenet-dev": ".gold.jsonl.gz"}
# metric → what plain spaCy reaches (bench/README.md)
METRICS = {
    "meantime-dev": {
        "entities.exact": "77.6",
        "entities.exact+type": "60.6",
        "coref.conll": "31.8",
        "events.trigger(content)": "72.0",
        "participants.unlabelled": "58.4",
        "participants.labelled": "56.8",
        "factuality.polarity=negative": "0",
        "factuality.certainty.minority-macro": "0",
        "times.relaxed": "90.8",
        "times.value": "0",
    },
    "gum-news-dev": {
        "sentences": "75.3",
        "entities.exact": "80.8",
        "entities.exact+type": "75.7",
        "coref.conll": "23.5",
        "links.wikidata": "0",
    },
    "knowledgenet-dev": {"claims.exact": "0", "claims.overlap": "0", "claims.link": "0"},
}


def score(name: str, records: list[dict], folder: Path) -> dict[str, tuple[float, ...]]:
    system = folder / f"{name}.jsonl"
    system.write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    done = subprocess.run(
        [
            sys.executable,
            SHARED / "bench" / "score.py",
            "--gold",
            SHARED / "bench" / "data" / f"{name}{GOLD[name]}",
            "--system",
            system,
            "--json",
            "--ci",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def accuracy() -> None:
    from kg import pipeline
    from kg.ingest import read
    from kg.model import Document

    print("| set | measure | plain spaCy | newskg | 95 % interval |\n|---|---|--:|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, suffix in SETS.items():
            documents = [
                d
                for d in read([SHARED / "bench" / "data" / f"{name}.input{suffix}"], skip_repeated=False)
                if isinstance(d, Document)
            ]
            result = score(name, [r.to_dict() for r in pipeline.annotate(documents)], Path(folder))
            for metric, plain in METRICS[name].items():
                print(f"| {name.removesuffix('-dev')} | {metric} | {plain} | {show(result, metric)}", flush=True)


def show(result: dict, metric: str) -> str:
    found = result.get("metrics", result).get(metric)
    if found is None:
        return "– | – |"
    f1 = found.get("f1", found.get("f", found.get("value"))) if isinstance(found, dict) else found
    interval = found.get("ci") if isinstance(found, dict) else None
    if isinstance(interval, dict):
        interval = interval.get("f1", interval.get("f"))
    scale = 100 if f1 is not None and f1 <= 1 else 1
    return (
        f"{f1 * scale:.1f} | {interval[0] * scale:.1f}–{interval[1] * scale:.1f} |"
        if interval
        else f"{f1 * scale:.1f} | – |"
    )


def speed() -> None:
    import warnings

    import spacy

    from kg import pipeline
    from kg.ingest import read
    from kg.nlp import pipeline as nlp_pipeline

    warnings.simplefilter("ignore")
    documents = list(read([SHARED / "bench" / "data" / "wikinews-2019.input.jsonl"]))
    nlp_pipeline.load()
    bare = spacy.load(nlp_pipeline.model_path())
    start = time.perf_counter()
    tokens = sum(len(bare(d.text)) for d in documents)
    plain = time.perf_counter() - start
    start = time.perf_counter()
    for _ in pipeline.annotate(documents):
        pass
    chain = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "--help"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    answer = time.perf_counter() - start
    print("\n| speed, in one run | value |\n|---|--:|")
    print(f"| articles / tokens | {len(documents)} / {tokens:,} |")
    print(f"| bare spaCy, per article | {1000 * plain / len(documents):.0f} ms |")
    print(f"| whole chain, per article | {1000 * chain / len(documents):.0f} ms |")
    print(f"| ratio | {chain / plain:.2f} |")
    print(f"| peak memory | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB |")
    print(f"| `kg --help` answers in | {answer:.2f} s |")


def main() -> None:
    if SHARED is None:
        sys.exit("the development data is not on this machine: set NEWSKG_SHARED to its folder")
    wanted = sys.argv[1:] or ["accuracy", "speed"]
    if "accuracy" in wanted:
        accuracy()
    if "speed" in wanted:
        speed()


if __name__ == "__main__":
    main()
