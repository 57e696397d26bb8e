"""Sums of money and numbers as texts write them."""

from __future__ import annotations

import pytest

from kg.extract import numbers
from kg.lang.numbers import load


@pytest.mark.parametrize(
    ("text", "sum_", "currency"),
    [
        ("It bids $4.1 bln for the maker", "$4.1 bln", "USD"),
        ("a fine of EUR 20m", "EUR 20m", "EUR"),
        ("paid 500 Swiss francs", "500 Swiss francs", "CHF"),
        ("paid 500 francs", "500 francs", "CHF"),
        ("2 million Kenyan shillings", "2 million Kenyan shillings", "KES"),
        ("5 billion Egyptian pounds", "5 billion Egyptian pounds", "EGP"),
        ("300 crore rupees", "300 crore rupees", "INR"),
        ("500,000 Hong Kong dollars", "500,000 Hong Kong dollars", "HKD"),
        ("R$3 million", "R$3 million", "BRL"),
        ("two hundred dollars", "two hundred dollars", "USD"),
        ("a million euros", "a million euros", "EUR"),
        ("a 740 million euro factory", "740 million euro", "EUR"),
        ("100m pounds", "100m pounds", "GBP"),
        ("2 million shillings", "2 million shillings", None),  # of which country nothing says
        ("40 million West African dollars", "40 million West African dollars", None),
    ],
)
def test_a_sum_has_its_currency(text, sum_, currency):
    found = load().money.search(text)
    assert found and found.group().strip() == sum_ and load().currency(found) == currency


@pytest.mark.parametrize("text", ["the 1920s", "Rs many", "120 million soles", "US 5", "ABCUSD5"])
def test_no_sum(text):
    assert load().money.search(text) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [(["4.1", "bln"], 4.1e9), (["twenty-five"], 25), (["2", "lakh"], 2e5), (["1,200"], 1200), (["few"], None)],
)
def test_numbers(words, value):
    assert numbers.parse(words) == value
