"""Given names: whose they nearly always are."""

from __future__ import annotations

import pytest

from kg.lang import given


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Maria", "f"), ("Rosamund", None), ("Luis", "m"), ("Andrea", ""), ("JÜRGEN", "m"), ("Corporation", None)],
)
def test_a_name_has_a_gender_where_it_nearly_always_is_of_one(name, gender):
    assert given.gender(name) == gender


def test_the_list_is_of_names():
    assert given.gender("the") is None and given.gender("") is None
