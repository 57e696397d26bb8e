"""Claims in words: the sentence with its arguments marked, and what decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.analysis.measures import find as find_node
from kg.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx


def claims(graph: nx.MultiDiGraph) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Every claim of the graph: IRI → (subject node, object label or value, attributes)."""
    out = {d["claim"]: (s, graph.nodes[o]["label"], d) for s, o, d in graph.edges(data=True)}
    for node, data in graph.nodes(data=True):
        for fact in data["literals"]:
            value = f"{fact['value']:,}" if isinstance(fact["value"], int | float) else str(fact["value"])
            out[fact["claim"]] = (node, ("about " if fact["approximate"] else "") + value, fact)
    return out


def find(graph: nx.MultiDiGraph, wanted: str) -> list[str]:
    """The claims a user means: an IRI, the end or beginning of its hash, or all claims of an entity.

    Raises:
        UsageError: nothing or too much answers to that.
    """
    known = claims(graph)
    if wanted in known:
        return [wanted]
    tail = wanted.rpartition("/")[2].rpartition(":")[2].casefold()
    if len(tail) >= 4 and (hits := [c for c in known if c.rpartition("/")[2].startswith(tail)]):
        if len(hits) > 1:
            raise UsageError(f"{wanted} begins {len(hits)} claims", "give more of it")
        return hits
    node = find_node(graph, wanted)
    found = [c for c, (s, _, d) in known.items() if s == node] + [
        d["claim"] for _, _, d in graph.in_edges(node, data=True)
    ]
    if not found:
        raise UsageError(f"no claim about “{wanted}”", "see “kg query --name claims-about --param name=…”")
    return sorted(
        dict.fromkeys(found), key=lambda c: (known[c][2]["evidence"][0]["start"] if known[c][2]["evidence"] else 0, c)
    )


def text(graph: nx.MultiDiGraph, wanted: list[str]) -> str:
    """The claims with their sentences; subject in «», object in [[ ]]."""
    known = claims(graph)
    return "\n\n".join(_one(graph, *known[c]) for c in wanted)


def _one(graph: nx.MultiDiGraph, subject: str, target: str, d: dict[str, Any]) -> str:
    who = f"; according to {d['attributed_label']}" if d["attributed_label"] else ""
    words = [d["status"], d["polarity"], d["certainty"], *(["doubtfully read"] if d["doubtful"] else [])]
    stated = "stated as fact" if d["plain"] else f"not stated as fact: {', '.join(words)}{who}"
    lines = [
        f"{graph.nodes[subject]['label']} — {d['label']} — {target}",
        f"  {stated}" + (f"; {d['time']['label']}" if d["time"] else ""),
    ]
    for e in d["evidence"]:
        lines += [
            f"  “{marked(graph, e)}”",
            f"    {e['title']}, characters {e['start']}–{e['end']}",
            f"    read by {e['rule']} ({e['confidence']:.2f}): {e['reason'] or '–'}",
        ]
    lines.append(f"  {d['claim']}")
    return "\n".join("".join(c if c.isprintable() else " " for c in line) for line in lines)


def marked(
    graph: nx.MultiDiGraph,
    e: dict[str, Any],
    subject: tuple[str, str] = ("«", "»"),
    target: tuple[str, str] = ("[[", "]]"),
) -> str:
    """A sentence with its arguments between marks."""
    whole = graph.graph["documents"][e["document"]]["text"]
    spans = sorted({(*e["subject"], subject), (*e["object"], target)})
    out, at = [], e["start"]
    for a, b, (left, right) in spans:
        if a < at or b > e["end"]:
            continue
        out += [whole[at:a], left, whole[a:b], right]
        at = b
    return "".join([*out, whole[at : e["end"]]]).replace("\n", " ")
