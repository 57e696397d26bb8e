"""The dataset as a networkx graph, and what can be read off it.

In: an open `kg.rdf.store.Dataset`.  Out: a `networkx.MultiDiGraph` (`graph.project`) and results as plain data, which
`written` turns into RDF and CSV.  Must not import spacy or anything of the front half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class About:
    """An analysis for its readers: what it means, and when not to trust it."""

    name: str
    title: str
    means: str
    caution: str


ANALYSES = (
    About(
        "central",
        "Central things",
        "PageRank: connected to the well connected. Connections: how many others a stated fact connects it with, and on how "
        "many pieces of evidence. Betweenness: how many of the best attested ways between others lead through it. All weigh "
        "a connection by its pieces of evidence.",
        "In a few articles all three mostly say whom the articles are about; a name split in two halves its rank.",
    ),
    About(
        "communities",
        "Told of together",
        "Groups more connected inside than out (Louvain, seeded), named by their best connected members.",
        "They follow the articles: two stories about one country are one group. Small changes can move the borders.",
    ),
    About(
        "brokers",
        "Brokers",
        "Things without which others lose their connection with the rest, and how many.",
        "Whoever has many facts of their own cuts those off too. A missing edge makes a broker of its neighbour.",
    ),
    About(
        "bridges",
        "Bridges",
        "Single relations that hold two parts of the graph together.",
        "A bridge rests on few sentences, often on one: read it before you build on it.",
    ),
    About(
        "cores",
        "Cores",
        "The k-core of a thing: the largest k for which it lies in a group where each is connected with k others of the "
        "group. Shown is the innermost core, from three up.",
        "One long sentence whose names are all connected makes a core.",
    ),
    About(
        "paths",
        "Ways between the central things",
        "For each two of the most central things the shortest way over stated facts, and the strongest: the one whose steps "
        "have the most evidence. Each step has its sentence.",
        "A way is a chain of sentences, no relation of its ends; through a country or a city it says next to nothing.",
    ),
    About(
        "neighbourhoods",
        "Neighbourhoods",
        "The ego networks of the most central things: what a stated fact connects each with, and the share of those "
        "neighbours that are connected with one another too (100 %: all know all; 0 %: it alone holds them together).",
        "Neighbours that no sentence connects may well be connected in the world.",
    ),
    About(
        "together",
        "In the same events",
        "Pairs that take part in the same stated events.",
        "It says that both are named with the event, not that they met or agree.",
    ),
    About(
        "voices",
        "Who speaks of whom, who acts against whom",
        "Signed, directed ties: events and relations that go against or in favour of somebody by their kind (an arrest, "
        "sued, praised), stated or somebody's word, and quotations that mention somebody.",
        "The sign comes from the kind of event alone, right or wrong; the words of a quotation are not judged.",
    ),
    About(
        "timeline",
        "Timeline",
        "Events and dated claims by the earliest day they can have been; as precise as the text.",
        "Most events carry no date of their own; they are counted, not guessed.",
    ),
    About(
        "changes",
        "What each period brought",
        "Per day, month or year of publication: things and claims that no earlier article has. Of any two dates the page tells "
        "it too, and so does kg analyze --between.",
        "New in these articles is not new in the world; an article without a date counts as earlier.",
    ),
    About(
        "conflicts",
        "Figures in conflict",
        "One thing, one relation, several numbers; each with who says it.",
        "Figures of different dates or units are no conflict: the sentences tell.",
    ),
    About(
        "single_source",
        "Resting on one source",
        "Stated claims that one article alone supports (or, where there is but one article, one sentence).",
        "Many sources that copy one another are one source; that is not seen here.",
    ),
    About(
        "quality",
        "How far to trust it",
        "Shares of sentences, mentions and quotations that led to something.",
        "A high share is no proof of truth: what was read may have been read wrongly.",
    ),
)  # fmt: skip


def analyse(graph: nx.MultiDiGraph, between: tuple[str, str] | None = None) -> dict[str, Any]:
    """All results on a projected graph by name (see `ANALYSES`), JSON-ready, seeded and deterministic.

    Args:
        graph: a projected dataset.
        between: two dates: `changes` is then what articles published between them brought, instead of each period's.
    """
    from kg.analysis import measures, quality, structure, voices

    ranked = measures.central(graph)
    return {
        "central": ranked,
        "communities": measures.communities(graph),
        "brokers": structure.brokers(graph),
        "bridges": structure.bridges(graph),
        "cores": structure.cores(graph),
        "paths": structure.paths(graph, ranked),
        "neighbourhoods": structure.neighbourhoods(graph, ranked),
        "together": structure.together(graph),
        "voices": voices.voices(graph),
        "timeline": measures.timeline(graph),
        "changes": quality.changes(graph) if between is None else [quality.period(graph, *between)],
        "conflicts": measures.conflicts(graph),
        "single_source": quality.single_source(graph),
        "quality": quality.quality(graph),
        "claims_by_status": measures.by_status(graph),
        "silent": graph.graph["silent"],
    }
