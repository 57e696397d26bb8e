"""What happens in a novel, film or play is no fact; what is said of the work and its makers is."""

import pytest

from kg import pipeline
from kg.learned.models import Models
from kg.model import Document
from kg.nlp import pipeline as nlp_pipeline


def status(text: str, word: str) -> str:
    record = pipeline.annotate_document(Document("d", text), nlp_pipeline.load(), Models())
    return next(e.status.status for e in record.events if text[slice(*e.trigger)] == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is a drama about two sisters who inherit a bathhouse in Tskaltubo.", "inherit"),
        ("The novel follows a schoolteacher who leaves Lyon for Paris.", "leaves"),
        ("The film tells the story of Bo Li, who kills Ana Prates.", "kills"),
        ("Ana Prates won for her role as a cook in Tongues, in which she speaks five languages.", "speaks"),
        ("In the novel, Ana Prates travels to Lyon.", "travels"),
    ],
)
def test_what_happens_in_a_work_is_no_fact(text, word):
    assert status(text, word) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The novel follows a schoolteacher who leaves Lyon for Paris.", "follows"),
        ("In the film, Ana Prates plays a nurse.", "plays"),
        ("Ana Prates directed a film that won a prize in Lyon.", "won"),
        ("The play was written by Bo Li, who lives in Lyon.", "lives"),
        ("The premiere of a film of Bo Li, who lives in Lyon, was on Monday.", "lives"),
        ("Police found the story of a man who stole a car.", "stole"),
    ],
)
def test_what_is_said_of_a_work_is_one(text, word):
    assert status(text, word) == "asserted"
