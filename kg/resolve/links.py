"""Which Wikidata item a well-known name stands for: what annotators of other articles meant by it, where they agree.

Countries and regions are linked by `kg.lang.territories`.  For cities, universities, agencies the names that occur in
annotated corpora serve as a dictionary: a name is linked to the item that nearly all annotators meant, and to nothing
where they meant several (*Washington*).  Organizations that nobody has annotated are looked up in the lexicon and among those
that alone bear their name (`kg.lang.bodies`); any other name stays without a link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.lang import bodies, territories
from kg.lang.closed import without_article
from kg.lang.lexicon import load as lexicon
from kg.learned.linear import Weights

AMBIGUOUS = ""


@dataclass(frozen=True)
class Links:
    """Wikidata items by kind (`Place`, `Organization`) and normalised name; `AMBIGUOUS` where a name has several."""

    weights: Weights

    def find(self, name: str, kind: str | None) -> str | None:
        """The item (`Q60`) a name of this kind stands for; `AMBIGUOUS`, or None where nobody has said."""
        item = self.weights.meta["names"].get(kind or "", {}).get(territories.normalise(name))
        if item or kind != "Organization":
            return item
        known = territories.union(name) or lexicon().items.get(without_article(name.casefold()))
        return known or (bodies.find(name) if item is None else item)

    def all(self, names: Iterable[str], kind: str | None) -> str | None:
        """The one item that the names which have one agree on; None where they have none or differ."""
        found = {q for n in names if (q := self.find(n, kind))}
        return next(iter(found)) if len(found) == 1 else None
