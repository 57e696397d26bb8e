"""Training of the packaged weights: `python -m kg.learned.train TASK --data DIR [--out FILE]`.

Data in, weights out, seeded: the same data and code give the same file.  Tasks: `coref`, the antecedent ranker.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from kg.errors import KgError
from kg.learned.linear import Weights

COREF_SETS = ("gum-other-dev", "meantime-dev")  # gum-news-dev is kept apart, to measure with


def log(line: str) -> None:
    print(line, file=sys.stderr)


def coref(data: Path) -> Weights:
    """The antecedent ranker's weights."""
    from kg.learned import train_coref

    samples = train_coref.samples(data, COREF_SETS, log)
    weights = train_coref.train(samples, log=log)
    weights.meta.update(sets=list(COREF_SETS), documents=len(samples), licence="CC BY-SA 4.0")
    return weights


TASKS = {"coref": coref}


def main(arguments: Sequence[str] | None = None) -> int:
    """Train one task and write its weights; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m kg.learned.train", description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("--data", type=Path, required=True, help="folder with the gold files")
    parser.add_argument("--out", type=Path, help="where to write; the package's own weights unless given")
    parser.add_argument("--language", default="en")
    given = parser.parse_args(arguments)
    out = given.out or Path(str(files("kg.lang") / given.language / "weights" / f"{given.task}.npz"))
    try:
        weights = TASKS[given.task](given.data)
    except KgError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    weights.save(out)
    log(f"{out}: {out.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
