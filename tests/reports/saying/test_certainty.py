"""How surely a text tells of what its words name; on sentences of our own."""

from __future__ import annotations

import functools

import pytest

from tidewaiter.reports.grammar import parsing
from tidewaiter.reports.grammar.words import load
from tidewaiter.reports.read import pipeline, run
from tidewaiter.reports.saying import certainty


def of(sentence: str, word: str) -> str:
    nlp = pipeline()
    text = parsing.read(sentence, load("en"), functools.partial(run, nlp), nlp, bodies=[(0, len(sentence))])
    return certainty.of_word(text, text.lower.index(word))


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The crew unloaded the barge.", "unloaded", "certain"),
        ("The crew did not unload the barge.", "unload", "denied"),
        ("Nobody unloaded the barge.", "unloaded", "denied"),
        ("The crew managed to unload the barge.", "unload", "certain"),
        ("The crew refused to unload the barge.", "unload", "denied"),
        ("The crew wanted to unload the barge.", "unload", "wanted"),
        ("The crew agreed to unload the barge.", "unload", "likely"),
        ("The crew began to unload the barge.", "unload", "certain"),
        ("The crew gathered at dawn to unload the barge.", "unload", "likely"),
        ("The crew could not have unloaded the barge.", "unloaded", "doubted"),
        ("The crew may have unloaded the barge.", "unloaded", "possible"),
        ("The crew probably unloaded the barge.", "unloaded", "likely"),
        ("The crew will unload the barge.", "unload", "expected"),
        ("The owner said the crew would unload the barge.", "unload", "expected"),
        ("If the crew unloads the barge, the port will charge a fee.", "unloads", "open"),
        ("The owner believes the crew unloaded the barge.", "unloaded", "believed"),
        ("The crew left without unloading the barge.", "unloading", "denied"),
        ("The storm prevented the crew from unloading the barge.", "unloading", "denied"),
        ("The owner fears a possible collision.", "collision", "possible"),
        ("The port saw no collision.", "collision", "denied"),
    ],
)
def test_certainty(sentence: str, word: str, expected: str) -> None:
    assert of(sentence, word) == expected


def test_who_did_not_fail_to_do_a_thing_did_it() -> None:
    assert of("The crew did not fail to unload the barge.", "unload") == "certain"
