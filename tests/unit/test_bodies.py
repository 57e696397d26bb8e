"""Organizations that alone bear their name are linked; names of many, and mere words, are not."""

from __future__ import annotations

import pytest

from kg.lang import bodies, territories
from kg.learned import make_bodies
from kg.learned.linear import Weights
from kg.resolve.links import AMBIGUOUS, Links


def test_a_body_is_found_by_its_name():
    assert bodies.find("Boeing") == bodies.find("BOEING") == "Q66" and bodies.find("Deutsche Bank") == "Q66048"
    assert bodies.find("boeing") is None and bodies.find("Ministry of Defence") is None


@pytest.mark.parametrize(
    ("label", "cls", "telling"),
    [
        ("Deutsche Bank", "Bank", True),
        ("Central Bank", "Bank", False),
        ("Swiss National Bank", "Bank", True),
        ("Ministry of Justice of France", "Ministry", True),
        ("Ministry of Justice", "Ministry", False),
        ("Lufthansa", "Company", True),
        ("Crown", "Company", False),
        ("ABC", "Company", False),
        ("7", "Company", False),
        ("Berlin", "Company", False),
    ],
)
def test_only_a_name_that_tells_the_body_is_kept(label, cls, telling):
    assert make_bodies.is_telling(label, cls) == telling


def test_a_description_says_the_class():
    assert make_bodies.described("American multinational technology company based in Cupertino") == "Company"
    assert make_bodies.described("city in Ohio") != "Company" and make_bodies.described("") is None


def test_what_annotators_meant_comes_first():
    links = Links(Weights({}, {}, {"names": {"Organization": {"boeing": "Q1", "deutsche bank": AMBIGUOUS}}}))
    assert links.find("Boeing", "Organization") == "Q1"
    assert not links.find("Deutsche Bank", "Organization")
    assert links.find("FedEx", "Organization") == "Q459477" and links.find("FedEx", "Person") is None


def test_bodies_that_every_newspaper_names_are_linked():
    links = Links(Weights({}, {}, {"names": {"Organization": {"world bank": AMBIGUOUS}}}))
    assert links.find("the African Union", "Organization") == links.find("African Union", "Organization") == "Q7159"
    assert links.find("Reuters", "Organization") == "Q130879" and links.find("Reuters", "Place") is None
    assert links.find("World Bank", "Organization") == "Q7164"
    assert links.find("Guardian", "Organization") is None


@pytest.mark.parametrize(("name", "item"), [("the Netherlands", "Q55"), ("Denmark", "Q35"), ("France", "Q142")])
def test_a_country_is_not_its_kingdom(name, item):
    found = territories.find(name)
    assert found is not None and found.qid == item
