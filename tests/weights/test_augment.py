"""The copies with the words of the domain: the same trees, the same tags, the same sentences every time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

TRAINING = Path(__file__).resolve().parents[2] / "training"


@pytest.fixture(scope="module")
def augment() -> ModuleType:
    spec = importlib.util.spec_from_file_location("training_augment", TRAINING / "augment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sentence() -> Doc:
    words = ["A", "farmer", "painted", "the", "fence", "in", "the", "garden", "."]
    return Doc(
        spacy.blank("en").vocab,
        words=words,
        tags=["DT", "NN", "VBD", "DT", "NN", "IN", "DT", "NN", "."],
        pos=["DET", "NOUN", "VERB", "DET", "NOUN", "ADP", "DET", "NOUN", "PUNCT"],
        lemmas=["a", "farmer", "paint", "the", "fence", "in", "the", "garden", "."],
        heads=[1, 2, 2, 4, 2, 7, 7, 2, 2],
        deps=["det", "nsubj", "ROOT", "det", "obj", "case", "det", "obl", "punct"],
    )


@pytest.fixture(scope="module")
def words(augment: ModuleType) -> Any:
    return augment.read_words(TRAINING / "words.yaml")


def reaches_root(rows: Any, place: int) -> bool:
    seen: set[int] = set()
    while place not in seen and 0 <= place < len(rows):
        seen.add(place)
        place = rows[place].head
    return place in seen and rows[place].head == place


def test_a_verb_gives_its_place_to_one_of_ours_and_the_tree_stays(augment: Any, words: Any, sentence: Doc) -> None:
    rows = augment.make_sentences([sentence], words)[0]
    past = {line.split()[2] for line in (*words.verbs.transfer, *words.verbs.other)}
    assert rows[2].form in past
    assert [(row.tag, row.dep, row.head) for row in rows] == [(t.tag_, t.dep_, t.head.i) for t in sentence]


def test_the_same_seed_gives_the_same_sentences(augment: Any, words: Any, sentence: Doc) -> None:
    assert augment.make_sentences([sentence], words) == augment.make_sentences([sentence], words)


def test_every_copy_is_one_sentence(augment: Any, words: Any, sentence: Doc) -> None:
    for rows in augment.make_sentences([sentence], words):
        doc = augment.to_doc(rows, sentence.vocab)
        assert len(list(doc.sents)) == 1


def test_an_article_follows_the_sound_of_the_new_word(augment: Any, sentence: Doc) -> None:
    rows = augment.to_rows(sentence[:])
    augment._put(rows, 1, "envoy")
    assert [row.form for row in rows[:2]] == ["An", "envoy"]


def test_a_phrase_of_ours_hangs_its_prepositions_on_the_event(augment: Any) -> None:
    drawn = {"event": "export", "mass": "coal", "goods": "trucks", "plural": "arms", "place": "North Korea"}
    rows = augment.build_phrase(
        "DET EVENT of GOODS to PLACE",
        "NN",
        lambda group, tag: drawn[group],
        Random(1),
        lambda form, tag: ("ADP", ""),
    )
    head = next(i for i, row in enumerate(rows) if row.dep == "head")
    assert [rows[row.head].form for row in rows if row.dep == "nmod"] == ["export", "export"]
    assert rows[head].form == "export"
    assert (rows[-2].form, rows[-2].dep, rows[-2].head) == ("North", "compound", len(rows) - 1)


def test_a_spliced_phrase_keeps_the_rest_of_the_tree(augment: Any, sentence: Doc) -> None:
    row = augment.Row("export", True, "NN", "NOUN", "", "export", "head", -1)
    ours = [augment.Row("the", True, "DT", "DET", "", "the", "det", 1), row]
    ours += [augment.Row("to", True, "IN", "ADP", "", "to", "case", 3)]
    ours += [augment.Row("Iran", True, "NNP", "PROPN", "", "Iran", "nmod", 1)]
    rows = augment.splice(augment.to_rows(sentence[:]), 3, 4, ours)
    assert " ".join(row.form for row in rows) == "A farmer painted the export to Iran in the garden ."
    assert (rows[4].dep, rows[rows[4].head].form) == ("obj", "painted")
    assert rows[rows[9].head].form == "painted"


def test_a_route_behind_a_verb_belongs_to_the_verb(augment: Any, sentence: Doc) -> None:
    drawn = {"place": "Iran", "day": "Sunday"}
    route = augment.build_route(
        "to PLACE on DAY", lambda group, tag: drawn[group], Random(1), lambda form, tag: ("ADP", "")
    )
    rows = augment.insert(augment.to_rows(sentence[:]), 5, route, 2, passive=False)
    assert " ".join(row.form for row in rows) == "A farmer painted the fence to Iran on Sunday in the garden ."
    assert [(rows[i].dep, rows[rows[i].head].form) for i in (6, 8, 11)] == [("obl", "painted")] * 3


def test_who_did_it_is_the_agent_of_a_passive(augment: Any, sentence: Doc) -> None:
    drawn = {"place": "Iran", "agent": "envoys"}
    route = augment.build_route(
        "by AGENT to PLACE", lambda group, tag: drawn[group], Random(1), lambda form, tag: ("ADP", "")
    )
    rows = augment.insert(augment.to_rows(sentence[:]), 3, route, 2, passive=True)
    assert [row.dep for row in rows if row.form in ("envoys", "Iran")] == ["obl:agent", "obl"]


def test_every_copy_from_the_treebank_is_a_single_tree(augment: Any, words: Any, shared: Path) -> None:
    from spacy.tokens import DocBin

    path = shared / "data" / "ud" / "all-dev.spacy"
    if not path.is_file():
        pytest.skip("the treebank file ../shared/data/ud/all-dev.spacy is not here")
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    sentences = augment.make_sentences(docs, words)
    assert len(sentences) > 1000
    for rows in sentences:
        assert sum(row.head == i for i, row in enumerate(rows)) == 1
        assert all(reaches_root(rows, i) for i in range(len(rows)))
