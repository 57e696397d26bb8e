"""The dataset: records in, quads out; store, query, validate.

In: `Record`s.  Out: a folder with `dataset.nq` (sorted N-Quads, everything), `dataset.trig`, `facts.ttl`.

**Default graph** — only what the articles state as fact: entities with type and labels; `s p o` for every claim that is
affirmed, certain, asserted and not read with doubt (`kg:doubtful`); events of that kind with their roles, time, order and how much they are.
Every triple that is no type or label has at least one `kg:Claim` with evidence.

**One named graph per document** (`<base>graph/ID`) — the document and its text (`nif:Context`), sentences, mentions,
quotations, what was quarantined, and every claim, asserted or not: `rdf:subject`, `rdf:predicate`, `rdf:object`, polarity, certainty, status,
`kg:attributedTo`, confidence, and evidence down to the character.  Events are claims too: their type, roles, time and measures.
Named graphs hold descriptions of claims and never the claimed triple itself, so a union of all graphs is safe to query.

**`<base>graph/reference`** — what kept libraries know and no article says (a city's country), and the run.

No blank nodes; IRIs are deterministic.  Must not import spacy or anything of the front half.
"""
