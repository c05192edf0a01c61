"""Numbers of States in national lists."""

from __future__ import annotations

import pytest

from tidewaiter.errors import InputError
from tidewaiter.places import find_in_column, find_number, get, lists_of
from tidewaiter.places.numbers import number_lists

KOREAS = {
    "iso": ("408", "410"),
    "us": ("5790", "5800"),
    "cn": ("109", "133"),
    "jp": ("104", "103"),
    "eu": ("724", "728"),
    "br": ("1872", "1902"),
    "ar": ("308", "309"),
    "in": ("215", "217"),
}


@pytest.mark.parametrize(("of", "numbers"), KOREAS.items())
def test_each_list_has_one_number_for_each_korea(of: str, numbers: tuple[str, str]) -> None:
    north, south = numbers
    assert find_number(north, of=of).place is get("KP")
    assert find_number(south, of=of).place is get("KR")
    told = [number for number, code in number_lists()[of].codes.items() if code in ("KP", "KR")]
    assert sorted(told) == sorted(numbers)


def test_every_list_is_tried_by_its_koreas() -> None:
    assert list(number_lists()) == list(KOREAS)


def test_one_number_is_read_by_the_list_that_is_named() -> None:
    found = {of: find_number("104", of=of).place for of in number_lists()}
    assert {of: place.code for of, place in found.items() if place} == {"iso": "MM", "cn": "BT", "jp": "KP", "ar": "BI"}


def test_zeros_before_and_a_point_behind_make_no_difference() -> None:
    assert find_number("004", of="iso").place is find_number("4.0", of="iso").place is get("AF")


def test_a_bare_number_is_read_by_iso_alone() -> None:
    read = {number: find_in_column(number).place for pair in KOREAS.values() for number in pair}
    assert {number: place.code for number, place in read.items() if place} == {
        "408": "KP",
        "410": "KR",
        "104": "MM",
        "724": "ES",
        "728": "SS",
        "308": "GD",
    }


def test_a_number_of_other_lists_alone_says_what_it_is_there() -> None:
    match = find_in_column("109")
    assert (match.place, match.how) == (None, "none")
    assert [place.code for place in match.candidates] == ["KP", "CD", "EC"]
    assert "China" in match.why
    assert "Argentina" in match.why
    assert find_in_column("9998").candidates == ()


def test_a_column_tells_the_lists_it_may_follow() -> None:
    assert lists_of(["408", "410", "156"]) == ("iso",)
    assert lists_of(["5700", "5790"]) == ("us",)
    assert lists_of(["103", "104", "105"]) == ("cn", "jp")
    assert lists_of(["724", "728", "732"]) == ("iso", "eu")
    assert lists_of([]) == ()


def test_an_unknown_list_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError) as error:
        find_number("104", of="moon")
    assert "jp" in str(error.value)
    assert find_number("999", of="jp").place is None
