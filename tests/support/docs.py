"""Hand-built spaCy `Doc`s: a tree written down, no model."""

import spacy
from spacy.tokens import Doc

_VOCAB = spacy.blank("en").vocab


def doc(*tokens: str, furniture=()) -> Doc:
    """Tokens as `text/TAG/dep/head` (head: index), lemma and entity label after more slashes; sentences follow from the heads."""
    parts = [t.rsplit("/", t.count("/")) for t in tokens]
    pos = {
        "NN": "NOUN",
        "NNS": "NOUN",
        "NNP": "PROPN",
        "NNPS": "PROPN",
        "VB": "VERB",
        "VBD": "VERB",
        "VBN": "VERB",
        "VBZ": "VERB",
        "VBG": "VERB",
        "IN": "ADP",
        "DT": "DET",
        "JJ": "ADJ",
        "PRP": "PRON",
        "PRP$": "PRON",
        "WP$": "PRON",
        "MD": "AUX",
        "RB": "ADV",
        "CC": "CCONJ",
        ",": "PUNCT",
        ".": "PUNCT",
        "TO": "PART",
        "WP": "PRON",
        "POS": "PART",
        "CD": "NUM",
        "AUX": "AUX",
    }
    made = Doc(
        _VOCAB,
        words=[p[0] for p in parts],
        tags=[p[1] for p in parts],
        pos=[pos[p[1]] for p in parts],
        deps=[p[2] for p in parts],
        heads=[int(p[3]) for p in parts],
        lemmas=[p[4] if len(p) > 4 else p[0].lower() for p in parts],
        ents=[f"B-{p[5]}" if len(p) > 5 else "O" for p in parts],
    )
    made.user_data["furniture"] = list(furniture)
    return made


def rows(text: str, lemmas: dict[str, str]) -> Doc:
    """The same of cells `word/TAG/dep/head` between blanks, with a fifth for the entity label; `lemmas` of words that have another."""
    cells = [cell.split("/") for cell in text.split()]
    return doc(*("/".join([*c[:4], lemmas.get(c[0], c[0].lower()), *c[4:]]) for c in cells))
