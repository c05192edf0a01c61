"""Headers become words: spelled one way, glued ones parted, phrases joined."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.trade.wording import joined, lexicon_of, plain, ways, words_of

LEXICON = lexicon_of(["pais", "destino", "国", "原产", "原产国", "xuat khau", "nuoc", "fob"])


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Port_of-Loading", ["port", "of", "loading"]),
        ("G.W. (KGS)", ["gw", "kgs"]),
        ("HSCode", ["hs", "code"]),
        ("Précio unitário", ["precio", "unitario"]),
        ("CIF원화금액", ["cif", "원화금액"]),
        ("Wert in 1.000 EUR", ["wert", "in", "1000", "eur"]),
        ("FOB (US$'000)", ["fob", "us", "$", "000"]),
        ("Đơn giá", ["don", "gia"]),
    ],
)
def test_a_header_is_taken_apart(header: str, words: list[str]) -> None:
    assert words_of(header) == words


def test_glued_words_are_parted_in_every_way_where_a_script_has_no_spaces() -> None:
    assert ways(("paisdestino",), LEXICON) == (("pais", "destino"),)
    assert set(ways(("原产国",), LEXICON)) == {("原产国",), ("原产", "国")}
    assert ways(("unknown",), LEXICON) == (("unknown",),)


def test_a_phrase_is_one_word() -> None:
    assert joined(("nuoc", "xuat", "khau"), LEXICON) == ("nuoc", "xuat khau")


def test_a_hundred_glued_signs_are_given_up_at_once() -> None:
    started = time.process_time()
    assert len(ways(("原产国" * 33 + "x",), LEXICON)) == 1
    assert len(ways(("原产国" * 33,), LEXICON)) <= 8
    assert time.process_time() - started < 0.5


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_words_are_plain_and_never_empty(header: str) -> None:
    for word in words_of(header):
        assert word
        assert plain(word) == word
