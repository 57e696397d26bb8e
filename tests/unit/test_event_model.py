"""What decides on events: a second opinion is asked where the first is unsure; what a participant is must be likely, too."""

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract import event_rules, events, frames, pair_vectors
from kg.extract.event_model import Partner
from kg.extract.trigger_features import TriggerView
from kg.extract.trigger_network import TriggerNetwork
from kg.extract.when import Calendar
from kg.learned.linear import Weights
from kg.learned.network import Network

WIDTH = 6


@pytest.fixture
def doc():
    vocab = Vocab()
    vocab.reset_vectors(width=4)
    for word in ("Acme", "bought"):
        vocab.set_vector(word, np.ones(4, np.float32))
    return Doc(
        vocab,
        words=["They", "bought", "Acme", "phones"],
        pos=["PRON", "VERB", "PROPN", "NOUN"],
        tags=["PRP", "VBD", "NNP", "NNS"],
        deps=["nsubj", "ROOT", "compound", "dobj"],
        heads=[1, 1, 3, 1],
        lemmas=["they", "buy", "Acme", "phone"],
    )


@pytest.fixture
def network():
    """One that says 4 of everything."""
    dense = WIDTH + min(32, WIDTH) + pair_vectors.TENSOR
    net = Network(
        np.zeros((2**6, 3), np.float32),
        np.zeros((dense, 3), np.float32),
        np.zeros(3, np.float32),
        np.zeros((3, 2), np.float32),
        np.full(2, 4.0, np.float32),
    )
    return TriggerNetwork(net, np.zeros(4, np.float32), np.ones((4, WIDTH), np.float32))


def view_of(doc):
    return TriggerView(doc, frames.load(), [(0, 0, 0)] * 2)


def test_only_words_that_the_linear_model_is_unsure_of_are_asked_about(doc, network):
    view = view_of(doc)
    linear = np.array([[-9.0, 0.0], [0.0, 0.0], [9.0, 0.0]])
    assert len(view.candidates) == 3
    assert network.with_linear(linear, view).tolist() == [[-9.0, 0.0], [2.0, 2.0], [9.0, 0.0]]
    assert linear[1].tolist() == [0.0, 0.0]


def test_a_network_is_what_its_weights_file_holds(doc, network):
    again = TriggerNetwork.of(Weights({}, dict(network.arrays()), {}))
    linear = np.zeros((3, 2))
    assert np.array_equal(again.with_linear(linear, view_of(doc)), network.with_linear(linear, view_of(doc)))


def test_words_without_a_vector_and_documents_without_the_parsers_are_nothing(doc):
    words = pair_vectors.cut(pair_vectors.whole(doc), np.zeros(4, np.float32), np.ones((4, WIDTH), np.float32))
    assert (words[0] == 0).all() and (words[1] != 0).all()
    assert pair_vectors.parsed(doc).shape == (4, pair_vectors.TENSOR) and not pair_vectors.parsed(doc).any()


@pytest.mark.parametrize(("held", "role"), [(0.6, "patient"), (0.2, "topic")])
def test_a_learned_role_that_is_unlikely_does_not_count(doc, held, role):
    people = {3: Partner("patient", 0.8, 0.8, held)}
    least = {"participant": 0.4, "framed": 0.1}
    made = events._arguments(
        doc[1], event_rules.GENERIC, {}, people, Calendar(doc, []), least, frozenset(), lambda t: None
    )
    assert [(a.role, a.token) for a in made] == [(role, 3)]
