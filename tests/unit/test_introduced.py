"""Who is told of before the name: in the title, or by an age."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp import introduced
from kg.nlp.types import TokenMention

NLP = spacy.blank("en")


def found(
    lines: list[str], nominals: list[tuple[int, int]], names: list[tuple[int, int]], heads=None, title: bool = True
):
    """(description, name) of all that is joined; each of `lines` is a sentence, the first the title."""
    words = [w for line in lines for w in line.split()]
    starts = [n == 0 for line in lines for n in range(len(line.split()))]
    first = [max(k for k in range(i + 1) if starts[k]) for i in range(len(words))]
    above, deps = list(first), ["ROOT" if s else "dep" for s in starts]
    for i, (head, dep) in (heads or {}).items():
        above[i], deps[i] = head, dep
    tags = ["NNP" if w[0].isupper() else "CD" if w.isdigit() else "NN" for w in words]
    lemmas = [w.lower() for w in words]
    doc = Doc(NLP.vocab, words=words, tags=tags, lemmas=lemmas, heads=above, deps=deps, sent_starts=starts)
    if title:
        doc.user_data["furniture"] = [("title", (0, doc[len(lines[0].split())].idx - 1))]
    mentions = [TokenMention(a, b, b - 1, "nominal") for a, b in nominals]
    mentions += [TokenMention(a, b, b - 1, "name", "PERSON") for a, b in names]
    mentions.sort(key=lambda m: m.start)
    return [
        (doc[mentions[a].start : mentions[a].end].text, doc[mentions[b].start : mentions[b].end].text)
        for a, b, _ in introduced.find(doc, mentions)
    ]


@pytest.mark.parametrize(
    ("lines", "names", "joined"),
    [
        (["Education minister quits", "The education minister Ana Prates quit on Friday"], [(6, 8)], True),
        (["Education minister quits", "The Education Minister Ana Prates quit on Friday"], [(6, 8)], True),
        (["Education minister quits", "It rained", "The education minister Ana Prates quit"], [(8, 10)], True),
        # another office, two such, too far below, another description
        (["Education minister quits", "The health minister Ana Prates quit on Friday"], [(6, 8)], False),
        (["Education minister quits", "education minister Ana Prates and education minister Jo Lee"], [(5, 7), (10, 12)], False),
        (["Education minister quits", "It rained", "It is so", "The education minister Ana Prates quit"], [(11, 13)], False),
        (["Education minister quits", "The education ministry told Ana Prates so"], [(7, 9)], False),
    ],
)  # fmt: skip
def test_who_the_title_speaks_of_is_named_in_the_lead(lines, names, joined):
    assert bool(found(lines, [(0, 2)], names, heads={0: (1, "compound"), 1: (1, "ROOT")})) == joined


def test_without_a_title_nothing_is_read_so():
    lines = ["Education minister quits", "The education minister Ana Prates quit on Friday"]
    assert not found(lines, [(0, 2)], [(6, 8)], title=False)


@pytest.mark.parametrize(
    ("lines", "names", "joined"),
    [
        (["Fraud", "A 54-year-old man was jailed", "Ian Lee , 54 , stole money"], [(6, 8)], True),
        (["Fraud", "A 54-year-old man was jailed", "Ian Lee ( 54 ) stole money"], [(6, 8)], True),
        # another age, the wrong gender, the same sentence, two of that age, somebody named before, kin, no indefinite article
        (["Fraud", "A 54-year-old man was jailed", "Ian Lee , 53 , stole money"], [(6, 8)], False),
        (["Fraud", "A 54-year-old man was jailed", "Ann Lee , 54 , lost her money"], [(6, 8)], False),
        (["Fraud", "A 54-year-old man saw Ian Lee , 54 , steal"], [(5, 7)], False),
        (["Fraud", "A 54-year-old man was jailed", "Ian Lee , 54 , stole and Jo Kay , 54 , paid"], [(6, 8), (13, 15)], False),
        (["Lee wins", "A 54-year-old man was jailed", "Ian Lee , 54 , stole"], [(0, 1), (7, 9)], False),
        (["Fraud", "A 54-year-old man was jailed", "brother Ian Lee , 54 , stole"], [(7, 9)], False),
        (["Fraud", "The 54-year-old man was jailed", "Ian Lee , 54 , stole"], [(6, 8)], False),
    ],
)  # fmt: skip
def test_who_has_an_age_is_the_one_named_with_it(lines, names, joined):
    at = len(lines[0].split())
    assert bool(found(lines, [(at, at + 3)], names)) == joined


@pytest.mark.parametrize(
    ("lead", "second", "joined"),
    [
        ("A former manager was jailed\n\n", "Ian Lee , 54 , stole money", True),
        # no age behind the name, whom something befell, the same paragraph, a name that the text had before
        ("A former manager was jailed\n\n", "Ian Lee stole money here today", False),
        ("A former manager was killed\n\n", "Ian Lee , 54 , stole money", False),
        ("A former manager was jailed ", "Ian Lee , 54 , stole money", False),
        ("A former manager was jailed\n\n", "money , Ian Lee , 54 , stole", False),
    ],
)  # fmt: skip
def test_the_next_paragraph_begins_with_the_name(lead, second, joined):
    first = lead.split()
    words, end = [*first, *(["\n\n"] if lead.endswith("\n\n") else []), *second.split()], len(first)
    end += lead.endswith("\n\n")
    starts = [i in (0, end) for i in range(len(words))]
    heads = [max(k for k in range(i + 1) if starts[k]) for i in range(len(words))]
    deps = ["ROOT" if s else "dep" for s in starts]
    heads[0], deps[0], heads[2], deps[2] = 4, "dep", 4, "nsubjpass"
    heads[:5], deps[4] = [2, 2, 4, 4, 4], "ROOT"
    tags = ["_SP" if w.isspace() else "NNP" if w[0].isupper() else "CD" if w.isdigit() else "NN" for w in words]
    lemmas = [{"jailed": "jail", "killed": "kill"}.get(w, w.lower()) for w in words]
    doc = Doc(NLP.vocab, words=words, tags=tags, lemmas=lemmas, heads=heads, deps=deps, sent_starts=starts)
    name = words.index("Ian")
    mentions = [TokenMention(0, 3, 2, "nominal"), TokenMention(name, name + 2, name + 1, "name", "PERSON")]
    assert bool(introduced.find(doc, mentions)) == joined


@pytest.mark.parametrize(
    ("before", "names", "joined"),
    [
        ("They signed Ian Lee", [(2, 4)], "Ian Lee"),
        ("They signed Ian Lee from Rovers", [(2, 4), (5, 6)], "Ian Lee"),
        # two in full, one whose age is told, nobody
        ("They signed Ian Lee and Jo Kay", [(2, 4), (5, 7)], None),
        ("They signed Ian Lee , 30 , too", [(2, 4)], None),
        ("They signed him on Monday too", [], None),
    ],
)
def test_an_age_stands_for_who_was_named_last(before, names, joined):
    words = [*before.split(), *"The 34 - year - old smiled".split()]
    at = len(words) - 7
    heads, deps = [0] * at + [at + 5, at + 3, at + 3, at + 5, at + 5, at + 6, at + 6], ["dep"] * len(words)
    deps[0] = "ROOT"
    for i, dep in enumerate(("det", "nummod", "punct", "npadvmod", "punct", "nsubj", "ROOT")):
        deps[at + i] = dep
    tags = ["NNP" if w[0].isupper() else "CD" if w.isdigit() else "NN" for w in words]
    lemmas = [w.lower() for w in words]
    doc = Doc(NLP.vocab, words=words, tags=tags, lemmas=lemmas, heads=heads, deps=deps)
    mentions = [TokenMention(a, b, b - 1, "name", "PERSON") for a, b in names]
    mentions.append(TokenMention(at, at + 6, at + 5, "nominal"))
    found = [doc[mentions[b].start : mentions[b].end].text for _, b, _ in introduced.find(doc, mentions)]
    assert found == ([joined] if joined else [])
