"""Lemmas: the shipped table first, the rules of English spelling behind it."""

from __future__ import annotations

import pytest
import tidewaiter_english
from hypothesis import given, settings
from hypothesis import strategies as st
from tidewaiter_english.lemmas import LemmaTable, find_lemma, read_table, spell_base

TABLE = read_table(tidewaiter_english.FOLDER / "lemmas.json")


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("supplies", "VBZ", "supply"),
        ("supplies", "NNS", "supply"),
        ("shipped", "VBN", "ship"),
        ("procured", "VBD", "procure"),
        ("seizing", "VBG", "seize"),
        ("transferred", "VBN", "transfer"),
        ("donating", "VBG", "donate"),
        ("sold", "VBD", "sell"),
        ("denies", "VBZ", "deny"),
        ("smuggling", "VBG", "smuggle"),
        ("vessels", "NNS", "vessel"),
        ("embargoes", "NNS", "embargo"),
        ("cargoes", "NNS", "cargo"),
        ("delegations", "NNS", "delegation"),
        ("spokesmen", "NNS", "spokesman"),
        ("goods", "NNS", "goods"),
        ("Arms", "NNS", "arms"),
        ("United", "NNP", "United"),
        ("was", "VBD", "be"),
    ],
)
def test_words_of_the_domain_have_their_dictionary_form(form: str, tag: str, lemma: str) -> None:
    assert find_lemma(form, tag, TABLE) == lemma


@pytest.mark.parametrize(
    ("form", "tag", "base"),
    [
        ("airlifted", "VBD", "airlift"),
        ("interdicting", "VBG", "interdict"),
        ("decommissioned", "VBN", "decommission"),
        ("galvanizing", "VBG", "galvanize"),
        ("reflagged", "VBN", "reflag"),
        ("blockaded", "VBD", "blockade"),
        ("salvaging", "VBG", "salvage"),
        ("bartered", "VBD", "barter"),
    ],
)
def test_a_verb_nobody_has_seen_is_not_invented(form: str, tag: str, base: str) -> None:
    assert spell_base(form, tag, frozenset()) == base


def test_a_name_keeps_its_form_and_its_capitals() -> None:
    assert spell_base("Myohyang", "NNP", frozenset()) == "Myohyang"


def test_the_table_beats_the_rules() -> None:
    table = LemmaTable(words={"NNS": {"wares": "wares"}}, verbs=frozenset())
    assert find_lemma("Wares", "NNS", table) == "wares"


@settings(max_examples=100, deadline=None)
@given(form=st.text(min_size=1, max_size=12), tag=st.sampled_from(["NN", "NNS", "VBZ", "VBD", "VBG", "NNP", "CD"]))
def test_no_word_loses_its_lemma_altogether(form: str, tag: str) -> None:
    assert find_lemma(form, tag, TABLE) or form.strip(",") == ""
