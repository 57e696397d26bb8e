"""How many plain triples are right: twenty real articles, read line by line, judged by hand against their sentences.

    python -m tests.precision                 the share that is right, what is wrong by cause, what nobody has judged
    python -m tests.precision --write         and write the share of each relation to `ontologies/quality.json`, for VoID and DQV
    python -m tests.precision --ask FILE      write the unjudged triples with their sentences to a file, to be judged
    python -m tests.precision --take FILE     read such a file back: a line that begins with `x CAUSE` is wrong, `+` right

The articles are every eighth of `wikinews-2019` by position.  `precision.jsonl` keeps document, offsets, triple and
verdict, not the text.  A judge reads the triple and its sentence in its article, not the frame that made it, and counts
as wrong what a strict reader would not publish: another entity, another direction, another type or time than the text
says, what the text does not say, and what it only reports.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kg import ontology
from kg.model import Document, Record
from tests.support.shared import SHARED

VERDICTS = Path(__file__).with_name("precision.jsonl")
QUALITY = ontology.folder() / "quality.json"
EVERY, ARTICLES = 8, 20


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


def articles() -> list[Document]:
    """The twenty articles; empty where the shared data is not on this machine."""
    from kg.learned.gold import document

    if SHARED is None:
        return []
    lines = (SHARED / "bench" / "data" / "wikinews-2019.input.jsonl").read_text("utf-8").splitlines()
    return [document(json.loads(line)) for line in lines[::EVERY][:ARTICLES]]


def records(documents: Iterable[Document]) -> Iterator[Record]:
    from kg import pipeline

    yield from pipeline.annotate(documents)


def triples(record: Record) -> Iterator[Triple]:
    """What of a record stands in the default graph, as `kg annotate` and the dataset have it."""
    entities = {e.id: e for e in record.entities}
    for c in (c for c in record.claims if c.salient):
        if c.status.plain:
            target = entities[c.object].label if c.object else c.value.literal if c.value else ""
            spans = (tuple(c.subject_span), tuple(c.object_span))
            yield Triple(record.document.id, tuple(c.evidence), entities[c.subject].label, c.predicate, target, *spans)
    times = {t.id: t for t in record.times}
    for e in record.events:
        if not (e.salient and e.status.plain):
            continue
        head = (record.document.id, tuple(e.evidence), f"{e.type}: {record.document.text[slice(*e.trigger)]}")
        for p in e.participants:
            if entities[p.entity].type and p.sure:
                span = tuple(p.span or e.trigger)
                yield Triple(*head, p.role, entities[p.entity].label, tuple(e.trigger), span, "role")
        if (time := times.get(e.time or "")) and time.edtf:
            yield Triple(*head, "time", time.edtf, tuple(e.trigger), tuple(time.span), "role")


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
        """The verdict on a triple: the same labels, read from the same stretch of text."""
        return next((r for r in self._by_key.get(t.key, ()) if _overlap(r["evidence"], t.evidence)), None)


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


def ask(found: Iterable[tuple[Triple, dict | None]], texts: dict[str, str], path: Path) -> int:
    """Write the unjudged triples under their sentences; the number of them."""
    lines, n, last = [], 0, None
    for t, row in found:
        if row is not None:
            continue
        if (t.id, t.evidence) != last:
            lines.append(f"# {t.id[:40]} | {' '.join(texts[t.id][slice(*t.evidence)].split())}")
            last = (t.id, t.evidence)
        n += 1
        lines.append(f"? | {t.subject} | {t.predicate} | {t.object} |{json.dumps(asdict(t), ensure_ascii=False)}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return n


def take(path: Path, judge: Judge) -> int:
    """Add the verdicts of a filled-in file; the number of them."""
    added = 0
    for line in path.read_text("utf-8").splitlines():
        mark = line.split(" |", 1)[0].strip()
        if line.startswith("#") or mark == "?" or not mark:
            continue
        row = json.loads(line[line.index("|{") + 1 :])
        judge.rows.append(row | {"right": mark == "+", "cause": mark[1:].strip() or None})
        added += 1
    rows = sorted(
        judge.rows, key=lambda r: (r["id"], r["evidence"], r["kind"], r["subject"], r["predicate"], r["object"])
    )
    judge.path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return added


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ask", type=Path)
    parser.add_argument("--take", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    judge = Judge()
    if options.take:
        print(take(options.take, judge), "verdicts taken")
        return
    read = list(records(articles()))
    found = [(t, judge.of(t)) for record in read for t in triples(record)]
    if options.ask:
        print(ask(found, {r.document.id: r.document.text for r in read}, options.ask), "to be judged")
        return
    if options.write:
        QUALITY.write_text(json.dumps(quality(found), indent=1, ensure_ascii=False) + "\n", "utf-8")
    print("| plain triples | right | judged | all |\n|---|--:|--:|--:|")
    for kind, (right, judged, every) in shares(found).items():
        print(f"| {kind} | {100 * right / max(judged, 1):.1f} % ({right}) | {judged} | {every} |")
    causes = Counter(row["cause"] for _, row in found if row and not row["right"])
    print("\nwrong, by cause:", ", ".join(f"{c} {n}" for c, n in causes.most_common()) or "none")
    for t, row in found:
        if row is None or not row["right"]:
            print(
                "unjudged" if row is None else f"wrong ({row['cause']})",
                t.id[:30],
                t.subject,
                t.predicate,
                t.object,
                sep=" | ",
            )


if __name__ == "__main__":
    main()
