"""Documents parsed together: the same analysis to the bit, in batches that stay small."""

import numpy as np
import pytest

from kg import pipeline
from kg.errors import InputError
from kg.model import Document
from kg.nlp import pipeline as nlp_pipeline

TEXTS = (
    "Lisbon\n\nThe mayor of Porto opened a new bridge on Monday. Thousands came to see it.",
    "Acme bought Zenith.",
    "“We will appeal,” said Ana Prates, who leads the party. The court in Lyon had fined it in May 2019. " * 4,
)


def test_a_text_is_read_alike_alone_and_among_others():
    nlp = nlp_pipeline.load()
    documents = [Document(str(n), text) for n, text in enumerate(TEXTS)]
    for order in (documents, documents[::-1]):
        for document, doc in zip(order, nlp_pipeline.analyse_together(order, nlp), strict=True):
            alone = nlp_pipeline.analyse(document, nlp)
            assert np.array_equal(doc.tensor, alone.tensor)
            assert doc.to_bytes() == alone.to_bytes()


def test_batches_keep_the_order_and_their_bounds():
    sizes = [10] * 30 + [pipeline.LETTERS * 2] + [pipeline.LETTERS // 2] * 5
    documents = [Document(str(n), "x" * size) for n, size in enumerate(sizes)]
    made = list(pipeline.batches(iter(documents)))
    assert [d.id for batch in made for d in batch] == [d.id for d in documents]
    assert all(len(b) <= pipeline.TOGETHER for b in made)
    assert all(len(b) == 1 or sum(len(d.text) for d in b) <= pipeline.LETTERS for b in made)
    assert list(pipeline.batches([])) == []


def test_an_empty_text_among_others_is_an_error():
    with pytest.raises(InputError, match="the text is empty"):
        list(pipeline.annotate([Document("a", TEXTS[1]), Document("b", "  ")]))
