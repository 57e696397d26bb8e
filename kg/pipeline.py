"""The order of the chain, and nothing else: one document in, one record out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from kg import ids
from kg.model import Document, Mention, Quote, Record, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.learned.models import Models
    from kg.nlp.types import TokenMention, TokenQuote
    from kg.resolve.claims import Spans
    from kg.resolve.entities import EntityTable


def annotate(documents: Iterable[Document], *, base: str = ids.BASE) -> Iterator[Record]:
    """Records of a stream of documents, in order; a few are read ahead, nothing else is kept between them."""
    from kg.learned.models import Models
    from kg.nlp import pipeline

    nlp, models = pipeline.load(), Models()
    with _one_thread():
        for document, doc in pipeline.analyse_all(documents, nlp):
            yield record(document, doc, models, base=base)


def annotate_document(
    document: Document, nlp: Language, models: Models | None = None, *, base: str = ids.BASE
) -> Record:
    """Everything found in one document: a pure function of the document.

    Args:
        document: the article.
        nlp: the pipeline (`kg.nlp.pipeline.load()`).
        models: the learned parts; the packaged ones unless given.
        base: the IRI base of the entities.

    Raises:
        InputError: the text is empty.
    """
    from kg.learned.models import Models
    from kg.nlp import pipeline

    with _one_thread():
        return record(document, pipeline.analyse(document, nlp), models or Models(), base=base)


def _one_thread() -> AbstractContextManager[object]:
    """Matrix products on one thread: these are too small to share, and shared otherwise they round otherwise."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1, user_api="blas")


def record(document: Document, doc: Doc, models: Models, *, base: str = ids.BASE) -> Record:
    """What the stages after the parser find in an analysed document."""
    from kg.extract import events, frames, relations, scored
    from kg.extract.when import Calendar, coming
    from kg.nlp import coref, entities, mentions, quotes, times, tree
    from kg.nlp.status import Statuses
    from kg.resolve import claims, kinds, ledger, peoples
    from kg.resolve import entities as resolve_entities
    from kg.resolve import events as resolve_events

    doc = tree.of(doc)
    sentences = _sentences(doc)
    found_times = times.find(doc, document.date)
    found_quotes = quotes.find(doc)
    found_mentions = mentions.find(doc, entities.find_names(doc), models.extents)
    chains = coref.chains(doc, found_mentions, found_quotes, models.coref)
    statuses = Statuses(doc, found_quotes, coming(doc, found_times, document.date))
    calendar, frameset = Calendar(doc, found_times), frames.load()
    assertions = relations.match(doc, frameset, statuses.of, calendar)
    judged = kinds.judge(doc, found_mentions, chains.chains, models.kinds)
    mended = judged.mended(found_mentions, chains.chains)
    assertions = scored.read(doc, mended, chains, calendar, assertions, statuses, models.relations)
    table = resolve_entities.build(
        doc, document.id, base, found_mentions, chains, judged, models.links, claims.hints(assertions)
    )
    spans = claims.Spans(doc, found_mentions, sentences)
    made_claims, quarantined = claims.build(doc, assertions, table, spans)
    found_events = events.find(doc, frameset, statuses.of, calendar, found_mentions, models.events)
    found_events = events.without_cues(doc, found_events, found_quotes)
    made_events, entities = resolve_events.build(doc, document.id, base, found_events, table, spans, found_times)
    made_mentions = _mentions(doc, found_mentions, table, spans)
    made_quotes = _quotes(doc, found_quotes, table, spans)
    of_peoples, demonyms = peoples.find(doc, document.id, base, found_mentions, spans, len(entities))
    return Record(
        document,
        tuple(sentences),
        peoples.among(made_mentions, demonyms),
        (*entities, *of_peoples),
        tuple(found_times),
        tuple(made_claims),
        tuple(made_events),
        tuple(made_quotes),
        tuple(ledger.build(doc, sentences, made_mentions, table, assertions, made_claims, made_events, made_quotes)),
        tuple(quarantined),
    )


def _sentences(doc: Doc) -> list[Span]:
    out = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.start_char + len(text.rstrip())
        if end > start:
            out.append(Span(start, end))
    return out


def _mentions(doc: Doc, found: list[TokenMention], table: EntityTable, spans: Spans) -> list[Mention]:
    """The mentions the record lists: what corpora count as one, as full noun phrases where their edges are sure.

    Relative pronouns and second halves of appositions help to find arguments and are left out here; demonyms that are
    adjectives are listed as their peoples' (`peoples.find`).
    """
    from kg.nlp.mentions import demonym, with_case

    listed = [(k, m) for k, m in enumerate(found) if m.form not in ("relative", "apposition") and not demonym(doc, m)]
    return [
        Mention(
            f"m{n}",
            spans.of(*with_case(doc, m)),
            m.kind,
            table.of_mention[k],
            spans.of(m.head, m.head + 1),
        )
        for n, (k, m) in enumerate(listed, 1)
    ]


def _quotes(doc: Doc, found: list[TokenQuote], table: EntityTable, spans: Spans) -> list[Quote]:
    return [
        Quote(
            f"q{n}",
            spans.of(q.start, q.end),
            spans.of(*q.cue) if q.cue else None,
            table.at(doc[q.speaker_head]) if q.speaker_head is not None else None,
            spans.of(*q.speaker) if q.speaker else None,
            q.direct,
            tuple(spans.of(*part) for part in q.parts),
        )
        for n, q in enumerate((q for q in found if q.listed), 1)
    ]
