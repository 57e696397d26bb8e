"""Candidate pairs, what the relation model is told of them, and what they say about each other."""

import numpy as np

from kg.extract import pair_groups
from kg.extract.pair_features import SLOTS, Features
from kg.extract.pairs import Candidate, pairs
from tests.support.docs import doc


def candidate(start, end, kind="PERSON", chain=0, mention=0):
    return Candidate(start, end, end - 1, kind, kind, mention, chain)


def test_places_and_times_are_no_subjects():
    he, acme, spain, year = (
        candidate(0, 1, "he", 0),
        candidate(2, 3, "ORG", 1, 1),
        candidate(4, 5, "GPE", 2, 2),
        candidate(6, 7, "DATE", -1, -1),
    )
    found = {(s.kind, o.kind) for s, o in pairs([he, acme, spain, year])}
    assert found == {("he", "ORG"), ("he", "GPE"), ("he", "DATE"), ("ORG", "he"), ("ORG", "GPE"), ("ORG", "DATE")}


def test_mentions_of_one_thing_are_no_pair():
    assert pairs([candidate(0, 1, chain=4), candidate(3, 4, "he", 4)]) == []


def test_mentions_far_apart_or_overlapping_are_no_pair():
    assert pairs([candidate(0, 1, chain=1), candidate(80, 81, chain=2)]) == []
    assert pairs([candidate(0, 3, chain=1), candidate(2, 3, chain=2)]) == []


def features():
    made = doc(
        "Prates/NNP/nsubj/1",
        "founded/VBD/ROOT/1/found",
        "Acme/NNP/dobj/1",
        "in/IN/prep/1",
        "1984/CD/pobj/3",
        "././punct/1",
    )
    return Features(made, np.zeros(1, np.int64), {(0, 2): [77]})


def test_features_name_the_words_between_and_the_frame_that_fired():
    f = features()
    s, o = candidate(0, 1), candidate(2, 3, "ORG", 1)
    f.sentence([s, o])
    named = {SLOTS[slot] for slot, _, _ in f.of((s, o), 0)}
    assert {"frame", "a word between", "path of functions", "top of the path"} <= named
    turned = {SLOTS[slot] for slot, _, _ in f.of((o, s), 0)}
    assert "frame" not in turned and f.of((s, o), 0) != f.of((o, s), 0)


def test_the_path_goes_through_the_verb():
    assert features().path(0, 2) == ([0], 1, [2])
    assert features().path(0, 4) == ([0], 1, [3, 4])


def test_a_companion_lends_its_score_and_a_rival_is_seen():
    name, he = candidate(0, 1, chain=0), candidate(9, 10, "he", 0)
    acme, other = candidate(2, 3, "ORG", 1, 1), candidate(5, 6, "ORG", 2, 2)
    found = [(name, acme), (he, acme), (name, other)]
    first = np.array([[3.0], [-2.0], [1.0]], np.float32)
    seen = pair_groups.views(found, first)
    assert seen[1, 0, 0] == -2.0 and seen[1, 0, 1] == 3.0  # its own, its companion's
    assert seen[0, 0, 3] == 1.0 and seen[1, 0, 3] == 1.0  # the rival for the object
    assert seen[2, 0, 1] == pair_groups.LOWEST  # nobody else says so
    rows, labels = pair_groups.worth(np.where(seen < -1, pair_groups.LOWEST, seen))
    assert rows.tolist() == [0, 1, 2] and labels.tolist() == [0, 0, 0]
    assert pair_groups.dense(seen, rows, labels).shape == (3, pair_groups.WIDTH)


def test_what_bears_on_a_pair_is_as_the_masks_say():
    """The best of its companions, rivals and converses, each found by its group, against all pairs looked at one by one."""
    rng = np.random.default_rng(7)
    for n in (1, 2, 5, 60):
        places = [
            (int(rng.integers(0, 5)), int(rng.integers(-1, 5)), *map(int, rng.integers(0, 9, 2))) for _ in range(n)
        ]
        found = [(candidate(s, s + 1, chain=a), candidate(o, o + 1, chain=b)) for a, b, s, o in places]
        first = np.round(rng.normal(-4, 3, (n, 3))).astype(np.float32)
        seen = pair_groups.views(found, first)
        at = [(a, b if b >= 0 else -2 - o, s, o) for a, b, s, o in places]
        for i, (a, b, s, o) in enumerate(at):
            others = {
                1: [j for j, x in enumerate(at) if x[:2] == (a, b) and i != j],
                2: [j for j, x in enumerate(at) if x[:2] == (a, b) and i != j and (x[2] == s or x[3] == o)],
                3: [j for j, x in enumerate(at) if x[0] == a and x[1] != b],
                4: [j for j, x in enumerate(at) if x[0] != a and x[1] == b],
                5: [j for j, x in enumerate(at) if x[2] == s and x[1] != b],
                6: [j for j, x in enumerate(at) if x[3] == o and x[0] != a],
                7: [j for j, x in enumerate(at) if x[2:] == (o, s)],
                8: [j for j, x in enumerate(at) if x[:2] == (b, a)],
            }
            for view, allowed in others.items():
                best = np.maximum(first[allowed].max(axis=0), pair_groups.LOWEST) if allowed else pair_groups.LOWEST
                assert (seen[i, :, view] == best).all(), (n, i, view)
            assert (seen[i, :, 10] == min(len(others[1]), 4)).all()
