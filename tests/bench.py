"""`make bench`: accuracy on the development sets, speed, the store and the page, as Markdown tables on standard output.

    python -m tests.bench [accuracy|errors|speed|store|page …] [--sets …] [--retrain …] [--folds …] [--cache FOLDER]

Accuracy is scored by the evaluation's own `score.py` on the records the chain writes.  Where a weight is learned from a
set that it is measured on, the figure is cross-validated: each fold's documents are read with weights that never saw
them.  The last fold is held back: nobody reads its errors, and its figures stand apart.  GUM news is never trained on.

The accuracy takes hours.  Each step is said with an estimate of what is left, and kept in the cache (`.bench`) until the code,
the weights or the data change: after Ctrl-C, the same command goes on where it was.  `--folds 0` is a first impression.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.shared import ROOT, SHARED
from tests.support.steps import Steps, digest


@dataclass(frozen=True)
class Measure:
    """One figure: where `score.py` reports it, what plain spaCy reaches, and the published figure beside it."""

    name: str
    plain: str
    beat: str = "–"


PARTS = ("accuracy", "speed", "store", "page")  # of `make bench`
CROSSED = ("meantime", "knowledgenet")  # sets that weights are learned from
MEASURES = {
    "meantime": [
        Measure("entities.exact", "77.6"),
        Measure("entities.exact+type", "60.6"),
        Measure("coref.conll", "31.8"),
        Measure("events.trigger(content)", "72.0", "87.5 (a prototype)"),
        Measure("participants.unlabelled", "58.4"),
        Measure("participants.labelled", "56.8"),
        Measure("factuality.polarity=negative", "0"),
        Measure("factuality.certainty.minority-macro", "0"),
        Measure("times.relaxed", "90.8", "90.3 (HeidelTime, TempEval-3)"),
        Measure("times.value", "0", "77.6 (HeidelTime, TempEval-3)"),
    ],
    "gum-news": [
        Measure("sentences", "75.3"),
        Measure("entities.exact", "80.8"),
        Measure("entities.exact+type", "75.7"),
        Measure("coref.conll", "23.5", "52.3 (a prototype)"),
        Measure("links.wikidata", "0"),
    ],
    "knowledgenet": [
        Measure("claims.exact", "0", "60.9 (BERT, fold 4)"),
        Measure("claims.overlap", "0", "70.4 (BERT, fold 4)"),
        Measure("claims.link", "0", "51.1 (BERT, fold 4)"),
    ],
}


ANNOTATED = ROOT / "tests" / "golden" / "annotated"


def data() -> Path:
    if SHARED is None:
        sys.exit("the development data is not on this machine: set NEWSKG_SHARED to its folder")
    return SHARED / "bench" / "data"


def records(sets: Sequence[str], retrain: Sequence[str], folds: Sequence[int], cache: Path | None) -> Records:
    """What the chain finds in each set, by fold; sets that are not trained on have one fold, `None`.

    Args:
        sets: names without `-dev`.
        retrain: tasks to train anew for each fold; the others use the packaged weights (no test, but quick).
        folds: which folds of the crossed sets.
        cache: where to keep parses and the results of steps, so that an interrupted run goes on where it was.
    """
    from kg.learned.gold import Corpus
    from kg.learned.train import ORDER

    apart, crossed = [s for s in sets if s not in CROSSED], [s for s in sets if s in CROSSED]
    tasks = [t for t in ORDER if t in set(retrain)]
    names = [
        *apart,
        *(f"fold {k} {what}" for k in folds if crossed for what in (*(f"learns {t}" for t in tasks), *crossed)),
    ]
    key = digest(ROOT / "kg", ROOT / "ontologies", data(), ANNOTATED) + "-" + "-".join(tasks)
    steps = Steps(names, cache / "steps" if cache else None, hashlib.sha256(key.encode()).hexdigest()[:16])
    corpus, out = Corpus((data(), ANNOTATED), cache=cache), {}
    for name in apart:
        out[name, None] = steps.run(name, partial(_read, corpus, name, None, {}))
    for k in folds if crossed else ():
        made: dict[str, Any] = {}
        for task in tasks:
            made[task] = steps.run(f"fold {k} learns {task}", partial(_learn, corpus, k, task, made))
        for name in crossed:
            out[name, k] = steps.run(f"fold {k} {name}", partial(_read, corpus, name, k, made))
    return out


def _learn(corpus: Any, k: int, task: str, made: dict[str, Any]) -> Any:
    """Weights of a task that never saw a fold, with what the tasks before it made."""
    from kg.learned.models import Models
    from kg.learned.train import TASKS

    return TASKS[task](corpus.leaving_out(k), Models(instead=made))


def _read(corpus: Any, name: str, k: int | None, weights: dict[str, Any]) -> list[Any]:
    """What the chain finds in the documents of a set, or of one fold of it."""
    from kg import pipeline
    from kg.learned.folds import fold
    from kg.learned.models import Models

    models = Models(instead=weights)
    of_fold = [(d, doc) for _, d, doc in corpus.every(f"{name}-dev") if k is None or fold(d.id) == k]
    return [pipeline.record(d, doc, models) for d, doc in of_fold]


Records = dict[tuple[str, int | None], list[Any]]


def score(name: str, found: Iterable[Any], *options: str) -> dict[str, Any]:
    """`score.py`'s result for some records of a set, against the gold of just these documents."""
    rows = [r.to_dict() for r in found]
    from kg.learned import gold

    ids = {r["id"] for r in rows}
    with tempfile.TemporaryDirectory() as folder:
        system, wanted = Path(folder, "system.jsonl"), Path(folder, "gold.jsonl")
        system.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
        kept = (r for r in gold.records((data(),), f"{name}-dev") if r["id"] in ids)
        wanted.write_text("".join(json.dumps(r) + "\n" for r in kept), "utf-8")
        command = [sys.executable, data().parent / "score.py", "--gold", wanted, "--system", system, "--json", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def accuracy(found: Records) -> None:
    """One table: each measure with its interval, cross-validated or on a set never trained on, and held back."""
    from kg.learned.folds import HELD_BACK

    print(
        "| set | measure | plain spaCy | to beat | newskg | 95 % interval | held back |\n|---|---|--:|--:|--:|---|--:|"
    )
    for name, measures in MEASURES.items():
        seen = [r for (s, k), rows in found.items() if s == name and k != HELD_BACK for r in rows]
        back = found.get((name, HELD_BACK), [])
        if not seen and not back:
            continue
        result = score(name, seen, "--ci", "--detail") if seen else {}
        held = score(name, back) if back else {}
        for m in measures:
            print(f"| {name} | {m.name} | {m.plain} | {m.beat} | {_show(result, m.name)} | {_show(held, m.name)[:5]} |")


def _show(result: dict[str, Any], measure: str) -> str:
    found = result.get("metrics", {}).get(measure)
    if found is None:
        return "– | –"
    value = 100 * found.get("f1", found.get("acc", 0.0))
    low, high = (100 * x for x in found.get("ci", (0.0, 0.0)))
    more = f" (P {100 * found['p']:.1f} R {100 * found['r']:.1f})" if measure.startswith("links") else ""
    return f"{value:.1f}{more} | {low:.1f}–{high:.1f}"


def errors(found: Records, most: int = 60) -> None:
    """Errors with their sentences, grouped by cause, of all folds but the one held back."""
    from kg.learned.folds import HELD_BACK

    for name in MEASURES:
        seen = [r for (s, k), rows in found.items() if s == name and k != HELD_BACK for r in rows]
        if not seen:
            continue
        result = score(name, seen, "--errors", str(most), "--detail")
        print(f"\n# {name}")
        for cause, lines in sorted(result.get("examples", result.get("errors", {})).items()):
            print(f"\n## {cause}\n")
            print("\n".join(f"- {line}" for line in lines))


def main() -> None:
    from kg.learned import train
    from kg.learned.folds import FOLDS

    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", default=list(PARTS), metavar="accuracy|errors|speed|store|page")
    parser.add_argument("--sets", nargs="+", default=list(MEASURES), choices=list(MEASURES))
    parser.add_argument("--retrain", nargs="*", default=list(train.ORDER), choices=list(train.ORDER))
    parser.add_argument("--folds", nargs="+", type=int, default=list(range(FOLDS)))
    parser.add_argument("--cache", type=Path, default=ROOT / ".bench", help="folder to keep parses and steps in")
    given = parser.parse_args()
    try:
        _run(given)
    except KeyboardInterrupt:
        sys.exit(f"\ninterrupted: the same command goes on where it was ({given.cache})")


def _run(given: argparse.Namespace) -> None:
    if {"accuracy", "errors"} & set(given.what):
        found = records(given.sets, given.retrain, given.folds, given.cache)
        if "accuracy" in given.what:
            accuracy(found)
        if "errors" in given.what:
            errors(found)
    if "speed" in given.what:
        from tests import bench_speed

        bench_speed.main()
    for part in ("store", "page"):
        if part in given.what:
            apart(part)


def apart(part: str) -> None:
    """Run a bench as a process of its own, so that no other's memory or imports count; what it lacks is said."""
    print(f"\n{part}\n", flush=True)
    command, last = [sys.executable, "-m", f"tests.bench_{part}"], ""
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        for line in running.stderr or ():
            print(line, end="", file=sys.stderr, flush=True)
            last = line.strip() or last
    if running.returncode:
        print(f"{part}: not measured: {last or running.returncode}")


if __name__ == "__main__":
    main()
