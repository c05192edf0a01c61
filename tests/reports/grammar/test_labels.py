"""The reader's questions are answered alike over another parser's scheme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tidewaiter.errors import ReaderError
from tidewaiter.model import Document
from tidewaiter.reports import pipelines
from tidewaiter.reports.grammar.labels import is_clear, universal
from tidewaiter.reports.read import pipeline, read

# word, Penn tag, head, label, as spaCy's own English pipelines label
GIVEN = [
    ("Cars", "NNS", 2, "nsubjpass"), ("were", "VBD", 2, "auxpass"), ("sent", "VBN", 2, "ROOT"), ("to", "IN", 2, "prep"),
    ("Iran", "NNP", 3, "pobj"), ("by", "IN", 2, "agent"), ("a", "DT", 7, "det"), ("firm", "NN", 5, "pobj"),
    (".", ".", 2, "punct"),
]  # fmt: skip
BEING = [
    ("The", "DT", 1, "det"), ("car", "NN", 2, "nsubj"), ("is", "VBZ", 2, "ROOT"), ("a", "DT", 4, "det"),
    ("gift", "NN", 2, "attr"), ("of", "IN", 4, "prep"), ("peace", "NN", 5, "pobj"), (".", ".", 2, "punct"),
]  # fmt: skip


def turned(rows: list[tuple[str, str, int, str]]) -> dict[str, tuple[str, str]]:
    words = [row[0] for row in rows]
    labels, heads = universal([row[3] for row in rows], [row[2] for row in rows], [row[1] for row in rows])
    return {word: (label, words[head]) for word, label, head in zip(words, labels, heads, strict=True)}


def test_a_noun_takes_the_place_of_its_preposition() -> None:
    arcs = turned(GIVEN)
    assert arcs["Iran"] == ("obl", "sent")
    assert arcs["to"] == ("case", "Iran")
    assert arcs["firm"] == ("obl:agent", "sent")


def test_a_passive_is_named_as_one() -> None:
    assert turned(GIVEN)["Cars"] == ("nsubj:pass", "sent")
    assert turned(GIVEN)["were"] == ("aux:pass", "sent")


def test_a_predicate_heads_its_clause() -> None:
    arcs = turned(BEING)
    assert arcs["gift"] == ("ROOT", "gift")
    assert arcs["is"] == ("cop", "gift")
    assert arcs["car"] == ("nsubj", "gift")
    assert arcs["peace"] == ("nmod", "gift")


def test_conjuncts_hang_on_the_first() -> None:
    rows = [("cars", "NNS", 0, "ROOT"), ("boats", "NNS", 0, "conj"), ("planes", "NNS", 1, "conj")]
    assert turned(rows)["planes"] == ("conj", "cars")


def test_each_scheme_is_told_by_its_labels() -> None:
    assert is_clear([row[3] for row in GIVEN])
    assert not is_clear(["nsubj", "obl", "case", "obj", "ROOT"])


def test_a_pipeline_from_a_folder_reads_as_the_package_does(tmp_path: Path) -> None:
    pipeline().to_disk(tmp_path / "own")
    text = "SEOUL, March 5, 2024 - North Korea received two yachts from an Italian yard, the harbour office said.\n"
    document = Document("d", text, "", "", language="en")
    other = pipelines.reader(str(tmp_path / "own"))(document)
    assert other.events == read(document).events
    assert other.statements == read(document).statements
    assert other.reader != read(document).reader


def blank(folder: Path, language: str, *parts: str) -> str:
    import spacy

    nlp: Any = spacy.blank(language)
    for part in parts:
        nlp.add_pipe(part)
    nlp.to_disk(folder)
    return str(folder)


def test_a_pipeline_that_is_not_installed_is_refused_with_a_hint() -> None:
    with pytest.raises(ReaderError) as caught:
        pipelines.load("no_such_pipeline")
    assert "spacy download" in (caught.value.hint or "")


def test_a_pipeline_of_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="is for 'fr'"):
        pipelines.load(blank(tmp_path / "fr", "fr"))


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no tagger and no parser"):
        pipelines.load(blank(tmp_path / "en", "en", "sentencizer"))
