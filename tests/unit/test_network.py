"""The small network: it learns what is there, leaves out what nobody looked at, and can say why."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from kg.learned import network
from kg.learned.network import Network, Options, mean_of

OPTIONS = Options(bits=6, hidden=8, epochs=60, batch=32, rate=0.02, drop_hidden=0.0, drop_input=0.0)


@pytest.fixture
def data():
    """Feature 3 means label 0, the sign of the dense input means label 1."""
    rng = np.random.default_rng(5)
    sparse = np.zeros((200, 64), np.float32)
    sparse[np.arange(200), rng.integers(8, 64, 200)] = 1.0
    marked = rng.random(200) < 0.4
    sparse[marked, 3] = 1.0
    dense = rng.normal(size=(200, 4)).astype(np.float32)
    wanted = np.stack([marked, dense[:, 0] > 0], axis=1).astype(np.int8)
    return csr_matrix(sparse), dense, wanted


def scored(net: Network, sparse, dense):
    return net.scores(sparse.indices.astype(np.int64), sparse.indptr, dense)


def test_it_learns_and_scores_as_trained(data):
    net = network.train(*data, OPTIONS)
    right = (scored(net, *data[:2]) > 0) == (data[2] > 0)
    assert right.mean() > 0.95


def test_the_same_seed_gives_the_same_network(data):
    a, b = network.train(*data, OPTIONS), network.train(*data, OPTIONS)
    assert all(np.array_equal(getattr(a, n), getattr(b, n)) for n in Network.NAMES)


def test_what_nobody_looked_at_does_not_count(data):
    sparse, dense, wanted = data
    hidden = wanted.copy()
    hidden[:, 1] = network.UNKNOWN
    net = network.train(sparse, dense, hidden, OPTIONS)
    assert ((scored(net, sparse, dense)[:, 0] > 0) == (wanted[:, 0] > 0)).mean() > 0.95


def test_a_teachers_guess_counts_where_nobody_looked(data):
    sparse, dense, wanted = data
    hidden = wanted.copy()
    hidden[:, 1] = network.UNKNOWN
    net = network.train(sparse, dense, hidden, OPTIONS, guess=wanted.astype(np.float32))
    assert ((scored(net, sparse, dense)[:, 1] > 0) == (wanted[:, 1] > 0)).mean() > 0.9


def test_reasons_name_the_feature_that_decided(data):
    net = network.train(*data, OPTIONS)
    at = np.array([3, 20])
    hidden = net.hidden(at, np.array([0, 2]), np.zeros((1, 4), np.float32))
    parts = net.reasons(at, hidden[0], 0)
    assert parts.argmax() == 0 and parts[0] > 0


def test_of_labels_that_exclude_each_other_one_of_those_wanted_is_right(data):
    """Rows that admit two labels pull neither down; a row's weight says how much it counts."""
    sparse, dense, _ = data
    wanted = np.zeros((200, 3), np.int8)
    marked = np.asarray(sparse[:, [3]].todense()).ravel() > 0
    wanted[marked, 0] = 1
    wanted[~marked, 1:] = 1
    options = replace(OPTIONS, exclusive=True)
    scores = scored(network.train(sparse, dense, wanted, options), sparse, dense)
    assert (scores.argmax(axis=1)[marked] == 0).all() and (scores.argmax(axis=1)[~marked] > 0).all()
    unheard = network.train(sparse, dense, wanted, options, weight=np.where(marked, 0.0, 1.0))
    assert (scored(unheard, sparse, dense).argmax(axis=1) > 0).all()


def test_several_networks_held_as_one_give_the_mean_of_all(data):
    several = [network.train(*data, Options(bits=6, hidden=4, epochs=5, batch=32, seed=n)) for n in range(3)]
    mean = np.mean([scored(n, *data[:2]) for n in several], axis=0)
    assert np.allclose(scored(mean_of(several), *data[:2]), mean, atol=1e-5)
    assert not np.allclose(scored(several[0], *data[:2]), mean, atol=1e-2)
