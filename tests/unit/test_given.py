"""Given names: whose they nearly always are."""

from __future__ import annotations

import pytest

from kg.lang import given
from kg.nlp import coref_features


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Maria", "f"), ("Rosamund", None), ("Luis", "m"), ("Andrea", ""), ("JÜRGEN", "m"), ("Corporation", None)],
)
def test_a_name_has_a_gender_where_it_nearly_always_is_of_one(name, gender):
    assert given.gender(name) == gender


def test_the_list_is_of_names():
    assert given.gender("the") is None and given.gender("") is None


@pytest.mark.parametrize(
    ("name", "leans", "gender"),
    [
        ("Maria", 0.3, "FEMALE"),  # what the lists say goes before the vector
        ("Andrea", -0.3, "NO_GENDER"),
        ("Zzyzx", 0.2, "MALE"),
        ("Zzyzx", 0.1, "NO_GENDER"),
        ("Zzyzx", -0.3, "FEMALE"),
    ],
)
def test_a_name_in_no_list_goes_by_its_vector(name, leans, gender):
    assert coref_features.gender_of(name, leans) == getattr(coref_features, gender)
