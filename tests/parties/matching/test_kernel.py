"""The kernel: the search finds what going through everything finds, compiled or interpreted."""

import importlib.util
import sys
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.parties.matching import index, kernel, search
from tidewaiter.parties.matching.heard import Heard, ear
from tidewaiter.parties.matching.roles import ROLES
from tidewaiter.parties.names.sounds import table

WORDS = st.text("aeioumndrsklthjyg", min_size=1, max_size=12)


def interpreted() -> ModuleType:
    """The kernel's source as it stands, whether or not a compiled one is installed beside it."""
    path = Path(kernel.__file__).with_name("kernel.py")
    spec = importlib.util.spec_from_file_location("tidewaiter_kernel_interpreted", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def heard(word: str) -> Heard:
    return Heard(*ear().hear(word), bare=False, cost=0)


def sounds(word: str) -> bytes:
    return ear().hear(word)[0]


@pytest.fixture(scope="module")
def both(small: search.Search) -> tuple[Any, Any]:
    """The same index under the kernel in use and under the interpreted one."""
    plain = search.Search(index.Saved({}, small.arrays), kernel=interpreted())
    return small.kernel, plain.kernel


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_a_word_is_found_near_exactly_those_that_a_scan_of_all_finds(small: search.Search, word: str) -> None:
    told = heard(word)
    if told.sounds:
        assert small.kernel.near(told) == small.kernel.scan(told)


@settings(max_examples=100, deadline=None)
@given(st.text("AWYEMbdkfnrsltjhmz", min_size=1, max_size=9))
def test_a_word_without_vowels_is_found_near_exactly_those_that_a_scan_finds(small: search.Search, word: str) -> None:
    told = heard(word)._replace(letters=b"", bare=True)
    if told.sounds:
        assert small.kernel.near(told) == small.kernel.scan(told)


@settings(max_examples=100, deadline=None)
@given(WORDS)
def test_compiled_and_interpreted_find_the_same_words(both: tuple[Any, Any], word: str) -> None:
    told = heard(word)
    if told.sounds:
        assert both[0].near(told) == both[1].near(told)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=3), st.sampled_from(range(len(ROLES))), st.integers(0, 2))
def test_compiled_and_interpreted_gather_the_same(
    both: tuple[Any, Any], words: list[str], role: int, most: int
) -> None:
    rows = tuple(heard(word)._replace(cost=20, factor=3) for word in words if heard(word).sounds)
    assert both[0].gather(rows, role, most) == both[1].gather(rows, role, most)


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_whole_for_the_same_word(small: search.Search, one: str, two: str) -> None:
    a, b = sounds(one), sounds(two)
    if a and b:
        assert small.kernel.heard(a, b, False) == small.kernel.heard(b, a, False)
        assert small.kernel.heard(a, a, False) == 1000
        assert 0 <= small.kernel.heard(a, b, False) <= 1000


def test_two_letters_that_changed_places_cost_less_than_two_that_were_changed(small: search.Search) -> None:
    swapped = small.kernel.typed(*(heard(word).letters for word in ("mohamed", "mohaemd")))
    changed = small.kernel.typed(*(heard(word).letters for word in ("mohamed", "mohatrd")))
    assert swapped > changed


def test_another_consonant_says_more_where_vowels_are_not_written(small: search.Search) -> None:
    whole = small.kernel.heard(sounds("mutakin"), sounds("musakin"), False)
    assert small.kernel.heard(sounds("mtkn"), sounds("mlakin"), True) < whole
    assert small.kernel.heard(sounds("mtkn"), sounds("mutakin"), True) > 900


def test_a_written_vowel_that_begins_a_name_is_always_spelled(small: search.Search) -> None:
    assert small.kernel.heard(sounds("AsmAr"), sounds("ismar"), True) > 900
    assert small.kernel.heard(sounds("AsmAr"), sounds("samar"), True) < 850


def test_another_digit_is_another_number(small: search.Search) -> None:
    assert small.kernel.heard(sounds("61"), sounds("62"), False) < small.kernel.floor


@given(st.binary(min_size=0, max_size=14), st.sampled_from([0, 1, 2]))
def test_tags_hold_the_hash_of_every_rest(text: bytes, lost: int) -> None:
    rests = {text}
    for _ in range(lost):
        rests |= {rest[:at] + rest[at + 1 :] for rest in rests for at in range(len(rest))}
    assert set(kernel.tags(text, 1, lost)) == {kernel.tags(rest, 1, 0)[0] for rest in rests}


def test_keys_have_equal_neighbours_once_and_frames_no_vowels() -> None:
    assert heard("qaddafi").key == heard("gadhafi").key == b"katapi"
    assert heard("muhammad").frame == b"mhmt"


def test_the_longest_stretch_of_letters_is_heard_and_some_only_at_the_beginning() -> None:
    def signs(word: str) -> str:
        return "".join(table().signs[one] for one in sounds(word))

    assert signs("khrushchev") == "xruSev"
    assert signs("xinmax") == "Sinmaks"
    assert signs("anna") == "ana"
    assert signs("1100") == "1100"


def test_an_h_behind_the_last_vowel_is_in_no_key() -> None:
    assert heard("sarah").key == heard("sara").key
    assert heard("h").key == b"h"


@settings(max_examples=200, deadline=None)
@given(st.text("abcdeghiknoqstuxyzAWYEM0123456789 é-", max_size=90))
def test_compiled_and_interpreted_hear_the_same(word: str) -> None:
    known = table()
    plain = interpreted().Ear(known.signs, known.spelled, known.families, known.vowels)
    assert ear().hear(word) == plain.hear(word)
    assert all(len(one) <= kernel.LONGEST for one in plain.hear(word))


def test_arrays_are_of_the_types_that_the_compiled_kernel_takes(small: search.Search) -> None:
    assert small.arrays["tagged"].format == "Q"
    assert array("Q").itemsize == 8


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(2**60, 2**60 + 5), max_size=60), st.integers(8, 12))
def test_entries_come_in_order_each_once_with_their_beginnings(entries: list[int], bits: int) -> None:
    for engine in (kernel, interpreted()):
        starts, found = engine.ordered(array("Q", entries), bits)
        assert list(found) == sorted(set(entries))
        for top in {one >> (64 - bits) for one in entries}:
            assert {one >> (64 - bits) for one in found[starts[top] : starts[top + 1]]} == {top}
        assert starts[-1] == len(found)


def test_several_threads_hear_by_one_ear() -> None:
    known = table()
    plain = interpreted().Ear(known.signs, known.spelled, known.families, known.vowels)
    words = [f"{first}ostik{last}ne" for first in "bdfgklmnprst" for last in "aeiou"]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(plain.hear, words * 40)) == [ear().hear(word) for word in words * 40]
