"""Words of a language stand in `kg/lang/<language>`, not in the code that reads with them."""

import ast
import re

import pytest

from tests.support.shared import ROOT

ROOMS = [p for room in ("nlp", "extract", "resolve", "ingest") for p in sorted((ROOT / "kg" / room).rglob("*.py"))]
TEXTS = {"lower_", "lemma_", "text", "norm_", "orth_"}  # attributes that hold what is written
AFFIXED = {"startswith", "endswith", "removeprefix", "removesuffix"}
FOLDED = {"lower", "casefold", "lemma", "verb_key"}  # calls that give it
# words of grammar that are names here
NAMES = {
    *"alone any around between by down first itself last other own top up".split(),  # features
    *"after before i least name to".split(),  # a relation, fields and keys
    *"beside of with".split(),  # keys of frames
    *"against for who".split(),  # groups of patterns
    *"a 's ’s".split(),  # WordNet's adjectives; what the tokenizer cuts off is a mark
}


def _constants(node):
    return [n for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _is_text(node):
    """Whether an expression is what a token or a text says: `token.lower_`, `name.casefold()`."""
    if isinstance(node, ast.Attribute):
        return node.attr in TEXTS
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return name in FOLDED
    return False


def compared(tree):
    """Words that the code compares what is written with, one by one or as a set."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(map(_is_text, sides)):
                yield from (c for s in sides if not isinstance(s, ast.Call) for c in _constants(s))
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in AFFIXED and _is_text(node.func.value):
            yield from (c for a in node.args for c in _constants(a))


def listed(tree):
    """Words of grammar wherever they stand: *the*, *these*, *had*."""
    from spacy.lang.en.stop_words import STOP_WORDS

    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for constant in _constants(tree):
        if id(constant) not in told and constant.value in STOP_WORDS - NAMES:
            yield constant


def patterned(tree):
    """Regular expressions that spell words out."""
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for constant in _constants(tree):
        pattern = constant.value
        if id(constant) not in told and re.search(r"\\[bswdnSDW]|\(\?|\[\^", pattern):
            plain = re.sub(r"\\[a-zA-Z]|\(\?P<\w+>|\(\?[a-z]+[:)]|\[[^\]]*\]", " ", pattern)
            if re.search(r"[A-Za-z]{3,}", plain) and "XXXX" not in plain and "html" not in plain:
                yield constant


def found(tree):
    words = [c for c in compared(tree) if re.search(r"[^\W\d_]{2,}", c.value)]
    return {(c.lineno, c.value) for c in (*words, *listed(tree), *patterned(tree))}


@pytest.mark.parametrize("path", ROOMS, ids=lambda p: str(p.relative_to(ROOT / "kg")))
def test_no_word_of_english_stands_in_code(path):
    assert not found(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize(
    "code",
    [
        'token.lower_ == "of"',
        'token.head.lemma_ in ("mayor", "sheriff")',
        'grammar.lemma(verb) == "serve"',
        'word.casefold().startswith("ex-")',
        '_SMALL = frozenset({"these", "those"})',
        '_AGE = re.compile(r"\\b(\\d+)-year-old\\b")',
    ],
)
def test_words_of_english_are_seen(code):
    assert found(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        'token.dep_ == "nsubj"',
        'mention.kind == "name"',
        'token.text == ","',
        're.compile(r"\\d{4}")',
        '"""The word *of*."""',
    ],
)
def test_what_is_no_word_is_left_alone(code):
    assert not found(ast.parse(code))
