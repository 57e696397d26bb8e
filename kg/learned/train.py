"""Training of the packaged weights: `python -m kg.learned.train TASK… --data DIR`.

Data in, weights out, seeded: the same data and code give the same file.  A task may use what the tasks before it made
(`ORDER`), so after a change train that task and all that come after it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from kg.errors import KgError
from kg.learned.gold import TAUGHT, Corpus
from kg.learned.linear import Weights
from kg.learned.models import Models

MENTION_SETS = ("gum-other-dev", "meantime-dev")  # gum-news-dev is kept apart, to measure with
EVENT_SETS = ("meantime-dev",)
RELATION_SETS = ("knowledgenet-dev",)


def log(line: str) -> None:
    print(line, file=sys.stderr)


def extents(corpus: Corpus, models: Models) -> Weights:
    """Weights of the edges of mentions."""
    from kg.learned import train_extents

    return train_extents.train(corpus, MENTION_SETS)


def coref(corpus: Corpus, models: Models) -> Weights:
    """The antecedent ranker's weights."""
    from kg.learned import train_coref

    sets = (*MENTION_SETS, *TAUGHT)
    samples = train_coref.samples(corpus, sets, models)
    weights = train_coref.train(samples, log=log)
    weights.meta.update(sets=list(sets), documents=len(samples), licence="CC BY-SA 4.0")
    return weights


def kinds(corpus: Corpus, models: Models) -> Weights:
    """Weights of what decides the kind of a named thing."""
    from kg.learned import train_kinds

    weights = train_kinds.train(train_kinds.samples(corpus, MENTION_SETS, RELATION_SETS, models))
    weights.meta.update(sets=[*MENTION_SETS, *RELATION_SETS], licence="CC BY-SA 4.0")
    return weights


def links(corpus: Corpus, models: Models) -> Weights:
    """The dictionary of well-known names."""
    from kg.learned import train_links

    weights = train_links.train(corpus, (*MENTION_SETS, *RELATION_SETS))
    weights.meta.update(sets=[*MENTION_SETS, *RELATION_SETS], licence="CC BY-SA 4.0")
    return weights


def events(corpus: Corpus, models: Models) -> Weights:
    """The weights of event triggers and participants."""
    from kg.learned import train_events

    sets = (*EVENT_SETS, *TAUGHT)
    weights = train_events.train(corpus, models, sets)
    weights.meta.update(sets=list(sets), licence="CC BY 4.0")
    return weights


def relations(corpus: Corpus, models: Models) -> Weights:
    """Weights of the relation model."""
    from kg.learned import train_relations

    weights = train_relations.train(corpus, RELATION_SETS, models, log)
    weights.meta.update(sets=list(RELATION_SETS), licence="CC BY-SA 4.0")
    return weights


TASKS: dict[str, Callable[[Corpus, Models], Weights]] = {
    "extents": extents,
    "coref": coref,
    "kinds": kinds,
    "links": links,
    "events": events,
    "relations": relations,
}
ORDER = tuple(TASKS)


def train(corpus: Corpus, tasks: Iterable[str]) -> dict[str, Weights]:
    """Weights of some tasks by name, each trained with what the tasks before it made."""
    made: dict[str, Weights] = {}
    for task in (t for t in ORDER if t in set(tasks)):
        made[task] = TASKS[task](corpus, Models(instead=made))
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Train some tasks and write their weights into the package; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m kg.learned.train", description=__doc__.splitlines()[0])
    parser.add_argument("tasks", nargs="*", default=list(ORDER), metavar="TASK", help=", ".join(ORDER))
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders with the gold files")
    parser.add_argument("--cache", type=Path, help="folder to keep parses in between runs")
    parser.add_argument("--language", default="en")
    given = parser.parse_args(arguments)
    if unknown := sorted(set(given.tasks) - set(ORDER)):
        parser.error(f"no task {', '.join(unknown)}; there are {', '.join(ORDER)}")
    try:
        made = train(Corpus(given.data, cache=given.cache), given.tasks)
    except KgError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    for task, weights in made.items():
        out = Path(str(files("kg.lang") / given.language / "weights" / f"{task}.npz"))
        weights.save(out)
        log(f"{out}: {out.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
