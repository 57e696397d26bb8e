"""A stream of documents is analysed some at a time, each as it would be alone."""

from __future__ import annotations

from itertools import count, islice

from threadpoolctl import threadpool_info

from kg import pipeline as chain
from kg.model import Document
from kg.nlp import pipeline


def test_a_document_of_a_stream_is_analysed_as_it_would_be_alone():
    texts = [
        "Ana Prates left.",
        "Tom Reyes of Acme was arrested in Porto on Monday.",
        "They met.",
        "It rained.",
        "So what?",
    ]
    documents = [Document(f"d{n}", t, furniture=(("title", (0, 3)),)) for n, t in enumerate(texts)]
    found = list(pipeline.analyse_all(documents, pipeline.load()))
    assert [d for d, _ in found] == documents
    for document, doc in found:
        alone = pipeline.analyse(document, pipeline.load())
        assert doc.to_json() == alone.to_json() and doc.user_data["furniture"] == alone.user_data["furniture"]
        assert doc.tensor.tobytes() == alone.tensor.tobytes()


def test_a_stream_is_read_as_it_is_asked_for():
    read = []

    def endless():
        for n in count():
            read.append(n)
            yield Document(f"d{n}", "Ana Prates left.")

    list(islice(pipeline.analyse_all(endless(), pipeline.load()), 1))
    assert len(read) <= 8


def test_long_documents_are_analysed_one_by_one():
    groups = pipeline._together([Document("a", "word " * 5000), Document("b", "x"), Document("c", "y")])
    assert [[d.id for d in group] for group in groups] == [["a"], ["b", "c"]]


def test_what_is_left_out_of_the_model_changes_nothing(seed_record, monkeypatch):
    found = pipeline.analyse(seed_record.document, pipeline.load())
    monkeypatch.setattr(pipeline, "_UNUSED", ())
    whole = pipeline.load.__wrapped__()
    assert len(whole.vocab.strings) > 10 * len(found.vocab.strings)
    assert "".join(t.lemma_ + t.norm_ for t in found)  # every number has its spelling
    assert found.to_json() == pipeline.analyse(seed_record.document, whole).to_json()


def test_matrix_products_stay_on_one_thread_while_articles_are_read():
    def threads() -> list[int]:
        return [p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas"]

    before = threads()
    records = chain.annotate([Document("a", "Ana Prates left."), Document("b", "It rained.")])
    next(records)
    assert set(threads()) == {1}
    list(records)
    assert threads() == before
