"""How many plain triples are right: real articles, read line by line, judged by hand against their sentences.

    python -m tests.precision                 the share that is right, what is wrong by cause, what nobody has judged
    python -m tests.precision --write         and write the share of each relation to `ontologies/quality.json`, for VoID and DQV
    python -m tests.precision --ask FILE      write the unjudged triples with their sentences to a file, to be judged
    python -m tests.precision --take FILE     read such a file back: a line that begins with `x CAUSE` is wrong, `+` right
    python -m tests.precision --round blind-1 (with --ask, --take or neither) the same of a round of articles read blind

The tuned articles are every eighth of `wikinews-2019` by position: rules were written looking at them.  A blind round is
ten others, in the order of the SHA-256 of their ids: round 1 the first ten, round 2 the next; `gum-1` and `gum-2` are
eight articles of GUM news each; `written-1` to `written-11` are articles invented for this (`golden/written`), of which no rule's author
had read a line.  Its verdicts are first given before anything is mended on those articles (`first`), and that share stays
as it was; what an extractor mended since makes of the same articles is measured beside it, by the same verdicts and those
added later.

`precision.jsonl` and `blind.jsonl` keep document, offsets, triple and verdict, not the text.  A judge reads the triple and
its sentence in its article, not the frame that made it, and counts as wrong what a strict reader would not publish: another
entity, another direction, another type or time than the text says, what the text does not say, what it only reports, and
whatever is said of a node whose name is cut or that joins two things.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kg import ontology
from kg.model import Document, Record
from tests.support.shared import SHARED

VERDICTS = Path(__file__).with_name("precision.jsonl")
WRITTEN = Path(__file__).parent / "golden" / "written"
BLIND = Path(__file__).with_name("blind.jsonl")
QUALITY = ontology.folder() / "quality.json"
EVERY, ARTICLES, ROUND, ROUND_OF_GUM = 8, 20, 10, 8
CAUSES = {
    "name": "a name is cut short or swallows words that are no part of it",
    "type": "the class of a node or an event is another",
    "identity": "a node joins two things, or a thing has two nodes",
    "coreference": "a pronoun, description or surname is taken for another thing",
    "role": "another role than the text gives it, or none",
    "attachment": "a modifier, clause, apposition or list is hung on another word",
    "relation": "the words do not mean the relation, or its direction is another",
    "time": "the time is of something else, or miscounted",
    "status": "planned, possible, denied or asked",
    "attribution": "somebody's word",
}


@dataclass(frozen=True)
class Triple:
    """A plain triple as a reader meets it: labels, and where it was read."""

    id: str
    evidence: tuple[int, int]
    subject: str
    predicate: str
    object: str
    subject_span: tuple[int, int]
    object_span: tuple[int, int]
    kind: str = "claim"  # claim | role

    @property
    def key(self) -> tuple[str, ...]:
        return (self.id, self.kind, self.subject.casefold(), self.predicate, self.object.casefold())


def _all(name: str = "wikinews-2019.input.jsonl") -> list[Document]:
    from kg.learned.gold import document

    if SHARED is None:
        return []
    lines = (SHARED / "bench" / "data" / name).read_text("utf-8").splitlines()
    return [document(json.loads(line)) for line in lines]


def articles() -> list[Document]:
    """The twenty tuned articles; empty where the shared data is not on this machine."""
    return _all()[::EVERY][:ARTICLES]


def blind(name: str) -> list[Document]:
    """The articles of a blind round, by the SHA-256 of their ids; none is a tuned one.

    Args:
        name: `blind-1`, `blind-2`, …: ten articles of Wikinews; `gum-1`, `gum-2`: eight of GUM news; `written-1` to `written-11`: invented.
    """
    kind, _, number = name.rpartition("-")
    if kind == "written":
        from kg.ingest import read

        return [d for d in read(sorted((WRITTEN / number).glob("*.txt"))) if isinstance(d, Document)]
    size = ROUND if kind == "blind" else ROUND_OF_GUM
    tuned = {d.id for d in articles()}
    every = _all() if kind == "blind" else _all("gum-news-dev.input.jsonl")
    rest = sorted(
        (d for d in every if d.id not in tuned), key=lambda d: hashlib.sha256(d.id.encode("utf-8")).hexdigest()
    )
    return rest[size * (int(number) - 1) : size * int(number)]


def records(documents: Iterable[Document]) -> Iterator[Record]:
    from kg import pipeline

    yield from pipeline.annotate(documents)


def triples(record: Record) -> Iterator[Triple]:
    """What of a record stands in the default graph, as `kg annotate` and the dataset have it."""
    entities = {e.id: e for e in record.entities}
    for c in (c for c in record.claims if c.salient):
        if c.status.plain and c.sure:
            target = entities[c.object].label if c.object else c.value.literal if c.value else ""
            spans = (tuple(c.subject_span), tuple(c.object_span))
            yield Triple(record.document.id, tuple(c.evidence), entities[c.subject].label, c.predicate, target, *spans)
    times = {t.id: t for t in record.times}
    shown = {e.id: e for e in record.events if e.salient and e.status.plain}
    name = lambda e: f"{e.type}: {record.document.text[slice(*e.trigger)]}"  # noqa: E731
    for e in shown.values():
        head = (record.document.id, tuple(e.evidence), name(e))
        for p in e.participants:
            if entities[p.entity].type and p.sure:
                span = tuple(p.span or e.trigger)
                yield Triple(*head, p.role, entities[p.entity].label, tuple(e.trigger), span, "role")
        if (time := times.get(e.time or "")) and time.edtf:
            yield Triple(*head, "time", time.edtf, tuple(e.trigger), tuple(time.span), "role")
        for m in (m for m in e.measures if m.sure):
            where = (tuple(m.evidence), name(e), m.predicate, m.value.literal)
            yield Triple(record.document.id, *where, tuple(m.subject_span), tuple(m.object_span), "role")
        for x in (x for x in e.links if x.sure and x.event in shown):
            where = (tuple(x.evidence), name(e), x.predicate, name(shown[x.event]))
            yield Triple(record.document.id, *where, tuple(x.subject_span), tuple(x.object_span), "role")


class Judge:
    """The verdicts, looked up by triple and by where it was read."""

    def __init__(self, path: Path = VERDICTS) -> None:
        self.path, self.rows = path, []
        if path.exists():
            self.rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        self._by_key: dict[tuple[str, ...], list[dict]] = {}
        for row in self.rows:
            key = (row["id"], row["kind"], row["subject"].casefold(), row["predicate"], row["object"].casefold())
            self._by_key.setdefault(key, []).append(row)

    def of(self, t: Triple) -> dict | None:
        """The last verdict on a triple: the same labels, read from the same stretch of text."""
        found = (r for r in self._by_key.get(t.key, ()) if _overlap(r["evidence"], t.evidence))
        return min(found, key=lambda r: r.get("first", False), default=None)


def _overlap(a: Iterable[int], b: Iterable[int]) -> bool:
    (x, y), (u, v) = a, b
    return x < v and u < y


def shares(found: Iterable[tuple[Triple, dict | None]]) -> dict[str, tuple[int, int, int]]:
    """(right, judged, all) of claims, roles and both."""
    out = {kind: [0, 0, 0] for kind in ("claim", "role", "all")}
    for t, row in found:
        for kind in (t.kind, "all"):
            out[kind][2] += 1
            out[kind][1] += row is not None
            out[kind][0] += row is not None and row["right"]
    return {kind: (a, b, c) for kind, (a, b, c) in out.items()}


def quality(found: Iterable[tuple[Triple, dict | None]]) -> dict:
    """What `ontologies/quality.json` says: of each relation, how many judged triples are right."""
    right, judged = Counter(), Counter()
    for t, row in found:
        if row is not None:
            judged[t.predicate] += 1
            right[t.predicate] += row["right"]
    shares = {
        p: {"precision": round(right[p] / n, 3), "right": right[p], "found": n} for p, n in sorted(judged.items())
    }
    return {"set": "twenty articles of Wikinews 2019, judged by hand", "precision": shares}


def ask(found: Iterable[tuple[Triple, dict | None]], read: Iterable[Record], path: Path) -> int:
    """Write the unjudged triples under their sentences, with what stands in the text where a node is named otherwise.

    The names of each document's nodes come first, for whoever judges whether a node is one thing.

    Returns:
        How many triples are to be judged.
    """
    texts = {r.document.id: r.document.text for r in read}
    nodes = {r.document.id: [" = ".join((e.label, *e.names)) for e in r.entities if e.names] for r in read}
    lines, n, last = [f"# causes: {', '.join(CAUSES)}"], 0, ("", ())
    for t, row in found:
        if row is not None and not (row["cause"] == "identity" and row.get("first")):
            continue  # a node may be another since, under the same name
        if t.id != last[0]:
            lines += ["#", f"# {t.id}", *(f"#    {names}" for names in nodes[t.id])]
        if (t.id, t.evidence) != last:
            lines.append(f"# {t.id[:40]} | {' '.join(texts[t.id][slice(*t.evidence)].split())}")
            last = (t.id, t.evidence)
        n += 1
        text = texts[t.id]
        shown = f"{_shown(t.subject, text, t.subject_span)} | {t.predicate} | {_shown(t.object, text, t.object_span)}"
        lines.append(f"? | {shown} |{json.dumps(asdict(t), ensure_ascii=False)}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return n


def _shown(label: str, text: str, span: tuple[int, int]) -> str:
    words = " ".join(text[slice(*span)].split())
    return label if words in label else f"{label} <{words}>"


def take(path: Path, judge: Judge, **more: object) -> int:
    """Add the verdicts of a filled-in file, each with `more`; the number of them."""
    added = 0
    for line in path.read_text("utf-8").splitlines():
        mark = line.split(" |", 1)[0].strip()
        if line.startswith("#") or mark == "?" or not mark:
            continue
        row = json.loads(line[line.index("|{") + 1 :])
        judge.rows.append(row | {"right": mark == "+", "cause": mark[1:].strip() or None, **more})
        added += 1
    rows = sorted(
        judge.rows, key=lambda r: (r["id"], r["evidence"], r["kind"], r["subject"], r["predicate"], r["object"])
    )
    judge.path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return added


def rounds(judge: Judge) -> list[str]:
    """The names of the blind rounds that were judged."""
    return sorted({row["round"] for row in judge.rows}, key=lambda name: (name[0], len(name), name))


def first(judge: Judge, name: str) -> tuple[int, int]:
    """(right, judged) of a blind round when it was read, before anything was mended."""
    rows = [row for row in judge.rows if row["round"] == name and row["first"]]
    return sum(row["right"] for row in rows), len(rows)


def _of_round(judge: Judge, name: str) -> dict[str, object]:
    """What is kept with each verdict of a blind round: the date is that of the state of the code that was judged."""
    date = subprocess.run(["git", "log", "-1", "--format=%cs"], capture_output=True, text=True, check=True).stdout
    return {"round": name, "first": name not in rounds(judge), "date": date.strip()}


def _percent(right: int, judged: int) -> str:
    return f"{100 * right / max(judged, 1):.1f} % ({right})"


def _wrong(found: Iterable[tuple[Triple, dict | None]]) -> None:
    """Print the causes, then what is wrong or unjudged."""
    found = list(found)
    causes = Counter(row["cause"] for _, row in found if row and not row["right"])
    print("\nwrong, by cause:", ", ".join(f"{c} {n}" for c, n in causes.most_common()) or "none")
    for t, row in found:
        if row is None or not row["right"]:
            mark = "unjudged" if row is None else f"wrong ({row['cause']})"
            print(mark, t.id[:30], t.subject, t.predicate, t.object, sep=" | ")


def _report(found: list[tuple[Triple, dict | None]], judge: Judge) -> None:
    """Tuned and blind apart: when read, and now."""
    print("| plain triples | right when read | judged | right now | judged | all |\n|---|--:|--:|--:|--:|--:|")
    for kind, (right, judged, every) in shares(found).items():
        print(f"| tuned: {kind} | – | – | {_percent(right, judged)} | {judged} | {every} |")
    for name in rounds(judge):
        then, n = first(judge, name)
        now, judged, every = shares(_found(blind(name), judge))["all"]
        print(f"| {name} | {_percent(then, n)} | {n} | {_percent(now, judged)} | {judged} | {every} |")
    _wrong(found)


def _found(documents: Iterable[Document], judge: Judge) -> list[tuple[Triple, dict | None]]:
    return [(t, judge.of(t)) for record in records(documents) for t in triples(record)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ask", type=Path)
    parser.add_argument("--take", type=Path)
    parser.add_argument("--round")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    name = options.round
    judge = Judge(BLIND if name else VERDICTS)
    if options.take:
        print(take(options.take, judge, **(_of_round(judge, name) if name else {})), "verdicts taken")
        return
    read = list(records(blind(name) if name else articles()))
    found = [(t, judge.of(t)) for record in read for t in triples(record)]
    if options.ask:
        print(ask(found, read, options.ask), "to be judged")
    elif name:
        print(
            f"{name}: {' of '.join(map(str, first(judge, name)))} right when read; now (right, judged, all):",
            shares(found),
        )
        _wrong(found)
    else:
        if options.write:
            QUALITY.write_text(json.dumps(quality(found), indent=1, ensure_ascii=False) + "\n", "utf-8")
        _report(found, Judge(BLIND))


if __name__ == "__main__":
    main()
