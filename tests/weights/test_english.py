"""The data package: loads, keeps given sentences, reads the same thing every time, and is what it says it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import tidewaiter_english

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXT = (
    "The tanker is believed to be supplying fuel to the army. Two brokers denied the sale of arms to Syria, "
    "and a spokeswoman said on Monday that no cargo had been shipped from the port since March."
)
OTHERS = ("A short line.", "Nobody answered the letter that the ministry had sent in June.", "Coal, iron and steel.")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return tidewaiter_english.load()


def arcs(doc: Doc) -> list[tuple[str, str, str, int]]:
    return [(token.tag_, token.lemma_, token.dep_, token.head.i) for token in doc]


def test_every_token_gets_a_tag_a_lemma_and_a_head(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert all(token.tag_ and token.pos_ and token.lemma_ and token.dep_ for token in doc)
    assert all(token.has_head() or token.dep_ == "ROOT" for token in doc)


def test_it_can_be_loaded_twice(nlp: Language) -> None:
    again = tidewaiter_english.load()
    assert arcs(again(TEXT)) == arcs(nlp(TEXT))


def test_arms_are_not_more_than_one_arm(nlp: Language) -> None:
    doc = nlp("The panel reported that the vessel carried arms.")
    assert next(token.lemma_ for token in doc if token.text == "arms") == "arms"


def test_the_words_of_the_domain_are_read_as_verbs(nlp: Language) -> None:
    doc = nlp("The company is supplying machinery to the North and was shipping coal to Chinese ports.")
    verbs = {token.text: (token.pos_, token.lemma_) for token in doc if token.text in ("supplying", "shipping")}
    assert verbs == {"supplying": ("VERB", "supply"), "shipping": ("VERB", "ship")}


def test_given_sentence_starts_are_kept(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    starts = [0, 5, 17, 30]
    for token in doc:
        token.is_sent_start = token.i in starts
    doc = nlp(doc)
    assert [sent.start for sent in doc.sents] == starts
    assert all(sent.start <= token.head.i < sent.end for sent in doc.sents for token in sent)
    assert all(sum(token.head.i == token.i for token in sent) == 1 for sent in doc.sents)


def test_the_same_text_reads_the_same_alone_and_in_a_batch(nlp: Language) -> None:
    alone = arcs(nlp(TEXT))
    assert arcs(nlp(TEXT)) == alone
    batch = list(nlp.pipe([*OTHERS, TEXT, *OTHERS * 10, TEXT], batch_size=7))
    assert [arcs(doc) for doc in batch if doc.text == TEXT] == [alone, alone]


def test_the_checksum_names_the_files_that_are_there() -> None:
    assert tidewaiter_english.combine(tidewaiter_english.digests()) == tidewaiter_english.checksum()


def test_the_version_stands_in_the_weights(nlp: Language) -> None:
    assert nlp.meta["version"] == tidewaiter_english.VERSION


def test_no_word_of_the_treebanks_is_shipped_as_a_vocabulary() -> None:
    strings = (tidewaiter_english.FOLDER / "vocab" / "strings.json").read_text(encoding="utf-8")
    assert "Zarqawi" not in strings
    assert not (tidewaiter_english.FOLDER / "vocab" / "vectors").exists()


def test_the_files_come_in_a_fixed_order() -> None:
    names = list(tidewaiter_english.digests())
    assert all(first < second for first, second in pairwise(names))
